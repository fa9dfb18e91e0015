//! The settings that playback follows.

use bevy::prelude::*;

/// The settings that playback follows; the session keeps them up to date.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::game) struct PlaybackSettings {
    /// Text appears at once.
    pub(in crate::game) text_at_once: bool,
    /// Sounds are shown as captions.
    pub(in crate::game) captions: bool,
}
