//! Who played, when, and how the play counts.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::encounter::{Status, Transcript};
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scoring::{Scorecard, Tally};
use crate::util::text::one_line;

/// A moment: milliseconds since 1970-01-01 UTC. It comes from the caller; nothing here reads a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

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

/// A trainee's profile on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The id on this machine.
    pub id: ProfileId,
    /// The name the trainee wants to be called.
    pub name: String,
    /// The staff number; the same on every machine.
    pub staff: Option<String>,
    /// The team.
    pub team: Option<String>,
}

impl Profile {
    /// Maximum characters of a new name. Ledgers may hold longer ones, of earlier versions of this program.
    pub const MAX_NAME_CHARS: usize = 60;

    /// A line that tells the person from others of the name: profile id, name, staff number and team.
    #[must_use]
    pub fn line(&self) -> String {
        let staff = self.staff.as_ref().map(|staff| format!("staff number {}", one_line(staff)));
        let team = self.team.as_deref().map(one_line);
        let name = format!("{}  {}", self.id, one_line(&self.name));
        [Some(name), staff, team].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The person over several profiles and machines: by staff number, else by profile.
    #[must_use]
    pub fn person(&self) -> Person {
        match &self.staff {
            Some(staff) => Person(format!("staff:{staff}")),
            None => Person(format!("profile:{}", self.id)),
        }
    }
}

/// A person, for counting attempts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person(pub String);

/// Where a play came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaySource {
    /// A trainee in the window or the terminal.
    Play,
    /// The same, of an encounter that follows from another: counted apart from all others.
    #[serde(rename = "follow-up")]
    FollowUp,
    /// A coach trying a scenario file.
    Tryout,
    /// Choices listed on the command line.
    Script,
}

impl PlaySource {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Play, Self::FollowUp, Self::Tryout, Self::Script];

    /// Whether a trainee plays, and the play is an attempt or practice.
    #[must_use]
    pub const fn is_of_trainee(self) -> bool {
        matches!(self, Self::Play | Self::FollowUp)
    }

    /// The word in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Play => "play",
            Self::FollowUp => "follow-up",
            Self::Tryout => "tryout",
            Self::Script => "script",
        }
    }
}

/// The course a play was started from, as it was at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromCourse {
    /// The course's id.
    pub id: CourseId,
    /// The pass mark, per cent of overall, 0 to 100; `None` if the course has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<u32>,
    /// Whether its plays begin with nothing remembered and have no place in the season.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fresh: bool,
}

impl FromCourse {
    /// Whether a score passes; `None` without a pass mark, or if nothing was observed.
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
    /// The number of the attempt of this person at this scenario, counted from 1; `None` for try-outs and scripts, and
    /// before the first decision.
    pub attempt: Option<u32>,
    /// Whether it is practice: not the first attempt, or rewound.
    pub practice: bool,
    /// Whether a decision was taken back.
    pub rewound: bool,
}

impl AttemptInfo {
    /// Before the first decision, which decides the number of the attempt.
    #[must_use]
    pub const fn new(source: PlaySource) -> Self {
        Self { source, attempt: None, practice: false, rewound: false }
    }
}

/// A note of a trainee about their own play: for the debrief, never scored and never exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "remark", rename_all = "lowercase")]
pub enum Reflection {
    /// The answer the trainee would have given, written before the replies were shown.
    Framed {
        /// The turn, counted from 0.
        turn: usize,
        /// The trainee's own words.
        words: String,
    },
    /// The line the trainee would take back, chosen before the debrief was shown.
    TakeBack {
        /// The turn, counted from 0; `None` for no line.
        turn: Option<usize>,
    },
}

/// A play as listed: without its decisions.
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
    /// Its status.
    pub status: Status,
    /// How many decisions it has; those taken back do not count.
    pub decisions: u32,
    /// The scores, once it is completed.
    pub card: Option<Scorecard>,
}

/// A summary of one trainee's plays of one scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many plays were completed.
    pub completed: u32,
    /// The best overall.
    pub best: Option<Tally>,
    /// The last overall.
    pub last: Option<Tally>,
    /// Whether a play can be resumed.
    pub open: bool,
    /// Whether the latest play was left open for so long that it was ended.
    pub ended_unfinished: bool,
}

/// The summary of each scenario over plays in the order they ended.
#[must_use]
pub fn summaries<'a>(records: impl IntoIterator<Item = &'a Record>) -> BTreeMap<ScenarioId, Summary> {
    let mut all: BTreeMap<ScenarioId, Summary> = BTreeMap::new();
    for record in records.into_iter().filter(|record| record.attempt_info.source.is_of_trainee()) {
        let summary = all.entry(record.scenario.clone()).or_default();
        summary.open |= record.status == Status::Open;
        // A play that is left for a new one is followed by that.
        summary.ended_unfinished = record.status == Status::Abandoned;
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
    /// The scores of a transcript, if the play is completed.
    #[must_use]
    pub fn card_of(transcript: &Transcript) -> Option<Scorecard> {
        (transcript.status == Status::Completed).then(|| Scorecard::from_decisions(&transcript.decisions))
    }
}
