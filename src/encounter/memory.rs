//! What villagers remember: read when a play starts, written when it is completed, and added up over plays.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::state::State;
use super::status::PromiseState;
use crate::scenario::id::{FactId, PromiseId, Ref, ScenarioId, VillagerId, WordId, id_fault};
use crate::scenario::model::Outcome;
use crate::scenario::script::Script;

/// How a villager remembers the trainee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RapportClass {
    /// Rapport was below 40.
    Cool,
    /// It was 40 to 60.
    Neutral,
    /// It was above 60.
    Warm,
}

impl RapportClass {
    /// The class of a rapport, 0 to 100.
    #[must_use]
    pub const fn from_rapport(rapport: u8) -> Self {
        match rapport {
            0..40 => Self::Cool,
            40..=60 => Self::Neutral,
            _ => Self::Warm,
        }
    }

    /// What it adds to rapport at the next start.
    #[must_use]
    pub const fn shift(self) -> i16 {
        match self {
            Self::Cool => -10,
            Self::Neutral => 0,
            Self::Warm => 10,
        }
    }
}

/// How a villager knows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hearing {
    /// They were there: it is in the words of `says`.
    First,
    /// Somebody told them: it is in the words of `retold`.
    Retold,
}

/// What villagers remember when a play starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Memory {
    /// How each villager remembers the trainee.
    pub rapport: BTreeMap<VillagerId, RapportClass>,
    /// Facts known, as `scenario/fact`.
    pub facts: BTreeSet<Ref<FactId>>,
    /// Promises made, as `scenario/promise`.
    pub promises: BTreeMap<Ref<PromiseId>, PromiseState>,
    /// How each scenario ended last.
    pub outcomes: BTreeMap<ScenarioId, Outcome>,
    /// Who has heard which word, as `scenario/word`; left out if nobody has heard any.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub heard: BTreeMap<Ref<WordId>, BTreeMap<VillagerId, Hearing>>,
    /// Words that have reached the trainee; left out if none has.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub overheard: BTreeSet<Ref<WordId>>,
    /// The day of the season; left out on the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<u32>,
}

/// What one completed play leaves to be remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The scenario, and how it ended; `None` if it casts no villager.
    pub ended: Option<(ScenarioId, Outcome)>,
    /// Each villager's rapport at the end.
    pub rapport: BTreeMap<VillagerId, RapportClass>,
    /// Its facts known at the end.
    pub facts: BTreeSet<Ref<FactId>>,
    /// Its promises made, and those of others that it kept or broke.
    pub promises: BTreeMap<Ref<PromiseId>, PromiseState>,
}

impl Memory {
    /// The first invalid name in it, and the reason.
    #[must_use]
    pub fn fault(&self) -> Option<(String, &'static str)> {
        let villagers = self.rapport.keys().map(|id| (id.to_string(), id_fault(id.as_str())));
        let scenarios = self.outcomes.keys().map(|id| (id.to_string(), id_fault(id.as_str())));
        let foreign = |scenario: &Option<ScenarioId>, id: &str| match scenario {
            Some(scenario) => id_fault(scenario.as_str()).or_else(|| id_fault(id)),
            None => Some("it is not written as scenario/id"),
        };
        let facts = self.facts.iter().map(|fact| (fact.to_string(), foreign(&fact.scenario, fact.id.as_str())));
        let promises = self.promises.keys();
        let promises = promises.map(|promise| (promise.to_string(), foreign(&promise.scenario, promise.id.as_str())));
        let words = self.heard.keys().chain(&self.overheard);
        let words = words.map(|word| (word.to_string(), foreign(&word.scenario, word.id.as_str())));
        let hearers = self.heard.values().flat_map(BTreeMap::keys).map(|id| (id.to_string(), id_fault(id.as_str())));
        villagers
            .chain(scenarios)
            .chain(facts)
            .chain(promises)
            .chain(words)
            .chain(hearers)
            .find_map(|(name, fault)| Some((name, fault?)))
    }

    /// Adds a later play: for each scenario the last play counts.
    pub fn add(&mut self, trace: &Trace) {
        self.rapport.extend(trace.rapport.iter().map(|(id, class)| (id.clone(), *class)));
        if let Some((scenario, outcome)) = &trace.ended {
            let of_it = |other: &Option<ScenarioId>| other.as_ref() == Some(scenario);
            self.facts.retain(|fact| !of_it(&fact.scenario));
            self.promises.retain(|promise, _| !of_it(&promise.scenario));
            self.outcomes.insert(scenario.clone(), *outcome);
        }
        self.facts.extend(trace.facts.iter().cloned());
        self.promises.extend(trace.promises.iter().map(|(id, state)| (id.clone(), *state)));
    }

    /// Applies the memory to a state that was just reset.
    pub(super) fn recall(&self, script: &Script, state: &mut State) {
        for (rapport, person) in state.rapport.iter_mut().zip(&script.people) {
            let class = person.villager.as_ref().and_then(|villager| self.rapport.get(villager));
            if let Some(class) = class {
                let moved = (i16::from(*rapport) + class.shift()).clamp(0, 100);
                *rapport = u8::try_from(moved).unwrap_or(*rapport);
            }
        }
        for (n, fact) in script.facts.iter().enumerate().skip(script.own_facts()) {
            if self.facts.contains(fact) {
                state.facts.insert(n);
            }
        }
        for (n, promise) in script.promises.iter().enumerate().skip(script.own_promises()) {
            state.promises[n] = self.promises.get(promise).copied();
        }
        for (n, (scenario, outcome)) in script.endings.iter().enumerate() {
            if self.outcomes.get(scenario) == Some(outcome) {
                state.endings.insert(n);
            }
        }
        for (n, (word, person)) in script.heard.iter().enumerate() {
            let villager = script.person(*person).villager.as_ref();
            if villager.is_some_and(|villager| self.heard.get(word).is_some_and(|by| by.contains_key(villager))) {
                state.heard.insert(n);
            }
        }
        for (n, word) in script.overheard.iter().enumerate() {
            if self.overheard.contains(word) {
                state.overheard.insert(n);
            }
        }
        state.day = self.day.unwrap_or(1);
    }
}

impl Trace {
    /// What a completed play leaves.
    pub(super) fn new(script: &Script, memory: &Memory, state: &State, outcome: Outcome) -> Self {
        let mut trace = Self::default();
        if script.is_remembered() {
            trace.ended = Some((script.id.clone(), outcome));
            for (n, person) in script.people.iter().enumerate() {
                if let Some(villager) = &person.villager {
                    trace.rapport.insert(villager.clone(), RapportClass::from_rapport(state.rapport[n]));
                }
            }
            for (n, fact) in script.facts.iter().enumerate().take(script.own_facts()) {
                if state.facts.contains(n) {
                    trace.facts.insert(Ref { scenario: Some(script.id.clone()), id: fact.id.clone() });
                }
            }
        }
        // Others' promises first, so that its own stand where a scenario names itself.
        for (n, promise) in script.promises.iter().enumerate().rev() {
            let own = n < script.own_promises();
            let Some(made) = state.promises[n].filter(|_| !own || script.is_remembered()) else { continue };
            if !own && memory.promises.get(promise) == Some(&made) {
                // Only read, not kept or broken here.
                continue;
            }
            let scenario = promise.scenario.clone().unwrap_or_else(|| script.id.clone());
            trace.promises.insert(Ref { scenario: Some(scenario), id: promise.id.clone() }, made);
        }
        trace
    }
}
