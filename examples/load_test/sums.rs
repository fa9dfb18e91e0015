//! Sums over an export as Parquet by team, scenario, month and principle, taken by several threads.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rapport::export::ENCOUNTERS;
use rapport::export::parquet::{Batch, ParquetFile};
use rapport::export::totals::{Group, Interner, Sums};
use rapport::record::Month;
use rapport::scoring::Scorecard;

/// Sums of completed plays, with the names of their teams and scenarios.
#[derive(Debug, Default)]
pub(crate) struct ExportSums {
    pub(crate) sums: Sums,
    pub(crate) teams: Interner,
    pub(crate) scenarios: Interner,
}

/// The columns that the sums are taken over: those of the group, then gained, span and moments of the nine scores.
struct SummedColumns(Vec<&'static str>);

impl SummedColumns {
    const GROUP: [&'static str; 4] = ["team", "scenario", "attempt", "practice"];
    const SCORE: [&'static str; 3] = ["_gained", "_span", "_moments"];

    fn new() -> Self {
        let is_score = |name: &&str| Self::SCORE.iter().any(|suffix| name.ends_with(suffix));
        let scores = ENCOUNTERS.columns.iter().map(|column| &*column.name).filter(is_score);
        Self(Self::GROUP.into_iter().chain(scores).collect())
    }

    /// A completed attempt in a row; `None` for other plays.
    fn read<'b>(&self, batch: &'b Batch, row: usize) -> Option<SummedRow<'b>> {
        let [team, scenario, attempt, practice] = [0, 1, 2, 3].map(|column| batch.cell(column, row));
        let attempt = attempt.as_count()?;
        let mut card = Scorecard::default();
        for (n, columns) in (Self::GROUP.len()..self.0.len()).collect::<Vec<_>>().chunks(Self::SCORE.len()).enumerate()
        {
            let number = |part: usize| batch.cell(columns[part], row).as_count().unwrap_or(0);
            let tally = card.nth_mut(n);
            (tally.gained, tally.span, tally.opportunities) = (number(0), number(1), number(2));
        }
        let first = attempt == 1 && practice.as_boolean() == Some(false);
        let row = SummedRow { team: team.as_text(), scenario: scenario.as_text(), first, card };
        // Plays that were not completed have no score.
        (row.card.overall.span > 0).then_some(row)
    }
}

/// A completed attempt.
struct SummedRow<'b> {
    team: &'b str,
    scenario: &'b str,
    first: bool,
    card: Scorecard,
}

/// A group of rows of one file.
struct Task {
    file: PathBuf,
    month: Month,
    group: usize,
}

/// The sums of an export; each thread takes the next group of rows.
pub(crate) fn sum_export(folder: &Path, threads: usize) -> io::Result<ExportSums> {
    let tasks = tasks(&folder.join("encounters"))?;
    let next = AtomicUsize::new(0);
    let whole = Mutex::new(ExportSums::default());
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(|| sum_tasks(&tasks, &next, &whole))).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("the thread ends without a panic"))
    })?;
    Ok(whole.into_inner().expect("no thread panicked while it held the sums"))
}

fn tasks(table: &Path) -> io::Result<Vec<Task>> {
    let mut tasks = Vec::new();
    for month in std::fs::read_dir(table)? {
        let folder = month?.path();
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(month) = name.strip_prefix("month=").and_then(|month| month.parse().ok()) else { continue };
        let file = folder.join("encounters.parquet");
        let groups = ParquetFile::new(File::open(&file)?)?.groups();
        tasks.extend((0..groups).map(|group| Task { file: file.clone(), month, group }));
    }
    tasks.sort_by(|a, b| (&a.file, a.group).cmp(&(&b.file, b.group)));
    Ok(tasks)
}

fn sum_tasks(tasks: &[Task], next: &AtomicUsize, whole: &Mutex<ExportSums>) -> io::Result<()> {
    let columns = SummedColumns::new();
    let mut ours = ExportSums::default();
    while let Some(Task { file, month, group }) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
        let batch = ParquetFile::new(File::open(file)?)?.group(*group, &columns.0)?;
        for row in (0..batch.rows).filter_map(|row| columns.read(&batch, row)) {
            let (team, scenario) = (ours.teams.intern(row.team), ours.scenarios.intern(row.scenario));
            ours.sums.add(Group { team, scenario, month: *month, first: row.first }, &row.card);
        }
    }
    whole.lock().expect("no thread panicked while it held the sums").merge(&ours);
    Ok(())
}

impl ExportSums {
    /// Adds other sums, whose teams and scenarios can have other numbers.
    fn merge(&mut self, other: &Self) {
        for (group, sum) in &other.sums.0 {
            let team = self.teams.intern(other.teams.resolve(group.team));
            let scenario = self.scenarios.intern(other.scenarios.resolve(group.scenario));
            let one = Sums([(Group { team, scenario, ..*group }, *sum)].into());
            self.sums.merge(&one);
        }
    }
}
