//! What a name stands for: its index, or the diagnostic of a name that stands for nothing.

use super::Linker;
use crate::diagnostic::Problem;
use crate::scenario::id::{BeatId, ChoiceId, ChoiceRef, ClaimId, FactId, NeedId, PersonId, PromiseId, Ref, ScenarioId};
use crate::scenario::ron::place::Step;
use crate::scenario::script::{BeatIx, ChoiceIx, ClaimIx, FactIx, NeedIx, PersonIx, PromiseIx};

impl<'a> Linker<'a> {
    pub(super) fn person_ix(&mut self, person: &PersonId) -> Option<PersonIx> {
        let found = self.people.get(person.as_str()).copied();
        if found.is_none() {
            let known = self.scenario.cast.keys().map(PersonId::as_str);
            self.unknown("person", person.as_str(), known);
        }
        found
    }

    pub(super) fn beat_ix(&mut self, beat: &BeatId) -> Option<BeatIx> {
        let found = self.beats.get(beat.as_str()).copied();
        if found.is_none() {
            let known = self.scenario.beats.keys().map(BeatId::as_str);
            self.unknown("beat", beat.as_str(), known);
        }
        found
    }

    pub(super) fn claim_ix(&mut self, claim: &str) -> Option<ClaimIx> {
        let found = self.claims.get(claim).copied();
        if found.is_none() {
            let known = self.scenario.claims.keys().map(ClaimId::as_str);
            self.unknown("claim", claim, known);
        }
        found
    }

    pub(super) fn choice_ix(&mut self, reference: &ChoiceRef) -> Option<ChoiceIx> {
        let beat = self.beat_ix(&reference.beat)?;
        let first = self.first_choice[beat.index()];
        let choices = &self.scenario.beats.get(&reference.beat)?.choices;
        if reference.choice.as_str() == ChoiceId::SILENCE {
            if self.scenario.beats.get(&reference.beat)?.silence.is_some() {
                return Some(ChoiceIx::new(first + choices.len()));
            }
        } else if let Some(n) = choices.keys().position(|id| *id == reference.choice) {
            return Some(ChoiceIx::new(first + n));
        }
        let known = choices.keys().map(ChoiceId::as_str);
        self.unknown("choice", reference.choice.as_str(), known);
        None
    }

    pub(super) fn need_ix(&mut self, person: PersonIx, need: &NeedId, inside: &'static str) -> Option<NeedIx> {
        if let Some(found) = self.needs.get(&(person, need.as_str())) {
            return Some(*found);
        }
        let owner = self.needs.keys().find(|(_, id)| *id == need.as_str()).map(|(owner, _)| *owner);
        if let Some(owner) = owner {
            let owner = self.scenario.cast.keys().nth(owner.index()).map(ToString::to_string).unwrap_or_default();
            self.report(Problem::NeedOfAnother { need: need.to_string(), owner, inside });
        } else {
            let known: Vec<&str> = self.needs.keys().map(|(_, id)| *id).collect();
            self.unknown("need", need.as_str(), known);
        }
        None
    }

    pub(super) fn own_fact(&mut self, fact: &FactId) -> Option<FactIx> {
        self.fact_ix(&Ref { scenario: None, id: fact.clone() })
    }

    pub(super) fn facts(&mut self, facts: &'a [FactId]) -> Box<[FactIx]> {
        facts
            .iter()
            .enumerate()
            .filter_map(|(n, fact)| self.inside(Step::Nth(n), |linker| linker.own_fact(fact)))
            .collect()
    }

    pub(super) fn fact_ix(&mut self, fact: &Ref<FactId>) -> Option<FactIx> {
        if let Some(scenario) = &fact.scenario {
            self.foreign(scenario);
            let declared = self.world.catalogue.and_then(|catalogue| catalogue.get(scenario));
            if let Some(declared) = declared.filter(|declared| !declared.facts.contains(&fact.id)) {
                let known = declared.facts.iter().map(FactId::as_str);
                self.foreign_missing("fact", scenario, fact.id.as_str(), known);
            }
        } else if !self.scenario.facts.contains_key(&fact.id) {
            let known = self.scenario.facts.keys().map(FactId::as_str);
            self.unknown("fact", fact.id.as_str(), known);
            return None;
        }
        Some(FactIx::new(self.facts.number(fact.clone())))
    }

    pub(super) fn promise_ix(&mut self, promise: &Ref<PromiseId>) -> Option<PromiseIx> {
        if let Some(scenario) = &promise.scenario {
            self.foreign(scenario);
            let declared = self.world.catalogue.and_then(|catalogue| catalogue.get(scenario));
            if let Some(declared) = declared.filter(|declared| !declared.promises.contains(&promise.id)) {
                let known = declared.promises.iter().map(PromiseId::as_str);
                self.foreign_missing("promise", scenario, promise.id.as_str(), known);
            }
        } else if !self.scenario.promises.contains_key(&promise.id) {
            let known = self.scenario.promises.keys().map(PromiseId::as_str);
            self.unknown("promise", promise.id.as_str(), known);
            return None;
        }
        Some(PromiseIx::new(self.promises.number(promise.clone())))
    }

    pub(super) fn foreign(&mut self, scenario: &ScenarioId) {
        let checked = !scenario.as_str().is_empty() && !self.is_full();
        let Some(catalogue) = self.world.catalogue.filter(|_| checked) else { return };
        match catalogue.get(scenario) {
            None => {
                let suggestion = self.meant(scenario.as_str(), catalogue.keys().map(ScenarioId::as_str));
                self.report(Problem::ForeignScenario { scenario: scenario.to_string(), suggestion });
            }
            Some(declared) if !declared.remembered => {
                self.report(Problem::NeverRemembered { scenario: scenario.to_string() });
            }
            Some(_) => {}
        }
    }

    pub(super) fn foreign_missing<'n>(
        &mut self,
        kind: &'static str,
        scenario: &ScenarioId,
        id: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let suggestion = self.meant(id, known);
        self.report(Problem::ForeignMissing { kind, scenario: scenario.to_string(), id: id.to_owned(), suggestion });
    }
}
