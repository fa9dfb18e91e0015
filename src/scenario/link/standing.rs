//! When a scenario opens in town and what happens if it is missed: conditions on what is remembered, not on a play.

use super::linker::Linker;
use super::talk::Said;
use crate::diagnostic::Problem;
use crate::scenario::id::{PersonId, Ref};
use crate::scenario::model::Condition as C;
use crate::scenario::ron::place::Location;
use crate::scenario::script::{Person, Text, Word};

/// The longest time that a follow-up waits, in days.
const MAX_UNTIL: u32 = 30;

impl Linker<'_> {
    /// Checks `opens`, `until` and `missed`; what is shown and said if it is missed.
    pub(super) fn standing(&mut self, people: &[Person], root: Location<'_>) -> (Option<Text>, Vec<Word>) {
        let scenario = self.scenario;
        let opens = root.field("opens");
        for (n, condition) in scenario.opens.iter().enumerate() {
            self.opens_condition(condition, people, opens.nth(n));
        }
        if scenario.until > MAX_UNTIL {
            let (value, most) = (i64::from(scenario.until), i64::from(MAX_UNTIL));
            self.report(root.field("until"), Problem::OutOfRange { what: "`until`", value, least: 1, most });
        }
        if scenario.until > 0 && scenario.opens.is_empty() {
            self.report(root.field("until"), Problem::NeedsAnother { field: "until", needed: "opens" });
        }
        let Some(missed) = &scenario.missed else { return (None, Vec::new()) };
        let part = Location::Part(missed.origin);
        if scenario.until == 0 {
            self.report(root.field("missed"), Problem::NeedsAnother { field: "missed", needed: "until" });
        }
        for (n, promise) in missed.breaks.iter().enumerate() {
            let is_awaited = scenario.opens.iter().any(|condition| awaits(condition, promise));
            if !is_awaited {
                let problem = Problem::BreaksUnawaited { promise: promise.to_string() };
                self.report(part.field("breaks").nth(n), problem);
            }
        }
        if let Some(word) = missed.talk.keys().find(|word| scenario.talk.contains_key(*word)) {
            let problem = Problem::DuplicateKey { key: word.to_string() };
            self.report(part.field("talk").key(word.as_str()), problem);
        }
        let text = self.text(&missed.text, part.field("text"));
        (Some(text), self.talk(&missed.talk, Said::IfMissed, people, part.field("talk")))
    }

    /// Checks a condition of `opens`: it can read only what is remembered of other encounters.
    fn opens_condition(&mut self, condition: &C, people: &[Person], location: Location<'_>) {
        let value = location.nth(0);
        match condition {
            C::Knows(Ref { scenario: Some(scenario), id }) => {
                if let Some(declared) = self.other_scenario(scenario, value) {
                    self.declares(
                        "fact",
                        scenario,
                        id.as_str(),
                        declared.facts.iter().map(|fact| fact.as_str()),
                        value,
                    );
                }
            }
            C::Promised(promise) | C::Open(promise) | C::Kept(promise) | C::Broke(promise) => match &promise.scenario {
                Some(scenario) => {
                    if let Some(declared) = self.other_scenario(scenario, value) {
                        let known = declared.promises.iter().map(|promise| promise.as_str());
                        self.declares("promise", scenario, promise.id.as_str(), known, value);
                    }
                }
                None => self.report(location, Problem::OpensReads { condition: condition.as_str() }),
            },
            C::Ended(scenario, _) => drop(self.other_scenario(scenario, value)),
            C::Heard(word) => {
                self.known_word(word, value);
                // It is about the person of the first beat, unless `With` names another.
                let first = self.scenario.beats.get(&self.scenario.start).and_then(|beat| beat.with.clone());
                let first = first.or_else(|| self.scenario.cast.keys().next().cloned());
                if let Some(first) = first {
                    self.hearer(&first, people, location);
                }
            }
            C::Overheard(word) => drop(self.known_word(word, value)),
            C::Day(_) => {}
            C::All(inner) | C::Any(inner) => {
                for (n, condition) in inner.iter().enumerate() {
                    self.opens_condition(condition, people, value.nth(n));
                }
            }
            C::Not(inner) => self.opens_condition(inner, people, value),
            C::With(person, inner) if matches!(**inner, C::Heard(_)) => {
                if self.person_ix(person, value).is_some() {
                    self.hearer(person, people, value);
                }
                if let C::Heard(word) = &**inner {
                    self.known_word(word, location.nth(1).nth(0));
                }
            }
            C::With(person, inner) => {
                self.person_ix(person, value);
                self.report(location, Problem::WithInOpens { about: inner.as_str() });
            }
            other => self.report(location, Problem::OpensReads { condition: other.as_str() }),
        }
    }

    /// Checks that a person can hear what is said in the village.
    fn hearer(&mut self, person: &PersonId, people: &[Person], location: Location<'_>) {
        let is_stranger = people.iter().any(|it| it.id == *person && it.villager.is_none());
        if is_stranger {
            self.report(location, Problem::NotAVillager { person: person.to_string() });
        }
    }
}

/// Whether a condition holds only while a promise is open, or may.
fn awaits(condition: &C, promise: &Ref<crate::scenario::id::PromiseId>) -> bool {
    match condition {
        C::Open(open) => open == promise,
        C::All(inner) | C::Any(inner) => inner.iter().any(|condition| awaits(condition, promise)),
        _ => false,
    }
}
