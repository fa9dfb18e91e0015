//! What the ledger keeps of the town with the end of a play. It depends on the library and the village as they were that day,
//! and files change: so it is written once, and read from then on.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::spread::Way;
use crate::scenario::hash::Hash;
use crate::scenario::id::{PromiseId, Ref, ScenarioId, VillagerId, WordId};
use crate::scenario::model::Tone;
use crate::util::num::saturating_u32;

/// What the end of a play means to the town.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TownPart {
    /// Why the town does not follow the play; then nobody was met, and nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<Aside>,
    /// The villagers whose rapport changed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub met: BTreeSet<VillagerId>,
    /// What is said of the play.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
    /// The evening, if the play ended the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evening: Option<Evening>,
}

impl TownPart {
    /// A play that the town does not follow.
    #[must_use]
    pub fn aside(why: Aside) -> Self {
        Self { aside: Some(why), ..Self::default() }
    }
}

/// Why the town does not follow a play that was completed and never rewound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aside {
    /// It began in an earlier season.
    OtherSeason,
    /// Nobody waited for it any more.
    NotWaiting,
    /// It was played in a course that begins with nothing remembered.
    FreshCourse,
}

/// A word, and who hears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The word, as `scenario/word`.
    pub word: Ref<WordId>,
    /// Who tells it first.
    pub teller: VillagerId,
    /// How it speaks of the trainee.
    pub tone: Tone,
    /// Whether everybody can read it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub public: bool,
    /// Whether the trainee hears it in any case.
    #[serde(default, skip_serializing_if = "is_false")]
    pub to_you: bool,
    /// Who knows it on which evening, those who were there included.
    pub ways: BTreeMap<VillagerId, Way>,
}

/// What happened on an evening.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evening {
    /// Follow-ups whose time was over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<MissedFollowUp>,
    /// Follow-ups that nobody waits for any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ScenarioId>,
    /// Follow-ups that wait from the next day on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<OpenedFollowUp>,
    /// Words that reached the trainee.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<Reached>,
}

impl Evening {
    /// How many promises were missed.
    #[must_use]
    pub fn missed_promises(&self) -> u32 {
        saturating_u32(self.missed.iter().map(|missed| missed.breaks.len()).sum::<usize>())
    }
}

/// A word that reached the trainee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// The word, as `scenario/word`.
    pub word: Ref<WordId>,
    /// Who told the trainee; `None` for what everybody can read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<VillagerId>,
}

/// A follow-up whose time was over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedFollowUp {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Its text as it was then, which the ledger keeps.
    pub content_hash: Hash,
    /// The promises that are broken by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Ref<PromiseId>>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
}

/// A follow-up that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedFollowUp {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Its text as it was then, which the ledger keeps.
    pub content_hash: Hash,
    /// The last day on which it can be played; `None` if it waits for as long as its conditions hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
const fn is_false(value: &bool) -> bool {
    !*value
}
