//! What a scenario is read against: the villagers, and what other scenarios declare.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::id::{FactId, PromiseId, Ref, ScenarioId, WordId};
use crate::scenario::model::{self, Member, Outcome, Scenario};
use crate::scenario::village::Village;

/// What other scenarios of the library declare, for names written `scenario/id`.
pub type Catalogue = BTreeMap<ScenarioId, Declared>;

/// What one scenario declares to others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Its facts.
    pub facts: Vec<FactId>,
    /// Its promises.
    pub promises: Vec<PromiseId>,
    /// What may be said of the trainee after it, or if it is missed.
    pub words: Vec<WordId>,
    /// Whether anything of it is remembered: only what villagers see is.
    pub remembered: bool,
    /// Facts that can be learnt in it.
    pub learns: BTreeSet<FactId>,
    /// Promises that can be made in it.
    pub makes: BTreeSet<PromiseId>,
    /// Promises that can be kept or broken in it, or that are broken if it is missed; its own without a scenario.
    pub settles: BTreeSet<Ref<PromiseId>>,
    /// How it can end.
    pub outcomes: BTreeSet<Outcome>,
}

impl Declared {
    /// What a scenario declares.
    #[must_use]
    pub fn from_scenario(scenario: &Scenario) -> Self {
        let mut declared = Self::names(scenario);
        declared.settles.extend(scenario.missed.iter().flat_map(|missed| missed.breaks.iter().cloned()));
        declared.outcomes.extend(scenario.beats.values().filter_map(|beat| Some(beat.end.as_ref()?.outcome)));
        for beat in scenario.beats.values() {
            declared.add(&beat.effects, &beat.lines);
            for choice in beat.choices.values() {
                declared.add(&choice.effects, &choice.answer);
            }
            if let Some(silence) = &beat.silence {
                declared.add(&silence.effects, &silence.answer);
            }
        }
        declared
    }

    /// Adds what these effects and lines may bring about.
    fn add(&mut self, effects: &[model::Effect], lines: &[model::Line]) {
        use model::Effect as E;
        for line in lines {
            if let model::Line::Say { learn, .. } = line {
                self.learns.extend(learn.iter().cloned());
            }
        }
        for effect in effects {
            match effect {
                E::Learn(fact) => drop(self.learns.insert(fact.clone())),
                E::Promise(promise) => drop(self.makes.insert(promise.clone())),
                E::Keep(promise) | E::Break(promise) => drop(self.settles.insert(promise.clone())),
                E::For(_, inner) | E::If(_, inner) => self.add(inner, &[]),
                _ => {}
            }
        }
    }

    /// What it declares by name, and whether anything of it is remembered.
    fn names(scenario: &Scenario) -> Self {
        Self {
            facts: scenario.facts.keys().cloned().collect(),
            promises: scenario.promises.keys().cloned().collect(),
            words: words_of(scenario).cloned().collect(),
            remembered: scenario.cast.values().any(|member| match member {
                Member::Villager(_) => true,
                Member::Persona(persona) => persona.villager.is_some(),
                Member::OneOf(_) => false,
            }),
            ..Self::default()
        }
    }
}

/// The words of a scenario: those that are said after it, then those that are said if it is missed.
fn words_of(scenario: &Scenario) -> impl Iterator<Item = &WordId> {
    scenario.talk.keys().chain(scenario.missed.iter().flat_map(|missed| missed.talk.keys()))
}

/// What a scenario is read against.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The people whom it may cast.
    pub village: &'a Village,
    /// The other scenarios; `None` leaves foreign names unchecked.
    pub catalogue: Option<&'a Catalogue>,
}
