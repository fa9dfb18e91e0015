//! Text that appears at reading speed: how much of the latest lines is visible, and the sound of each.

use std::ops::Range;
use std::time::Duration;

use bevy::prelude::*;

use super::clock::Clock;
use super::settings::PlaybackSettings;
use super::sound::{Cue, Sound};
use crate::encounter::TranscriptLine;
use crate::scenario::model::Mood;
use crate::scenario::script::PersonIx;
use crate::util::num::saturating_u32;

/// How long one word takes to appear: about twice as fast as it is read, so that nobody waits for it.
const WORD: Duration = Duration::from_millis(170);
/// How long a hold is shown, however many minutes it stands for.
const HOLD: Duration = Duration::from_millis(2600);
/// How long a transfer is shown.
const TRANSFER: Duration = Duration::from_millis(1200);
/// How long somebody types before a message appears.
const TYPING: Duration = Duration::from_millis(900);
/// Pause after each spoken line.
const LINE_PAUSE: Duration = Duration::from_millis(250);
/// A line takes no longer than one of this many words.
const MAX_TIMED_WORDS: u32 = 200;

/// How much of a line is visible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Visible {
    /// Nothing.
    Hidden,
    /// This share of it, from 0 to 1.
    Partial(f32),
    /// All of it.
    Full,
}

/// When a line appears, and what is heard then.
#[derive(Clone, Copy, Debug)]
struct TimedLine {
    start: Duration,
    duration: Duration,
    sound: Option<Sound>,
}

/// The lines since the last decision, as they appear.
#[derive(Resource, Clone, Debug, Default)]
pub struct TextReveal {
    lines: Vec<TimedLine>,
    elapsed: Duration,
    total: Duration,
    /// How many lines have had their sound.
    cued: usize,
}

impl TextReveal {
    /// Lines of which nothing is visible yet. `mood_before` gives somebody's mood before the `n`th line, which
    /// decides between the two sounds of a changing mood.
    #[must_use]
    pub fn new(lines: &[TranscriptLine], mood_before: impl Fn(PersonIx, usize) -> Mood) -> Self {
        let mut total = Duration::ZERO;
        let mut timed = Vec::with_capacity(lines.len());
        for (n, line) in lines.iter().enumerate() {
            let rises = matches!(line, TranscriptLine::Mood(by, mood) if mood.rank() >= mood_before(*by, n).rank());
            let duration = duration(line);
            timed.push(TimedLine { start: total, duration, sound: Sound::for_line(line, rises) });
            total += duration;
        }
        Self { lines: timed, elapsed: Duration::ZERO, total, cued: 0 }
    }

    /// Shows everything at once, without the sounds that were still to come.
    pub fn finish(&mut self) {
        self.elapsed = self.total;
        self.cued = self.lines.len();
    }

    /// Whether everything is visible.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.elapsed >= self.total
    }

    /// How much of the `n`th line is visible.
    #[must_use]
    pub fn visible(&self, n: usize) -> Visible {
        let Some(line) = self.lines.get(n) else { return Visible::Full };
        match self.elapsed.checked_sub(line.start) {
            None => Visible::Hidden,
            Some(since) if since >= line.duration => Visible::Full,
            Some(since) => Visible::Partial(since.as_secs_f32() / line.duration.as_secs_f32()),
        }
    }

    /// How many lines have started to appear.
    #[must_use]
    pub fn started(&self) -> usize {
        self.lines.iter().take_while(|line| line.start <= self.elapsed).count()
    }

    /// The person whose words appear now; `lines` are those the reveal was made from.
    #[must_use]
    pub fn speaker(&self, lines: &[TranscriptLine]) -> Option<PersonIx> {
        let speaking = |(n, line): (usize, &TranscriptLine)| match (line, self.visible(n)) {
            (TranscriptLine::Person(by, _), Visible::Partial(_)) => Some(*by),
            _ => None,
        };
        lines.iter().enumerate().find_map(speaking)
    }

    /// Moves on; the lines that started meanwhile.
    fn tick(&mut self, delta: Duration) -> Range<usize> {
        self.elapsed = (self.elapsed + delta).min(self.total);
        let before = self.cued;
        self.cued = self.started();
        before..self.cued
    }
}

/// How long a line takes to appear. The trainee's own words appear at once: they chose them.
fn duration(line: &TranscriptLine) -> Duration {
    let words = saturating_u32(line.words().split_whitespace().count());
    match line {
        TranscriptLine::You { .. }
        | TranscriptLine::Mood(..)
        | TranscriptLine::Entered(_)
        | TranscriptLine::Learnt(_) => Duration::ZERO,
        TranscriptLine::Hold { .. } => HOLD,
        TranscriptLine::Transfer { .. } => TRANSFER,
        TranscriptLine::Post { .. } => TYPING,
        TranscriptLine::Person(..)
        | TranscriptLine::Voice(_)
        | TranscriptLine::Narration(_)
        | TranscriptLine::Promised(_) => WORD * words.min(MAX_TIMED_WORDS) + LINE_PAUSE,
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<TextReveal>();
}

/// Lets text appear while the clock is not paused, and plays each sound when its line starts.
pub(super) fn advance_text(
    time: Res<Time<Real>>,
    clock: Res<Clock>,
    settings: Res<PlaybackSettings>,
    mut reveal: ResMut<TextReveal>,
    mut cues: MessageWriter<Cue>,
) {
    if reveal.cued == reveal.lines.len() && reveal.is_done() {
        return;
    }
    if settings.text_at_once {
        reveal.elapsed = reveal.total;
    }
    let delta = if clock.paused { Duration::ZERO } else { time.delta() };
    let mut sounds: Vec<Sound> = Vec::new();
    for n in reveal.tick(delta) {
        let sound = reveal.lines.get(n).and_then(|line| line.sound);
        sounds.extend(sound.filter(|sound| !sounds.contains(sound)));
    }
    // When text is skipped, play only the last sound.
    let skipped = if settings.text_at_once { sounds.len().saturating_sub(1) } else { 0 };
    cues.write_batch(sounds.into_iter().skip(skipped).map(Cue));
}
