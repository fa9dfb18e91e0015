//! Being told when scenario files are saved.

use std::path::{Path, PathBuf};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Watches files and folders for as long as it is kept.
#[derive(Debug)]
pub struct FileWatcher {
    _watcher: RecommendedWatcher,
}

impl FileWatcher {
    /// Calls `saved` whenever a scenario or a list of words is written at one of these places: a file, or a folder
    /// with all folders in it. An editor may save in several strokes, and each of them is told.
    ///
    /// # Errors
    /// In words, if the system cannot watch a place.
    pub fn new(places: &[PathBuf], saved: impl Fn() + Send + 'static) -> Result<Self, String> {
        let real: Vec<PathBuf> =
            places.iter().map(|place| place.canonicalize().unwrap_or_else(|_| place.clone())).collect();
        let places = real.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // That something was lost on the way is a reason to look again, too.
            let is_ours = event.is_ok_and(|event| {
                // Reading a file is an event as well; answering to it would never end.
                !matches!(event.kind, EventKind::Access(_))
                    && (event.need_rescan() || event.paths.iter().any(|path| matters(path, &places)))
            });
            if is_ours {
                saved();
            }
        })
        .map_err(|error| format!("files cannot be watched here: {error}"))?;
        for place in &real {
            // Editors put a new file in the place of the old one: only the folder sees that.
            let (folder, mode) = if place.is_dir() {
                (place.as_path(), RecursiveMode::Recursive)
            } else {
                (place.parent().unwrap_or(Path::new(".")), RecursiveMode::NonRecursive)
            };
            watcher.watch(folder, mode).map_err(|error| format!("`{}` cannot be watched: {error}", place.display()))?;
        }
        Ok(Self { _watcher: watcher })
    }
}

/// Whether a file is one that is watched: named itself, or a scenario or word list in a folder that is.
fn matters(path: &Path, watched: &[PathBuf]) -> bool {
    let is_ours = path.extension().is_some_and(|ending| ending == "ron")
        || path.file_name().is_some_and(|name| name == "words.txt");
    watched.iter().any(|place| path == place || (is_ours && path.starts_with(place)))
}
