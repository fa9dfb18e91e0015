//! The sound behind an encounter.

use bevy::prelude::*;

use super::device::Command;
use super::speaker::Speaker;
use crate::encounter::{Status, TranscriptLine};
use crate::game::playback::{Clock, Cue, Sound, TextReveal, Visible};
use crate::game::screen::Screen;
use crate::game::session::Session;
use crate::scenario::model::Channel;

/// Plays the background: the place of the encounter, or hold music.
pub(super) fn play_background(
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
