//! Face two, the window: draws the session and passes on what the person asks for.
//!
//! [`logic_plugin`] runs without a window and is what tests drive; [`view_plugin`] adds the window.

mod bridge;
mod clock;
mod intent;
mod picture;
mod screens;
mod session;
mod theme;
mod widgets;
mod window;

pub use clock::{Clock, reading_time};
pub use intent::{Intent, Screen};
pub use session::{Playing, Session, Setting};

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;

/// The rules of going from screen to screen, without a window.
pub fn logic_plugin(app: &mut App) {
    if !app.is_plugin_added::<StatesPlugin>() {
        app.add_plugins(StatesPlugin);
    }
    app.add_plugins((intent::plugin, clock::plugin, session::plugin));
}

/// What is seen and pressed.
pub fn view_plugin(app: &mut App) {
    app.add_plugins((window::plugin, bridge::plugin, theme::plugin, screens::plugin));
}

/// Opens the window and stays until it is closed.
#[must_use]
pub fn run(setting: Setting) -> AppExit {
    App::new()
        .add_plugins(window::engine())
        .insert_resource(Session::new(setting))
        .add_plugins((logic_plugin, view_plugin))
        .run()
}
