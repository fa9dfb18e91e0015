//! The memories that a script can distinguish: every combination of the values that its conditions read.

use std::collections::{BTreeMap, BTreeSet};

use super::conditions;
use crate::encounter::{Memory, PromiseState, RapportClass};
use crate::scenario::script::{Condition, Script};

/// The largest number of memories that are explored; a script that can distinguish more is explored with the empty one
/// only.
pub const MAX_MEMORIES: usize = 64;

/// Every memory that a script can distinguish, the empty one first; `None` if there are more than [`MAX_MEMORIES`].
#[must_use]
pub(super) fn memories(script: &Script) -> Option<Vec<Memory>> {
    let mut all = vec![Memory::default()];
    let mut vary = |options: &[&dyn Fn(&mut Memory)]| {
        let before = std::mem::take(&mut all);
        if before.len() * options.len() > MAX_MEMORIES {
            return false;
        }
        for memory in &before {
            for option in options {
                let mut memory = memory.clone();
                option(&mut memory);
                all.push(memory);
            }
        }
        true
    };
    let nothing = |_: &mut Memory| {};
    let read = MemoryReads::new(script);
    for villager in &read.villagers {
        let cool = |memory: &mut Memory| memory.rapport.extend([(villager.clone(), RapportClass::Cool)]);
        let warm = |memory: &mut Memory| memory.rapport.extend([(villager.clone(), RapportClass::Warm)]);
        // Neutral rapport has the same start as an empty memory.
        if !vary(&[&nothing, &cool, &warm]) {
            return None;
        }
    }
    for fact in read.facts.iter().map(|n| &script.facts[*n]) {
        let known = |memory: &mut Memory| memory.facts.extend([fact.clone()]);
        if !vary(&[&nothing, &known]) {
            return None;
        }
    }
    for (promise, only_made) in read.promises.iter().map(|(n, only_made)| (&script.promises[*n], *only_made)) {
        let put = |memory: &mut Memory, state| memory.promises.extend([(promise.clone(), state)]);
        let open = |memory: &mut Memory| put(memory, PromiseState::Open);
        let kept = |memory: &mut Memory| put(memory, PromiseState::Kept);
        let broken = |memory: &mut Memory| put(memory, PromiseState::Broken);
        // `Promised` does not depend on the state of the promise.
        let fits = if only_made { vary(&[&nothing, &open]) } else { vary(&[&nothing, &open, &kept, &broken]) };
        if !fits {
            return None;
        }
    }
    for (scenario, outcomes) in &read.endings {
        let ended = |outcome| move |memory: &mut Memory| memory.outcomes.extend([(scenario.clone(), outcome)]);
        let ended: Vec<_> = outcomes.iter().map(|outcome| ended(*outcome)).collect();
        let mut options: Vec<&dyn Fn(&mut Memory)> = vec![&nothing];
        options.extend(ended.iter().map(|ended| ended as &dyn Fn(&mut Memory)));
        if !vary(&options) {
            return None;
        }
    }
    Some(all)
}

/// The parts of a memory that the conditions of a script read.
#[derive(Default)]
struct MemoryReads {
    villagers: BTreeSet<crate::scenario::id::VillagerId>,
    /// Indices into [`Script::facts`].
    facts: BTreeSet<usize>,
    /// Indices into [`Script::promises`], with whether only `Promised` conditions read the promise.
    promises: BTreeMap<usize, bool>,
    /// The outcomes of other scenarios.
    endings: BTreeMap<crate::scenario::id::ScenarioId, BTreeSet<crate::scenario::model::Outcome>>,
}

impl MemoryReads {
    fn new(script: &Script) -> Self {
        let mut read = Self::default();
        for condition in conditions(script) {
            match condition {
                Condition::RapportAtLeast(person, _) => {
                    read.villagers.extend(script.person(*person).villager.clone());
                }
                Condition::Knows(fact) if fact.index() >= script.own_facts() => {
                    read.facts.insert(fact.index());
                }
                Condition::Promised(promise) if promise.index() >= script.own_promises() => {
                    read.promises.entry(promise.index()).or_insert(true);
                }
                Condition::Open(promise) | Condition::Kept(promise) | Condition::Broke(promise)
                    if promise.index() >= script.own_promises() =>
                {
                    read.promises.insert(promise.index(), false);
                }
                Condition::Ended(ending) => {
                    let (scenario, outcome) = &script.endings[ending.index()];
                    read.endings.entry(scenario.clone()).or_default().insert(*outcome);
                }
                _ => {}
            }
        }
        read
    }
}
