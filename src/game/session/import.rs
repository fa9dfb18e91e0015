//! Importing a scenario file: tried out, or copied to the trainee's own scenarios.

use std::path::{Path, PathBuf};

use super::catalog::ActiveTryOut;
use super::state::Session;
use crate::app::{TryOut, TryOutError};
use crate::game::intent::ImportMode;
use crate::game::screen::Screen;
use crate::library::{AddOutcome, add_own, read_file};

/// The result of importing a file.
#[derive(Debug)]
pub struct ImportedFile {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: AddOutcome,
}

impl Session {
    /// Tries a file out or adds it; the screen to show, if another.
    pub(super) fn import_file(&mut self, path: &Path, mode: ImportMode) -> Option<Screen> {
        if mode == ImportMode::Try {
            return self.try_out(path);
        }
        let outcome = add_own(&self.environment.places, path, mode == ImportMode::Replace);
        if let AddOutcome::Added(..) = outcome {
            self.reload_library();
        }
        self.import = Some(ImportedFile { path: path.to_path_buf(), outcome });
        None
    }

    fn try_out(&mut self, path: &Path) -> Option<Screen> {
        let source = TryOut::new(path);
        match source.load() {
            Ok(script) => {
                self.import = None;
                self.catalog.selected = Some(script.id.clone());
                self.catalog.tryout = Some(ActiveTryOut { source, script, is_broken: false });
                self.navigation.clear();
                Some(Screen::Brief)
            }
            Err(error) => {
                let faults = match error {
                    TryOutError::Faulty { faults, .. } => faults,
                    // A missing file is a fault, too, so that the screen shows both alike.
                    _ => read_file(path).err().unwrap_or_default(),
                };
                self.import = Some(ImportedFile { path: path.to_path_buf(), outcome: AddOutcome::Invalid(faults) });
                None
            }
        }
    }
}
