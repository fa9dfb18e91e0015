//! Watching scenario files for changes.

use std::path::{Path, PathBuf};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::FileError;
use super::walk::{has_extension, is_left_behind};

/// Watches files and folders until it is dropped.
#[derive(Debug)]
pub struct FileWatcher {
    _watcher: RecommendedWatcher,
}

impl FileWatcher {
    /// Calls `on_save` whenever a scenario or a word list is written at one of these paths: a file, or a folder with
    /// all folders in it. An editor may save a file in several steps, and `on_save` is called at each.
    ///
    /// # Errors
    /// If the system cannot watch one of them.
    pub fn new(paths: &[PathBuf], on_save: impl Fn() + Send + 'static) -> Result<Self, FileError> {
        let real: Vec<PathBuf> =
            paths.iter().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone())).collect();
        let real_paths = real.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Events that were lost are a reason to read the files again, too.
            let is_change = event.is_ok_and(|event| {
                // Reading a file is an event as well; reacting to it would never end.
                !matches!(event.kind, EventKind::Access(_))
                    && (event.need_rescan() || event.paths.iter().any(|path| is_relevant(path, &real_paths)))
            });
            if is_change {
                on_save();
            }
        })
        .map_err(|source| FileError::Watch { path: paths.first().cloned().unwrap_or_default(), source })?;
        for path in &real {
            // Editors put a new file in the place of the old one: only the folder sees that.
            let (folder, mode) = if path.is_dir() {
                (path.as_path(), RecursiveMode::Recursive)
            } else {
                (path.parent().unwrap_or(Path::new(".")), RecursiveMode::NonRecursive)
            };
            watcher.watch(folder, mode).map_err(|source| FileError::Watch { path: path.clone(), source })?;
        }
        Ok(Self { _watcher: watcher })
    }
}

/// Whether a file is watched: itself, or as a scenario or word list in a watched folder.
fn is_relevant(path: &Path, real_paths: &[PathBuf]) -> bool {
    let is_scenario_or_words = (has_extension(path, "ron") && !path.file_name().is_some_and(is_left_behind))
        || path.file_name().is_some_and(|name| name == "words.txt");
    real_paths.iter().any(|root| path == root || (is_scenario_or_words && path.starts_with(root)))
}
