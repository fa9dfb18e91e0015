//! Who played, when, and how the play counts.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::encounter::{Status, Transcript};
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scoring::{Scorecard, Tally};

/// A moment: milliseconds since 1970-01-01 UTC. It is handed in; nothing here reads a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// After this long without a decision an open play counts as left: 14 days.
    pub const STALE: i64 = 14 * 24 * 60 * 60 * 1000;
}

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

uuid_ids! {
    /// A play; a UUID of version 7, so that ids sort by time.
    PlayId
    /// A trainee's profile on this machine.
    ProfileId
}

/// A trainee as this machine knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Their id here.
    pub id: ProfileId,
    /// What they want to be called.
    pub name: String,
    /// Their staff number; the same on every machine.
    pub staff: Option<String>,
    /// Their team.
    pub team: Option<String>,
}

impl Profile {
    /// Who this is over several profiles and machines: one staff number, else one profile.
    #[must_use]
    pub fn person(&self) -> Person {
        match &self.staff {
            Some(staff) => Person(format!("staff:{staff}")),
            None => Person(format!("profile:{}", self.id)),
        }
    }
}

/// One human being, as far as attempts are counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person(pub String);

/// Where a play came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaySource {
    /// A trainee, in the window or the terminal.
    Play,
    /// A coach, trying a file.
    Tryout,
    /// Choices given on the command line.
    Script,
}

impl PlaySource {
    /// The word in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Play => "play",
            Self::Tryout => "tryout",
            Self::Script => "script",
        }
    }
}

/// The course a play was started from, as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromCourse {
    /// Which.
    pub id: CourseId,
    /// Per cent of overall, 0 to 100, at which the organisation counts a play as passed; `None` if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<u32>,
}

impl FromCourse {
    /// Whether a score passes; `None` where nothing is to be passed, or nothing was observed.
    #[must_use]
    pub fn passes(&self, overall: Tally) -> Option<bool> {
        let pass = self.pass.filter(|_| overall.span > 0)?;
        Some(100 * u64::from(overall.gained) >= u64::from(pass) * u64::from(overall.span))
    }
}

/// How a play counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptInfo {
    /// Where it came from.
    pub source: PlaySource,
    /// 1 for the first of this person and scenario; `None` for what is no attempt, or not yet one.
    pub attempt: Option<u32>,
    /// Whether it is for practice.
    pub practice: bool,
    /// Whether a decision was taken back.
    pub rewound: bool,
}

impl AttemptInfo {
    /// Before the first decision, which fixes the attempt.
    #[must_use]
    pub const fn new(source: PlaySource) -> Self {
        Self { source, attempt: None, practice: false, rewound: false }
    }
}

/// What a trainee noted about a play of their own; kept for the debrief, never scored, never handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "remark", rename_all = "lowercase")]
pub enum Reflection {
    /// What they would have said, before they saw the replies.
    Framed {
        /// The turn, counted from 0.
        turn: usize,
        /// Their own words.
        words: String,
    },
    /// Which line they would take back, before they saw the debrief.
    TakeBack {
        /// The turn, counted from 0; `None` for none of them.
        turn: Option<usize>,
    },
}

/// A play as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: PlayId,
    /// Who played.
    pub profile: ProfileId,
    /// How it counts.
    pub attempt_info: AttemptInfo,
    /// When it began.
    pub started: Millis,
    /// When the last decision was taken.
    pub latest: Millis,
    /// The scenario.
    pub scenario: ScenarioId,
    /// Where it stands.
    pub status: Status,
    /// How many decisions stand.
    pub decisions: u32,
    /// The scores, once it is completed.
    pub card: Option<Scorecard>,
}

/// One trainee's plays of one scenario, for lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many plays were completed.
    pub completed: u32,
    /// The best overall.
    pub best: Option<Tally>,
    /// The last overall.
    pub last: Option<Tally>,
    /// Whether one can be gone on with.
    pub open: bool,
}

/// Best and last of each scenario over plays, given in the order they ended.
#[must_use]
pub fn summaries<'a>(records: impl IntoIterator<Item = &'a Record>) -> BTreeMap<ScenarioId, Summary> {
    let mut all: BTreeMap<ScenarioId, Summary> = BTreeMap::new();
    for record in records.into_iter().filter(|record| record.attempt_info.source == PlaySource::Play) {
        let summary = all.entry(record.scenario.clone()).or_default();
        summary.open |= record.status == Status::Open;
        let Some(card) = &record.card else { continue };
        summary.completed += 1;
        summary.last = Some(card.overall);
        let better = summary.best.is_none_or(|best| card.overall.percent() >= best.percent());
        if better {
            summary.best = Some(card.overall);
        }
    }
    all
}

impl Record {
    /// The scores a transcript is entitled to: those of a completed play.
    #[must_use]
    pub fn card_of(transcript: &Transcript) -> Option<Scorecard> {
        (transcript.status == Status::Completed).then(|| Scorecard::from_decisions(&transcript.decisions))
    }
}
