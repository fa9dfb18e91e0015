//! The record of a play: every decision with all that was on offer, and the final state.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::memory::Memory;
use super::status::{PromiseState, Status};
use crate::scenario::hash::Hash;
use crate::scenario::id::{BeatId, CastId, ChoiceId, ClaimId, FactId, NeedId, PersonId, PromiseId, Ref, ScenarioId};
use crate::scenario::model::{Act, Effect, Evidence, Mood, NeedKind, Outcome};

/// The record of a play, completed or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Fingerprint of all it said.
    pub content_hash: Hash,
    /// Fingerprint of how it plays.
    pub play_hash: Hash,
    /// Version of the rules.
    pub rules: u32,
    /// The seed, 0 to 2^53-1.
    pub seed: u64,
    /// What villagers remembered at the start.
    pub memory: Memory,
    /// The status of the play.
    pub status: Status,
    /// The beat it ended at.
    pub ending: Option<BeatId>,
    /// How it ended for the matter itself.
    pub outcome: Option<Outcome>,
    /// Every decision, in order.
    pub decisions: Vec<Decision>,
    /// The open decision, if there is one.
    pub pending: Option<Pending>,
    /// The final state of each person.
    pub people: BTreeMap<PersonId, PersonState>,
    /// What people need, and what became of it.
    pub needs: BTreeMap<PersonId, BTreeMap<NeedId, NeedState>>,
    /// Facts the trainee knows.
    pub facts: Vec<Ref<FactId>>,
    /// Promises made, and what became of them.
    pub promises: BTreeMap<Ref<PromiseId>, PromiseState>,
    /// What chatter said, and what the trainee made of it.
    pub claims: BTreeMap<ClaimId, ClaimState>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The beat.
    pub beat: BeatId,
    /// Whether it is the beat's first visit; later ones carry no evidence.
    pub scored: bool,
    /// All that was on offer, in the order shown.
    pub offered: Vec<Offered>,
    /// What was chosen.
    pub chosen: ChoiceId,
    /// The coach's reason.
    #[serde(with = "shared")]
    pub because: Arc<str>,
    /// What it changes, as written.
    #[serde(with = "shared")]
    pub effects: Arc<[Effect]>,
    /// Whether a person was named in what was said.
    #[serde(default)]
    pub named: bool,
    /// Whether it served a need.
    #[serde(default)]
    pub served: bool,
    /// How long the trainee took.
    #[serde(default)]
    pub milliseconds: u32,
}

impl Decision {
    /// A decision with what its score needs; the rest is empty.
    #[must_use]
    pub fn from_offer(beat: BeatId, scored: bool, offered: Vec<Offered>, chosen: ChoiceId) -> Self {
        Self {
            beat,
            scored,
            offered,
            chosen,
            because: Arc::default(),
            effects: Arc::default(),
            named: false,
            served: false,
            milliseconds: 0,
        }
    }

    /// The chosen one of what was on offer; `None` if it was not on offer.
    #[must_use]
    pub fn choice(&self) -> Option<&Offered> {
        self.offered.iter().find(|offered| offered.id == self.chosen)
    }
}

/// One choice on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Its id.
    pub id: ChoiceId,
    /// What kind of turn it is.
    pub act: Act,
    /// Whether good play unlocked it.
    pub earned: bool,
    /// Its weights; all zero where the decision is not scored.
    pub evidence: Evidence,
    /// Whether it remembers a fact.
    #[serde(default)]
    pub recalls: bool,
}

/// A decision that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The beat.
    pub beat: BeatId,
    /// All that is on offer, in the order shown.
    pub offered: Vec<Offered>,
}

/// The state of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonState {
    /// 0 to 100.
    pub rapport: u8,
    /// How they feel.
    pub mood: Mood,
    /// Who was cast, for twins.
    pub cast: Option<CastId>,
}

/// What became of a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedState {
    /// Its kind.
    pub kind: NeedKind,
    /// Whether it was said from the start.
    pub spoken: bool,
    /// Whether it was found.
    pub found: bool,
    /// Whether it was served.
    pub served: bool,
}

/// What the trainee made of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimState {
    /// Looked into.
    pub checked: bool,
    /// Taken for a fact.
    pub believed: bool,
}

/// Reads and writes shared texts and lists as owned ones are.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T: Serialize + ?Sized, S: Serializer>(
        value: &Arc<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        (**value).serialize(serializer)
    }

    pub(super) fn deserialize<'de, T: ?Sized, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<T>, D::Error>
    where
        Box<T>: Deserialize<'de>,
    {
        Box::<T>::deserialize(deserializer).map(Arc::from)
    }
}
