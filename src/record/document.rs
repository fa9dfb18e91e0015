//! The document of one play as JSON: everything from which its scores can be recomputed.
#![expect(
    missing_docs,
    reason = "the fields are those of the transcript, the decision and the tally, documented there"
)]

use std::collections::BTreeMap;

use serde::Serialize;

use super::play::{AttemptInfo, PlaySource, Record};
use crate::encounter::{ClaimState, Memory, NeedState, Offered, PersonState, PromiseState, Status, Transcript};
use crate::scenario::hash::Hash;
use crate::scenario::id::{BeatId, ChoiceId, ClaimId, NeedId, PersonId, PromiseId, Ref, ScenarioId};
use crate::scenario::model::{Act, Effect, Evidence, Outcome};
use crate::scenario::principle::Principle;
use crate::scoring::{Conduct, Tally};

/// A play as `rapport play --json` prints it.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    pub scenario: &'a ScenarioId,
    pub content_hash: Hash,
    pub play_hash: Hash,
    pub rules: u32,
    pub seed: u64,
    pub memory: &'a Memory,
    pub status: Status,
    pub source: PlaySource,
    pub attempt: Option<u32>,
    pub practice: bool,
    pub ending: Option<&'a BeatId>,
    pub outcome: Option<Outcome>,
    pub overall: Option<Tally>,
    pub principles: Option<Vec<PrincipleScore>>,
    pub decisions: Vec<DecisionLine<'a>>,
    pub people: &'a BTreeMap<PersonId, PersonState>,
    pub needs: &'a BTreeMap<PersonId, BTreeMap<NeedId, NeedState>>,
    pub promises: &'a BTreeMap<Ref<PromiseId>, PromiseState>,
    pub claims: &'a BTreeMap<ClaimId, ClaimState>,
    pub conduct: Conduct,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingLine<'a>>,
}

/// One principle's score; always all eight, in order.
#[derive(Debug, Serialize)]
pub struct PrincipleScore {
    pub code: &'static str,
    pub name: &'static str,
    #[serde(flatten)]
    pub tally: Tally,
}

/// One decision.
#[derive(Debug, Serialize)]
pub struct DecisionLine<'a> {
    pub beat: &'a BeatId,
    pub scored: bool,
    pub offered: Vec<OfferedLine<'a>>,
    pub chosen: &'a ChoiceId,
    pub because: &'a str,
    pub effects: &'a [Effect],
}

/// One choice on offer.
#[derive(Debug, Serialize)]
pub struct OfferedLine<'a> {
    pub id: &'a ChoiceId,
    pub act: Act,
    pub earned: bool,
    pub evidence: Evidence,
}

/// The decision that is asked for now.
#[derive(Debug, Serialize)]
pub struct PendingLine<'a> {
    pub beat: &'a BeatId,
    pub offered: Vec<OfferedLine<'a>>,
}

impl<'a> Document<'a> {
    /// The document of a transcript of a play that counts as `attempt_info` says.
    #[must_use]
    pub fn new(transcript: &'a Transcript, attempt_info: AttemptInfo) -> Self {
        let card = Record::card_of(transcript);
        Self {
            scenario: &transcript.scenario,
            content_hash: transcript.content_hash,
            play_hash: transcript.play_hash,
            rules: transcript.rules,
            seed: transcript.seed,
            memory: &transcript.memory,
            status: transcript.status,
            source: attempt_info.source,
            attempt: attempt_info.attempt,
            practice: attempt_info.practice,
            ending: transcript.ending.as_ref(),
            outcome: transcript.outcome,
            overall: card.map(|card| card.overall),
            principles: card.map(|card| {
                Principle::ALL
                    .into_iter()
                    .map(|p| PrincipleScore { code: p.code(), name: p.name(), tally: card.principle(p) })
                    .collect()
            }),
            decisions: transcript
                .decisions
                .iter()
                .map(|decision| DecisionLine {
                    beat: decision.beat(),
                    scored: decision.scored,
                    offered: offered(decision.offered()),
                    chosen: decision.chosen(),
                    because: decision.because(),
                    effects: decision.effects(),
                })
                .collect(),
            people: &transcript.people,
            needs: &transcript.needs,
            promises: &transcript.promises,
            claims: &transcript.claims,
            conduct: Conduct::from_decisions(&transcript.decisions),
            pending: (transcript.status == Status::Open)
                .then_some(transcript.pending.as_ref())
                .flatten()
                .map(|pending| PendingLine { beat: &pending.beat, offered: offered(&pending.offered) }),
        }
    }

    /// The document as text, indented by two spaces a level.
    #[must_use]
    pub fn json(&self) -> String {
        // Maps with text keys, lists, text and whole numbers always serialize.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

fn offered<'a>(all: impl IntoIterator<Item = &'a Offered>) -> Vec<OfferedLine<'a>> {
    all.into_iter()
        .map(|one| OfferedLine { id: &one.id, act: one.act, earned: one.earned, evidence: one.evidence })
        .collect()
}
