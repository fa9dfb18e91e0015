//! What a scenario is read against: the villagers, and what other scenarios declare.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::scenario::id::{BeatId, FactId, PersonId, PromiseId, Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::model::{self, Member, Outcome, Scenario, Tone};
use crate::scenario::script::Occasion;
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
    pub words: BTreeMap<WordId, DeclaredWord>,
    /// Whether anything of it is remembered: only what villagers see is.
    pub remembered: bool,
    /// Facts that can be learnt in it.
    pub learns: BTreeSet<FactId>,
    /// Promises that can be made in it.
    pub makes: BTreeSet<PromiseId>,
    /// Promises that can be kept in it; its own without a scenario.
    pub keeps: BTreeSet<Ref<PromiseId>>,
    /// Promises that can be broken in it; its own without a scenario.
    pub breaks: BTreeSet<Ref<PromiseId>>,
    /// Promises that are broken if it is missed.
    pub misses: BTreeSet<Ref<PromiseId>>,
    /// How it can end.
    pub outcomes: BTreeSet<Outcome>,
}

/// A word of a scenario, as far as it matters to whom it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredWord {
    /// Who tells it and who was there.
    pub first: BTreeSet<VillagerId>,
    /// How it speaks of the trainee.
    pub tone: Tone,
    /// Whether everybody can read it.
    pub public: bool,
    /// When it is said.
    pub occasion: Occasion,
}

impl Declared {
    /// What a scenario declares.
    #[must_use]
    pub fn from_scenario(scenario: &Scenario) -> Self {
        let mut declared = Self::names(scenario);
        declared.misses.extend(scenario.missed.iter().flat_map(|missed| missed.breaks.iter().cloned()));
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

    /// Whether a promise of another scenario can be kept or broken in it, or is broken if it is missed.
    #[must_use]
    pub fn settles(&self, promise: &Ref<PromiseId>) -> bool {
        [&self.keeps, &self.breaks, &self.misses].into_iter().any(|settled| settled.contains(promise))
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
                E::Keep(promise) => drop(self.keeps.insert(promise.clone())),
                E::Break(promise) => drop(self.breaks.insert(promise.clone())),
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
            words: words_of(scenario),
            remembered: scenario.cast.keys().any(|person| villager(scenario, person).is_some()),
            ..Self::default()
        }
    }
}

/// The villager that a person of the cast is.
fn villager<'a>(scenario: &'a Scenario, person: &PersonId) -> Option<&'a VillagerId> {
    match scenario.cast.get(person)? {
        Member::Villager(casting) => Some(&casting.id),
        Member::Persona(persona) => persona.villager.as_ref(),
        Member::OneOf(_) => None,
    }
}

/// The words of a scenario: those that are said after it, and those that are said if it is missed.
fn words_of(scenario: &Scenario) -> BTreeMap<WordId, DeclaredWord> {
    let outcome = |ending: &BeatId| Some(scenario.beats.get(ending)?.end.as_ref()?.outcome);
    let endings = |some: &mut dyn Iterator<Item = &BeatId>| -> Arc<BTreeMap<BeatId, Outcome>> {
        Arc::new(some.filter_map(|ending| Some((ending.clone(), outcome(ending)?))).collect())
    };
    let all = endings(&mut scenario.beats.keys());
    let declared = |word: &model::Word, occasion| {
        let by_villager = (!word.by_villager.as_str().is_empty()).then_some(&word.by_villager);
        let teller = villager(scenario, &word.by).or(by_villager);
        let first = teller.into_iter().chain(&word.heard_by).cloned().collect();
        DeclaredWord { first, tone: word.tone, public: word.public, occasion }
    };
    let talk = scenario.talk.iter().map(|(id, word)| {
        let after = if word.after.is_empty() { Arc::clone(&all) } else { endings(&mut word.after.iter()) };
        (id.clone(), declared(word, Occasion::After(after)))
    });
    let missed = scenario.missed.iter().flat_map(|missed| &missed.talk);
    talk.chain(missed.map(|(id, word)| (id.clone(), declared(word, Occasion::IfMissed)))).collect()
}

/// What a scenario is read against.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The people whom it may cast.
    pub village: &'a Village,
    /// The other scenarios; `None` leaves foreign names unchecked.
    pub catalogue: Option<&'a Catalogue>,
}
