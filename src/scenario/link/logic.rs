//! Conditions and effects with every name resolved, the person always named.

use super::Linker;
use crate::scenario::id::Ref;
use crate::scenario::model;
use crate::scenario::ron::place::Step;
use crate::scenario::script::{Condition, Effect, EndingIx, FlagIx, PersonIx};

impl<'a> Linker<'a> {
    pub(super) fn conditions(&mut self, with: Option<PersonIx>, when: &'a [model::Condition]) -> Box<[Condition]> {
        self.inside(Step::Field("when"), |linker| linker.all(with, when))
    }

    pub(super) fn all(&mut self, with: Option<PersonIx>, when: &'a [model::Condition]) -> Box<[Condition]> {
        when.iter()
            .enumerate()
            .filter_map(|(n, condition)| self.inside(Step::Nth(n), |linker| linker.condition(with, condition)))
            .collect()
    }

    pub(super) fn condition(&mut self, with: Option<PersonIx>, condition: &'a model::Condition) -> Option<Condition> {
        use model::Condition as C;
        // Every condition but these three holds its names in its first bracket.
        if let C::All(_) | C::Any(_) | C::Not(_) | C::With(..) = condition {
            return self.compound(with, condition);
        }
        self.inside(Step::Nth(0), |linker| {
            Some(match condition {
                C::RapportAtLeast(n) => Condition::RapportAtLeast(with?, *n),
                C::MoodAtLeast(mood) => Condition::MoodAtLeast(with?, *mood),
                C::MoodIs(mood) => Condition::MoodIs(with?, *mood),
                C::Knows(fact) => Condition::Knows(linker.fact_ix(fact)?),
                C::Has(flag) => Condition::Has(FlagIx::new(linker.flags.number(flag.clone()))),
                C::Chose(choice) => Condition::Chose(linker.choice_ix(choice)?),
                C::Seen(beat) => Condition::Seen(linker.beat_ix(beat)?),
                C::Found(need) => Condition::Found(linker.need_ix(with?, need, "condition")?),
                C::Served(need) => Condition::Served(linker.need_ix(with?, need, "condition")?),
                C::Promised(promise) => Condition::Promised(linker.promise_ix(promise)?),
                C::Open(promise) => Condition::Open(linker.promise_ix(promise)?),
                C::Kept(promise) => Condition::Kept(linker.promise_ix(promise)?),
                C::Broke(promise) => Condition::Broke(linker.promise_ix(promise)?),
                C::Checked(claim) => Condition::Checked(linker.claim_ix(claim.as_str())?),
                C::Believed(claim) => Condition::Believed(linker.claim_ix(claim.as_str())?),
                C::Ended(scenario, outcome) => {
                    linker.foreign(scenario);
                    let ending = (scenario.clone(), *outcome);
                    Condition::Ended(EndingIx::new(linker.endings.number(ending)))
                }
                C::All(_) | C::Any(_) | C::Not(_) | C::With(..) => return None,
            })
        })
    }

    pub(super) fn compound(&mut self, with: Option<PersonIx>, condition: &'a model::Condition) -> Option<Condition> {
        use model::Condition as C;
        match condition {
            C::All(conditions) => Some(Condition::All(self.inside(Step::Nth(0), |l| l.all(with, conditions)))),
            C::Any(conditions) => Some(Condition::Any(self.inside(Step::Nth(0), |l| l.all(with, conditions)))),
            C::Not(inner) => {
                let inner = self.inside(Step::Nth(0), |linker| linker.condition(with, inner))?;
                Some(Condition::Not(Box::new(inner)))
            }
            C::With(person, inner) => {
                let person = self.inside(Step::Nth(0), |linker| linker.person_ix(person));
                self.inside(Step::Nth(1), |linker| linker.condition(person, inner))
            }
            _ => None,
        }
    }

    pub(super) fn effects(
        &mut self,
        field: &'static str,
        with: Option<PersonIx>,
        effects: &'a [model::Effect],
    ) -> Box<[Effect]> {
        let mut linked = Vec::with_capacity(effects.len());
        self.inside(Step::Field(field), |linker| linker.effect_list(with, effects, &mut linked));
        linked.into()
    }

    pub(super) fn effect_list(
        &mut self,
        with: Option<PersonIx>,
        effects: &'a [model::Effect],
        linked: &mut Vec<Effect>,
    ) {
        for (n, effect) in effects.iter().enumerate() {
            self.inside(Step::Nth(n), |linker| {
                if let model::Effect::For(person, inner) = effect {
                    let person = linker.inside(Step::Nth(0), |linker| linker.person_ix(person));
                    linker.inside(Step::Nth(1), |linker| linker.effect_list(person, inner, linked));
                } else if let Some(effect) = linker.effect(with, effect) {
                    linked.push(effect);
                }
            });
        }
    }

    pub(super) fn effect(&mut self, with: Option<PersonIx>, effect: &'a model::Effect) -> Option<Effect> {
        use model::Effect as E;
        if let E::If(condition, inner) = effect {
            let condition = self.inside(Step::Nth(0), |linker| linker.condition(with, condition));
            let mut linked = Vec::with_capacity(inner.len());
            self.inside(Step::Nth(1), |linker| linker.effect_list(with, inner, &mut linked));
            return Some(Effect::If(condition?, linked.into()));
        }
        self.inside(Step::Nth(0), |linker| {
            Some(match effect {
                E::Rapport(n) => Effect::Rapport(with?, *n),
                E::Mood(mood) => Effect::Mood(with?, *mood),
                E::Set(flag) => Effect::Set(FlagIx::new(linker.flags.number(flag.clone()))),
                E::Clear(flag) => Effect::Clear(FlagIx::new(linker.flags.number(flag.clone()))),
                E::Learn(fact) => Effect::Learn(linker.own_fact(fact)?),
                E::Find(need) => Effect::Find(linker.need_ix(with?, need, "effect")?),
                E::Serve(need) => Effect::Serve(linker.need_ix(with?, need, "effect")?),
                E::Promise(promise) => {
                    let own = Ref { scenario: None, id: promise.clone() };
                    Effect::Promise(linker.promise_ix(&own)?)
                }
                E::Keep(promise) => Effect::Keep(linker.promise_ix(promise)?),
                E::Break(promise) => Effect::Break(linker.promise_ix(promise)?),
                E::Check(claim) => Effect::Check(linker.claim_ix(claim.as_str())?),
                E::Believe(claim) => Effect::Believe(linker.claim_ix(claim.as_str())?),
                E::Reach(n) => Effect::Reach(*n),
                E::For(..) | E::If(..) => return None,
            })
        })
    }
}
