//! Sounds that are heard once.

use bevy::prelude::*;

use super::device::Command;
use super::speaker::Speaker;
use crate::game::playback::{Cue, Sound};
use crate::game::session::Session;

/// Plays what is to be heard in this frame, and falls silent where sound is turned off.
pub(super) fn play_cues(mut cues: MessageReader<Cue>, session: Res<Session>, mut speaker: ResMut<Speaker>) {
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
