//! The systems of the session.

use bevy::prelude::*;

use super::{export_job, intents, playback};

pub(in crate::game) fn plugin(app: &mut App) {
    app.add_plugins((export_job::plugin, intents::plugin, playback::plugin));
}
