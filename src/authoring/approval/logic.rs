//! Conditions and effects in words, for the page for approval.

use super::build::PageBuilder;
use crate::scenario::model::Mood;
use crate::scenario::script::{ChoiceIx, Condition, Effect, FactIx, NeedIx, PromiseIx};

impl PageBuilder<'_> {
    pub(super) fn fact(&self, fact: FactIx) -> String {
        let own = self.script.fact_texts.get(fact.index()).map(|text| self.text(text));
        own.unwrap_or_else(|| self.script.facts[fact.index()].to_string())
    }

    fn promise(&self, promise: PromiseIx) -> String {
        let own = self.script.promise_texts.get(promise.index()).map(|text| self.text(text));
        own.unwrap_or_else(|| self.script.promises[promise.index()].to_string())
    }

    fn need(&self, need: NeedIx) -> String {
        self.script.needs[need.index()].need.is.clone()
    }

    pub(super) fn all(&self, when: &[Condition]) -> String {
        when.iter().map(|condition| self.condition(condition)).collect::<Vec<_>>().join(" and ")
    }

    fn condition(&self, condition: &Condition) -> String {
        use Condition as C;
        match condition {
            C::RapportAtLeast(person, least) => format!("rapport with {} is at least {least}", self.name(*person)),
            C::MoodAtLeast(person, least) => format!("{} is {} or better", self.name(*person), mood(*least)),
            C::MoodIs(person, is) => format!("{} is {}", self.name(*person), mood(*is)),
            C::Knows(fact) => format!("one knows “{}”", self.fact(*fact)),
            C::Has(flag) => format!("“{}” is noted", self.script.flags[flag.index()]),
            C::Chose(choice) => format!("one chose {}", self.chosen(*choice)),
            C::Seen(beat) => format!("one was at “{}” before", self.script.beat(*beat).id),
            C::Found(need) => format!("the need “{}” is found", self.need(*need)),
            C::Served(need) => format!("the need “{}” is served", self.need(*need)),
            C::Promised(promise) => format!("one promised “{}”", self.promise(*promise)),
            C::Open(promise) => format!("the promise “{}” stands", self.promise(*promise)),
            C::Kept(promise) => format!("the promise “{}” was kept", self.promise(*promise)),
            C::Broke(promise) => format!("the promise “{}” was broken", self.promise(*promise)),
            C::Checked(claim) => format!("one checked “{}”", self.script.claims[claim.index()]),
            C::Believed(claim) => format!("one believed “{}”", self.script.claims[claim.index()]),
            C::Ended(ending) => {
                let (scenario, outcome) = &self.script.endings[ending.index()];
                format!("“{scenario}” ended {}", outcome.as_str().to_lowercase())
            }
            C::Heard(heard) => {
                let (word, person) = &self.script.heard[heard.index()];
                format!("{} has heard “{word}”", self.name(*person))
            }
            C::Overheard(word) => format!("“{}” has reached the trainee", self.script.overheard[word.index()]),
            C::Day(day) => format!("it is day {day} or later"),
            C::All(all) => format!("({})", self.all(all)),
            C::Any(any) => {
                format!("({})", any.iter().map(|one| self.condition(one)).collect::<Vec<_>>().join(" or "))
            }
            C::Not(inner) => format!("not {}", self.condition(inner)),
        }
    }

    fn chosen(&self, choice: ChoiceIx) -> String {
        let found = self.script.beats.iter().find_map(|beat| {
            let choice = beat.choices().iter().find(|other| other.ix == choice)?;
            Some(format!("“{}” at “{}”", choice.id, beat.id))
        });
        found.unwrap_or_default()
    }

    pub(super) fn effects(&self, effects: &[Effect]) -> Vec<String> {
        effects.iter().map(|effect| self.effect(effect)).collect()
    }

    fn effect(&self, effect: &Effect) -> String {
        use Effect as E;
        match effect {
            E::Rapport(person, change) => format!("rapport with {} {change:+}", self.name(*person)),
            E::Mood(person, to) => format!("{} is {} now", self.name(*person), mood(*to)),
            E::Set(flag) => format!("noted: “{}”", self.script.flags[flag.index()]),
            E::Clear(flag) => format!("no longer noted: “{}”", self.script.flags[flag.index()]),
            E::Learn(fact) => format!("one learns: {}", self.fact(*fact)),
            E::Find(need) => format!("finds the need “{}”", self.need(*need)),
            E::Serve(need) => format!("serves the need “{}”", self.need(*need)),
            E::Promise(promise) => format!("promises: {}", self.promise(*promise)),
            E::Keep(promise) => format!("keeps the promise “{}”", self.promise(*promise)),
            E::Break(promise) => format!("breaks the promise “{}”", self.promise(*promise)),
            E::Check(claim) => format!("checks “{}”", self.script.claims[claim.index()]),
            E::Believe(claim) => format!("believes “{}”", self.script.claims[claim.index()]),
            E::Reach(people) => format!("{people} more people read along"),
            E::If(condition, effects) => {
                format!("if {}: {}", self.condition(condition), self.effects(effects).join(", "))
            }
        }
    }
}

/// A mood in lower case.
pub(super) fn mood(mood: Mood) -> String {
    mood.as_str().to_lowercase()
}
