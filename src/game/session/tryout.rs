//! A try-out whose file was saved: the play continues with the new version, or with the last good one.

use std::sync::Arc;

use super::intents::FrameContext;
use super::state::Session;
use crate::app::TryOutError;
use crate::encounter::Status;
use crate::game::screen::Screen;
use crate::scenario::script::Script;

impl Session {
    /// Reads the file that is tried out again.
    pub(super) fn reload_tryout(&mut self, screen: Screen, context: &mut FrameContext<'_>) {
        let Some(tryout) = &mut self.catalog.tryout else { return };
        let name = tryout.source.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match tryout.source.load() {
            Ok(script) => {
                let was_broken = std::mem::take(&mut tryout.is_broken);
                match self.replace_tryout(script, screen, context) {
                    Some(words) => self.notice = Some(format!("{name} was saved: {words}.")),
                    None if was_broken => self.notice = None,
                    None => {}
                }
            }
            Err(error) => {
                tryout.is_broken = true;
                self.notice = Some(format!(
                    "{name} was saved and cannot be played{}. You go on with the last good version.",
                    reason(&error)
                ));
            }
        }
    }

    /// Replaces the script of the try-out; what changed for the play, in words.
    fn replace_tryout(
        &mut self,
        script: Arc<Script>,
        screen: Screen,
        context: &mut FrameContext<'_>,
    ) -> Option<String> {
        let tryout = self.catalog.tryout.as_mut()?;
        if tryout.script.content_hash() == script.content_hash() {
            return None;
        }
        tryout.script = Arc::clone(&script);
        let Some(play) = self.play.take() else { return Some("this is the new version".into()) };
        if screen != Screen::Encounter || play.encounter().status() != Status::Open {
            // A completed play keeps the version it was played with.
            self.play = Some(play);
            return Some("the next try is with the new version".into());
        }
        let mut session = play.session;
        let reloaded = session.reload(script);
        self.continue_play(session, context);
        Some(reloaded.to_string())
    }
}

/// Where and why a file cannot be played, to follow "cannot be played".
fn reason(error: &TryOutError) -> String {
    match error.first() {
        (words, Some(line)) => format!(" at line {line}: {words}"),
        (words, None) => format!(": {words}"),
    }
}
