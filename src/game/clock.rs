//! The patience clock: counts a person's thinking, and stands whenever they cannot be expected to think.

use std::time::Duration;

use bevy::prelude::*;

use super::intent::{Intent, Screen};
use super::reveal::Reveal;
use super::session::Session;

/// Words a minute, for the reading time before the clock starts.
const READING_PACE: u32 = 150;

/// How long a text of so many words takes to read.
#[must_use]
pub const fn reading_time(words: u32) -> Duration {
    Duration::from_millis(words as u64 * 60_000 / READING_PACE as u64)
}

/// The clock of the present decision.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Time since the decision was shown, while the clock was not standing.
    pub elapsed: Duration,
    /// Reading time before thinking counts.
    pub reading: Duration,
    /// How long one may think; `None` for as long as one likes.
    pub patience: Option<Duration>,
    /// What is taken when patience has run out: silence's position among what is shown.
    pub silence: Option<usize>,
    /// Whether it stands.
    pub standing: bool,
}

impl Clock {
    /// What is left of the patience, from 1 at first to 0; `None` without a limit.
    #[must_use]
    pub fn left(&self) -> Option<f32> {
        let patience = self.patience?;
        let thinking = self.elapsed.saturating_sub(self.reading);
        Some(1.0 - (thinking.as_secs_f32() / patience.as_secs_f32()).min(1.0))
    }

    /// Whether something moves with time on the screen.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.patience.is_some() && !self.standing
    }

    /// Whole milliseconds since the decision was shown.
    #[must_use]
    pub fn milliseconds(&self) -> u32 {
        u32::try_from(self.elapsed.as_millis()).unwrap_or(u32::MAX)
    }
}

/// Whether the window is not in front; without a window it always is.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(super) struct Away(pub(super) bool);

/// A machine that slept has not thought for so long.
const LONGEST_STEP: Duration = Duration::from_secs(2);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Clock>()
        .init_resource::<Away>()
        .add_systems(PreUpdate, (stand, tick).chain().run_if(in_state(Screen::Encounter)));
}

/// The clock stands while history, a notice or a question is open, or the window is not in front.
fn stand(mut clock: ResMut<Clock>, away: Res<Away>, session: Res<Session>, reveal: Res<Reveal>) {
    let asked = session.is_framing() && reveal.is_done();
    let standing = away.0 || session.history || session.notice.is_some() || asked;
    if clock.standing != standing {
        clock.standing = standing;
    }
}

/// Counts on; when patience has run out, silence is taken.
fn tick(time: Res<Time<Real>>, mut clock: ResMut<Clock>, mut intents: MessageWriter<Intent>) {
    if clock.standing {
        return;
    }
    // With a ring to draw, pictures follow each other closely; a gap is no thinking.
    let ring = clock.patience.is_some();
    clock.elapsed += if ring { time.delta().min(LONGEST_STEP) } else { time.delta() };
    if clock.left() == Some(0.0)
        && let Some(silence) = clock.silence
    {
        clock.patience = None;
        intents.write(Intent::Take(silence));
    }
}
