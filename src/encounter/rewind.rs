//! Plays that are played again: back to an earlier decision, or on a changed text of the scenario.

use std::sync::Arc;

use super::machine::Encounter;
use super::progress::DecisionMade;
use crate::scenario::script::Script;

impl Encounter {
    /// Goes back to before the decision at index `n`; that decision and later ones are forgotten.
    pub fn rewind(&mut self, n: usize) {
        let before: Vec<DecisionMade> = self.progress.taken.iter().take(n).copied().collect();
        self.begin();
        for taken in before {
            self.progress.events.clear();
            self.progress.take(&self.script, taken.chosen, taken.milliseconds);
        }
    }

    /// Replays the same choices on a changed scenario, with the same seed and memory, as far as they are on offer there.
    /// Also returns how many were replayed.
    #[must_use]
    pub fn onto(&self, script: Arc<Script>) -> (Self, usize) {
        let mut again = Self::start(script, self.seed, self.memory.clone());
        let ids = self.progress.taken.iter().map(|taken| {
            let beat = self.script.beat(taken.beat);
            (&beat.id, &beat.choices()[usize::from(taken.chosen)].id, taken.milliseconds)
        });
        let mut fit = 0;
        for (beat, choice, milliseconds) in ids {
            if again.beat().id != *beat || again.choose(choice.as_str(), milliseconds).is_err() {
                break;
            }
            fit += 1;
        }
        (again, fit)
    }
}
