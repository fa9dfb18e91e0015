//! Conditions and effects with every name resolved, the person always named.

use super::linker::Linker;
use crate::scenario::id::Ref;
use crate::scenario::model::{Condition as C, Effect as E};
use crate::scenario::ron::place::Location;
use crate::scenario::script::{Condition, Effect, EndingIx, PersonIx};

impl Linker<'_> {
    /// The conditions of a list.
    pub(super) fn conditions(&mut self, with: Option<PersonIx>, when: &[C], list: Location<'_>) -> Box<[Condition]> {
        let when = when.iter().enumerate();
        when.filter_map(|(n, condition)| self.condition(with, condition, list.nth(n))).collect()
    }

    fn condition(&mut self, with: Option<PersonIx>, condition: &C, location: Location<'_>) -> Option<Condition> {
        // Every condition holds its names or its conditions in its first bracket; `With` has two.
        let value = location.nth(0);
        Some(match condition {
            C::RapportAtLeast(n) => Condition::RapportAtLeast(with?, *n),
            C::MoodAtLeast(mood) => Condition::MoodAtLeast(with?, *mood),
            C::MoodIs(mood) => Condition::MoodIs(with?, *mood),
            C::Knows(fact) => Condition::Knows(self.fact_ix(fact, value)?),
            C::Has(flag) => Condition::Has(self.flag_ix(flag)),
            C::Chose(choice) => Condition::Chose(self.choice_ix(choice, value)?),
            C::Seen(beat) => Condition::Seen(self.beat_ix(beat, value)?),
            C::Found(need) => Condition::Found(self.need_ix(with?, need, "condition", value)?),
            C::Served(need) => Condition::Served(self.need_ix(with?, need, "condition", value)?),
            C::Promised(promise) => Condition::Promised(self.promise_ix(promise, value)?),
            C::Open(promise) => Condition::Open(self.promise_ix(promise, value)?),
            C::Kept(promise) => Condition::Kept(self.promise_ix(promise, value)?),
            C::Broke(promise) => Condition::Broke(self.promise_ix(promise, value)?),
            C::Checked(claim) => Condition::Checked(self.claim_ix(claim, value)?),
            C::Believed(claim) => Condition::Believed(self.claim_ix(claim, value)?),
            C::Ended(scenario, outcome) => {
                self.other_scenario(scenario, value);
                let ending = (scenario.clone(), *outcome);
                Condition::Ended(EndingIx::new(self.endings.insert_full(ending).0))
            }
            C::Heard(word) => Condition::Heard(self.heard_ix(word, with?, value)?),
            C::Overheard(word) => Condition::Overheard(self.overheard_ix(word, value)?),
            C::Day(day) => {
                self.reads_day = true;
                Condition::Day(*day)
            }
            C::All(conditions) => Condition::All(self.conditions(with, conditions, value)),
            C::Any(conditions) => Condition::Any(self.conditions(with, conditions, value)),
            C::Not(inner) => Condition::Not(Box::new(self.condition(with, inner, value)?)),
            C::With(person, inner) => {
                let person = self.person_ix(person, value);
                self.condition(person, inner, location.nth(1))?
            }
        })
    }

    /// The effects of a list.
    pub(super) fn effects(&mut self, with: Option<PersonIx>, effects: &[E], list: Location<'_>) -> Box<[Effect]> {
        let mut linked = Vec::with_capacity(effects.len());
        self.effect_list(with, effects, &mut linked, list);
        linked.into()
    }

    fn effect_list(&mut self, with: Option<PersonIx>, effects: &[E], linked: &mut Vec<Effect>, list: Location<'_>) {
        for (n, effect) in effects.iter().enumerate() {
            let location = list.nth(n);
            if let E::For(person, inner) = effect {
                let person = self.person_ix(person, location.nth(0));
                self.effect_list(person, inner, linked, location.nth(1));
            } else if let Some(effect) = self.effect(with, effect, location) {
                linked.push(effect);
            }
        }
    }

    fn effect(&mut self, with: Option<PersonIx>, effect: &E, location: Location<'_>) -> Option<Effect> {
        let value = location.nth(0);
        Some(match effect {
            E::Rapport(n) => Effect::Rapport(with?, *n),
            E::Mood(mood) => Effect::Mood(with?, *mood),
            E::Set(flag) => Effect::Set(self.flag_ix(flag)),
            E::Clear(flag) => Effect::Clear(self.flag_ix(flag)),
            E::Learn(fact) => Effect::Learn(self.own_fact(fact, value)?),
            E::Find(need) => Effect::Find(self.need_ix(with?, need, "effect", value)?),
            E::Serve(need) => Effect::Serve(self.need_ix(with?, need, "effect", value)?),
            E::Promise(promise) => Effect::Promise(self.promise_ix(&Ref::own(promise.clone()), value)?),
            E::Keep(promise) => Effect::Keep(self.promise_ix(promise, value)?),
            E::Break(promise) => Effect::Break(self.promise_ix(promise, value)?),
            E::Check(claim) => Effect::Check(self.claim_ix(claim, value)?),
            E::Believe(claim) => Effect::Believe(self.claim_ix(claim, value)?),
            E::Reach(n) => Effect::Reach(*n),
            E::If(condition, inner) => {
                let condition = self.condition(with, condition, value);
                let inner = self.effects(with, inner, location.nth(1));
                Effect::If(condition?, inner)
            }
            // Resolved by `effect_list`, which takes its effects out.
            E::For(..) => return None,
        })
    }
}
