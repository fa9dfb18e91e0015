//! What can be typed, and the help for it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::app::Format;
use crate::encounter::MAX_SEED;
use crate::export::xapi;
use crate::files::Places;
use crate::lint::Player;
use crate::record::{Millis, PlayCriteria};
use crate::scenario::id::ScenarioId;
use crate::scenario::model::Kind;

/// Rapport trains people who meet customers: play an encounter, read what you did with what was on offer.
#[derive(Debug, Parser)]
#[command(name = "rapport", version, about, long_about = None, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do; without a command the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play an encounter in the terminal.
    Play(PlayArgs),
    /// List what can be played, and what cannot, with the reason.
    List(ListArgs),
    /// Check scenario files.
    Check(CheckArgs),
    /// Begin a scenario of one's own: writes a small one that plays, with remarks.
    New(NewArgs),
    /// Lay scenario files out evenly; remarks stay where they are.
    Fmt(FmtArgs),
    /// Play scenarios many times by players who go by chance, by one cue, or by the weights.
    Simulate(SimulateArgs),
    /// Tell what a library asks of trainees and what it uses of the format, as tables.
    Coverage(CoverageArgs),
    /// Draw the beats of a scenario and the ways between them.
    Graph(GraphArgs),
    /// Write a scenario as a page to read and print, for whoever must approve it.
    Script(ScriptArgs),
    /// Explain a rule of the checker; `look` and `place` list what a scenario may name.
    Explain(ExplainArgs),
    /// Draw everybody who can be met in every mood, on one PNG picture.
    People(PeopleArgs),
    /// List, show, verify, back up or erase what was played.
    Records(RecordsArgs),
    /// Hand plays on: to a spreadsheet, a database, a learning record store or a learning management system.
    Export(ExportArgs),
    /// Write a report over many plays as one page that any browser opens.
    Report(ReportArgs),
    /// Redo every score of an export from what was on offer, and name the rows that differ.
    Rescore(RescoreArgs),
    /// Send plays to a learning record store (xAPI) that were not sent to it before.
    Push(PushArgs),
    /// Print a table of a Parquet export as CSV: for the load script that lies in it.
    #[command(hide = true)]
    Table(TableArgs),
    /// Fill a new data folder with plays by players who are none: for trying out what many records weigh.
    #[command(hide = true)]
    Synthesize(SynthesizeArgs),
    /// Time the sums of a report over a Parquet export.
    #[command(hide = true)]
    Sums(SumsArgs),
}

/// Where things lie.
#[derive(Clone, Debug, Default, Args)]
pub struct Folders {
    /// A further folder of scenarios; its ids come before others.
    #[arg(long, value_name = "DIR", global = true)]
    pub scenarios: Option<PathBuf>,
    /// Where records and your own scenarios are kept, if not in the platform's folder.
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
}

impl Folders {
    /// The folders as the storage knows them.
    #[must_use]
    pub fn places(&self) -> Places {
        Places::new(self.data.clone(), self.scenarios.clone())
    }
}

/// `rapport play`.
#[derive(Debug, Args)]
pub struct PlayArgs {
    /// An id from `rapport list`, or a file (ends in `.ron` or holds `/`); without it you are asked.
    #[arg(value_name = "ID|FILE")]
    pub what: Option<String>,
    /// The seed: the same seed and choices give the same play.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=MAX_SEED))]
    pub seed: Option<u64>,
    /// Who plays.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub trainee: Option<String>,
    /// Play it as part of this course, which may say at what score it is passed.
    #[arg(long, value_name = "ID")]
    pub course: Option<String>,
    /// Play these choices without asking, one id for each decision; `silence` says nothing.
    #[arg(long, value_name = "ID,ID,..")]
    pub choices: Option<String>,
    /// With `--choices`: start with what is remembered of this trainee's plays.
    #[arg(long, requires = "choices", conflicts_with = "memory")]
    pub remember: bool,
    /// With `--choices`: start with what this JSON file says is remembered.
    #[arg(long, value_name = "FILE", requires = "choices")]
    pub memory: Option<PathBuf>,
    /// Print the play as a JSON document on the standard output.
    #[arg(long)]
    pub json: bool,
    /// Keep a record of a FILE too.
    #[arg(long)]
    pub record: bool,
    /// Try a scenario from this beat on; nothing is kept.
    #[arg(long, value_name = "BEAT", conflicts_with = "record")]
    pub from: Option<String>,
    /// What holds at the start, as a condition is written: 'Knows("shift")'; may be given several times.
    #[arg(long, value_name = "CONDITION", conflicts_with = "record")]
    pub with: Vec<String>,
    /// Try a FILE in the window.
    #[arg(long, conflicts_with_all = ["choices", "json", "record", "from", "with"], requires = "what")]
    pub window: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files and folders; without any, everything that `rapport list` lists.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t)]
    pub format: Printed,
    /// Fail on warnings too.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Print what is proven instead: the lowest and highest scores of each ending, with plays that get them.
    #[arg(long, conflicts_with = "deny_warnings")]
    pub ranges: bool,
    /// Check again whenever a file is saved, until it is stopped with Ctrl+C.
    #[arg(long, requires = "paths")]
    pub watch: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The id, which is the file's name: a-z, 0-9 and `-`.
    #[arg(value_name = "ID")]
    pub id: String,
    /// What sort of encounter it is, as a scenario says it.
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.as_str())), ignore_case = true)]
    pub kind: String,
    /// The folder to write it to.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
}

/// `rapport fmt`.
#[derive(Debug, Args)]
pub struct FmtArgs {
    /// Files and folders.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Change nothing; fail if a file is not laid out evenly.
    #[arg(long)]
    pub check: bool,
}

/// `rapport simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// A file or a folder of scenarios, or an id from `rapport list`.
    #[arg(value_name = "PATH")]
    pub what: String,
    /// How many plays of each scenario.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub runs: u64,
    /// Who plays: by chance, by one cue (the longest, shortest or politest reply, or the one with the most words that
    /// name a trained principle), or by the weights.
    #[arg(long, value_name = "PLAYER", default_value = "random", value_parser = PossibleValuesParser::new(Player::ALL.map(Player::as_str)))]
    pub player: String,
    /// The seed; it decides ties.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=MAX_SEED))]
    pub seed: u64,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport coverage`.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// Files and folders; without any, everything that `rapport list` lists.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How many plays of each scenario by each player.
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub runs: u64,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport graph`.
#[derive(Debug, Args)]
pub struct GraphArgs {
    /// An id from `rapport list`, or a file (ends in `.ron` or holds `/`).
    #[arg(value_name = "SCENARIO")]
    pub what: String,
    /// For whom: `svg` for a browser, `dot` for Graphviz, `mermaid` for wikis and code hosts.
    #[arg(long, value_enum, default_value_t)]
    pub format: Picture,
    /// Show how much can be gained at each beat, or how often random play comes to it.
    #[arg(long, value_enum)]
    pub heat: Option<HeatBy>,
    /// The file to write; without it the picture goes to the standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// For whom a picture is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Picture {
    /// For a browser.
    #[default]
    Svg,
    /// For Graphviz.
    Dot,
    /// For wikis and code hosts.
    Mermaid,
}

/// What beats are coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HeatBy {
    /// How much can be gained.
    Evidence,
    /// How often random play comes there.
    Visits,
}

/// `rapport script`.
#[derive(Debug, Args)]
pub struct ScriptArgs {
    /// An id from `rapport list`, or a file (ends in `.ron` or holds `/`).
    #[arg(value_name = "SCENARIO")]
    pub what: String,
    /// The page to write; a file that is not such a page is left alone.
    #[arg(long, value_name = "FILE.html")]
    pub out: PathBuf,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Printed {
    /// For reading, with the line and a caret.
    #[default]
    Text,
    /// One JSON object, for tools.
    Json,
}

/// `rapport explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A rule's code such as E40, or `look`, or `place`; without it all rules are listed.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `rapport people`.
#[derive(Debug, Args)]
pub struct PeopleArgs {
    /// The picture to write; what was there is replaced.
    #[arg(value_name = "FILE.png")]
    pub file: PathBuf,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport records`.
#[derive(Debug, Args)]
pub struct RecordsArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub what: Records,
}

/// What can be done with records.
#[derive(Debug, Subcommand)]
pub enum Records {
    /// List plays, the latest last.
    List(RecordsListArgs),
    /// Show one play: what was on offer, what was chosen, and what it comes to.
    Show(ShowArgs),
    /// Verify that nothing was changed: the chain of events, the scenarios, and every number from its decisions.
    Verify(VerifyArgs),
    /// Copy the ledger into a new file while it is in use.
    Backup(BackupArgs),
    /// Erase a person with everything they played; the chain stays verifiable.
    Erase(EraseArgs),
}

/// Whose records.
#[derive(Clone, Debug, Default, Args)]
pub struct Ledgers {
    /// The data folders to read; several are read as one, and a play that is in more than one counts once.
    #[arg(long, value_name = "DIR", num_args = 1.., id = "data")]
    pub data: Vec<PathBuf>,
}

impl Ledgers {
    /// The folders that were named, else the platform's; none on a machine without a home folder.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        if self.data.is_empty() { Places::new(None, None).data.into_iter().collect() } else { self.data.clone() }
    }
}

/// Which plays.
#[derive(Clone, Debug, Default, Args)]
pub struct Which {
    /// Begun on this day or later, as 2026-11-22, in UTC.
    #[arg(long, value_name = "DATE", value_parser = day_start)]
    pub since: Option<Day>,
    /// Begun on this day or before.
    #[arg(long, value_name = "DATE", value_parser = next_day)]
    pub until: Option<Day>,
    /// By the person of this name, staff number or profile id.
    #[arg(long, value_name = "NAME")]
    pub trainee: Option<String>,
    /// By people of this team.
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// Of this scenario.
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,
}

/// A day as it was typed, and the moment that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// As it was typed.
    pub typed: String,
    /// When it begins, or when the one after it does.
    pub moment: Millis,
}

fn day_start(typed: &str) -> Result<Day, String> {
    Ok(Day { typed: typed.into(), moment: crate::record::day_start(typed)? })
}

fn next_day(typed: &str) -> Result<Day, String> {
    Ok(Day { typed: typed.into(), moment: crate::record::next_day(typed)? })
}

impl Which {
    /// What is asked for.
    #[must_use]
    pub fn selection(&self) -> PlayCriteria {
        PlayCriteria {
            since: self.since.as_ref().map(|day| day.moment),
            before: self.until.as_ref().map(|day| day.moment),
            trainee: self.trainee.clone(),
            team: self.team.clone(),
            scenario: self.scenario.as_deref().map(ScenarioId::from),
        }
    }

    /// What was asked for, by the names of the options. A person's name does not stand in it where people go by
    /// pseudonyms.
    #[must_use]
    pub fn asked(&self, pseudonyms: bool) -> BTreeMap<&'static str, String> {
        let trainee = self.trainee.clone().map(|name| if pseudonyms { "one person".into() } else { name });
        let day = |day: &Option<Day>| day.as_ref().map(|day| day.typed.clone());
        let all = [
            ("since", day(&self.since)),
            ("until", day(&self.until)),
            ("trainee", trainee),
            ("team", self.team.clone()),
            ("scenario", self.scenario.clone()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// `rapport records list`.
#[derive(Debug, Args)]
pub struct RecordsListArgs {
    /// Which plays.
    #[command(flatten)]
    pub which: Which,
    /// As JSON, one play a line.
    #[arg(long)]
    pub json: bool,
    /// Whose records.
    #[command(flatten)]
    pub ledgers: Ledgers,
}

/// `rapport records show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// A play's id from `rapport records list`, or how it begins or ends.
    #[arg(value_name = "PLAY")]
    pub play: String,
    /// As the JSON document from which every score can be redone.
    #[arg(long)]
    pub json: bool,
    /// Whose records.
    #[command(flatten)]
    pub ledgers: Ledgers,
}

/// `rapport records verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// An export or backup made earlier: finds an end that was cut off, and a ledger that was written anew.
    #[arg(long, value_name = "EXPORT")]
    pub against: Vec<PathBuf>,
    /// Whose records.
    #[command(flatten)]
    pub ledgers: Ledgers,
}

/// `rapport records backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write; it must not be there yet.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport records erase`.
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// The name, staff number or profile id.
    #[arg(long, value_name = "NAME")]
    pub trainee: String,
    /// Do not ask whether it is meant.
    #[arg(long)]
    pub yes: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// xlsx: a workbook; csv, parquet: a folder of two tables, one row a play and one row a decision; grades: one row
    /// a person; xapi: statements; jsonl: one document a line.
    #[arg(long, value_parser = format())]
    pub format: Format,
    /// Where to: a folder for csv and parquet, else a file. An earlier export there is replaced.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Which plays.
    #[command(flatten)]
    pub which: Which,
    /// Call people by pseudonyms made with the key in this file, which is made if it is not there.
    #[arg(long, value_name = "KEYFILE")]
    pub pseudonyms: Option<PathBuf>,
    /// With xapi: where the accounts of people are at home.
    #[arg(long, value_name = "URL", default_value = xapi::HOME_PAGE, value_parser = home_page)]
    pub home_page: String,
    /// Whose records.
    #[command(flatten)]
    pub ledgers: Ledgers,
}

/// The formats by their names.
fn format() -> impl TypedValueParser<Value = Format> {
    let of = |word: String| Format::ALL.into_iter().find(|format| format.as_str() == word);
    PossibleValuesParser::new(Format::ALL.map(Format::as_str)).try_map(move |word| of(word).ok_or("no format"))
}

fn home_page(typed: &str) -> Result<String, String> {
    let is_url = (typed.starts_with("https://") || typed.starts_with("http://"))
        && typed.len() > "https://".len()
        && !typed.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}'));
    if is_url { Ok(typed.trim_end_matches('/').to_owned()) } else { Err("a home page begins with https://".into()) }
}

/// `rapport report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// The page to write; what was there is replaced.
    #[arg(long, value_name = "FILE.html")]
    pub out: PathBuf,
    /// Which plays.
    #[command(flatten)]
    pub which: Which,
    /// Call people by pseudonyms made with the key in this file, which is made if it is not there.
    #[arg(long, value_name = "KEYFILE")]
    pub pseudonyms: Option<PathBuf>,
    /// No person by themselves: teams and scenarios only, and no group under 5 people.
    #[arg(long)]
    pub aggregate: bool,
    /// Read an export as Parquet instead of ledgers.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["data", "pseudonyms"])]
    pub from: Option<PathBuf>,
    /// Whose records.
    #[command(flatten)]
    pub ledgers: Ledgers,
}

/// `rapport rescore`.
#[derive(Debug, Args)]
pub struct RescoreArgs {
    /// An export as csv, jsonl or parquet.
    #[arg(value_name = "EXPORT")]
    pub export: PathBuf,
}

/// `rapport push`.
#[derive(Debug, Args)]
pub struct PushArgs {
    /// Where the store takes statements: the address before `/statements`.
    #[arg(long, value_name = "URL")]
    pub lrs: String,
    /// A file with two lines, the name and the password at the store; without it `RAPPORT_LRS_USER` and
    /// `RAPPORT_LRS_PASSWORD` in the environment.
    #[arg(long, value_name = "FILE")]
    pub credentials: Option<PathBuf>,
    /// Which plays.
    #[command(flatten)]
    pub which: Which,
    /// Call people by pseudonyms made with the key in this file, which is made if it is not there.
    #[arg(long, value_name = "KEYFILE")]
    pub pseudonyms: Option<PathBuf>,
    /// Where the accounts of people are at home.
    #[arg(long, value_name = "URL", default_value = xapi::HOME_PAGE, value_parser = home_page)]
    pub home_page: String,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport table`.
#[derive(Debug, Args)]
pub struct TableArgs {
    /// Which.
    #[arg(value_parser = ["encounters", "decisions"])]
    pub table: String,
    /// The export.
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
}

/// `rapport synthesize`.
#[derive(Debug, Args)]
pub struct SynthesizeArgs {
    /// How many plays.
    #[arg(long, value_name = "N")]
    pub plays: u64,
    /// The seed: the same seed gives the same plays.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport sums`.
#[derive(Debug, Args)]
pub struct SumsArgs {
    /// An export as Parquet.
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
}

/// Most characters of a trainee's name.
pub(super) const MAX_NAME_CHARS: usize = 200;

fn name(written: &str) -> Result<String, String> {
    let name = written.trim();
    if name.chars().any(char::is_control) {
        Err("a name is one line of letters".into())
    } else if name.is_empty() {
        Err("a name has at least one character".into())
    } else if name.chars().count() > MAX_NAME_CHARS {
        Err(format!("a name has at most {MAX_NAME_CHARS} characters"))
    } else {
        Ok(name.to_owned())
    }
}
