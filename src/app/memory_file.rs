//! A JSON file with what a trainee remembers from earlier encounters.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::encounter::Memory;
use crate::files::{FileError, read_text};

/// Reads a memory from a JSON file.
///
/// # Errors
/// If the file cannot be read, or does not hold a memory.
pub fn read_memory(path: &Path) -> Result<Memory, MemoryFileError> {
    let bytes = read_text(path)?;
    let memory: Memory = serde_json::from_slice(&bytes)
        .map_err(|source| MemoryFileError::NotAMemory { path: path.to_path_buf(), source })?;
    match memory.fault() {
        Some((id, why)) => Err(MemoryFileError::InvalidId { path: path.to_path_buf(), id, why }),
        None => Ok(memory),
    }
}

/// A file from which no memory can be read.
#[derive(Debug, Error)]
pub enum MemoryFileError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file does not hold a memory.
    #[error("`{}` is not a memory: {source}", path.display())]
    NotAMemory {
        /// The file.
        path: PathBuf,
        /// Where it differs from one.
        source: serde_json::Error,
    },
    /// An id in the memory that no scenario can have.
    #[error("`{}` is not a memory: `{id}` cannot be an id: {why}", path.display())]
    InvalidId {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
        /// Why it cannot be one.
        why: &'static str,
    },
}
