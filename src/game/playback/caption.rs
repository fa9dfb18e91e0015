//! Captions: the latest sounds in words.

use std::time::Duration;

use bevy::prelude::*;

use super::settings::PlaybackSettings;
use super::sound::{Cue, Sound};
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;

/// How long a caption is shown.
const SHOWN_FOR: Duration = Duration::from_secs(4);

/// The most sounds of one frame that a caption names.
const MAX_SOUNDS: usize = 2;

/// The latest sounds in words, for as long as they take to read.
#[derive(Resource, Debug, Default)]
pub struct Caption {
    sounds: Vec<Sound>,
    remaining: Duration,
}

impl Caption {
    /// The words, if there is something to show.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let words: Vec<&str> = self.sounds.iter().map(|sound| sound.caption()).collect();
        (!words.is_empty()).then(|| words.join(", then "))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Caption>().add_systems(Update, update_caption.in_set(AppSystems::Advance));
}

/// Shows the sounds of this frame, and takes the caption away after a while.
fn update_caption(
    time: Res<Time<Real>>,
    settings: Res<PlaybackSettings>,
    screen: Res<State<Screen>>,
    mut cues: MessageReader<Cue>,
    mut caption: ResMut<Caption>,
) {
    let mut sounds: Vec<Sound> = Vec::new();
    for Cue(sound) in cues.read() {
        if sound.confirms_input() {
            // Whoever presses something has read the caption.
            sounds.clear();
            caption.sounds.clear();
        } else if !sounds.contains(sound) {
            sounds.push(*sound);
        }
    }
    sounds.drain(..sounds.len().saturating_sub(MAX_SOUNDS));
    if !sounds.is_empty() && settings.captions {
        *caption = Caption { sounds, remaining: SHOWN_FOR };
    } else if !caption.sounds.is_empty() {
        caption.remaining = caption.remaining.saturating_sub(time.delta());
        if caption.remaining.is_zero() || !settings.captions || *screen.get() != Screen::Encounter {
            caption.sounds.clear();
        }
    }
}
