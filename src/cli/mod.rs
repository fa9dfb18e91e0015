//! The command line front end: parses arguments and calls the library; one file for each command.

mod approval;
mod args;
mod check;

mod coverage;
mod explain;
mod export;
mod fmt;
mod graph;
mod list;
mod new;
mod people;
mod play;
mod play_text;
mod progress;
mod push;
mod ranges;
mod records;
mod report;
mod rescore;
mod resolve;
mod script;
mod simulate;
mod table;
mod terminal;

use std::io::Write;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

pub use args::{Arguments, Command, Folders};
use rand::TryRng;
use rand::rngs::SysRng;

use crate::record::Millis;

/// Exit code for wrong use: an unknown id, a missing path.
pub const WRONG_USE: u8 = 2;

/// The result of a command.
pub(crate) type Outcome = Result<ExitCode, Failure>;

/// Why a command failed: the message and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// Wrong use, exit code 2.
    pub(crate) fn usage(message: impl std::fmt::Display) -> Self {
        Self { message: message.to_string(), code: WRONG_USE }
    }

    /// A failure, exit code 1.
    pub(crate) fn fault(message: impl std::fmt::Display) -> Self {
        Self { message: message.to_string(), code: 1 }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::fault(error.to_string())
    }
}

impl From<crate::app::RequestError> for Failure {
    fn from(error: crate::app::RequestError) -> Self {
        Self::usage(error.to_string())
    }
}

impl From<crate::app::KeyError> for Failure {
    fn from(error: crate::app::KeyError) -> Self {
        Self::fault(error.to_string())
    }
}

impl From<crate::app::ExportError> for Failure {
    fn from(error: crate::app::ExportError) -> Self {
        match error {
            crate::app::ExportError::Request(error) => error.into(),
            error => Self::fault(error.to_string()),
        }
    }
}

impl From<crate::app::PushError> for Failure {
    fn from(error: crate::app::PushError) -> Self {
        Self::fault(error)
    }
}

impl From<crate::files::FileError> for Failure {
    fn from(error: crate::files::FileError) -> Self {
        Self::fault(error)
    }
}

impl From<crate::ledger::LedgerError> for Failure {
    fn from(error: crate::ledger::LedgerError) -> Self {
        Self::fault(error.to_string())
    }
}

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
        let _ = writeln!(std::io::stderr(), "error: {}", failure.message);
        ExitCode::from(failure.code)
    })
}

/// The present time.
#[must_use]
pub fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Thirty-two random bytes from the operating system, for keys.
///
/// # Panics
/// If the operating system's random number generator is unavailable: a guessable key would be worse than none.
#[must_use]
pub fn any_key() -> [u8; 32] {
    let mut key = [0; 32];
    SysRng.try_fill_bytes(&mut key).expect("the operating system's random number generator is available");
    key
}

/// A random seed: from the operating system, or from the clock if its generator is unavailable.
#[must_use]
pub fn any_seed() -> u64 {
    let random = SysRng.try_next_u64().unwrap_or_else(|_| now().0.unsigned_abs());
    random & crate::encounter::MAX_SEED
}
