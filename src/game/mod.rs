//! The window: draws the session and passes on what people ask for.
//!
//! [`logic_plugin`] runs without a window and is what tests drive; [`view_plugin`] adds the window. [`Screens`]
//! draws on any egui, so that a test can read what is on a screen without a window.

mod audio;
mod bridge;
mod drafts;
mod forms;
mod intent;
pub mod layout;
mod playback;
mod schedule;
mod screen;
mod screens;
mod session;
mod stage;
mod theme;
mod widgets;
mod window;

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;

pub use drafts::{DraftEdit, Drafts};
pub use forms::{ExportForm, ExportKind, ProfileForm};
pub use intent::{EncounterFilter, ImportMode, Intent, Toggle};
pub use playback::{Caption, Clock, Cue, Sound, TextReveal, Visible, reading_time};
pub use schedule::AppSystems;
pub use screen::Screen;
pub use screens::Screens;
pub use session::{
    ActivePlay, ActiveTryOut, Catalog, Environment, ExportJobs, ExportOutcome, ImportedFile, PlayResult, Session,
    Trainees, audience_after,
};
pub use stage::Stage;
pub use theme::apply_theme;

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

/// The application with its window, not running yet.
pub fn app(environment: Environment) -> App {
    let session = Session::new(environment);
    let first = session.first_screen();
    let mut app = App::new();
    app.add_plugins(window::engine(&session.settings))
        .insert_resource(session)
        .add_plugins((logic_plugin, view_plugin))
        .insert_state(first);
    app
}

/// Opens the window and runs until it is closed.
#[must_use]
pub fn run(environment: Environment) -> AppExit {
    app(environment).run()
}
