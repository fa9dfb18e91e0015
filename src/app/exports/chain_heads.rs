//! How far the chains of ledgers reached when an export or a backup was made.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::export::AboutRead;
use crate::files::{ABOUT_FILE, FileError, first_bytes, is_folder, read_text};
use crate::ledger::LedgerError;
use crate::record::Head;

/// What every `SQLite` file begins with.
const SQLITE_MAGIC: &[u8; 15] = b"SQLite format 3";

/// The file that describes an export in one file.
pub(super) fn description_of(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{ABOUT_FILE}"));
    out.with_file_name(name)
}

/// How far the chains reached when an export or a backup was made, from its description or the backup itself.
///
/// # Errors
/// If the export has no description, or the description names no ledger.
pub fn chain_heads(export: &Path) -> Result<Vec<Head>, ChainHeadError> {
    if first_bytes(export).is_ok_and(|bytes| bytes == *SQLITE_MAGIC) {
        return Ok(vec![crate::ledger::head_of_file(export)?]);
    }
    let file = if is_folder(export) {
        export.join(ABOUT_FILE)
    } else if export.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ABOUT_FILE)) {
        export.to_path_buf()
    } else {
        description_of(export)
    };
    let bytes = read_text(&file).map_err(ChainHeadError::Unreadable)?;
    let about: AboutRead = serde_json::from_slice(&bytes)
        .map_err(|source| ChainHeadError::NotADescription { file: file.clone(), source })?;
    if about.ledgers.is_empty() { Err(ChainHeadError::NoLedger { file }) } else { Ok(about.ledgers) }
}

/// Why it is not known how far the chains reached.
#[derive(Debug, Error)]
pub enum ChainHeadError {
    /// The backup cannot be read.
    #[error(transparent)]
    Backup(#[from] LedgerError),
    /// The description cannot be read.
    #[error("{0}; it is written with every export and describes it")]
    Unreadable(#[source] FileError),
    /// The file is not the description of an export.
    #[error("`{}` does not describe an export: {source}", file.display())]
    NotADescription {
        /// The file.
        file: PathBuf,
        /// Where it differs from one.
        source: serde_json::Error,
    },
    /// The description names no ledger.
    #[error("`{}` names no ledger", file.display())]
    NoLedger {
        /// The description.
        file: PathBuf,
    },
}
