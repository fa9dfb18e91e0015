//! From a command to its file.

use std::io::Write;
use std::process::ExitCode;

use super::args::Command;
use super::{
    approval, check, coverage, explain, export, fmt, graph, list, new, people, play, push, records, report, rescore,
    simulate, table,
};

/// Runs a command.
#[must_use]
pub fn run(command: &Command) -> ExitCode {
    let outcome = match command {
        Command::Play(args) => play::run(args),
        Command::List(args) => list::run(args),
        Command::Check(args) => check::run(args),
        Command::New(args) => new::run(args),
        Command::Fmt(args) => fmt::run(args),
        Command::Simulate(args) => simulate::run(args),
        Command::Coverage(args) => coverage::run(args),
        Command::Graph(args) => graph::run(args),
        Command::Script(args) => approval::run(args),
        Command::Explain(args) => explain::run(args),
        Command::People(args) => people::run(args),
        Command::Records(args) => records::run(args),
        Command::Export(args) => export::run(args),
        Command::Report(args) => report::run(args),
        Command::Rescore(args) => rescore::run(args),
        Command::Push(args) => push::run(args),
        Command::Table(args) => table::run(args),
    };
    outcome.unwrap_or_else(|failure| {
        // If standard error cannot be written either, the exit code still tells.
        let _ = writeln!(std::io::stderr(), "error: {failure}");
        ExitCode::from(failure.code)
    })
}
