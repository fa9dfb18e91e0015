//! A play with everything that is exported of it, the criteria that select plays, and how far a ledger's chain reaches.

use serde::{Deserialize, Serialize};

use super::play::{AttemptInfo, FromCourse, Millis, PlayId, Profile};
use crate::encounter::Transcript;
use crate::scenario::hash::Hash;
use crate::scenario::id::ScenarioId;
use crate::scoring::Scorecard;
use crate::util::text::is_same_line;

/// A play as read from a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPlay {
    /// Its id.
    pub id: PlayId,
    /// Who played.
    pub profile: Profile,
    /// Who played, as the profile was when the play ended, or at its last decision if it has not ended.
    pub profile_then: Profile,
    /// How it counts.
    pub attempt_info: AttemptInfo,
    /// How it counts in the ledger it was recorded in, whichever others are read with it.
    pub own_attempt_info: AttemptInfo,
    /// When the first decision was taken.
    pub started: Millis,
    /// When the last decision was taken.
    pub latest: Millis,
    /// The course it was started from.
    pub course: Option<FromCourse>,
    /// All decisions. The states of people, needs, promises and claims are known only for plays that have ended; facts
    /// are not stored.
    pub transcript: Transcript,
    /// How many promises were missed on the evening of the day that the play ended.
    pub missed: u32,
    /// The scores as recorded, if the play was completed.
    pub card: Option<Scorecard>,
}

impl StoredPlay {
    /// The time from the first decision to the last, in whole minutes, rounded half up.
    #[must_use]
    pub const fn minutes(&self) -> i64 {
        let milliseconds = self.latest.0 - self.started.0;
        if milliseconds < 0 { 0 } else { (milliseconds + 30_000) / 60_000 }
    }
}

/// Criteria that select plays; `None` selects all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlayCriteria {
    /// The earliest moment at which a play may have begun.
    pub since: Option<Millis>,
    /// The moment before which a play must have begun.
    pub before: Option<Millis>,
    /// The name, staff number or profile id of the person who played.
    pub trainee: Option<String>,
    /// The team of the person who played.
    pub team: Option<String>,
    /// The scenario that was played.
    pub scenario: Option<ScenarioId>,
}

impl PlayCriteria {
    /// Whether the plays of a profile are selected.
    #[must_use]
    pub fn wants(&self, profile: &Profile) -> bool {
        let named = |trainee: &String| {
            is_same_line(&profile.name, trainee)
                || profile.staff.as_ref().is_some_and(|staff| is_same_line(staff, trainee))
                || profile.id.0.eq_ignore_ascii_case(trainee.trim())
        };
        self.trainee.as_ref().is_none_or(named)
            && self
                .team
                .as_ref()
                .is_none_or(|asked| profile.team.as_ref().is_some_and(|team| is_same_line(team, asked)))
    }

    /// Whether a play that began at a moment is selected.
    #[must_use]
    pub fn spans(&self, started: Millis) -> bool {
        self.since.is_none_or(|since| started >= since) && self.before.is_none_or(|before| started < before)
    }
}

/// How far a ledger's chain reaches. It is part of every export and backup, so that a ledger that was cut off or
/// rewritten later can be recognized.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The ledger's id, which it got when it was created.
    pub ledger: String,
    /// How many events there are.
    pub events: i64,
    /// The hash of the last.
    pub head: Hash,
}
