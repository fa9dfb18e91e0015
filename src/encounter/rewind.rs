//! Plays that are played again: back to an earlier decision, or on a changed text of the scenario.

use std::sync::Arc;

use super::machine::{DecisionMade, Encounter};
use crate::scenario::script::Script;

impl Encounter {
    /// Goes back to before the `n`th decision, counted from 0; later ones are forgotten.
    pub fn rewind(&mut self, n: usize) {
        let before: Vec<DecisionMade> = self.taken.iter().take(n).copied().collect();
        self.begin();
        let script = Arc::clone(&self.script);
        for taken in before {
            self.events.clear();
            self.take(&script, taken.chosen, taken.milliseconds);
        }
    }

    /// The same choices on another text of the scenario, as far as they can be made there, with the same seed and
    /// memory; and how many of them could be.
    #[must_use]
    pub fn onto(&self, script: Arc<Script>) -> (Self, usize) {
        let mut again = Self::start(script, self.seed, self.memory.clone());
        let ids = self.taken.iter().map(|taken| {
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
