//! The patience clock: counts the trainee's thinking time, and pauses whenever nobody can be expected to think.

use std::time::Duration;

use bevy::prelude::*;

use crate::game::intent::Intent;
use crate::util::num::saturating_u32;

/// Reading speed assumed before thinking time starts, in words a minute.
const READING_WORDS_PER_MINUTE: u32 = 150;

/// How long a text of this many words takes to read.
#[must_use]
pub const fn reading_time(words: u32) -> Duration {
    Duration::from_millis(words as u64 * 60_000 / READING_WORDS_PER_MINUTE as u64)
}

/// The clock of the current decision.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Time since the decision was shown, without pauses.
    pub elapsed: Duration,
    /// Reading time, before thinking time counts.
    pub reading: Duration,
    /// Limit of the thinking time; `None` for no limit.
    pub patience: Option<Duration>,
    /// The choice taken when patience has run out: the position of the silent choice among those on offer.
    pub silence: Option<usize>,
    /// Whether the clock is paused.
    pub paused: bool,
}

impl Clock {
    /// The share of patience that is left, from 1 down to 0; `None` without a limit.
    #[must_use]
    pub fn remaining(&self) -> Option<f32> {
        let patience = self.patience?;
        let thinking = self.elapsed.saturating_sub(self.reading);
        Some(1.0 - (thinking.as_secs_f32() / patience.as_secs_f32()).min(1.0))
    }

    /// Whether the patience ring changes with time.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.patience.is_some() && !self.paused
    }

    /// Whole milliseconds since the decision was shown, without pauses.
    #[must_use]
    pub fn milliseconds(&self) -> u32 {
        saturating_u32(self.elapsed.as_millis())
    }
}

/// Whether another window has the focus. Without a window it is `false`.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(crate) struct Unfocused(pub(crate) bool);

/// Caps one tick: after suspend the wall clock jumps.
const MAX_TICK: Duration = Duration::from_secs(2);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Clock>().init_resource::<Unfocused>();
}

/// Adds the time of one frame; chooses silence when patience has run out.
pub(super) fn tick_clock(time: Res<Time<Real>>, mut clock: ResMut<Clock>, mut intents: MessageWriter<Intent>) {
    if clock.paused {
        return;
    }
    // The ring is drawn several times a second, so a longer gap is not thinking time. Without a ring the window
    // may rest for minutes.
    let has_ring = clock.patience.is_some();
    clock.elapsed += if has_ring { time.delta().min(MAX_TICK) } else { time.delta() };
    if clock.remaining() == Some(0.0)
        && let Some(silence) = clock.silence
    {
        clock.patience = None;
        intents.write(Intent::RunOut(silence));
    }
}
