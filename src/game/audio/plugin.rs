//! When sounds are handed to the loudspeaker.

use bevy::prelude::*;

use super::background::play_background;
use super::cues::play_cues;
use super::speaker::Speaker;
use crate::game::schedule::AppSystems;

pub(in crate::game) fn plugin(app: &mut App) {
    app.init_resource::<Speaker>()
        .add_systems(Update, (play_cues, play_background).chain().in_set(AppSystems::Present));
}
