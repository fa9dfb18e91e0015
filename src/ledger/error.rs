//! What can go wrong with the ledger: what happened, what is safe and what to do.

use std::error::Error;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use super::StoredScenarioError;
use crate::diagnostic::suggest;
use crate::files::FileError;
use crate::scenario::id::ScenarioId;
use crate::util::text::{alike_key, one_line};

/// A fault of the ledger. Whatever it is, what was recorded before is safe.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// There is no data folder.
    #[error("there is no folder to keep records in; name one with `--data DIR`")]
    NoDataFolder,
    /// The data folder could not be created, or the file not opened.
    #[error("records cannot be kept in `{}`: {source}; name another folder with `--data DIR`", path.display())]
    CannotOpen {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The file was written by a newer version of this program.
    #[error(
        "the records are of version {found}, and this program reads up to {known}; use the newer program; nothing was \
         changed"
    )]
    NewerVersion {
        /// The file's version.
        found: i64,
        /// The newest version that this program reads.
        known: i64,
    },
    /// The disk is full.
    #[error("the disk is full; what was recorded before is safe; free some space and try again")]
    DiskFull,
    /// The file or its folder may not be written to.
    #[error(
        "the records may not be written to; what was recorded before is safe; ask whoever looks after this machine for \
         the right to write there"
    )]
    ReadOnly,
    /// The file is not a ledger, or is damaged.
    #[error(
        "the records are damaged or not a ledger: {0}; nothing was changed; put a backup in their place, or name \
         another folder with `--data DIR`"
    )]
    Damaged(Damage),
    /// Another program has changed this play since.
    #[error("this play was changed by another program; what was recorded there is safe; leave it here and resume it")]
    ChangedElsewhere,
    /// A staff number that belongs to somebody else in this ledger.
    #[error(
        "the staff number `{staff}` belongs to {name} on this machine; nothing was changed; check whether it is yours"
    )]
    StaffNumberTaken {
        /// The number.
        staff: String,
        /// The name of the person it belongs to.
        name: String,
    },
    /// A staff number is what somebody else is called by.
    #[error(
        "`{staff}` is the name or profile id of {name} on this machine, and a staff number must mean one person; nothing was \
         changed"
    )]
    StaffNumberIsName {
        /// The number.
        staff: String,
        /// The name of the person who is called by it.
        name: String,
    },
    /// There is no ledger in a folder.
    #[error(
        "there are no records in `{}`; play something first, or name the data folder with `--data DIR`",
        folder.display()
    )]
    NoRecords {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no profile of this name, staff number or id.
    #[error("nobody here has the name, staff number or profile id `{name}`; {hint}")]
    UnknownTrainee {
        /// What was asked for.
        name: String,
        /// Who may have been meant.
        hint: String,
    },
    /// Several people have this name.
    #[error(
        "several people here are called `{name}`; name one by staff number or profile id:\n  {}",
        people.join("\n  ")
    )]
    AmbiguousTrainee {
        /// What was asked for.
        name: String,
        /// A line for each person, with what tells them apart.
        people: Vec<String>,
    },
    /// Nobody in the ledgers is in this team.
    #[error("nobody here is in the team `{name}`; {hint}")]
    UnknownTeam {
        /// What was asked for.
        name: String,
        /// What might have been meant.
        hint: String,
    },
    /// No play in the ledgers is of this scenario.
    #[error("no play here is of the scenario `{name}`; {hint}")]
    UnplayedScenario {
        /// What was asked for.
        name: String,
        /// What might have been meant.
        hint: String,
    },
    /// A file or folder could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Another program keeps the ledger locked.
    #[error("the records are locked by another program; nothing was changed; try again when it is done")]
    Busy,
    /// A stored scenario cannot be read back.
    #[error("the scenario `{scenario}` as it was played cannot be read: {source}")]
    UnreadableScenario {
        /// Its id.
        scenario: ScenarioId,
        /// Why.
        source: StoredScenarioError,
    },
    /// Another error of `SQLite`.
    #[error("the records cannot be used: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

/// What is damaged in a ledger.
#[derive(Debug, Error)]
pub enum Damage {
    /// What `SQLite` reports when it opens or reads the file.
    #[error("{0}")]
    Sqlite(#[source] rusqlite::Error),
    /// What a check of the file found.
    #[error("{0}")]
    Check(String),
    /// A text that is not the JSON it should be.
    #[error("{0}")]
    Json(#[source] serde_json::Error),
    /// A row is missing.
    #[error("something is missing in it")]
    MissingRow,
    /// The file has tables, and no version.
    #[error("it does not say of which version it is")]
    NoVersion,
    /// The file has no tables.
    #[error("there is nothing of a ledger in it")]
    Empty,
    /// The id of a play is not a UUID.
    #[error("`{0}` is not the id of a play")]
    PlayId(String),
    /// A play has no event of its start.
    #[error("play `{0}` has no beginning")]
    NoStart(String),
    /// A scenario that was played is missing.
    #[error("the scenario with the hash `{0}` is missing")]
    NoScenario(String),
    /// The hashes of a stored scenario are not hashes.
    #[error("the hashes of the scenario `{0}` are not hashes")]
    ScenarioHash(String),
}

impl LedgerError {
    /// Nobody is called `name`, among people of these names.
    pub(crate) fn unknown_trainee<'a>(name: &str, names: impl Iterator<Item = &'a str> + Clone) -> Self {
        let line = one_line(name);
        let alike = names.clone().find(|other| alike_key(other) == alike_key(&line));
        let meant = alike.map(one_line).or_else(|| suggest(&line, names).map(|guess| guess.name));
        let hint = meant.map_or_else(
            || "`rapport records list` names everybody".to_owned(),
            |meant| format!("did you mean `{meant}`? `rapport records list` names everybody"),
        );
        Self::UnknownTrainee { name: line, hint }
    }

    /// For `map_err`: the file or folder cannot be opened.
    pub(super) fn cannot_open<E: Into<Box<dyn Error + Send + Sync>>>(path: &Path) -> impl Fn(E) -> Self + Copy + '_ {
        |error| Self::CannotOpen { path: path.to_path_buf(), source: error.into() }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(Damage::Sqlite(error)),
            _ if matches!(error, rusqlite::Error::QueryReturnedNoRows) => Self::Damaged(Damage::MissingRow),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(Damage::Json(error))
    }
}
