//! Reading whole files, and asking whether they exist.

use std::path::{Path, PathBuf};

use super::FileError;
use crate::diagnostic::Source;

/// Whether something is at a path: a file, a folder, or a link, even if it leads nowhere.
#[must_use]
pub fn exists_or_dangling(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The bytes of a regular file of at most [`Source::MAX_BYTES`] bytes.
///
/// # Errors
/// If it cannot be read, is not a regular file, or is larger.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let metadata = std::fs::metadata(path).map_err(FileError::read(path))?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile { path: path.to_path_buf() });
    }
    let bytes = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if bytes > Source::MAX_BYTES {
        return Err(FileError::TooLarge { path: path.to_path_buf(), bytes, max: Source::MAX_BYTES });
    }
    std::fs::read(path).map_err(FileError::read(path))
}

/// The path of a file or folder without links.
///
/// # Errors
/// If it does not exist or cannot be read.
pub fn real_path(path: &Path) -> Result<PathBuf, FileError> {
    path.canonicalize().map_err(FileError::read(path))
}

/// Whether a file has no content, or does not exist.
#[must_use]
pub fn is_empty_or_missing(path: &Path) -> bool {
    path.metadata().map_or(true, |metadata| metadata.len() == 0)
}
