//! Opens the window.

use bevy::prelude::*;

use super::plugin::{logic_plugin, view_plugin};
use super::session::{Environment, Session};
use super::window;

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

/// Opens the window and runs until it is closed. Where it cannot be opened, the program ends with exit code 1 and one
/// sentence that says why, and what to do.
#[must_use]
pub fn run(environment: Environment) -> AppExit {
    window::explain_failure_to_open();
    app(environment).run()
}
