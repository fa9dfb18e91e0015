//! What can go wrong with the ledger, said so that one knows what is safe and what to do.

use rusqlite::ErrorCode;
use thiserror::Error;

/// A fault of the ledger. Whatever it is, what was written before is safe.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// There is no folder to keep it in.
    #[error("there is no folder to keep records in; name one with `--data DIR`")]
    NoDataFolder,
    /// The folder cannot be made or the file not opened.
    #[error("records cannot be kept in `{place}`: {why}; name another folder with `--data DIR`")]
    CannotOpen {
        /// The file or folder.
        place: String,
        /// What the system says.
        why: String,
    },
    /// The file was written by a newer version of this program.
    #[error(
        "the records are of version {found}, and this program knows up to {known}; use the newer program, nothing was changed"
    )]
    NewerVersion {
        /// The file's version.
        found: i64,
        /// This program's.
        known: i64,
    },
    /// The disk is full.
    #[error("the disk is full; what was kept before is safe; free some space and go on")]
    DiskFull,
    /// The file or its folder may not be written to.
    #[error(
        "the records may not be written to; what was kept before is safe; ask whoever looks after this machine for the right to write there"
    )]
    ReadOnly,
    /// The file is not a ledger, or damaged.
    #[error(
        "the records are damaged or not a ledger: {0}; nothing was changed; put a copy in its place, or name another folder with `--data DIR`"
    )]
    Damaged(String),
    /// Another program has changed this play since.
    #[error(
        "this play was gone on with, started again or left elsewhere; what was kept there is safe; leave it here and open it anew"
    )]
    ChangedElsewhere,
    /// A staff number that belongs to somebody else here.
    #[error(
        "the staff number `{staff}` belongs to {name} on this machine; nothing was changed; look whether it is yours"
    )]
    StaffNumberTaken {
        /// The number.
        staff: String,
        /// Whose it is.
        name: String,
    },
    /// There is no ledger in a folder.
    #[error(
        "there are no records in `{folder}`; play something first, or name the folder they lie in with `--data DIR`"
    )]
    NoRecords {
        /// The folder.
        folder: String,
    },
    /// Nobody of this name.
    #[error("nobody here has the name, staff number or profile id `{name}`; `rapport records list` names everybody")]
    UnknownTrainee {
        /// What was asked for.
        name: String,
    },
    /// A file that would be written over.
    #[error("`{place}` is there already; nothing was changed; name another file, or remove it first")]
    FileExists {
        /// The file.
        place: String,
    },
    /// Another program writes all the time.
    #[error("another program writes to the records all the time; nothing was changed; try again when it is done")]
    Busy,
    /// Somebody stopped it.
    #[error("it was stopped; what was there before is there still")]
    Stopped,
    /// A file beside the ledger that cannot be written.
    #[error("{0}")]
    File(String),
    /// A scenario that was kept cannot be read back.
    #[error("the scenario `{scenario}` as it was played cannot be read back: {why}")]
    UnreadableScenario {
        /// Its id.
        scenario: String,
        /// Why.
        why: String,
    },
    /// Anything else that is said.
    #[error("the records cannot be used: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ if matches!(error, rusqlite::Error::QueryReturnedNoRows) => {
                Self::Damaged("something is missing in it".into())
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<String> for LedgerError {
    fn from(said: String) -> Self {
        Self::File(said)
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
