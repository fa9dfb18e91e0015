//! Files as they lie on the disk: whether they are there, and what is in them.

use std::path::Path;

use crate::diagnostic::{Problem, Source};

/// Whether there is something at a path, be it a link that leads nowhere.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// A regular file's bytes, never more than are read.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, Problem> {
    let why = |error: std::io::Error| Problem::Unreadable { why: error.to_string() };
    let about = std::fs::metadata(path).map_err(why)?;
    if !about.is_file() {
        return Err(Problem::Unreadable { why: "it is not a file".into() });
    }
    let bytes = usize::try_from(about.len()).unwrap_or(usize::MAX);
    if bytes > Source::MAX_BYTES {
        return Err(Problem::FileTooLarge { bytes, most: Source::MAX_BYTES });
    }
    std::fs::read(path).map_err(why)
}
