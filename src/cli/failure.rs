//! Why a command failed, and with which exit code.

use std::process::ExitCode;

use crate::app::{ExportError, KeyError, PushError, RequestError, TraineeError};
use crate::files::FileError;
use crate::ledger::LedgerError;

/// Exit code for wrong use: an unknown id, a missing path.
pub const WRONG_USE: u8 = 2;

/// The result of a command.
pub(crate) type Outcome = Result<ExitCode, Failure>;

/// Why a command failed: the message and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    pub(super) code: u8,
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

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::usage(error.to_string())
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::fault(error.to_string())
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Request(error) => error.into(),
            error => Self::fault(error.to_string()),
        }
    }
}

impl From<TraineeError> for Failure {
    fn from(error: TraineeError) -> Self {
        match error {
            TraineeError::NameTooLong | TraineeError::NoName | TraineeError::Unclear(_) => Self::usage(error),
            TraineeError::Ledger(error) => error.into(),
        }
    }
}

impl From<PushError> for Failure {
    fn from(error: PushError) -> Self {
        Self::fault(error)
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::fault(error)
    }
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::AmbiguousTrainee { .. } => Self::usage(error),
            error => Self::fault(error),
        }
    }
}
