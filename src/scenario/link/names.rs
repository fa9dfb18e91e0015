//! What a name stands for: its index, or the diagnostic of a name that stands for nothing.

use super::catalogue::Declared;
use super::linker::Linker;
use super::people::shared_persona;
use crate::diagnostic::Problem;
use crate::scenario::id::{
    BeatId, ChoiceId, ChoiceRef, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, WordId,
};
use crate::scenario::ron::place::Location;
use crate::scenario::script::{
    BeatIx, ChoiceIx, ClaimIx, FactIx, FlagIx, HeardIx, NeedIx, OverheardIx, PersonIx, PromiseIx,
};

impl<'a> Linker<'a> {
    pub(super) fn person_ix(&mut self, person: &PersonId, location: Location<'_>) -> Option<PersonIx> {
        let found = self.people.get(person.as_str()).copied();
        if found.is_none() {
            let known = self.scenario.cast.keys().map(PersonId::as_str);
            self.unknown(location, "person", person.as_str(), known);
        }
        found
    }

    pub(super) fn beat_ix(&mut self, beat: &BeatId, location: Location<'_>) -> Option<BeatIx> {
        let found = self.beats.get(beat.as_str()).copied();
        if found.is_none() {
            let known = self.scenario.beats.keys().map(BeatId::as_str);
            self.unknown(location, "beat", beat.as_str(), known);
        }
        found
    }

    pub(super) fn claim_ix(&mut self, claim: &ClaimId, location: Location<'_>) -> Option<ClaimIx> {
        let found = self.claims.get(claim.as_str()).copied();
        if found.is_none() {
            let known = self.scenario.claims.keys().map(ClaimId::as_str);
            self.unknown(location, "claim", claim.as_str(), known);
        }
        found
    }

    pub(super) fn choice_ix(&mut self, reference: &ChoiceRef, location: Location<'_>) -> Option<ChoiceIx> {
        let beat = self.beat_ix(&reference.beat, location)?;
        let first = self.first_choice[beat.index()];
        let written = self.scenario.beats.get(&reference.beat)?;
        if reference.choice.as_str() == ChoiceId::SILENCE {
            if written.silence.is_some() {
                return Some(ChoiceIx::new(first + written.choices.len()));
            }
        } else if let Some(n) = written.choices.keys().position(|id| *id == reference.choice) {
            return Some(ChoiceIx::new(first + n));
        }
        let known = written.choices.keys().map(ChoiceId::as_str);
        self.unknown(location, "choice", reference.choice.as_str(), known);
        None
    }

    /// A need of the person that a condition or an effect is about; `used_in` names which of the two.
    pub(super) fn need_ix(
        &mut self,
        person: PersonIx,
        need: &NeedId,
        used_in: &'static str,
        location: Location<'_>,
    ) -> Option<NeedIx> {
        if let Some(found) = self.needs.get(&(person, need.as_str())) {
            return Some(*found);
        }
        let owner = self.needs.keys().find(|(_, id)| *id == need.as_str()).map(|(owner, _)| *owner);
        if let Some(owner) = owner {
            let owner = self.scenario.cast.keys().nth(owner.index()).map(ToString::to_string).unwrap_or_default();
            self.report(location, Problem::NeedOfAnother { need: need.to_string(), owner, inside: used_in });
        } else {
            let known: Vec<&str> = self.needs.keys().map(|(_, id)| *id).collect();
            self.unknown(location, "need", need.as_str(), known);
        }
        None
    }

    /// A flag; it is declared by being used.
    pub(super) fn flag_ix(&mut self, flag: &FlagId) -> FlagIx {
        FlagIx::new(self.flags.insert_full(flag.clone()).0)
    }

    pub(super) fn own_fact(&mut self, fact: &FactId, location: Location<'_>) -> Option<FactIx> {
        self.fact_ix(&Ref::own(fact.clone()), location)
    }

    /// The facts of a list, all of this scenario.
    pub(super) fn own_facts(&mut self, facts: &[FactId], list: Location<'_>) -> Box<[FactIx]> {
        facts.iter().enumerate().filter_map(|(n, fact)| self.own_fact(fact, list.nth(n))).collect()
    }

    pub(super) fn fact_ix(&mut self, fact: &Ref<FactId>, location: Location<'_>) -> Option<FactIx> {
        if let Some(scenario) = &fact.scenario {
            if let Some(declared) = self.other_scenario(scenario, location) {
                let known = declared.facts.iter().map(FactId::as_str);
                self.declares("fact", scenario, fact.id.as_str(), known, location);
            }
        } else if !self.scenario.facts.contains_key(&fact.id) {
            let known = self.scenario.facts.keys().map(FactId::as_str);
            self.unknown(location, "fact", fact.id.as_str(), known);
            return None;
        }
        Some(FactIx::new(self.facts.insert_full(fact.clone()).0))
    }

    pub(super) fn promise_ix(&mut self, promise: &Ref<PromiseId>, location: Location<'_>) -> Option<PromiseIx> {
        if let Some(scenario) = &promise.scenario {
            if let Some(declared) = self.other_scenario(scenario, location) {
                let known = declared.promises.iter().map(PromiseId::as_str);
                self.declares("promise", scenario, promise.id.as_str(), known, location);
            }
        } else if !self.scenario.promises.contains_key(&promise.id) {
            let known = self.scenario.promises.keys().map(PromiseId::as_str);
            self.unknown(location, "promise", promise.id.as_str(), known);
            return None;
        }
        Some(PromiseIx::new(self.promises.insert_full(promise.clone()).0))
    }

    /// What another scenario declares, if it is in the library. Reports one that is not, or of which nothing is
    /// remembered; without a catalogue nothing is checked.
    pub(super) fn other_scenario(&mut self, scenario: &ScenarioId, location: Location<'_>) -> Option<&'a Declared> {
        let catalogue = self.world.catalogue?;
        let declared = catalogue.get(scenario);
        // The empty id stands in for one that could not be read and was reported there.
        if scenario.as_str().is_empty() || self.is_full() {
            return declared;
        }
        match declared {
            None => {
                let suggestion = self.suggest(scenario.as_str(), catalogue.keys().map(ScenarioId::as_str));
                self.report(location, Problem::ForeignScenario { scenario: scenario.to_string(), suggestion });
            }
            Some(declared) if !declared.remembered => {
                self.report(location, Problem::NeverRemembered { scenario: scenario.to_string() });
            }
            Some(_) => {}
        }
        declared
    }

    /// Checks the name of a word of another scenario; `None` if it is none.
    pub(super) fn known_word(&mut self, word: &Ref<WordId>, location: Location<'_>) -> Option<()> {
        let Some(scenario) = &word.scenario else {
            // The empty id stands in for one that could not be read and was reported there.
            if !word.id.as_str().is_empty() {
                self.report(location, Problem::WordForm { written: word.to_string() });
            }
            return None;
        };
        let Some(catalogue) = self.world.catalogue else { return Some(()) };
        match catalogue.get(scenario) {
            Some(declared) => {
                if let Some(found) = declared.words.get(&word.id) {
                    self.occasions.entry(word.clone()).or_insert_with(|| found.occasion.clone());
                } else if !self.is_full() {
                    let suggestion = self.suggest(word.id.as_str(), declared.words.keys().map(WordId::as_str));
                    self.report(location, Problem::ForeignWord { word: word.to_string(), suggestion });
                }
            }
            None if !self.is_full() => {
                let suggestion = self.suggest(scenario.as_str(), catalogue.keys().map(ScenarioId::as_str));
                self.report(location, Problem::ForeignScenario { scenario: scenario.to_string(), suggestion });
            }
            _ => {}
        }
        Some(())
    }

    /// A word, and the villager who may have heard it.
    pub(super) fn heard_ix(&mut self, word: &Ref<WordId>, person: PersonIx, location: Location<'_>) -> Option<HeardIx> {
        self.known_word(word, location)?;
        let member = self.scenario.cast.values().nth(person.index());
        let is_villager = member.and_then(shared_persona).is_some_and(|persona| persona.villager.is_some());
        if !is_villager {
            let person = self.scenario.cast.keys().nth(person.index()).map(ToString::to_string).unwrap_or_default();
            self.report(location, Problem::NotAVillager { person });
            return None;
        }
        Some(HeardIx::new(self.heard.insert_full((word.clone(), person)).0))
    }

    /// A word that may have reached the trainee.
    pub(super) fn overheard_ix(&mut self, word: &Ref<WordId>, location: Location<'_>) -> Option<OverheardIx> {
        self.known_word(word, location)?;
        Some(OverheardIx::new(self.overheard.insert_full(word.clone()).0))
    }

    /// Reports something that another scenario does not declare, if `id` is none of `known`.
    pub(super) fn declares<'n>(
        &mut self,
        kind: &'static str,
        scenario: &ScenarioId,
        id: &str,
        known: impl Iterator<Item = &'n str> + Clone,
        location: Location<'_>,
    ) {
        if !known.clone().any(|known| known == id) {
            self.not_declared(kind, scenario, id, known, location);
        }
    }

    /// Reports something that another scenario does not declare.
    fn not_declared<'n>(
        &mut self,
        kind: &'static str,
        scenario: &ScenarioId,
        id: &str,
        known: impl IntoIterator<Item = &'n str>,
        location: Location<'_>,
    ) {
        let suggestion = self.suggest(id, known);
        let problem = Problem::ForeignMissing { kind, scenario: scenario.to_string(), id: id.to_owned(), suggestion };
        self.report(location, problem);
    }
}
