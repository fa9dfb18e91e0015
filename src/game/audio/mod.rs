//! Plays the sounds, on a thread of its own that first asks for the device when something is to be heard.

mod device;

use std::sync::mpsc::{Sender, channel};

use bevy::platform::cell::SyncCell;
use bevy::prelude::*;

use super::playback::{Clock, Cue, Sound, TextReveal, Visible};
use super::schedule::AppSystems;
use super::screen::Screen;
use super::session::Session;
use crate::encounter::{Status, TranscriptLine};
use crate::scenario::model::Channel;
use device::Command;

/// The connection to the thread that plays.
#[derive(Resource, Default)]
struct Speaker {
    commands: Option<SyncCell<Sender<Command>>>,
    background: Option<Sound>,
    is_muted: bool,
    /// Whether the encounter screen is shown.
    in_encounter: bool,
}

impl Speaker {
    fn send(&mut self, command: Command) {
        let commands = self.commands.get_or_insert_with(|| {
            let (send, receive) = channel();
            std::thread::spawn(move || device::run(&receive));
            SyncCell::new(send)
        });
        // The thread ends where there is no device; then there is no sound.
        let _ = commands.get().send(command);
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Speaker>()
        .add_systems(Update, (play_cues, play_background).chain().in_set(AppSystems::Present));
}

fn play_cues(mut cues: MessageReader<Cue>, session: Res<Session>, mut speaker: ResMut<Speaker>) {
    for Cue(sound) in cues.read() {
        // These are played as the background for as long as they last.
        let is_background = matches!(sound, Sound::Hold | Sound::Room | Sound::Street);
        if session.settings.sound && !is_background {
            // A telephone rings before it is picked up.
            speaker.send(if *sound == Sound::PickUp { Command::PlayAfter(*sound) } else { Command::Play(*sound) });
        }
    }
    if !session.settings.sound && !std::mem::replace(&mut speaker.is_muted, true) && speaker.commands.is_some() {
        speaker.background = None;
        speaker.send(Command::StopAll);
    }
    if session.settings.sound {
        speaker.is_muted = false;
    }
}

/// Plays the background: the place of the encounter, or hold music.
fn play_background(
    session: Res<Session>,
    screen: Res<State<Screen>>,
    clock: Res<Clock>,
    reveal: Res<TextReveal>,
    mut speaker: ResMut<Speaker>,
    mut cues: MessageWriter<Cue>,
) {
    let play = session.play.as_ref().filter(|play| {
        let open = play.encounter().status() == Status::Open;
        *screen.get() == Screen::Encounter && session.settings.sound && open && !clock.paused
    });
    let heard = play.and_then(|play| {
        let on_hold = |(n, said): (usize, &TranscriptLine)| {
            matches!(said, TranscriptLine::Hold { .. }) && matches!(reveal.visible(n), Visible::Partial(_))
        };
        if play.latest_lines().iter().enumerate().any(on_hold) {
            return Some(Sound::Hold);
        }
        match play.beat(reveal.started()).channel {
            Channel::Counter | Channel::Backroom | Channel::Meeting | Channel::Phone => Some(Sound::Room),
            Channel::Street => Some(Sound::Street),
            Channel::Feed | Channel::Chat => None,
        }
    });
    if heard != speaker.background {
        speaker.background = heard;
        speaker.send(Command::Loop(heard));
        cues.write_batch(heard.filter(|sound| *sound != Sound::Hold).map(Cue));
    }
    // Leaving the encounter stops its sounds.
    let left = *screen.get() != Screen::Encounter;
    if left && std::mem::replace(&mut speaker.in_encounter, !left) {
        speaker.send(Command::StopAll);
    }
    speaker.in_encounter = !left;
}
