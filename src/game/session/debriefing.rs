//! After an encounter: the way to the debrief, and what the trainee does there.

use super::state::Session;
use crate::game::screen::Screen;
use crate::record::Reflection;

impl Session {
    /// Leaves a completed encounter for its debrief, or for the question that comes before it.
    pub(super) fn open_debrief(&mut self) -> Option<Screen> {
        let asks = self.settings.look_back;
        let play = self.play.as_mut()?;
        let turns = &play.result.as_ref()?.turns;
        // The first turn that had a better reply is the one to look at.
        play.debrief_turn = turns.iter().position(|turn| turn.best.is_some()).unwrap_or(0);
        Some(if asks && !turns.is_empty() { Screen::LookBack } else { Screen::Debrief })
    }

    /// Records which turn the trainee would take back, counted from 0, and shows it in the debrief.
    pub(super) fn note_taken_back(&mut self, turn: Option<usize>) -> Option<Screen> {
        let now = self.now();
        let mut play = self.play.take()?;
        if let Some(turn) = turn {
            play.debrief_turn = turn;
        }
        if let Err(error) = play.session.add_reflection(Reflection::TakeBack { turn }, self.ledger(), now) {
            self.notice = Some(format!("What you would take back could not be kept: {error}."));
        }
        self.play = Some(play);
        Some(Screen::Debrief)
    }

    /// Shows a turn of the debrief, counted from 0.
    pub(super) fn show_turn(&mut self, turn: usize) {
        if let Some(play) = &mut self.play {
            play.debrief_turn = turn;
        }
    }

    /// Shows or hides what was said so far.
    pub(super) fn toggle_history(&mut self) {
        if let Some(play) = &mut self.play {
            play.history_open = !play.history_open;
        }
    }
}
