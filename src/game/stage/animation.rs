//! Animation: breath, blinking, moods that change, and how often a frame is needed for it.

use std::collections::BTreeMap;
use std::f32::consts::TAU;
use std::time::Duration;

use bevy::prelude::*;
use bevy_egui::EguiInput;

use crate::encounter::Status;
use crate::game::playback::{Caption, Clock, TextReveal};
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;
use crate::game::session::Session;
use crate::picture::Expression;
use crate::scenario::model::Mood;
use crate::scenario::script::PersonIx;

/// Time between two frames while people breathe and blink.
const IDLE_FRAME: Duration = Duration::from_millis(250);
/// Breath and blink stop this long after the last input.
const IDLE_AFTER: Duration = Duration::from_secs(10);
/// Time between two frames while the patience ring runs.
const RING_FRAME: Duration = Duration::from_millis(200);
/// Time between two frames while text appears.
const TEXT_FRAME: Duration = Duration::from_millis(125);
/// Time between two frames of a short animation.
const SMOOTH_FRAME: Duration = Duration::from_millis(33);
/// How long the blink is behind which a face changes its mood.
const MOOD_FADE: Duration = Duration::from_millis(300);
/// How long somebody shakes who becomes furious.
const SHAKE: Duration = Duration::from_millis(450);
/// How long a new screen takes to fade in.
const SCREEN_FADE: Duration = Duration::from_millis(160);
/// Steps from one blink to the next.
const BLINK_STEPS: u64 = 19;

/// Everything that moves, as a function of time.
#[derive(Resource, Debug, Default)]
pub struct Stage {
    /// Time since the start.
    now: Duration,
    /// When the last input came.
    last_activity: Duration,
    /// When the current screen was opened.
    screen_changed: Duration,
    screen: Option<Screen>,
    /// Whether nothing moves by itself.
    reduce_motion: bool,
    faces: BTreeMap<usize, Face>,
}

#[derive(Clone, Copy, Debug)]
struct Face {
    mood: Mood,
    before: Mood,
    since: Duration,
}

/// How to draw a person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::game) struct Pose {
    pub(in crate::game) mood: Mood,
    pub(in crate::game) expression: Expression,
    /// How far the chest is raised, from 0 to 1.
    pub(in crate::game) breath: f32,
    /// How far the person leans forward, from 0 to 1.
    pub(in crate::game) lean: f32,
    /// How far the person is moved sideways, from -1 to 1.
    pub(in crate::game) shake: f32,
}

impl Stage {
    /// Whether people breathe and blink.
    #[must_use]
    pub fn is_animating(&self) -> bool {
        !self.reduce_motion && self.now.saturating_sub(self.last_activity) < IDLE_AFTER
    }

    /// How much of a new screen is covered while it fades in, from 1 to 0.
    pub(in crate::game) fn screen_fade(&self) -> f32 {
        // The first screen does not fade in.
        let screen_changed = !self.reduce_motion && !self.screen_changed.is_zero();
        if screen_changed { 1.0 - share(self.now.saturating_sub(self.screen_changed), SCREEN_FADE) } else { 0.0 }
    }

    /// Counts animation steps, four a second.
    pub(in crate::game) fn step(&self) -> u64 {
        if self.reduce_motion { 0 } else { u64::try_from(self.now.as_millis() / IDLE_FRAME.as_millis()).unwrap_or(0) }
    }

    /// How to draw a person.
    pub(in crate::game) fn pose(&self, person: PersonIx, mood: Mood, speaking: bool) -> Pose {
        let plain = Pose { mood, expression: Expression::Still, breath: 0.0, lean: lean(mood), shake: 0.0 };
        let Some(shown) = self.faces.get(&person.index()).filter(|_| !self.reduce_motion) else { return plain };
        let since = self.now.saturating_sub(shown.since);
        let fade = share(since, MOOD_FADE);
        let expression = match () {
            () if fade < 1.0 && shown.before != shown.mood => Expression::Blinking,
            () if speaking && self.step().is_multiple_of(2) => Expression::Talking,
            () if !speaking
                && self.is_animating()
                && (self.step() + person.index() as u64 * 7).is_multiple_of(BLINK_STEPS) =>
            {
                Expression::Blinking
            }
            () => Expression::Still,
        };
        let breath = if self.is_animating() { (self.now.as_secs_f32() * TAU / 4.0).sin() * 0.5 + 0.5 } else { 0.0 };
        let shaking = shown.mood == Mood::Furious && since < SHAKE;
        let shake = if shaking { (since.as_secs_f32() * 55.0).sin() * (1.0 - share(since, SHAKE)) } else { 0.0 };
        Pose {
            // The face changes behind a blink. Two faces laid over each other would have two mouths, and skin that is
            // half transparent turns grey.
            mood: if fade < 0.5 { shown.before } else { shown.mood },
            expression,
            breath,
            lean: lean(shown.before) + (lean(shown.mood) - lean(shown.before)) * fade,
            shake,
        }
    }

    /// When the next frame is due; `None` if nothing moves.
    pub(in crate::game) fn next_frame(
        &self,
        screen: Screen,
        clock: &Clock,
        reveal: &TextReveal,
        caption: &Caption,
    ) -> Option<Duration> {
        let mut due: Vec<Duration> = Vec::new();
        let recent = |since: Duration, lasts: Duration| self.now.saturating_sub(since) < lasts;
        if !self.reduce_motion && recent(self.screen_changed, SCREEN_FADE) {
            due.push(SMOOTH_FRAME);
        }
        if caption.words().is_some() {
            due.push(Duration::from_secs(1));
        }
        if screen == Screen::Encounter && !clock.paused {
            if !self.reduce_motion
                && self.faces.values().any(|face| recent(face.since, MOOD_FADE.max(SHAKE)) && face.mood != face.before)
            {
                due.push(SMOOTH_FRAME);
            }
            if !reveal.is_done() {
                due.push(TEXT_FRAME);
            }
            if clock.is_running() {
                due.push(RING_FRAME);
            }
            if self.is_animating() {
                due.push(IDLE_FRAME);
            }
        }
        due.into_iter().min()
    }
}

/// How far somebody leans forward in a mood.
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

pub(in crate::game) fn plugin(app: &mut App) {
    app.init_resource::<Stage>().add_systems(Update, (update_faces, note_activity).chain().in_set(AppSystems::Advance));
}

/// Lets people breathe and blink for a while after each input.
fn note_activity(inputs: Query<&EguiInput>, mut stage: ResMut<Stage>) {
    if inputs.iter().any(|input| !input.events.is_empty()) {
        stage.last_activity = stage.now;
    }
}

/// Follows the moods of the people who are shown.
fn update_faces(
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    session: Res<Session>,
    reveal: Res<TextReveal>,
    mut stage: ResMut<Stage>,
) {
    stage.now += time.delta();
    stage.reduce_motion = session.settings.reduce_motion;
    let now = stage.now;
    let before = stage.screen.replace(*screen.get());
    if before.is_some_and(|before| before != *screen.get()) {
        (stage.screen_changed, stage.last_activity) = (now, now);
    }
    let Some(play) = session.play.as_ref().filter(|_| *screen.get() == Screen::Encounter) else {
        stage.faces.clear();
        return;
    };
    if !reveal.is_done() && play.encounter().status() == Status::Open {
        stage.last_activity = now;
    }
    for n in 0..play.encounter().script().people.len() {
        let mood = play.mood(PersonIx::new(n), reveal.started());
        let face = stage.faces.entry(n).or_insert(Face { mood, before: mood, since: now });
        if face.mood != mood {
            *face = Face { mood, before: face.mood, since: now };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_changes_its_mood_behind_a_blink() {
        let person = PersonIx::new(0);
        let at = |milliseconds: u64, reduce_motion: bool| {
            let face = Face { mood: Mood::Calm, before: Mood::Angry, since: Duration::from_secs(1) };
            let now = Duration::from_millis(1_000 + milliseconds);
            let stage = Stage { now, reduce_motion, faces: BTreeMap::from([(0, face)]), ..Stage::default() };
            let pose = stage.pose(person, Mood::Calm, true);
            (pose.mood, pose.expression == Expression::Blinking)
        };
        assert_eq!([at(0, false), at(140, false)], [(Mood::Angry, true); 2]);
        assert_eq!([at(160, false), at(290, false)], [(Mood::Calm, true); 2]);
        assert_eq!(at(300, false), (Mood::Calm, false), "the eyes are open again");
        assert_eq!(at(0, true), (Mood::Calm, false), "nothing moves");
    }
}
