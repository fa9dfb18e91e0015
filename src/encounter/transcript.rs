//! A play as it is kept: every decision with all that was on offer, and how things stand at the end of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::memory::Memory;
use super::status::{PromiseState, Status};
use crate::scenario::hash::Hash;
use crate::scenario::id::{BeatId, CastId, ChoiceId, ClaimId, FactId, NeedId, PersonId, PromiseId, Ref, ScenarioId};
use crate::scenario::model::{Act, Effect, Evidence, Mood, NeedKind, Outcome};

/// A play, so far or to its end.
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
    /// What was remembered at the start.
    pub memory: Memory,
    /// Where the play stands.
    pub status: Status,
    /// The beat it ended at.
    pub ending: Option<BeatId>,
    /// How it ended for the matter itself.
    pub outcome: Option<Outcome>,
    /// Every decision, in order.
    pub decisions: Vec<Decision>,
    /// What is asked now, while it is open.
    pub pending: Option<Pending>,
    /// How people stand.
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
    pub because: Arc<str>,
    /// What it changes, as written.
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
    /// What it shows; nothing where the decision is not scored.
    pub evidence: Evidence,
    /// Whether it remembers a fact.
    #[serde(default)]
    pub recalls: bool,
}

/// What is asked now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The beat.
    pub beat: BeatId,
    /// All that is on offer, in the order shown.
    pub offered: Vec<Offered>,
}

/// How a person stands.
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
    /// Which of the four kinds.
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

impl Decision {
    /// What was on offer under the id that was chosen.
    #[must_use]
    pub fn choice(&self) -> Option<&Offered> {
        self.offered.iter().find(|offered| offered.id == self.chosen)
    }
}
