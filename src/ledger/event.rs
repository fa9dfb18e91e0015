//! The events of the ledger, and how the events of a play add up to its history.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::encounter::{ClaimState, Decision, Memory, NeedState, PersonState, PromiseState, Status, Transcript};
use crate::record::{FromCourse, PlaySource, ProfileId, Record, Reflection};
use crate::scenario::hash::Hash;
use crate::scenario::id::{BeatId, ClaimId, NeedId, PersonId, PromiseId, Ref, ScenarioId};
use crate::scenario::model::Outcome;
use crate::scoring::Scorecard;
use crate::town::TownPart;

/// Something that happened. Its JSON is what the chain is taken over, so that names in it never change.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Event {
    /// What a profile is called, from here on.
    Known { name: String, staff: Option<String>, team: Option<String> },
    /// A play began.
    Started(Box<Start>),
    /// A decision was made.
    Decided(Box<Decision>),
    /// Decisions were taken back, to before the one with this index.
    Rewound { to: usize },
    /// A play came to its end, or was abandoned.
    Ended {
        status: Status,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<Box<End>>,
        /// What it means to the town.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        town: Option<Box<TownPart>>,
    },
    /// A profile begins a new season.
    Season,
    /// The trainee reflected on the play.
    #[serde(rename = "remarked")]
    Reflected(Reflection),
    /// This play or profile was erased: its events keep nothing but their hashes.
    Erased,
}

/// How a play began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Start {
    pub(super) profile: ProfileId,
    pub(super) scenario: ScenarioId,
    pub(super) content_hash: Hash,
    pub(super) rules: u32,
    pub(super) seed: u64,
    pub(super) memory: Memory,
    pub(super) source: PlaySource,
    pub(super) attempt: Option<u32>,
    pub(super) practice: bool,
    pub(super) rewound: bool,
    pub(super) no_hurry: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) course: Option<FromCourse>,
}

/// The state in which a play came to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) ending: Option<BeatId>,
    pub(super) outcome: Option<Outcome>,
    pub(super) people: BTreeMap<PersonId, PersonState>,
    pub(super) needs: BTreeMap<PersonId, BTreeMap<NeedId, NeedState>>,
    pub(super) promises: BTreeMap<Ref<PromiseId>, PromiseState>,
    pub(super) claims: BTreeMap<ClaimId, ClaimState>,
    pub(super) card: Option<Scorecard>,
}

impl Event {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Known { .. } => "known",
            Self::Started(_) => "started",
            Self::Decided(_) => "decided",
            Self::Rewound { .. } => "rewound",
            Self::Ended { .. } => "ended",
            Self::Season => "season",
            Self::Reflected(_) => "remarked",
            Self::Erased => "erased",
        }
    }
}

impl End {
    pub(super) fn from_transcript(transcript: &Transcript) -> Self {
        Self {
            ending: transcript.ending.clone(),
            outcome: transcript.outcome,
            people: transcript.people.clone(),
            needs: transcript.needs.clone(),
            promises: transcript.promises.clone(),
            claims: transcript.claims.clone(),
            card: Record::card_of(transcript),
        }
    }
}

/// A play as its events add up to it.
#[derive(Debug, Default)]
pub(super) struct PlayHistory {
    pub(super) start: Option<Box<Start>>,
    pub(super) decisions: Vec<Decision>,
    /// Whether a decision was taken back.
    pub(super) rewound: bool,
    pub(super) status: Option<Status>,
    pub(super) end: Option<Box<End>>,
    pub(super) town: Option<Box<TownPart>>,
    pub(super) reflections: Vec<Reflection>,
    /// When its first decision was made, in milliseconds since 1970.
    pub(super) began: i64,
    /// When its last decision was made or taken back, in milliseconds since 1970.
    pub(super) latest: i64,
}

impl PlayHistory {
    pub(super) fn add(&mut self, event: Event, at: i64) {
        match event {
            Event::Started(start) => {
                self.rewound |= start.rewound;
                self.began = at;
                self.start = Some(start);
            }
            Event::Decided(decision) => {
                self.decisions.push(*decision);
                self.latest = at;
            }
            Event::Rewound { to } => {
                self.decisions.truncate(to);
                self.rewound = true;
                self.latest = at;
            }
            Event::Ended { status, result, town } => {
                self.status = Some(status);
                self.end = result;
                self.town = town;
            }
            Event::Reflected(reflection) => self.reflections.push(reflection),
            Event::Known { .. } | Event::Season | Event::Erased => {}
        }
    }
}
