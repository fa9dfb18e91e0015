//! The memories that a script can distinguish, by what its conditions read.
//!
//! All that is read is combined, if there are few combinations. If there are many, a read that decides something (which
//! replies are on offer, where the play goes, what changes) is combined with the other ones that do, and a read that only
//! chooses words is varied alone: nothing else depends on what was said.
//!
//! Words that cannot all have been said are not combined: those that are told after endings of one scenario that are not the
//! same, and a word whose scenario is remembered to have ended otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::conditions::{PlacedCondition, placed_conditions};
use crate::encounter::{Hearing, Memory, PromiseState, RapportClass};
use crate::scenario::id::{Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::model::Outcome;
use crate::scenario::script::{Condition, Effect, Occasion, PromiseIx, Script};

/// The largest number of memories that are combined. If the deciding reads of a script can be combined in more ways, each
/// of them is varied alone, and the proof is not exact.
pub const MAX_MEMORIES: usize = 64;

/// The memories with which the plays of a script are explored.
pub(super) struct Memories {
    /// The memories, the empty one first.
    pub(super) all: Vec<Memory>,
    /// What was not combined, since there are more than [`MAX_MEMORIES`] combinations; empty if all were.
    pub(super) not_combined: Vec<String>,
}

impl Memories {
    pub(super) fn of(script: &Script) -> Self {
        let parts: Vec<Part> =
            MemoryReads::new(script).found.into_iter().map(|(of, read)| Part::new(script, of, &read)).collect();
        if let Some(all) = combined(script, &parts) {
            return Self { all, not_combined: Vec::new() };
        }
        let (deciding, mut alone): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.is_deciding);
        let (mut all, not_combined) = combined(script, &deciding).map_or_else(
            || (vec![Memory::default()], deciding.iter().map(|part| part.of.name(script)).collect()),
            |all| (all, Vec::new()),
        );
        if !not_combined.is_empty() {
            alone.extend(deciding);
        }
        all.extend(alone.into_iter().flat_map(|part| part.options));
        Self { all, not_combined }
    }
}

/// All combinations of some parts that are possible, the empty memory first; `None` if there are more than [`MAX_MEMORIES`].
fn combined(script: &Script, parts: &[Part]) -> Option<Vec<Memory>> {
    let mut all = vec![Memory::default()];
    for part in parts {
        for n in 0..all.len() {
            let with_option = part.options.iter().map(|option| joined(all[n].clone(), option));
            let possible: Vec<Memory> = with_option.filter(|memory| is_possible(script, memory)).collect();
            all.extend(possible);
            if all.len() > MAX_MEMORIES {
                return None;
            }
        }
    }
    Some(all)
}

/// Whether all that a memory has of words can have been said, with the outcomes it has.
fn is_possible(script: &Script, memory: &Memory) -> bool {
    let words: BTreeSet<&Ref<WordId>> = memory.heard.keys().chain(&memory.overheard).collect();
    let said: Vec<(&ScenarioId, &Occasion)> =
        words.into_iter().filter_map(|word| Some((word.scenario.as_ref()?, script.occasions.get(word)?))).collect();
    said.iter().enumerate().all(|(n, (scenario, occasion))| {
        let goes_with_others =
            said[..n].iter().all(|(other, earlier)| other != scenario || occasion.goes_with(earlier));
        let outcome = memory.outcomes.get(*scenario);
        goes_with_others && outcome.is_none_or(|outcome| occasion.goes_with_outcome(*outcome))
    })
}

/// A part of a memory, and the values of it that conditions tell apart.
struct Part {
    of: ReadOf,
    is_deciding: bool,
    /// A memory for each value, the one of an empty memory left out.
    options: Vec<Memory>,
}

impl Part {
    fn new(script: &Script, of: ReadOf, read: &Read) -> Self {
        Self { options: of.options(script, read), is_deciding: read.is_deciding, of }
    }
}

/// A memory with what another adds.
fn joined(mut memory: Memory, option: &Memory) -> Memory {
    let Memory { rapport, facts, promises, outcomes, heard, overheard, day } = option.clone();
    memory.rapport.extend(rapport);
    memory.facts.extend(facts);
    memory.promises.extend(promises);
    memory.outcomes.extend(outcomes);
    for (word, by) in heard {
        memory.heard.entry(word).or_default().extend(by);
    }
    memory.overheard.extend(overheard);
    memory.day = day.or(memory.day);
    memory
}

/// A part of a memory that a script reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ReadOf {
    /// How a villager remembers the trainee.
    Rapport(VillagerId),
    /// A fact, by index into [`Script::facts`].
    Fact(usize),
    /// A promise, by index into [`Script::promises`].
    Promise(usize),
    /// How another scenario ended.
    Ended(ScenarioId),
    /// What somebody has heard, by index into [`Script::heard`].
    Heard(usize),
    /// What has reached the trainee, by index into [`Script::overheard`].
    Overheard(usize),
    /// The day.
    Day,
}

/// How a part of a memory is read.
#[derive(Clone, Debug, Default)]
struct Read {
    /// Whether anything but the choice of words depends on it.
    is_deciding: bool,
    /// For a promise: which of its states the conditions tell apart, each as whether it holds of none, open, kept, broken.
    promise_conditions: BTreeSet<[bool; 4]>,
    /// The outcomes of another scenario that are asked for.
    outcomes: BTreeSet<Outcome>,
    /// The days that are asked for.
    days: BTreeSet<u32>,
}

impl ReadOf {
    /// The memories that differ in this part alone, without the empty one.
    fn options(&self, script: &Script, read: &Read) -> Vec<Memory> {
        let empty = Memory::default;
        match self {
            // Neutral rapport has the same start as an empty memory.
            Self::Rapport(villager) => [RapportClass::Cool, RapportClass::Warm]
                .map(|class| Memory { rapport: [(villager.clone(), class)].into(), ..empty() })
                .into(),
            Self::Fact(n) => vec![Memory { facts: [script.facts[*n].clone()].into(), ..empty() }],
            Self::Promise(n) => {
                let states = promise_states(&read.promise_conditions, is_settled_here(script, *n));
                let with = |state| Memory { promises: [(script.promises[*n].clone(), state)].into(), ..empty() };
                states.into_iter().map(with).collect()
            }
            Self::Ended(scenario) => {
                let with = |outcome: &Outcome| Memory { outcomes: [(scenario.clone(), *outcome)].into(), ..empty() };
                read.outcomes.iter().map(with).collect()
            }
            Self::Heard(n) => {
                let (word, person) = &script.heard[*n];
                let villager = script.person(*person).villager.clone();
                let by = |villager| [(villager, Hearing::Retold)].into();
                villager
                    .map(|villager| Memory { heard: [(word.clone(), by(villager))].into(), ..empty() })
                    .into_iter()
                    .collect()
            }
            Self::Overheard(n) => vec![Memory { overheard: [script.overheard[*n].clone()].into(), ..empty() }],
            Self::Day => read.days.iter().map(|day| Memory { day: Some(*day), ..empty() }).collect(),
        }
    }

    /// What it is called where it is said that it was not combined.
    fn name(&self, script: &Script) -> String {
        match self {
            Self::Rapport(villager) => format!("rapport with {villager}"),
            Self::Fact(n) => script.facts[*n].to_string(),
            Self::Promise(n) => script.promises[*n].to_string(),
            Self::Ended(scenario) => format!("how {scenario} ended"),
            Self::Heard(n) => script.heard[*n].0.to_string(),
            Self::Overheard(n) => format!("{} as overheard", script.overheard[*n]),
            Self::Day => "the day".into(),
        }
    }
}

/// The states of a promise that are told apart from each other and from a promise that was never made.
fn promise_states(conditions: &BTreeSet<[bool; 4]>, is_settled_here: bool) -> Vec<PromiseState> {
    const STATES: [PromiseState; 3] = [PromiseState::Open, PromiseState::Kept, PromiseState::Broken];
    let told_apart = |state: usize| -> (Vec<bool>, bool) {
        // An open promise can be kept or broken in the play, and is then read as such.
        (conditions.iter().map(|holds| holds[state]).collect(), is_settled_here && state == 1)
    };
    let mut seen = vec![told_apart(0)];
    let mut states = Vec::new();
    for (n, state) in STATES.into_iter().enumerate() {
        let read = told_apart(n + 1);
        if !seen.contains(&read) {
            seen.push(read);
            states.push(state);
        }
    }
    states
}

/// Whether some effect of a script keeps or breaks a promise.
fn is_settled_here(script: &Script, promise: usize) -> bool {
    fn settles(effects: &[Effect], promise: usize) -> bool {
        effects.iter().any(|effect| match effect {
            Effect::Keep(settled) | Effect::Break(settled) => settled.index() == promise,
            Effect::If(_, inner) => settles(inner, promise),
            _ => false,
        })
    }
    script.beats.iter().any(|beat| {
        settles(&beat.effects, promise) || beat.choices().iter().any(|choice| settles(&choice.effects, promise))
    })
}

/// The parts of a memory that the conditions of a script read.
struct MemoryReads {
    found: BTreeMap<ReadOf, Read>,
}

impl MemoryReads {
    fn new(script: &Script) -> Self {
        let mut reads = Self { found: BTreeMap::new() };
        for placed in placed_conditions(script) {
            reads.add(script, &placed);
        }
        reads
    }

    /// What is known of a part so far.
    fn part(&mut self, of: ReadOf, is_deciding: bool) -> &mut Read {
        let read = self.found.entry(of).or_default();
        read.is_deciding |= is_deciding;
        read
    }

    fn add(&mut self, script: &Script, placed: &PlacedCondition<'_>) {
        let is_deciding = placed.is_deciding;
        match placed.condition {
            // Whether it holds of a promise that was never made, is open, kept and broken.
            Condition::Promised(promise) => self.promise(script, *promise, [false, true, true, true], is_deciding),
            Condition::Open(promise) => self.promise(script, *promise, [false, true, false, false], is_deciding),
            Condition::Kept(promise) => self.promise(script, *promise, [false, false, true, false], is_deciding),
            Condition::Broke(promise) => self.promise(script, *promise, [false, false, false, true], is_deciding),
            Condition::RapportAtLeast(person, _) => {
                if let Some(villager) = script.person(*person).villager.clone() {
                    self.part(ReadOf::Rapport(villager), is_deciding);
                }
            }
            Condition::Knows(fact) if fact.index() >= script.own_facts() => {
                self.part(ReadOf::Fact(fact.index()), is_deciding);
            }
            Condition::Ended(ending) => {
                let (scenario, outcome) = &script.endings[ending.index()];
                self.part(ReadOf::Ended(scenario.clone()), is_deciding).outcomes.insert(*outcome);
            }
            Condition::Heard(heard) => {
                self.part(ReadOf::Heard(heard.index()), is_deciding);
            }
            Condition::Overheard(word) => {
                self.part(ReadOf::Overheard(word.index()), is_deciding);
            }
            Condition::Day(day) => {
                self.part(ReadOf::Day, is_deciding).days.insert(*day);
            }
            _ => {}
        }
    }

    fn promise(&mut self, script: &Script, promise: PromiseIx, holds: [bool; 4], is_deciding: bool) {
        if promise.index() >= script.own_promises() {
            self.part(ReadOf::Promise(promise.index()), is_deciding).promise_conditions.insert(holds);
        }
    }
}
