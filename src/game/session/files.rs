//! Files of one's own: tried once, or added to what is there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use crate::game::intent::{Bring, Screen};
use crate::scenario::id::ScenarioId;
use crate::storage::{Adding, Fault, Library, add_own, read_file};

/// What became of the last file that was brought.
#[derive(Debug)]
pub struct Brought {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub came: Came,
}

/// What became of a file.
#[derive(Debug)]
pub enum Came {
    /// It stands among one's own scenarios now; what is worth mending is beside it.
    Added(ScenarioId, Vec<Fault>),
    /// There is one of this id already.
    IsThere(ScenarioId),
    /// It is not sound; nothing was changed.
    Unsound(Vec<Fault>),
    /// It could not be copied; nothing was changed.
    Failed(String),
}

impl Session {
    pub(super) fn bring(&mut self, path: &Path, how: Bring) -> Option<Screen> {
        if how == Bring::Try {
            return self.try_out(path);
        }
        let came = match add_own(&self.setting.places, path, how == Bring::Replace) {
            Adding::Added(id, faults) => {
                self.library = Library::load(&self.setting.places);
                Came::Added(id, faults)
            }
            Adding::IsThere(id) => Came::IsThere(id),
            Adding::Unsound(faults) => Came::Unsound(faults),
            Adding::Failed(why) => Came::Failed(why),
        };
        self.brought = Some(Brought { path: path.to_path_buf(), came });
        None
    }

    fn try_out(&mut self, path: &Path) -> Option<Screen> {
        let faults = match read_file(path) {
            Ok(linked) => {
                if let Some(script) = linked.script {
                    self.brought = None;
                    self.looked_at = Some(script.id.clone());
                    self.trying = Some(Arc::new(script));
                    return Some(Screen::Brief);
                }
                vec![Fault { source: linked.source, diagnostics: linked.diagnostics }]
            }
            Err(faults) => faults,
        };
        self.brought = Some(Brought { path: path.to_path_buf(), came: Came::Unsound(faults) });
        None
    }
}
