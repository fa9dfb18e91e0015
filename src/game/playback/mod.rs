//! Playback of an encounter in time: the patience clock, text that appears, sounds and captions.
//!
//! Each part is data with a system of its own. The session writes them; they do not know the session.

mod caption;
mod clock;
mod sound;
mod text_reveal;

use bevy::prelude::*;

pub use caption::Caption;
pub use clock::{Clock, reading_time};
pub use sound::{Cue, Sound};
pub use text_reveal::{TextReveal, Visible};

pub(super) use clock::Unfocused;

use super::schedule::AppSystems;
use super::screen::Screen;

/// The settings that playback follows; the session keeps them up to date.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PlaybackSettings {
    /// Text appears at once.
    pub(super) text_at_once: bool,
    /// Sounds are shown as captions.
    pub(super) captions: bool,
}

/// The systems that count time; whatever they depend on is updated before.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PlaybackTick;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PlaybackSettings>()
        .add_plugins((clock::plugin, text_reveal::plugin, sound::plugin, caption::plugin))
        .add_systems(
            Update,
            (clock::tick_clock, text_reveal::advance_text)
                .chain()
                .run_if(in_state(Screen::Encounter))
                .in_set(PlaybackTick)
                .in_set(AppSystems::TickTimers),
        );
}
