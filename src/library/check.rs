//! Reading scenario files to check them, whether or not they can be played.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::builder::LibraryBuilder;
use super::entries::Origin;
use super::fault::Fault;
use crate::diagnostic::Problem;
use crate::files::{DataPaths, is_folder};
use crate::lint::Surroundings;
use crate::scenario::read::Linked;

/// Files that were read to be checked, and what they are checked against.
#[derive(Debug)]
pub struct CheckedFiles {
    /// All scenarios, with or without errors.
    pub files: Vec<Linked>,
    /// Other files with something to mend.
    pub faults: Vec<Fault>,
    /// What the rules know beside these scenarios: the shipped ones, those in the same folders, courses and villages.
    pub surroundings: Surroundings,
    /// How many files were read besides the shipped ones: scenarios, courses and villages.
    pub read: usize,
    /// The words and names of `words.txt` files: the shipped one and those that apply to the files.
    pub words: BTreeSet<String>,
}

/// Reads everything that can be played, as `rapport check` does without a path.
#[must_use]
pub fn check_library(data_paths: &DataPaths) -> CheckedFiles {
    let mut builder = LibraryBuilder::with_shipped();
    builder.add_data_paths(data_paths);
    builder.into_checked_files()
}

/// Reads files and folders as `rapport check` does: all scenarios in them, and the villages and courses that have
/// something to mend. A path that does not exist is an unreadable file.
#[must_use]
pub fn check_paths(paths: &[PathBuf]) -> CheckedFiles {
    let mut builder = LibraryBuilder::with_shipped_names();
    for path in paths {
        if is_folder(path) {
            builder.add_folder(path, Origin::Folder);
        } else {
            builder.load_adjacent(path);
            builder.add_path(path, Origin::Folder);
        }
    }
    builder.into_checked_files()
}

/// Reads one file, with the village nearest to it and the names of the scenarios in its folder.
///
/// # Errors
/// If the file cannot be read at all; what is wrong with its text is in the result.
pub fn read_file(path: &Path) -> Result<Linked, Vec<Fault>> {
    if is_folder(path) {
        return Err(vec![Fault::of_file(path, Problem::Unreadable { why: "it is a folder".into() })]);
    }
    let CheckedFiles { mut files, faults, .. } = check_paths(&[path.to_path_buf()]);
    files.pop().ok_or(faults)
}
