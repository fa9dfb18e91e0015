//! Writing the folder of an export so that it is replaced as a whole or not at all.

use std::fs;
use std::path::Path;

use super::FileError;
use super::read::{exists_or_dangling, read_text};
use super::target::Target;
use super::workspace::{Workspace, remove_stale};

/// The file that describes an export; a folder is known as an export by it.
pub const ABOUT_FILE: &str = "about.json";

/// Has a folder made at a temporary path and puts it into its place once it is complete. A folder that is there is
/// replaced if it is empty or an earlier export with nothing else in it.
///
/// # Errors
/// If `make` fails, the folder cannot be written, or something else is at its place. Nothing is changed then.
pub fn write_folder_with<T, E: From<FileError>>(path: &Path, make: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    // First, since it may put an earlier export back into its place.
    remove_stale(&Target::new(path)?.path);
    if exists_or_dangling(path) {
        check_replaceable(path)?;
    }
    let target = Target::new(path)?;
    let workspace = Workspace::new(path, &target)?;
    let content = workspace.content();
    fs::create_dir(&content).map_err(FileError::write(path))?;
    let result = make(&content)?;
    workspace.replace_folder(&target).map_err(FileError::write(path))?;
    Ok(result)
}

/// The names in the folder of an export.
const EXPORT_FILES: [&str; 7] =
    [ABOUT_FILE, "schema.sql", "load.sql", "encounters.csv", "decisions.csv", "encounters", "decisions"];

/// Refuses a folder that is neither empty nor an earlier export and nothing else.
fn check_replaceable(path: &Path) -> Result<(), FileError> {
    let entries = fs::read_dir(path).map_err(|_| FileError::NotAFolder { path: path.to_path_buf() })?;
    let names: Vec<String> =
        entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    if names.is_empty() {
        return Ok(());
    }
    if !is_about(&path.join(ABOUT_FILE)) {
        return Err(FileError::NotAnExport { path: path.to_path_buf() });
    }
    let foreign = names.iter().find(|name| !EXPORT_FILES.contains(&name.as_str()));
    let deeper = || ["encounters", "decisions"].iter().find_map(|table| foreign_file_in(&path.join(table), table));
    match foreign.cloned().or_else(deeper) {
        Some(name) => Err(FileError::ForeignFile { path: path.to_path_buf(), name }),
        None => Ok(()),
    }
}

/// The first file in a table's folder that is not the table of a month.
fn foreign_file_in(folder: &Path, table: &str) -> Option<String> {
    let months = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    months.flat_map(|month| fs::read_dir(month.path()).into_iter().flatten().filter_map(Result::ok)).find_map(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        (name != format!("{table}.parquet")).then_some(name)
    })
}

/// Whether a file is the description of an export.
#[must_use]
pub fn is_about(path: &Path) -> bool {
    let about = read_text(path).unwrap_or_default();
    let about: serde_json::Value = serde_json::from_slice(&about).unwrap_or_default();
    about["program"].as_str().is_some_and(|program| program.starts_with("rapport "))
}
