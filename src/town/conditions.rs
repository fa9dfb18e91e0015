//! Whether the conditions of `opens` hold, over what is remembered.

use super::state::Town;
use crate::encounter::PromiseState;
use crate::scenario::id::{PersonId, PromiseId, Ref};
use crate::scenario::model::Condition;
use crate::scenario::script::Script;

/// Whether all conditions of a scenario's `opens` hold, with what is known up to this evening.
pub(super) fn holds_all(town: &Town, script: &Script, evening: u32) -> bool {
    let reader = Reader { town, script, evening };
    script.scenario.opens.iter().all(|condition| reader.holds(condition, None))
}

/// What conditions are read over.
struct Reader<'a> {
    town: &'a Town,
    script: &'a Script,
    evening: u32,
}

impl Reader<'_> {
    /// Whether a condition holds; `with` is the person it is about, if one is named.
    fn holds(&self, condition: &Condition, with: Option<&PersonId>) -> bool {
        let promise = |id: &Ref<PromiseId>| self.town.promises.get(id).copied();
        match condition {
            Condition::Knows(fact) => self.town.facts.contains(fact),
            Condition::Promised(id) => promise(id).is_some(),
            Condition::Open(id) => promise(id) == Some(PromiseState::Open),
            Condition::Kept(id) => promise(id) == Some(PromiseState::Kept),
            Condition::Broke(id) => promise(id) == Some(PromiseState::Broken),
            Condition::Ended(scenario, outcome) => self.town.outcomes.get(scenario) == Some(outcome),
            Condition::Heard(word) => {
                self.script.villager(with).is_some_and(|villager| self.town.knows(villager, word, self.evening))
            }
            Condition::Overheard(word) => self.town.overheard.contains_key(word),
            Condition::Day(day) => self.evening + 1 >= *day,
            Condition::All(conditions) => conditions.iter().all(|condition| self.holds(condition, with)),
            Condition::Any(conditions) => conditions.iter().any(|condition| self.holds(condition, with)),
            Condition::Not(condition) => !self.holds(condition, with),
            Condition::With(person, condition) => self.holds(condition, Some(person)),
            // The linker refuses what reads a play.
            _ => false,
        }
    }
}
