//! The stage: who stands where with which face, and what of it moves just now.

mod gallery;
mod scene;

use std::collections::BTreeMap;
use std::f32::consts::TAU;
use std::time::Duration;

use bevy::prelude::*;
use bevy_egui::EguiInput;

pub(super) use gallery::{avatar, backdrop, pattern, whoever};
pub(super) use scene::{Scene, persona, scene};

use super::clock::Clock;
use super::intent::Screen;
use super::reveal::Reveal;
use super::session::Session;
use super::sound::Caption;
use crate::encounter::Status;
use crate::picture::Expression;
use crate::scenario::model::Mood;
use crate::scenario::script::PersonIx;

/// Breath and blink: four pictures a second.
const BREATHING: Duration = Duration::from_millis(250);
/// They stop so long after the last key, touch or movement of the mouse.
const RESTLESS: Duration = Duration::from_secs(10);
/// The patience ring: five pictures a second.
const RING: Duration = Duration::from_millis(200);
/// Words appear: eight pictures a second.
const SPEAKING: Duration = Duration::from_millis(125);
/// What lasts a moment is drawn smoothly.
const SMOOTH: Duration = Duration::from_millis(33);
/// One mood becomes another.
const FADE: Duration = Duration::from_millis(300);
/// Somebody who becomes furious shakes.
const SHAKE: Duration = Duration::from_millis(450);
/// One screen becomes another.
const TURN: Duration = Duration::from_millis(160);
/// Between two blinks.
const BLINK: u64 = 19;

/// What moves, as a function of time.
#[derive(Resource, Debug, Default)]
pub struct Stage {
    /// Time since the start.
    now: Duration,
    /// When somebody last did something.
    stirred: Duration,
    /// When the present screen came.
    turned: Duration,
    on: Option<Screen>,
    /// Whether nothing moves by itself.
    still: bool,
    faces: BTreeMap<usize, Face>,
}

#[derive(Clone, Copy, Debug)]
struct Face {
    mood: Mood,
    before: Mood,
    since: Duration,
}

/// How somebody is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pose {
    pub(super) mood: Mood,
    /// The mood that is passing, and how much of the new one is there already.
    pub(super) passing: Option<(Mood, f32)>,
    pub(super) expression: Expression,
    /// How far the chest is lifted, from 0 to 1.
    pub(super) breath: f32,
    /// How far somebody leans in, from 0 to 1.
    pub(super) lean: f32,
    /// How far somebody is off their place, from -1 to 1.
    pub(super) shake: f32,
}

impl Stage {
    /// Whether breath and blink go on.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        !self.still && self.now.saturating_sub(self.stirred) < RESTLESS
    }

    /// How much of the ground covers a screen that has just come, from 1 to 0.
    pub(super) fn veil(&self) -> f32 {
        // The first screen is simply there.
        let turned = !self.still && !self.turned.is_zero();
        if turned { 1.0 - share(self.now.saturating_sub(self.turned), TURN) } else { 0.0 }
    }

    /// A count that goes up while something is going on, four times a second.
    pub(super) fn beat(&self) -> u64 {
        if self.still { 0 } else { u64::try_from(self.now.as_millis() / BREATHING.as_millis()).unwrap_or(0) }
    }

    /// How somebody is to be drawn.
    pub(super) fn pose(&self, person: PersonIx, mood: Mood, speaking: bool) -> Pose {
        let plain =
            Pose { mood, passing: None, expression: Expression::Still, breath: 0.0, lean: lean(mood), shake: 0.0 };
        let Some(shown) = self.faces.get(&person.index()).filter(|_| !self.still) else { return plain };
        let since = self.now.saturating_sub(shown.since);
        let fade = share(since, FADE);
        let expression = match () {
            () if speaking && self.beat().is_multiple_of(2) => Expression::Talking,
            () if !speaking && self.is_alive() && (self.beat() + person.index() as u64 * 7).is_multiple_of(BLINK) => {
                Expression::Blinking
            }
            () => Expression::Still,
        };
        let breath = if self.is_alive() { (self.now.as_secs_f32() * TAU / 4.0).sin() * 0.5 + 0.5 } else { 0.0 };
        let shaking = shown.mood == Mood::Furious && since < SHAKE;
        let shake = if shaking { (since.as_secs_f32() * 55.0).sin() * (1.0 - share(since, SHAKE)) } else { 0.0 };
        Pose {
            mood: shown.mood,
            passing: (fade < 1.0).then_some((shown.before, fade)),
            expression,
            breath,
            lean: lean(shown.before) + (lean(shown.mood) - lean(shown.before)) * fade,
            shake,
        }
    }

    /// When the next picture is due; `None` if nothing moves.
    pub(super) fn next_picture(
        &self,
        screen: Screen,
        clock: &Clock,
        reveal: &Reveal,
        caption: &Caption,
    ) -> Option<Duration> {
        let mut due: Vec<Duration> = Vec::new();
        let recent = |since: Duration, lasts: Duration| self.now.saturating_sub(since) < lasts;
        if !self.still && recent(self.turned, TURN) {
            due.push(SMOOTH);
        }
        if caption.words().is_some() {
            due.push(Duration::from_secs(1));
        }
        if screen == Screen::Encounter && !clock.standing {
            if !self.still
                && self.faces.values().any(|face| recent(face.since, FADE.max(SHAKE)) && face.mood != face.before)
            {
                due.push(SMOOTH);
            }
            if !reveal.is_done() {
                due.push(SPEAKING);
            }
            if clock.is_running() {
                due.push(RING);
            }
            if self.is_alive() {
                due.push(BREATHING);
            }
        }
        due.into_iter().min()
    }
}

/// Whoever is pleased leans in.
const fn lean(mood: Mood) -> f32 {
    match mood {
        Mood::Pleased => 0.6,
        Mood::Delighted => 1.0,
        _ => 0.0,
    }
}

fn share(since: Duration, whole: Duration) -> f32 {
    (since.as_secs_f32() / whole.as_secs_f32()).min(1.0)
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Stage>().add_systems(Update, (act, stir).chain());
}

/// Whoever moves the mouse or presses a key is there.
fn stir(inputs: Query<&EguiInput>, mut stage: ResMut<Stage>) {
    if inputs.iter().any(|input| !input.events.is_empty()) {
        stage.stirred = stage.now;
    }
}

fn act(
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    session: Res<Session>,
    reveal: Res<Reveal>,
    mut stage: ResMut<Stage>,
) {
    stage.now += time.delta();
    stage.still = session.settings.reduce_motion;
    let now = stage.now;
    let before = stage.on.replace(*screen.get());
    if before.is_some_and(|before| before != *screen.get()) {
        (stage.turned, stage.stirred) = (now, now);
    }
    let Some(playing) = session.playing.as_ref().filter(|_| *screen.get() == Screen::Encounter) else {
        stage.faces.clear();
        return;
    };
    if !reveal.is_done() && playing.encounter.status() == Status::Open {
        stage.stirred = now;
    }
    for n in 0..playing.encounter.script().people.len() {
        let mood = playing.mood(PersonIx::new(n), reveal.begun());
        let face = stage.faces.entry(n).or_insert(Face { mood, before: mood, since: now });
        if face.mood != mood {
            *face = Face { mood, before: face.mood, since: now };
        }
    }
}
