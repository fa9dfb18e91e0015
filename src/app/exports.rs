//! Writing exports: plays from one or many ledgers into a file or folder, whole or not at all.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::random_play;
use crate::export::csv::CsvTable;
use crate::export::grades::Grades;
use crate::export::parquet::ParquetTable;
use crate::export::xlsx::Book;
use crate::export::{
    About, DECISIONS, DecisionRow, ENCOUNTERS, EncounterRow, Names, Random, ScenarioNote, Title, jsonl, sql, xapi,
};
use crate::files::{
    ABOUT_FILE, check_overwrite, is_about, read_bytes, unwritten, write_file, write_file_with, write_folder_with,
};
use crate::ledger::{LedgerError, LedgerSet, PlaySelection, StoredScenario};
use crate::record::{Head, Millis, Month, PlayCriteria, StoredPlay, instant};
use crate::scoring::debrief::USE_NOTICE;

/// A format that plays can be handed on in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Two tables for any program: a folder.
    Csv,
    /// One JSON document a line.
    Jsonl,
    /// Two typed tables by month: a folder.
    Parquet,
    /// xAPI statements, one a line.
    Xapi,
    /// A workbook.
    Xlsx,
    /// One row a person, for a learning management system.
    Grades,
}

impl Format {
    /// All of them, those for people first.
    pub const ALL: [Self; 6] = [Self::Xlsx, Self::Csv, Self::Grades, Self::Xapi, Self::Jsonl, Self::Parquet];

    /// Its name on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Xapi => "xapi",
            Self::Xlsx => "xlsx",
            Self::Grades => "grades",
        }
    }

    /// Whether it is a folder of files.
    #[must_use]
    pub const fn is_folder(self) -> bool {
        matches!(self, Self::Csv | Self::Parquet)
    }

    /// What its file's name ends with; nothing for a folder.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::Parquet => "",
            Self::Jsonl | Self::Xapi => ".jsonl",
            Self::Xlsx => ".xlsx",
            Self::Grades => ".csv",
        }
    }
}

/// What is to be handed on, and how.
#[derive(Clone, Debug)]
pub struct Order {
    /// In which format.
    pub format: Format,
    /// Where to.
    pub out: PathBuf,
    /// Which plays.
    pub selection: PlayCriteria,
    /// What was asked for, by the names of the options, for the description.
    pub asked: BTreeMap<&'static str, String>,
    /// What people are called.
    pub names: Names,
    /// Where accounts are at home, for xAPI.
    pub home_page: String,
    /// When this is.
    pub now: Millis,
}

/// What was handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How many plays.
    pub plays: u64,
    /// How many decisions.
    pub decisions: u64,
    /// How many copies of plays were found and counted once.
    pub duplicates: usize,
    /// How far each ledger's chain reached.
    pub heads: Vec<Head>,
}

/// Is told how far a long piece of work is, of how much, and says whether to go on.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// Hands plays on.
///
/// # Errors
/// If a ledger cannot be read, the export cannot be written, or it was stopped; then what was there before is
/// there still.
pub fn export(ledgers: &LedgerSet, order: &Order, progress: Progress<'_>) -> Result<Exported, LedgerError> {
    let plan = ledgers.select(&order.selection)?;
    let run = Run::new(ledgers, order, plan)?;
    if order.format.is_folder() {
        return write_folder_with(&order.out, |folder| {
            let mut run = run;
            match order.format {
                Format::Parquet => run.parquet(folder, progress)?,
                _ => run.csv(folder, progress)?,
            }
            let about = run.about()?;
            write_file(&folder.join(ABOUT_FILE), &about)?;
            Ok(run.done())
        });
    }
    let beside = beside(&order.out);
    check_overwrite(&order.out, |_| is_about(&beside))?;
    let (exported, about) = write_file_with(&order.out, |part| {
        let mut run = run;
        let made = File::create(part).map_err(|error| unwritten(&order.out, &error))?;
        let mut out = BufWriter::new(made);
        run.one_file(&mut out, progress)?;
        let synced = out.flush().and_then(|()| out.get_ref().sync_all());
        synced.map_err(|error| unwritten(&order.out, &error))?;
        Ok::<_, LedgerError>((run.done(), run.about()?))
    })?;
    write_file(&beside, &about)?;
    Ok(exported)
}

/// Where the description of an export in one file stands.
fn beside(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{ABOUT_FILE}"));
    out.with_file_name(name)
}

/// How far the chains reached when an export or a backup was made: read from what stands in it or beside it.
///
/// # Errors
/// In words, if there is no such description, or it names none.
pub fn heads_of(export: &Path) -> Result<Vec<Head>, String> {
    let place = if export.is_dir() {
        export.join(ABOUT_FILE)
    } else if export.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ABOUT_FILE)) {
        export.to_path_buf()
    } else {
        beside(export)
    };
    if let Some(head) = backup_head(export)? {
        return Ok(vec![head]);
    }
    let bytes = read_bytes(&place).map_err(|problem| {
        let place = place.display();
        format!("`{place}`, which is written with every export, cannot be read: {}", problem.message())
    })?;
    let about: crate::export::AboutRead = serde_json::from_slice(&bytes)
        .map_err(|error| format!("`{}` describes no export: {error}", place.display()))?;
    if about.ledgers.is_empty() { Err(format!("`{}` names no ledger", place.display())) } else { Ok(about.ledgers) }
}

/// How far a backup's chain reaches; `None` if the file is none.
fn backup_head(file: &Path) -> Result<Option<Head>, String> {
    let mut begins = [0; 15];
    let read = File::open(file).and_then(|mut file| io::Read::read_exact(&mut file, &mut begins));
    if read.is_err() || begins != *b"SQLite format 3" {
        return Ok(None);
    }
    crate::ledger::head_of_file(file).map(Some).map_err(|error| error.to_string())
}

struct Run<'r> {
    ledgers: &'r LedgerSet,
    order: &'r Order,
    plan: PlaySelection,
    heads: Vec<Head>,
    titles: HashMap<String, Title>,
    scenarios: Vec<Arc<StoredScenario>>,
    met: BTreeSet<String>,
    rules: BTreeSet<u32>,
    decisions: u64,
    notes: OnceCell<Vec<ScenarioNote>>,
}

impl<'r> Run<'r> {
    fn new(ledgers: &'r LedgerSet, order: &'r Order, plan: PlaySelection) -> Result<Self, LedgerError> {
        let scenarios = ledgers.scenarios()?;
        let titles = titles(&scenarios);
        Ok(Self {
            ledgers,
            order,
            plan,
            heads: ledgers.heads()?,
            titles,
            scenarios,
            met: BTreeSet::new(),
            rules: BTreeSet::new(),
            decisions: 0,
            notes: OnceCell::new(),
        })
    }

    /// Every play with its row.
    fn each(
        &mut self,
        progress: Progress<'_>,
        mut take: impl FnMut(&StoredPlay, &EncounterRow) -> Result<(), Fault>,
    ) -> Result<(), LedgerError> {
        let (met, rules, decisions) = (&mut self.met, &mut self.rules, &mut self.decisions);
        let out = &self.order.out;
        each_row(self.ledgers, &self.plan, &self.order.names, &self.titles, progress, |kept, row| {
            if !met.contains(&row.content_hash) {
                met.insert(row.content_hash.clone());
            }
            rules.insert(kept.transcript.rules);
            *decisions += kept.transcript.decisions.len() as u64;
            take(kept, row).map_err(|Fault(error)| LedgerError::File(unwritten(out, &error)))
        })
    }

    fn one_file(&mut self, out: &mut BufWriter<File>, progress: Progress<'_>) -> Result<(), LedgerError> {
        let place = self.order.out.clone();
        let said = |error: io::Error| LedgerError::File(unwritten(&place, &error));
        match self.order.format {
            Format::Jsonl => self.each(progress, |kept, row| Ok(jsonl::write(out, kept, row)?)),
            Format::Xapi => {
                let home_page = self.order.home_page.clone();
                self.each(progress, |kept, row| Ok(xapi::write(out, &xapi::statements(kept, row, &home_page))?))
            }
            Format::Grades => {
                let mut grades = Grades::default();
                self.each(progress, |_, row| {
                    grades.add(row);
                    Ok(())
                })?;
                grades.write(out).map_err(said)
            }
            Format::Xlsx => {
                let mut book = Book::new().map_err(said)?;
                self.each(progress, |_, row| Ok(book.add(row)?))?;
                let about = self.described();
                book.know(&about.scenarios);
                book.finish(out, &in_words(&about)).map_err(said)
            }
            Format::Csv | Format::Parquet => Ok(()),
        }
    }

    fn csv(&mut self, folder: &Path, progress: Progress<'_>) -> Result<(), LedgerError> {
        let place = self.order.out.clone();
        let said = |error: io::Error| LedgerError::File(unwritten(&place, &error));
        let mut encounters =
            CsvTable::new(create(folder, "encounters.csv").map_err(said)?, &*ENCOUNTERS).map_err(said)?;
        let mut decisions = CsvTable::new(create(folder, "decisions.csv").map_err(said)?, &*DECISIONS).map_err(said)?;
        self.each(progress, |kept, row| {
            encounters.add(row)?;
            for (n, decision) in kept.transcript.decisions.iter().enumerate() {
                decisions.add(&DecisionRow::of(row, n, decision))?;
            }
            Ok(())
        })?;
        encounters.finish().and_then(close).map_err(said)?;
        decisions.finish().and_then(close).map_err(said)?;
        let how = "-- Load this folder:  psql -f load.sql  from within it.\n";
        let load = sql::load("'encounters.csv'", "'decisions.csv'", how);
        write_file(&folder.join("schema.sql"), sql::schema().as_bytes())?;
        write_file(&folder.join("load.sql"), load.as_bytes())?;
        Ok(())
    }

    fn parquet(&mut self, folder: &Path, progress: Progress<'_>) -> Result<(), LedgerError> {
        let place = self.order.out.clone();
        let said = |error: io::Error| LedgerError::File(unwritten(&place, &error));
        let mut open: Option<(Month, Parts)> = None;
        self.each(progress, |kept, row| {
            let month = Month::of(kept.started);
            if open.as_ref().is_none_or(|(of, _)| *of != month)
                && let Some((_, parts)) = open.replace((month, Parts::new(folder, month)?))
            {
                parts.finish()?;
            }
            if let Some((_, parts)) = &mut open {
                parts.add(kept, row)?;
            }
            Ok(())
        })?;
        if let Some((_, parts)) = open {
            parts.finish().map_err(said)?;
        }
        let how = "-- Load this folder:  psql -f load.sql  from within it. The tables are read from Parquet by the\n\
                   -- program `rapport`, which is to be where the shell finds programs.\n";
        let source = |table: &str| format!("PROGRAM 'rapport table {table} --from .'");
        write_file(&folder.join("schema.sql"), sql::schema().as_bytes())?;
        write_file(&folder.join("load.sql"), sql::load(&source("encounters"), &source("decisions"), how).as_bytes())?;
        Ok(())
    }

    fn described(&self) -> About<'static> {
        let order = self.order;
        let met = || self.scenarios.iter().filter(|kept| self.met.contains(&kept.content_hash.to_string()));
        let notes = self.notes.get_or_init(|| met().map(|kept| note(kept)).collect());
        About {
            notice: USE_NOTICE,
            program: concat!("rapport ", env!("CARGO_PKG_VERSION")).into(),
            made: instant(order.now),
            format: order.format.as_str(),
            asked: order.asked.clone(),
            pseudonyms: order.names.are_pseudonyms(),
            ledgers: self.heads.clone(),
            plays: self.plan.len() as u64,
            decisions: self.decisions,
            duplicates: self.plan.duplicates,
            rules: self.rules.iter().copied().collect(),
            scenarios: notes.clone(),
            tables: if order.format.is_folder() { vec![ENCOUNTERS.note(), DECISIONS.note()] } else { Vec::new() },
        }
    }

    fn about(&self) -> Result<Vec<u8>, LedgerError> {
        let mut json = serde_json::to_vec_pretty(&self.described())?;
        json.push(b'\n');
        Ok(json)
    }

    fn done(&self) -> Exported {
        Exported {
            plays: self.plan.len() as u64,
            decisions: self.decisions,
            duplicates: self.plan.duplicates,
            heads: self.heads.clone(),
        }
    }
}

/// Every planned play with its row.
fn each_row(
    ledgers: &LedgerSet,
    plan: &PlaySelection,
    names: &Names,
    titles: &HashMap<String, Title>,
    progress: Progress<'_>,
    mut take: impl FnMut(&StoredPlay, &EncounterRow) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let all = plan.len() as u64;
    let mut done = 0;
    if progress(0, all).is_break() {
        return Err(LedgerError::Stopped);
    }
    ledgers.for_each(plan, |kept| {
        take(&kept, &row_of(&kept, names, titles))?;
        done += 1;
        if done % 64 == 0 && progress(done, all).is_break() { Err(LedgerError::Stopped) } else { Ok(()) }
    })?;
    let _ = progress(all, all);
    Ok(())
}

/// Every planned play with its row, and then what is known of their scenarios.
pub(super) fn walk(
    ledgers: &LedgerSet,
    plan: &PlaySelection,
    names: &Names,
    progress: Progress<'_>,
    mut take: impl FnMut(&StoredPlay, &EncounterRow),
) -> Result<Vec<ScenarioNote>, LedgerError> {
    let scenarios = ledgers.scenarios()?;
    let titles = titles(&scenarios);
    let mut met = BTreeSet::new();
    each_row(ledgers, plan, names, &titles, progress, |kept, row| {
        met.insert(kept.transcript.content_hash);
        take(kept, row);
        Ok(())
    })?;
    Ok(scenarios.iter().filter(|kept| met.contains(&kept.content_hash)).map(|kept| note(kept)).collect())
}

fn titles(scenarios: &[Arc<StoredScenario>]) -> HashMap<String, Title> {
    scenarios.iter().map(|kept| (kept.content_hash.to_string(), title(kept))).collect()
}

/// A fault in writing, kept apart from those of reading until it is said.
struct Fault(io::Error);

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

fn row_of(kept: &StoredPlay, names: &Names, titles: &HashMap<String, Title>) -> EncounterRow {
    let title = titles.get(&kept.transcript.content_hash.to_string()).cloned().unwrap_or_default();
    EncounterRow::of(kept, &names.of(&kept.profile), &title)
}

/// What is written of a kept scenario; its id where it cannot be read any more.
fn title(kept: &StoredScenario) -> Title {
    match &kept.script {
        Ok(script) => Title::of(&script.scenario),
        Err(_) => Title { title: kept.id.to_string(), ..Title::default() },
    }
}

fn note(kept: &StoredScenario) -> ScenarioNote {
    let random = kept.script.as_ref().ok().map(|script| Random::of(&random_play(script)));
    ScenarioNote {
        id: kept.id.to_string(),
        title: title(kept).title,
        content_hash: kept.content_hash.to_string(),
        play_hash: kept.play_hash.to_string(),
        random,
    }
}

fn in_words(about: &About<'_>) -> Vec<(&'static str, String)> {
    let asked: Vec<String> = about.asked.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let rules: Vec<String> = about.rules.iter().map(ToString::to_string).collect();
    let mut lines = vec![
        ("Notice", about.notice.to_owned()),
        ("Made", format!("{} by {}", about.made, about.program)),
        ("Asked for", if asked.is_empty() { "everything".into() } else { asked.join("; ") }),
        ("Plays", about.plays.to_string()),
        ("Rules version", rules.join(", ")),
    ];
    let head = |head: &Head| format!("{}: {} events, head {}", head.ledger, head.events, head.head);
    lines.extend(about.ledgers.iter().map(|one| ("Ledger", head(one))));
    let scenario = |note: &ScenarioNote| format!("{} ({}), content hash {}", note.title, note.id, note.content_hash);
    lines.extend(about.scenarios.iter().map(|note| ("Scenario", scenario(note))));
    lines
}

fn create(folder: &Path, name: &str) -> io::Result<BufWriter<File>> {
    Ok(BufWriter::with_capacity(1 << 18, File::create(folder.join(name))?))
}

fn close(out: BufWriter<File>) -> io::Result<()> {
    out.into_inner()?.sync_all()
}

/// The two tables of one month.
struct Parts {
    encounters: ParquetTable<BufWriter<File>, EncounterRow>,
    decisions: ParquetTable<BufWriter<File>, DecisionRow>,
}

impl Parts {
    fn new(folder: &Path, month: Month) -> io::Result<Self> {
        let notes = [("notice", USE_NOTICE.to_owned()), ("month", month.to_string())];
        let file = |table: &str| {
            let within = folder.join(table).join(format!("month={month}"));
            std::fs::create_dir_all(&within)?;
            create(&within, &format!("{table}.parquet"))
        };
        Ok(Self {
            encounters: ParquetTable::new(file("encounters")?, &*ENCOUNTERS, &notes)?,
            decisions: ParquetTable::new(file("decisions")?, &*DECISIONS, &notes)?,
        })
    }

    fn add(&mut self, kept: &StoredPlay, row: &EncounterRow) -> io::Result<()> {
        self.encounters.add(row)?;
        for (n, decision) in kept.transcript.decisions.iter().enumerate() {
            self.decisions.add(&DecisionRow::of(row, n, decision))?;
        }
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        self.encounters.finish().and_then(close)?;
        self.decisions.finish().and_then(close)
    }
}
