//! A play that is being recorded.

use std::sync::Arc;

use super::Ledger;
use crate::record::{AttemptInfo, FromCourse, Millis, PlayId, PlaySource, Profile, Reflection};
use crate::town::{Setting, TownPart};

/// A play that is being recorded. Nothing of it is written before its first decision.
#[derive(Clone, Debug)]
pub struct OpenPlay {
    /// Its id.
    pub id: PlayId,
    /// Who plays.
    pub profile: Profile,
    /// How it counts; the attempt is fixed by the first decision.
    pub attempt_info: AttemptInfo,
    /// Whether the patience clock is off: stored for replay, never exported.
    pub no_hurry: bool,
    /// The course it was started from; set before the first decision.
    pub course: Option<FromCourse>,
    /// The village and the library, for what is written of the town at its end; without them it is a day on which nobody
    /// talked.
    pub setting: Option<Arc<Setting>>,
    /// What was written of the town at its end; `None` before, and where nothing was.
    pub town: Option<TownPart>,
    /// How many of the encounter's decisions are written.
    pub(super) written: usize,
    /// The trainee's reflections since the last decision, which are written with the next.
    pub(super) reflections: Vec<Reflection>,
}

impl OpenPlay {
    /// A play without decisions, without a time limit on them.
    pub(super) const fn new(id: PlayId, profile: Profile, attempt_info: AttemptInfo) -> Self {
        Self {
            id,
            profile,
            attempt_info,
            no_hurry: true,
            course: None,
            setting: None,
            town: None,
            written: 0,
            reflections: Vec::new(),
        }
    }

    /// Adds a reflection of the trainee; it is written with the next decision.
    pub fn add_reflection(&mut self, reflection: Reflection) {
        self.reflections.push(reflection);
    }
}

impl Ledger {
    /// A new play; it is written with its first decision. The patience clock is off unless [`OpenPlay::no_hurry`] is
    /// set to false.
    pub fn begin(&mut self, profile: &Profile, source: PlaySource, now: Millis) -> OpenPlay {
        OpenPlay::new(PlayId(self.new_id(now)), profile.clone(), AttemptInfo::new(source))
    }

    /// A new play that tries a decision of a completed one again: practice, and rewound. The encounter that it is
    /// recorded with has been rewound to before that decision.
    pub fn begin_retry(&mut self, profile: &Profile, source: PlaySource, now: Millis) -> OpenPlay {
        let mut play = self.begin(profile, source, now);
        play.attempt_info.rewound = true;
        play.attempt_info.practice = true;
        play
    }
}
