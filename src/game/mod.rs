//! Face two, the window: draws the session and passes on what the person asks for.
//!
//! [`logic_plugin`] runs without a window and is what tests drive; [`view_plugin`] adds the window. [`Screens`]
//! draws on any egui, so that a test can read what is on a screen without a window.

mod audio;
mod bridge;
mod clock;
mod intent;
pub mod layout;
mod reveal;
mod screens;
mod session;
mod sound;
mod stage;
mod theme;
mod widgets;
mod window;

pub use clock::{Clock, reading_time};
pub use intent::{Bring, Card, HandOut, Intent, Screen, Shelf, Toggle, What};
pub use reveal::{Part, Reveal};
pub use screens::{Draft, Screens};
pub use session::{Aftermath, Brought, ExportJobs, ExportOutcome, Playing, Session, Setting, spread};
pub use sound::{Caption, Cue, Sound};
pub use stage::Stage;

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy_egui::egui;

use crate::app::Theme;

/// The rules of going from screen to screen, without a window.
pub fn logic_plugin(app: &mut App) {
    if !app.is_plugin_added::<StatesPlugin>() {
        app.add_plugins(StatesPlugin);
    }
    app.add_plugins((intent::plugin, clock::plugin, session::plugin, sound::plugin, reveal::plugin, stage::plugin));
}

/// What [`Screens`] needs beside the rules, to draw on any egui.
pub fn draw_plugin(app: &mut App) {
    app.add_plugins((theme::plugin, screens::plugin));
}

/// What is seen, heard and pressed.
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

/// Gives an egui of one's own our fonts, colours and size, as the window's has them.
pub fn dress(ctx: &egui::Context, theme: Theme, size: i32) {
    ctx.set_fonts(theme::fonts());
    ctx.set_zoom_factor(theme::zoom(size));
    theme::style(ctx, &theme::Theme::shipped(theme));
}

/// The window's engine and everything in it, not running yet.
pub fn app(setting: Setting) -> App {
    let session = Session::new(setting);
    let first = session.first_screen();
    let mut app = App::new();
    app.add_plugins(window::engine(&session.settings))
        .insert_resource(session)
        .add_plugins((logic_plugin, view_plugin))
        .insert_state(first);
    app
}

/// Opens the window and stays until it is closed.
#[must_use]
pub fn run(setting: Setting) -> AppExit {
    app(setting).run()
}
