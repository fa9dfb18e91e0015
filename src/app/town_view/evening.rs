//! The evening of the day that has just ended, as a trainee learns of it.

use super::lines::{MissedLine, PersonLine, PromiseLine, WaitingLine, WordLine};
use super::view::TownView;
use crate::encounter::RapportClass;

/// What a trainee learns on an evening.
#[derive(Clone, Debug)]
pub struct EveningView<'a> {
    /// The day that ended.
    pub day: u32,
    /// What was missed.
    pub missed: Vec<&'a MissedLine>,
    /// The promises that were missed.
    pub missed_promises: Vec<&'a PromiseLine>,
    /// Whose last day is tomorrow.
    pub due: Vec<&'a WaitingLine>,
    /// What reached the trainee, what everybody can read first.
    pub words: Vec<&'a WordLine>,
    /// Those who think otherwise of the trainee than in the morning, or met them today for the first time and think something.
    pub changed: Vec<PersonLine>,
}

impl TownView {
    /// The last evening; `None` on the first day.
    #[must_use]
    pub fn last_evening(&self) -> Option<EveningView<'_>> {
        let day = self.day.checked_sub(1).filter(|day| *day > 0)?;
        // The evening is over as the day begins: what they think since then is not of it.
        let changed = |person: &PersonLine| {
            let opinion = person.this_morning?;
            let is_changed = opinion != person.before.unwrap_or(RapportClass::Neutral);
            is_changed.then(|| PersonLine { opinion, ..person.clone() })
        };
        Some(EveningView {
            day,
            missed: self.missed.iter().filter(|missed| missed.day == day).collect(),
            missed_promises: self.promises.iter().filter(|promise| promise.missed_on == Some(day)).collect(),
            due: self.due.iter().filter(|waiting| waiting.last_day == Some(self.day)).collect(),
            words: self.words.iter().filter(|word| word.evening == day).collect(),
            changed: self.people.iter().filter_map(changed).collect(),
        })
    }
}

impl EveningView<'_> {
    /// Whether the trainee learns nothing.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        self.missed.is_empty()
            && self.missed_promises.is_empty()
            && self.due.is_empty()
            && self.words.is_empty()
            && self.changed.is_empty()
    }
}
