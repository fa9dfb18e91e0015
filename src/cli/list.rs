//! `rapport list`: the scenarios that can be played, and those with errors.

use super::args::Folders;
use clap::Args;
use std::fmt::Write as _;
use std::process::ExitCode;

use serde::Serialize;

use super::failure::Outcome;
use super::terminal;
use crate::library::{Entry, Library};
use crate::scenario::id::ScenarioId;
use crate::scenario::model::{Kind, Level};
use crate::scenario::principle::Principle;

/// `rapport list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a ScenarioId,
    title: &'a str,
    kind: Kind,
    level: Level,
    trains: &'a [Principle],
}

/// Prints the list.
pub(super) fn run(args: &ListArgs) -> Outcome {
    let library = Library::load(&args.folders.data_paths());
    if args.json {
        let rows: Vec<Row<'_>> = library.entries.values().map(row).collect();
        let json = serde_json::to_string_pretty(&rows).unwrap_or_default();
        terminal::print(&format!("{json}\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    terminal::print(&text(&library))?;
    Ok(ExitCode::SUCCESS)
}

fn row(entry: &Entry) -> Row<'_> {
    let scenario = &entry.script.scenario;
    Row {
        id: &entry.script.id,
        title: &scenario.title,
        kind: scenario.kind,
        level: scenario.level,
        trains: &scenario.trains,
    }
}

fn text(library: &Library) -> String {
    let mut page = String::new();
    for entry in library.entries.values() {
        let Row { id, title, kind, level, trains } = row(entry);
        let trains: Vec<&str> = trains.iter().map(|principle| principle.name()).collect();
        let _ =
            writeln!(page, "{id}: {title}\n    {}, {}, trains {}", kind.as_str(), level.as_str(), trains.join(", "));
        if let Some(before) = entry.replaces {
            let _ = writeln!(page, "    {}, replaces the {} one", entry.origin.as_str(), before.as_str());
        }
    }
    let broken: Vec<_> = library.faults.iter().filter(|fault| fault.is_error()).collect();
    if !broken.is_empty() {
        let _ = writeln!(page, "\nHas errors and cannot be played (`rapport check` shows them):");
    }
    for fault in broken {
        let reason = fault.reason().map(|found| found.problem.message()).unwrap_or_default();
        let _ = writeln!(page, "{}: {reason}", fault.source.name);
    }
    page
}
