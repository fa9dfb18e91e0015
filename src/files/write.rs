//! Writing a file so that it is replaced as a whole or not at all, whatever stops the program.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use super::FileError;
use super::read::exists_or_dangling;
use super::target::Target;
use super::workspace::Workspace;

/// How many bytes at the beginning of a file are searched for the mark of this program.
const MARK_WITHIN: u64 = 8192;

/// Creates a folder, and those above it, where they do not exist.
///
/// # Errors
/// If it cannot be created.
pub fn create_folder(path: &Path) -> Result<(), FileError> {
    std::fs::create_dir_all(path).map_err(|source| FileError::CreateFolder { path: path.to_path_buf(), source })
}

/// Writes a file as a whole or not at all.
///
/// # Errors
/// As [`write_file_with`].
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_file_with(path, |temporary| {
        let written = File::create(temporary).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(FileError::write(path))
    })
}

/// Writes a file that must not exist yet.
///
/// # Errors
/// If something is at its place, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if exists_or_dangling(path) {
        return Err(FileError::Exists { path: path.to_path_buf() });
    }
    write_file(path, bytes)
}

/// Has a file made at a temporary path and puts it into its place once it is complete. A link stays a link: the file
/// that it leads to is replaced. A file that is replaced keeps its mode and owner.
///
/// # Errors
/// If `make` fails, the file cannot be written, or a file at its place is read-only. Nothing is changed then.
pub fn write_file_with<T, E: From<FileError>>(path: &Path, make: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    let target = Target::new(path)?;
    target.check_writable(path)?;
    let workspace = Workspace::new(path, &target)?;
    let result = make(&workspace.content())?;
    workspace.replace_file(&target).map_err(FileError::write(path))?;
    Ok(result)
}

/// Refuses a path where something is that this program did not write.
///
/// # Errors
/// If something is there that `is_ours` does not recognize.
pub fn check_overwrite(path: &Path, is_ours: impl FnOnce(&Path) -> bool) -> Result<(), FileError> {
    if !exists_or_dangling(path) || (path.is_file() && is_ours(path)) {
        return Ok(());
    }
    Err(FileError::NotOurs { path: path.to_path_buf() })
}

/// Writes a page to a new file, or over an earlier one, which is known by a mark near its beginning.
///
/// # Errors
/// If something else is at its place, or the page cannot be written.
pub fn write_marked(path: &Path, page: &str, mark: &str) -> Result<(), FileError> {
    check_overwrite(path, |path| {
        let mut beginning = String::new();
        let read = File::open(path).and_then(|file| file.take(MARK_WITHIN).read_to_string(&mut beginning));
        read.is_ok() && beginning.contains(mark)
    })?;
    write_file(path, page.as_bytes())
}

/// Moves a file out of the way: its extension becomes `extension`.
///
/// # Errors
/// If it cannot be moved.
pub fn set_aside(path: &Path, extension: &str) -> Result<(), FileError> {
    std::fs::rename(path, path.with_extension(extension)).map_err(FileError::write(path))
}
