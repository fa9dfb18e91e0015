//! The command line's arguments that several commands share, and the list of commands. Each command's own arguments
//! are in its file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::{
    approval, check, coverage, explain, export, fmt, graph, list, new, people, play, push, records, report, rescore,
    simulate, table, town,
};
use crate::app::{PeopleNames, PlayRequest, RequestedTrainee};
use crate::export::xapi;
use crate::files::DataPaths;
use crate::record::Day;
use crate::scenario::id::ScenarioId;
use crate::util::text::one_line;

/// Rapport trains people who meet customers: play an encounter, read what you did with what was on offer.
#[derive(Debug, Parser)]
#[command(name = "rapport", version, about, long_about = None, disable_help_subcommand = true)]
pub struct Arguments {
    /// The command; without one the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play an encounter in the terminal.
    Play(play::PlayArgs),
    /// Visit the town: who waits for you and why, what reached you, what you promised.
    Town(town::TownArgs),
    /// List the scenarios that can be played, and those with errors, with the reason.
    List(list::ListArgs),
    /// Check scenario files for errors and for what is worth improving.
    Check(check::CheckArgs),
    /// Create a new scenario from a commented template.
    New(new::NewArgs),
    /// Format scenario files; comments stay where they are.
    Fmt(fmt::FmtArgs),
    /// Simulate many plays: random, by one cue in the wording, or by the score weights.
    Simulate(simulate::SimulateArgs),
    /// Show what a library trains and which features of the format it uses, as tables.
    Coverage(coverage::CoverageArgs),
    /// Draw the beats of a scenario and the transitions between them.
    Graph(graph::GraphArgs),
    /// Write a scenario as a page to read and print, for approval.
    Script(approval::ScriptArgs),
    /// Explain a rule of the checker; `look` and `place` list what a scenario may name.
    Explain(explain::ExplainArgs),
    /// Draw every person in every mood on one PNG picture.
    People(people::PeopleArgs),
    /// List, show, verify, back up or erase recorded plays.
    Records(records::RecordsArgs),
    /// Export plays for a spreadsheet, a database, a learning record store or a learning management system.
    Export(export::ExportArgs),
    /// Write a report over many plays as one page that any browser opens.
    Report(report::ReportArgs),
    /// Recompute every score of an export from the choices on offer, and name the rows that differ.
    Rescore(rescore::RescoreArgs),
    /// Send plays that were not sent before to a learning record store (xAPI).
    Push(push::PushArgs),
    /// Print a table of a Parquet export as CSV; used by the SQL load script in the export folder.
    #[command(hide = true)]
    Table(table::TableArgs),
}

/// The data folder and a folder of scenarios.
#[derive(Clone, Debug, Default, Args)]
pub struct Folders {
    /// An additional folder of scenarios; its scenarios replace others of the same id.
    #[arg(long, value_name = "DIR", global = true)]
    pub scenarios: Option<PathBuf>,
    /// The folder for records and your own scenarios; without it the platform's data folder.
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
}

impl Folders {
    /// The folders of this run: those that were named, else the platform's.
    #[must_use]
    pub fn data_paths(&self) -> DataPaths {
        DataPaths::new(self.data.clone(), self.scenarios.clone())
    }
}

/// The data folders that plays are read from.
#[derive(Clone, Debug, Default, Args)]
pub struct LedgerFolders {
    /// The data folders to read; a play that is in several of them counts once.
    #[arg(long, value_name = "DIR", num_args = 1.., id = "data")]
    pub data: Vec<PathBuf>,
}

impl LedgerFolders {
    /// The folders that were named, else the platform's data folder; empty on a machine without a home folder.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        if self.data.is_empty() { DataPaths::new(None, None).data.into_iter().collect() } else { self.data.clone() }
    }
}

/// Which plays.
#[derive(Clone, Debug, Default, Args)]
pub struct PlayFilter {
    /// Started on this day or later, such as 2026-11-22, in UTC.
    #[arg(long, value_name = "DATE")]
    pub since: Option<Day>,
    /// Started on this day or earlier.
    #[arg(long, value_name = "DATE")]
    pub until: Option<Day>,
    /// Plays of the person with this name, staff number or profile id.
    #[arg(long, value_name = "NAME")]
    pub trainee: Option<String>,
    /// Plays of people in this team.
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// Plays of this scenario.
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,
}

impl PlayFilter {
    /// The request for these plays.
    #[must_use]
    pub fn request(&self) -> PlayRequest {
        PlayRequest {
            since: self.since,
            until: self.until,
            trainee: self.trainee.as_ref().map(RequestedTrainee::new),
            team: self.team.clone(),
            scenario: self.scenario.as_deref().map(ScenarioId::from),
        }
    }
}

/// Which plays leave the ledger, and what people are called in them.
#[derive(Clone, Debug, Default, Args)]
pub struct PlaysToHandOn {
    /// The plays to include.
    #[command(flatten)]
    pub filter: PlayFilter,
    /// Replace names by pseudonyms made with the key in this file; the file is created if it does not exist.
    #[arg(long, value_name = "KEYFILE")]
    pub pseudonyms: Option<PathBuf>,
}

impl PlaysToHandOn {
    /// The request for these plays.
    #[must_use]
    pub fn request(&self) -> PlayRequest {
        self.filter.request()
    }

    /// What people are called.
    #[must_use]
    pub fn names(&self) -> PeopleNames {
        self.pseudonyms.clone().map_or(PeopleNames::Real, PeopleNames::Pseudonyms)
    }
}

/// What statements for a learning record store say besides the plays.
#[derive(Clone, Debug, Args)]
pub struct StatementArgs {
    /// The home page of the accounts of people, in xAPI statements.
    #[arg(long, value_name = "URL", default_value = xapi::HOME_PAGE, value_parser = home_page)]
    pub home_page: String,
}

fn home_page(typed: &str) -> Result<String, String> {
    let is_url = (typed.starts_with("https://") || typed.starts_with("http://"))
        && typed.len() > "https://".len()
        && !typed.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}'));
    if is_url { Ok(typed.trim_end_matches('/').to_owned()) } else { Err("a home page begins with https://".into()) }
}

/// A name that somebody could have; whether it is too long for a new profile is for [`app`](crate::app) to say.
pub(super) fn name(written: &str) -> Result<String, String> {
    if one_line(written).is_empty() {
        return Err("a name has at least one character".into());
    }
    Ok(written.trim().to_owned())
}
