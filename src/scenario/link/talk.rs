//! What people say of the trainee afterwards: who says it, when, and who was there.

use std::collections::BTreeMap;

use super::linker::Linker;
use crate::diagnostic::Problem;
use crate::scenario::id::{VillagerId, WordId};
use crate::scenario::model::{self, Truth};
use crate::scenario::ron::place::Location;
use crate::scenario::script::{Person, PersonIx, Text, Word};

/// The most words of a scenario, those of `missed` counted apart.
const MAX_TALK: usize = 16;

/// The most villagers in `heard_by`.
const MAX_HEARD_BY: usize = 12;

/// When the words of a map are said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// After a play: the cast is known.
    After,
    /// After nobody played: only villagers are known.
    IfMissed,
}

impl Linker<'_> {
    /// Checks and resolves the words of a map.
    pub(super) fn talk(
        &mut self,
        talk: &BTreeMap<WordId, model::Word>,
        said: Said,
        people: &[Person],
        location: Location<'_>,
    ) -> Vec<Word> {
        if talk.len() > MAX_TALK {
            self.report(location, Problem::TooMany { what: "words", count: talk.len(), most: MAX_TALK });
        }
        talk.iter().filter_map(|(id, word)| self.word(id, word, said, people)).collect()
    }

    fn word(&mut self, id: &WordId, word: &model::Word, said: Said, people: &[Person]) -> Option<Word> {
        let entry = Location::Entry(word.origin);
        let about = if word.by.as_str().is_empty() { None } else { self.person_ix(&word.by, entry.field("by")) };
        let teller = self.teller(word, about, said, people);
        let after = word.after.iter().enumerate();
        let after = after.filter_map(|(n, beat)| {
            let location = entry.field("after");
            let found = self.beat_ix(beat, location.nth(n))?;
            if self.scenario.beats.get(beat).is_some_and(|beat| beat.end.is_none()) {
                self.report(location.nth(n), Problem::NotAnEnding { beat: beat.to_string() });
            }
            Some(found)
        });
        let after = after.collect();
        if said == Said::IfMissed {
            for (field, is_written) in [("after", !word.after.is_empty()), ("when", !word.when.is_empty())] {
                if is_written {
                    self.report(entry.field(field), Problem::WordOfNoPlay { field });
                }
            }
        }
        let first = self.scenario.beats.get(&self.scenario.start).and_then(|beat| beat.with.as_ref());
        let first = first.and_then(|person| self.people.get(person.as_str()).copied());
        let only = (people.len() == 1).then(|| PersonIx::new(0));
        let when = self.conditions(about.or(first).or(only), &word.when, entry.field("when"));
        let says = self.said(&word.says, said, people, entry.field("says"));
        let retold = self.said(&word.retold, said, people, entry.field("retold"));
        if (word.truth == Truth::True) != word.really.is_empty() {
            self.report(entry, Problem::TruthOfWord { is_true: word.truth == Truth::True });
        }
        if word.heard_by.len() > MAX_HEARD_BY {
            let problem =
                Problem::TooMany { what: "villagers in `heard_by`", count: word.heard_by.len(), most: MAX_HEARD_BY };
            self.report(entry.field("heard_by"), problem);
        }
        for (n, villager) in word.heard_by.iter().enumerate() {
            self.villager(villager, entry.field("heard_by").nth(n));
        }
        Some(Word {
            id: id.clone(),
            teller: teller?,
            after,
            when,
            tone: word.tone,
            says,
            retold,
            public: word.public,
            to_you: word.to_you,
            heard_by: word.heard_by.clone(),
        })
    }

    /// The villager who says a word.
    fn teller(
        &mut self,
        word: &model::Word,
        by: Option<PersonIx>,
        said: Said,
        people: &[Person],
    ) -> Option<VillagerId> {
        let entry = Location::Entry(word.origin);
        let is_of_cast = !word.by.as_str().is_empty();
        let is_villager = !word.by_villager.as_str().is_empty();
        if is_of_cast == is_villager {
            self.report(entry, Problem::WordTeller { why: "one of `by` and `by_villager` says who tells it" });
            return None;
        }
        if is_villager {
            self.villager(&word.by_villager, entry.field("by_villager"));
            return Some(word.by_villager.clone());
        }
        if said == Said::IfMissed {
            let why = "nobody of the cast was met, so `by_villager` says who tells it";
            self.report(entry.field("by"), Problem::WordTeller { why });
            return None;
        }
        let teller = people.get(by?.index()).and_then(|person| person.villager.clone());
        if teller.is_none() {
            let why = "only a villager can tell others, and this person is not one";
            self.report(entry.field("by"), Problem::WordTeller { why });
        }
        teller
    }

    /// A text of a word. What is said of an encounter that nobody played can name villagers only: nobody else was cast.
    fn said(&mut self, text: &str, said: Said, people: &[Person], location: Location<'_>) -> Text {
        let linked = self.text(text, location);
        let stranger =
            linked.people().find(|person| people.get(person.index()).is_some_and(|it| it.villager.is_none()));
        if let Some(stranger) = stranger.filter(|_| said == Said::IfMissed) {
            let person = people[stranger.index()].id.to_string();
            self.report(location, Problem::NotAVillager { person });
        }
        linked
    }

    /// Checks that there is a villager. A scenario that the ledger keeps is read without a village, and keeps its ids.
    pub(super) fn villager(&mut self, villager: &VillagerId, location: Location<'_>) {
        let village = self.world.village;
        if !village.people.is_empty() && !village.people.contains_key(villager) {
            self.unknown(location, "villager", villager.as_str(), village.people.keys().map(VillagerId::as_str));
        }
    }
}
