//! The systems of playback and their order.

use bevy::prelude::*;

use super::settings::PlaybackSettings;
use super::{caption, clock, sound, text_reveal};
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;

/// The systems that count time; whatever they depend on is updated before.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::game) struct PlaybackTick;

pub(in crate::game) fn plugin(app: &mut App) {
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
