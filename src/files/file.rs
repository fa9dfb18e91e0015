//! Files as they lie on the disk: whether they are there, what is in them, and writing one whole or not at all.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Problem, Source};

/// Whether there is something at a path, be it a link that leads nowhere.
#[must_use]
pub fn exists_or_dangling(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Makes a folder, and those above it, where they are not there.
///
/// # Errors
/// In words, with the folder's name.
pub fn create_folder(path: &Path) -> Result<(), String> {
    std::fs::create_dir_all(path).map_err(|error| format!("the folder `{}` cannot be made: {error}", path.display()))
}

/// A regular file's bytes, never more than are read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
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
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    write_file_with(path, |beside| {
        let written = std::fs::File::create(beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(|error| unwritten(path, &error))
    })
}

/// Writes a file that must not be there yet.
///
/// # Errors
/// In words, with the file's name, if something is there, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if exists_or_dangling(path) {
        return Err(format!("`{}` is there already; nothing was changed; choose another id", path.display()));
    }
    write_file(path, bytes)
}

/// Makes a file beside its place and puts it there once it is whole; if it fails, nothing is left of it.
pub fn write_file_with<T, E: From<String>>(path: &Path, make: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    clear_left(path);
    let beside = sibling(path, "part");
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

/// What a file or folder is called while it is made, or taken away: beside its place, so that it is put there at once.
pub(super) fn sibling(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.{ending}", std::process::id()));
    path.with_file_name(name)
}

/// Removes what programs that were killed left half made beside a place.
pub(super) fn clear_left(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().map(|name| name.to_string_lossy())) else {
        return;
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // Where one cannot ask whether a program still runs, it is left alone.
    if !Path::new("/proc/self").exists() {
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let left = entry.file_name().to_string_lossy().into_owned();
        let made_by = left.strip_prefix(&format!("{name}.")).and_then(|rest| rest.strip_suffix(".part"));
        let Some(made_by) = made_by.and_then(|number| number.parse::<u32>().ok()) else { continue };
        if !Path::new(&format!("/proc/{made_by}")).exists() {
            let place = entry.path();
            // It is of no use to anybody; that it cannot be removed changes nothing.
            let _ = if place.is_dir() { std::fs::remove_dir_all(place) } else { std::fs::remove_file(place) };
        }
    }
}

/// Says no to a place that holds something else than what is about to be written there again.
///
/// # Errors
/// In words, with the file's name.
pub fn check_overwrite(path: &Path, is_ours: impl FnOnce(&Path) -> bool) -> Result<(), String> {
    if !exists_or_dangling(path) || (path.is_file() && is_ours(path)) {
        return Ok(());
    }
    let place = path.display();
    Err(format!(
        "`{place}` is there already and is none of ours; nothing was changed; name another file, or remove it first"
    ))
}

/// Writes a page over an earlier one of ours, which is known by a mark near its beginning, or where nothing is.
///
/// # Errors
/// In words, if something else stands there, or the page cannot be written.
pub fn write_marked(path: &Path, page: &str, mark: &str) -> Result<(), String> {
    check_overwrite(path, |path| {
        let mut begin = String::new();
        let read = std::fs::File::open(path).and_then(|file| file.take(8192).read_to_string(&mut begin));
        read.is_ok() && begin.contains(mark)
    })?;
    write_file(path, page.as_bytes())
}

/// That a file could not be written, in words.
pub fn unwritten(path: &Path, error: &std::io::Error) -> String {
    format!("`{}` could not be written: {error}", path.display())
}
