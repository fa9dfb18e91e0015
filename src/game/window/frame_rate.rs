//! How often the window draws: when something moves, and on input.

use std::time::Duration;

use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy::winit::{UpdateMode, WinitSettings};

use crate::game::playback::{Caption, Clock, TextReveal, Unfocused};
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;
use crate::game::session::Session;
use crate::game::stage::Stage;

/// The wait for input while nothing moves.
const IDLE: Duration = Duration::from_hours(24);

/// Time between two looks at the progress of an export.
const EXPORT_PROGRESS: Duration = Duration::from_millis(150);

pub(super) fn plugin(app: &mut App) {
    let idle = reactive(IDLE);
    app.insert_resource(WinitSettings { focused_mode: idle, unfocused_mode: idle })
        .add_systems(Update, note_focus.in_set(AppSystems::CollectInput))
        .add_systems(Update, set_update_mode.in_set(AppSystems::Present));
}

/// Draws on input, and after a wait.
const fn reactive(wait: Duration) -> UpdateMode {
    UpdateMode::Reactive {
        wait,
        // These are movements of the mouse outside of the window.
        react_to_device_events: false,
        react_to_user_events: true,
        react_to_window_events: true,
    }
}

/// Pauses the clock while the window is unfocused.
fn note_focus(mut unfocused: ResMut<Unfocused>, windows: Query<&Window, With<PrimaryWindow>>) {
    unfocused.0 = !windows.iter().any(|window| window.focused);
}

/// Draws when something moves, else only on input.
fn set_update_mode(
    stage: Res<Stage>,
    clock: Res<Clock>,
    reveal: Res<TextReveal>,
    caption: Res<Caption>,
    screen: Res<State<Screen>>,
    session: Res<Session>,
    mut settings: ResMut<WinitSettings>,
) {
    let mut next = stage.next_frame(*screen.get(), &clock, &reveal, &caption).unwrap_or(IDLE);
    if session.export_jobs.progress().is_some() {
        next = next.min(EXPORT_PROGRESS);
    }
    let mode = reactive(next);
    if settings.focused_mode != mode {
        // Animations end without the focus, too.
        (settings.focused_mode, settings.unfocused_mode) = (mode, mode);
    }
}
