//! Files of one's own: tried once, or added to what is there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use crate::game::intent::{Bring, Screen};
use crate::storage::{Adding, Fault, Library, add_own, read_file};

/// What became of the last file that was brought.
#[derive(Debug)]
pub struct Brought {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub came: Adding,
}

impl Session {
    pub(super) fn bring(&mut self, path: &Path, how: Bring) -> Option<Screen> {
        if how == Bring::Try {
            return self.try_out(path);
        }
        let came = add_own(&self.setting.places, path, how == Bring::Replace);
        if let Adding::Added(..) = came {
            self.library = Library::load(&self.setting.places);
        }
        self.brought = Some(Brought { path: path.to_path_buf(), came });
        None
    }

    fn try_out(&mut self, path: &Path) -> Option<Screen> {
        let faults = match read_file(path) {
            Ok(linked) => {
                if let Some(script) = linked.script {
                    self.brought = None;
                    self.looked_at = Some(script.id.clone());
                    self.trying = Some(script);
                    return Some(Screen::Brief);
                }
                vec![Fault { source: linked.source, diagnostics: linked.diagnostics }]
            }
            Err(faults) => faults,
        };
        self.brought = Some(Brought { path: path.to_path_buf(), came: Adding::Unsound(faults) });
        None
    }
}
