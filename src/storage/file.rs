//! Files as they lie on the disk: whether they are there, what is in them, and writing one whole or not at all.

use std::io::Write as _;
use std::path::Path;

use crate::diagnostic::{Problem, Source};

/// Whether there is something at a path, be it a link that leads nowhere.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Makes a folder, and those above it, where they are not there.
///
/// # Errors
/// In words, with the folder's name.
pub fn make_folder(path: &Path) -> Result<(), String> {
    std::fs::create_dir_all(path).map_err(|error| format!("the folder `{}` cannot be made: {error}", path.display()))
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

/// Writes a file whole or not at all: beside it first, then into its place.
///
/// # Errors
/// In words, with the file's name, if it could not be written; what was there before is there still.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), String> {
    whole_file(path, |beside| {
        let written = std::fs::File::create(beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(|error| unwritten(path, &error))
    })
}

/// Makes a file beside its place and puts it there once it is whole; if it fails, nothing is left of it.
pub(super) fn whole_file<T, E: From<String>>(path: &Path, make: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    let placed = make(&beside).and_then(|done| match std::fs::rename(&beside, path) {
        Ok(()) => Ok(done),
        Err(error) => Err(E::from(unwritten(path, &error))),
    });
    if placed.is_err() {
        // What is left of it is of no use; that it cannot be removed changes nothing.
        let _ = std::fs::remove_file(&beside);
    }
    placed
}

/// That a file could not be written, in words.
pub(super) fn unwritten(path: &Path, error: &std::io::Error) -> String {
    format!("`{}` could not be written: {error}", path.display())
}
