//! The record of a play: every decision with all that was on offer, and the final state.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::memory::Memory;
use super::status::{PromiseState, Status};
use crate::scenario::hash::Hash;
use crate::scenario::id::{BeatId, CastId, ClaimId, FactId, NeedId, PersonId, PromiseId, Ref, ScenarioId};
use crate::scenario::model::{Mood, NeedKind, Outcome};
use crate::scenario::script::Offered;

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
