//! The plugins of the window: what runs without one, and what needs one.

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;

use super::{audio, bridge, drafts, intent, playback, schedule, screen, screens, session, stage, theme, window};

/// State, intents and playback, without a window.
pub fn logic_plugin(app: &mut App) {
    if !app.is_plugin_added::<StatesPlugin>() {
        app.add_plugins(StatesPlugin);
    }
    app.add_plugins((
        schedule::plugin,
        screen::plugin,
        intent::plugin,
        drafts::plugin,
        playback::plugin,
        session::plugin,
        stage::plugin,
    ));
}

/// What [`Screens`] needs beside the logic, to draw on any egui.
pub fn draw_plugin(app: &mut App) {
    app.add_plugins(theme::plugin);
}

/// The window, its screens and its sound.
pub fn view_plugin(app: &mut App) {
    app.add_plugins((
        window::plugin,
        bridge::plugin,
        draw_plugin,
        theme::window_plugin,
        screens::window_plugin,
        audio::plugin,
    ));
}
