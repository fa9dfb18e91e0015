//! A play with everything that is handed on of it, and which plays are asked for.

use serde::{Deserialize, Serialize};

use super::play::{AttemptInfo, FromCourse, Millis, PlayId, Profile};
use crate::encounter::Transcript;
use crate::scenario::hash::Hash;
use crate::scenario::id::ScenarioId;
use crate::scoring::Scorecard;

/// A play as the ledger hands it on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPlay {
    /// Its id.
    pub id: PlayId,
    /// Who played.
    pub profile: Profile,
    /// How it counts.
    pub attempt_info: AttemptInfo,
    /// When the first decision was taken.
    pub started: Millis,
    /// When the last was.
    pub latest: Millis,
    /// The course it was started from.
    pub course: Option<FromCourse>,
    /// Everything that was decided. How people, needs, promises and claims stood is known of plays that came
    /// to an end; facts are not kept.
    pub transcript: Transcript,
    /// The scores as they were written down, if it was completed.
    pub card: Option<Scorecard>,
}

impl StoredPlay {
    /// How long it took from the first decision to the last: whole minutes, rounded half up.
    #[must_use]
    pub const fn minutes(&self) -> i64 {
        let milliseconds = self.latest.0 - self.started.0;
        if milliseconds < 0 { 0 } else { (milliseconds + 30_000) / 60_000 }
    }
}

/// Which plays are asked for; what is `None` is not asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlayCriteria {
    /// Begun at this moment or later.
    pub since: Option<Millis>,
    /// Begun before this moment.
    pub before: Option<Millis>,
    /// By somebody of this name, staff number or profile id.
    pub trainee: Option<String>,
    /// By somebody of this team.
    pub team: Option<String>,
    /// Of this scenario.
    pub scenario: Option<ScenarioId>,
}

impl PlayCriteria {
    /// Whether a profile's plays are asked for.
    #[must_use]
    pub fn wants(&self, profile: &Profile) -> bool {
        let named = |trainee: &String| {
            profile.name == *trainee || profile.staff.as_ref() == Some(trainee) || profile.id.0 == *trainee
        };
        self.trainee.as_ref().is_none_or(named)
            && self.team.as_ref().is_none_or(|team| profile.team.as_ref() == Some(team))
    }

    /// Whether a play that began then is asked for.
    #[must_use]
    pub fn spans(&self, started: Millis) -> bool {
        self.since.is_none_or(|since| started >= since) && self.before.is_none_or(|before| started < before)
    }
}

/// How far a ledger's chain reaches: printed on every export and backup, so that an end that was cut off, or a
/// ledger that was written anew, can be told from it later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which ledger: an id it was given when it was made.
    pub ledger: String,
    /// How many events there are.
    pub events: i64,
    /// The hash of the last.
    pub head: Hash,
}
