//! From a command to its file.

use std::io::{self, Write};
use std::process::ExitCode;

use super::args::Command;
use super::failure::{Failure, WRONG_USE};
use super::terminal::ignore_broken_pipe;
use super::{
    approval, check, coverage, explain, export, fmt, graph, list, new, people, play, push, records, report, rescore,
    simulate, table, town,
};

/// Runs a command.
#[must_use]
pub fn run(command: &Command) -> ExitCode {
    let outcome = match command {
        Command::Play(args) => play::run(args),
        Command::Town(args) => town::run(args),
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
    outcome.unwrap_or_else(|failure| fail(&failure))
}

/// Says why a command failed.
fn fail(failure: &Failure) -> ExitCode {
    // If standard error cannot be written either, the exit code still tells.
    let _ = writeln!(std::io::stderr(), "error: {failure}");
    ExitCode::from(failure.code)
}

/// Prints what arguments without a command to run ask for, help or the version, or what is wrong with them.
#[must_use]
pub fn print_parse_error(error: &clap::Error) -> ExitCode {
    let code = u8::try_from(error.exit_code()).unwrap_or(WRONG_USE);
    printed(error.print()).map_or_else(|failure| fail(&failure), |()| ExitCode::from(code))
}

/// Prints the help, to somebody who asked for something else.
#[must_use]
pub fn print_help(command: &mut clap::Command) -> ExitCode {
    printed(command.print_help()).map_or_else(|failure| fail(&failure), |()| ExitCode::from(WRONG_USE))
}

/// Whether something that was printed has arrived.
fn printed(written: io::Result<()>) -> Result<(), Failure> {
    Ok(ignore_broken_pipe(written.and_then(|()| io::stdout().flush()))?)
}
