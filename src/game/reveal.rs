//! Words appearing at reading speed: how much of what was just said can be seen.

use std::time::Duration;

use bevy::prelude::*;

use super::clock::Clock;
use super::intent::Screen;
use super::session::Session;
use super::sound::{Cue, Sound};
use crate::encounter::Said;
use crate::scenario::script::PersonIx;

/// How long a word takes to appear: about twice as fast as it is read, so that nobody waits for it.
const WORD: Duration = Duration::from_millis(170);
/// A call is on hold for minutes; what is felt of them.
const HOLD: Duration = Duration::from_millis(2600);
/// Being passed on.
const TRANSFER: Duration = Duration::from_millis(1200);
/// Somebody types before a message appears.
const TYPING: Duration = Duration::from_millis(900);
/// A breath between two things said.
const BREATH: Duration = Duration::from_millis(250);

/// How much of one thing that was said can be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// Nothing yet.
    Hidden,
    /// It is on its way: from 0 to 1.
    Coming(f32),
    /// All of it.
    Whole,
}

/// What was just said, as it appears.
#[derive(Resource, Clone, Debug, Default)]
pub struct Reveal {
    /// When each part begins and how long it takes.
    parts: Vec<(Duration, Duration)>,
    elapsed: Duration,
    /// How many parts have begun.
    begun: usize,
    whole: Duration,
}

impl Reveal {
    /// What was said, nothing of it shown yet.
    #[must_use]
    pub fn of(said: &[Said]) -> Self {
        let mut at = Duration::ZERO;
        let mut parts = Vec::with_capacity(said.len());
        for said in said {
            let takes = takes(said);
            parts.push((at, takes));
            at += takes;
        }
        Self { parts, elapsed: Duration::ZERO, begun: 0, whole: at }
    }

    /// Shows everything at once.
    pub fn finish(&mut self) {
        self.elapsed = self.whole;
        self.begun = self.parts.len();
    }

    /// Whether everything is shown.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.elapsed >= self.whole
    }

    /// How much of a part can be seen.
    #[must_use]
    pub fn part(&self, n: usize) -> Part {
        let Some((at, takes)) = self.parts.get(n) else { return Part::Whole };
        match self.elapsed.checked_sub(*at) {
            None => Part::Hidden,
            Some(since) if since >= *takes => Part::Whole,
            Some(since) => Part::Coming(since.as_secs_f32() / takes.as_secs_f32()),
        }
    }

    /// How many parts have begun.
    #[must_use]
    pub fn begun(&self) -> usize {
        let begun = |(at, _): &&(Duration, Duration)| *at <= self.elapsed;
        self.parts.iter().take_while(begun).count()
    }

    /// Who is speaking just now.
    #[must_use]
    pub fn speaker(&self, said: &[Said]) -> Option<PersonIx> {
        let coming = |(n, said): (usize, &Said)| match (said, self.part(n)) {
            (Said::Person(by, _), Part::Coming(_)) => Some(*by),
            _ => None,
        };
        said.iter().enumerate().find_map(coming)
    }

    /// Goes on; the parts that began meanwhile.
    fn tick(&mut self, delta: Duration) -> std::ops::Range<usize> {
        self.elapsed = (self.elapsed + delta).min(self.whole);
        let before = self.begun;
        self.begun = self.begun();
        before..self.begun
    }
}

/// How long something takes to appear. The trainee's own words need not: they chose them.
fn takes(said: &Said) -> Duration {
    let words = u32::try_from(said.words().split_whitespace().count()).unwrap_or(u32::MAX);
    match said {
        Said::You { .. } | Said::Mood(..) | Said::At(_) | Said::Noted(_) => Duration::ZERO,
        Said::Hold { .. } => HOLD,
        Said::Transfer { .. } => TRANSFER,
        Said::Post { .. } => TYPING,
        Said::Person(..) | Said::Voice(_) | Said::Told(_) | Said::Promised(_) => WORD * words.min(200) + BREATH,
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Reveal>().add_systems(Update, go_on.run_if(in_state(Screen::Encounter)));
}

/// Lets words appear while somebody looks, and each sound be heard when its line comes.
fn go_on(
    time: Res<Time<Real>>,
    clock: Res<Clock>,
    session: Res<Session>,
    mut reveal: ResMut<Reveal>,
    mut cues: MessageWriter<Cue>,
) {
    let Some(playing) = &session.playing else { return };
    if reveal.begun == reveal.parts.len() && reveal.is_done() {
        return;
    }
    let at_once = session.settings.words_at_once || session.settings.reduce_motion;
    if at_once {
        reveal.elapsed = reveal.whole;
    }
    let delta = if clock.standing { Duration::ZERO } else { time.delta() };
    let said = playing.present();
    let mut heard: Vec<Sound> = Vec::new();
    for n in reveal.tick(delta) {
        let Some(said) = said.get(n) else { continue };
        let rises = matches!(said, Said::Mood(by, mood) if mood.rank() >= playing.mood(*by, n).rank());
        heard.extend(Sound::of(said, rises).filter(|sound| !heard.contains(sound)));
    }
    // All words at once are not all sounds at once.
    let skipped = if at_once { heard.len().saturating_sub(1) } else { 0 };
    cues.write_batch(heard.into_iter().skip(skipped).map(Cue));
}
