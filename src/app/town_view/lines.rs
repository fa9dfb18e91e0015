//! The lines of the view: what is shown of each encounter, word, promise and villager.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::encounter::{PromiseState, RapportClass};
use crate::scenario::id::{PromiseId, Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::model::{Kind, Level, Tone};

/// An encounter that stands in town.
#[derive(Clone, Debug, Serialize)]
pub struct WaitingLine {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Its title.
    pub title: String,
    /// What sort of encounter it is.
    pub kind: Kind,
    /// How hard it is.
    pub level: Level,
    /// About how many minutes it takes.
    pub minutes: u32,
    /// Why one would choose it now, as a sentence.
    pub why: String,
    /// The last day on which it can be played; `None` if it is not due.
    pub last_day: Option<u32>,
    /// Whether the trainee has left it open.
    pub is_left: bool,
}

/// A word that reached the trainee.
#[derive(Clone, Debug, Serialize)]
pub struct WordLine {
    /// The word, as `scenario/word`.
    pub word: Ref<WordId>,
    /// How it speaks of the trainee.
    pub tone: Tone,
    /// What was said, as it reached the trainee.
    pub text: String,
    /// Who told the trainee; `None` for what everybody can read.
    pub by: Option<String>,
    /// Who said it first.
    pub teller: String,
    /// The evening of this day.
    pub evening: u32,
    /// Those through whom it reached the trainee, the first of them was there; the teller alone, if everybody can read it.
    pub path: Vec<PathStep>,
    /// Its ways as far as the trainee can know them, evening by evening.
    pub ways: Vec<WayLine>,
    /// Everybody who has heard it from another by today, which the trainee cannot see as such.
    #[serde(skip)]
    pub heard_by: BTreeSet<VillagerId>,
}

/// A villager through whom a word reached the trainee.
#[derive(Clone, Debug, Serialize)]
pub struct PathStep {
    /// The villager.
    pub villager: VillagerId,
    /// Their name.
    pub name: String,
}

/// A villager whom a word reached.
#[derive(Clone, Debug, Serialize)]
pub struct WayLine {
    /// Who knows it.
    pub villager: VillagerId,
    /// Who told them; `None` for those who were there.
    pub from: Option<VillagerId>,
    /// The evening of this day.
    pub evening: u32,
}

/// A promise.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseLine {
    /// The promise, as `scenario/promise`.
    pub promise: Ref<PromiseId>,
    /// In words.
    pub text: String,
    /// The title of the encounter in which it was made.
    pub made_in: String,
    /// The villager with whom that encounter began.
    pub to: Option<VillagerId>,
    /// What became of it.
    pub state: PromiseState,
    /// The title of the encounter in which it was kept or broken, or that was missed.
    pub closed_in: Option<String>,
    /// The follow-up that was missed, which broke it.
    pub missed_in: Option<ScenarioId>,
    /// The day on whose evening it was missed.
    pub missed_on: Option<u32>,
    /// The last day on which it can be kept, as far as that is known.
    pub last_day: Option<u32>,
    /// The encounter that waits for it today.
    pub waits_in: Option<ScenarioId>,
}

impl PromiseLine {
    /// Whether it can still be kept.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == PromiseState::Open
    }
}

/// A follow-up that was missed.
#[derive(Clone, Debug, Serialize)]
pub struct MissedLine {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Its title.
    pub title: String,
    /// What happened.
    pub text: String,
    /// The day on whose evening it was missed.
    pub day: u32,
}

/// What a villager thinks of the trainee.
#[derive(Clone, Debug, Serialize)]
pub struct PersonLine {
    /// The villager.
    pub villager: VillagerId,
    /// Their name.
    pub name: String,
    /// What they think.
    pub opinion: RapportClass,
    /// What they thought as the last day began; `None` if they had not met the trainee by then.
    pub before: Option<RapportClass>,
    /// What they thought as the present day began; `None` if they had not met the trainee by then.
    #[serde(skip)]
    pub this_morning: Option<RapportClass>,
}
