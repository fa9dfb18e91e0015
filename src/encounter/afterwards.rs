//! What a completed play leaves behind in town: whom the trainee met, and what is said of it.

use std::collections::BTreeSet;

use super::condition_coverage::ConditionCoverage;
use super::machine::Encounter;
use super::state::State;
use super::status::Status;
use crate::scenario::id::VillagerId;
use crate::scenario::script::Word;

impl Encounter {
    /// The villagers whose rapport is not what it was when the play began; none before it is completed.
    #[must_use]
    pub fn met(&self) -> BTreeSet<VillagerId> {
        if self.status() != Status::Completed {
            return BTreeSet::new();
        }
        let mut before = State::new(&self.script);
        self.memory.recall(&self.script, &mut before);
        let rapport = before.rapport.iter().zip(&self.progress.state.rapport);
        let changed = self.script.people.iter().zip(rapport).filter(|(_, (before, after))| before != after);
        changed.filter_map(|(person, _)| person.villager.clone()).collect()
    }

    /// What is said of the trainee now, in the order of the ids; nothing before the play is completed.
    #[must_use]
    pub fn told(&self) -> Vec<&Word> {
        if self.status() != Status::Completed {
            return Vec::new();
        }
        let state = &self.progress.state;
        let is_said = |word: &&Word| {
            (word.after.is_empty() || word.after.contains(&state.beat))
                && state.all(&word.when, &mut ConditionCoverage::default())
        };
        self.script.talk.iter().filter(is_said).collect()
    }
}
