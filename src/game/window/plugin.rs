//! The systems of the window, and the camera it needs.

use bevy::prelude::*;

use super::{failure, fallback_fonts, files, frame_rate, placement, time, title, tryout_watcher};

pub(in crate::game) fn plugin(app: &mut App) {
    app.add_plugins((
        placement::plugin,
        title::plugin,
        frame_rate::plugin,
        time::plugin,
        files::plugin,
        tryout_watcher::plugin,
        failure::plugin,
        fallback_fonts::plugin,
    ))
    .add_systems(Startup, spawn_camera);
}

fn spawn_camera(mut commands: Commands) {
    commands.spawn(Camera2d);
}
