//! What the page for approval says of the town: what people say afterwards, when the encounter waits, and what happens if it
//! is missed.

use serde::Serialize;

use super::build::PageBuilder;
use crate::scenario::id::VillagerId;
use crate::scenario::model::{self, Condition};
use crate::scenario::script::Word;
use crate::util::text::Count;

/// What the page says of the town.
#[derive(Serialize)]
pub(super) struct TownView {
    /// The conditions under which it waits, in words; empty if it waits from the first day.
    pub(super) opens: Vec<String>,
    /// How long it waits.
    pub(super) until: Option<String>,
    /// What happens if it is missed.
    pub(super) missed: Option<MissedView>,
    pub(super) words: Vec<WordView>,
}

/// What happens if it is missed.
#[derive(Serialize)]
pub(super) struct MissedView {
    pub(super) text: String,
    pub(super) breaks: Vec<String>,
    pub(super) words: Vec<WordView>,
}

/// Something that is said of the trainee.
#[derive(Serialize)]
pub(super) struct WordView {
    pub(super) id: String,
    pub(super) tone: String,
    pub(super) teller: String,
    pub(super) says: String,
    pub(super) retold: String,
    pub(super) notes: Vec<String>,
}

impl PageBuilder<'_> {
    pub(super) fn town(&self) -> TownView {
        let scenario = &self.script.scenario;
        let of = |words: &[Word], written: &std::collections::BTreeMap<_, model::Word>| {
            words.iter().filter_map(|word| Some(self.word(word, written.get(&word.id)?))).collect()
        };
        let missed = scenario.missed.as_ref().map(|missed| MissedView {
            text: self.script.missed_text.as_ref().map(|text| self.text(text)).unwrap_or_default(),
            breaks: missed.breaks.iter().map(ToString::to_string).collect(),
            words: of(&self.script.missed_talk, &missed.talk),
        });
        TownView {
            opens: scenario.opens.iter().map(remembered).collect(),
            until: (scenario.until > 0).then(|| Count::new(scenario.until, "day").to_string()),
            missed,
            words: of(&self.script.talk, &scenario.talk),
        }
    }

    fn word(&self, word: &Word, written: &model::Word) -> WordView {
        let mut notes = Vec::new();
        if !word.after.is_empty() {
            let endings: Vec<&str> = word.after.iter().map(|beat| self.script.beat(*beat).id.as_str()).collect();
            notes.push(format!("said after {}", endings.join(", ")));
        }
        if !word.when.is_empty() {
            notes.push(format!("said only if {}", self.all(&word.when)));
        }
        if !written.really.is_empty() {
            notes.push(format!("{}; really: {}", written.truth.as_str().to_lowercase(), written.really));
        }
        for (is, words) in [(word.public, "everybody can read it"), (word.to_you, "the trainee hears it in any case")] {
            if is {
                notes.push(words.into());
            }
        }
        if !word.heard_by.is_empty() {
            let by: Vec<&str> = word.heard_by.iter().map(VillagerId::as_str).collect();
            notes.push(format!("{} were there too", by.join(", ")));
        }
        WordView {
            id: word.id.to_string(),
            tone: word.tone.as_str().to_owned(),
            teller: self.teller(&word.teller),
            says: self.text(&word.says),
            retold: self.text(&word.retold),
            notes,
        }
    }

    /// The name of whoever tells a word, or their id in the village if they are not of the cast.
    fn teller(&self, villager: &VillagerId) -> String {
        let found = self.script.people.iter().find(|person| person.villager.as_ref() == Some(villager));
        found.map_or_else(|| villager.to_string(), |person| person.personas[0].1.name.clone())
    }
}

/// A condition on what is remembered, in words.
fn remembered(condition: &Condition) -> String {
    let joined =
        |all: &[Condition], word: &str| format!("({})", all.iter().map(remembered).collect::<Vec<_>>().join(word));
    match condition {
        Condition::Knows(fact) => format!("one knows “{fact}”"),
        Condition::Promised(promise) => format!("one promised “{promise}”"),
        Condition::Open(promise) => format!("the promise “{promise}” stands"),
        Condition::Kept(promise) => format!("the promise “{promise}” was kept"),
        Condition::Broke(promise) => format!("the promise “{promise}” was broken"),
        Condition::Ended(scenario, outcome) => format!("“{scenario}” ended {}", outcome.as_str().to_lowercase()),
        Condition::Heard(word) => format!("“{word}” was heard"),
        Condition::Overheard(word) => format!("“{word}” has reached the trainee"),
        Condition::Day(day) => format!("it is day {day} or later"),
        Condition::All(all) => joined(all, " and "),
        Condition::Any(any) => joined(any, " or "),
        Condition::Not(inner) => format!("not {}", remembered(inner)),
        Condition::With(person, inner) => format!("{} (by {person})", remembered(inner)),
        other => other.as_str().to_owned(),
    }
}
