//! Files of one's own: tried once, or added to what is there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Moment, Session};
use crate::diagnostic::LineIndex;
use crate::encounter::Status;
use crate::game::intent::{Bring, Screen};
use crate::library::{AddOutcome, Fault, Library, add_own, read_file};
use crate::scenario::script::Script;

/// What became of the last file that was brought.
#[derive(Debug)]
pub struct Brought {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub came: AddOutcome,
}

impl Session {
    pub(super) fn bring(&mut self, path: &Path, how: Bring) -> Option<Screen> {
        if how == Bring::Try {
            return self.try_out(path);
        }
        let came = add_own(&self.setting.places, path, how == Bring::Replace);
        if let AddOutcome::Added(..) = came {
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
                    self.tried = Some(path.to_path_buf());
                    return Some(Screen::Brief);
                }
                vec![Fault { source: linked.source, diagnostics: linked.diagnostics }]
            }
            Err(faults) => faults,
        };
        self.brought = Some(Brought { path: path.to_path_buf(), came: AddOutcome::Unsound(faults) });
        None
    }

    /// The file that is tried out was saved: goes on with the new text at the same place, or with the last good one.
    pub(super) fn reload(&mut self, screen: Screen, moment: &mut Moment<'_>) {
        let Some(path) = self.tried.clone().filter(|_| self.trying.is_some()) else { return };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let faults = match read_file(&path) {
            Ok(linked) => {
                if let Some(script) = linked.script {
                    let was_broken = std::mem::take(&mut self.is_broken);
                    match self.goes_on_with(script, screen, moment) {
                        Some(words) => self.notice = Some(format!("{name} was saved: {words}.")),
                        None if was_broken => self.notice = None,
                        None => {}
                    }
                    return;
                }
                vec![Fault { source: linked.source, diagnostics: linked.diagnostics }]
            }
            Err(faults) => faults,
        };
        self.is_broken = true;
        let first = faults.iter().find_map(Fault::reason).map_or_else(String::new, |found| found.problem.message());
        let line = faults.iter().find_map(|fault| {
            let found = fault.reason()?;
            Some(LineIndex::new(&fault.source.text).position(found.span.start).line)
        });
        let line = line.map_or_else(String::new, |line| format!(" at line {line}"));
        self.notice = Some(format!(
            "{name} was saved and cannot be played{line}: {first}. You go on with the last good version."
        ));
    }

    /// Puts another text of the scenario in the place of the one that is tried; says what changed for the play.
    fn goes_on_with(&mut self, script: Arc<Script>, screen: Screen, moment: &mut Moment<'_>) -> Option<String> {
        if self.trying.as_ref().is_some_and(|old| old.content_hash() == script.content_hash()) {
            return None;
        }
        self.trying = Some(Arc::clone(&script));
        let Some(playing) = self.playing.take() else { return Some("this is the new version".into()) };
        if screen != Screen::Encounter || playing.encounter.status() != Status::Open {
            // What was played to its end was played with the text it began with.
            self.playing = Some(playing);
            return Some("the next try is with the new version".into());
        }
        let before = playing.encounter.decisions();
        let (encounter, fit) = playing.encounter.onto(script);
        self.play(encounter, None, playing.remarks);
        self.present(moment);
        moment.reveal.finish();
        Some(if fit == before {
            "you are at the same place in the new version".into()
        } else {
            format!("of your {before} turns the first {fit} can be made in the new version, and you are after them")
        })
    }
}
