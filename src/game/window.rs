//! The window itself: its title, its size, and how seldom it draws.

use std::time::Duration;

use bevy::app::PluginGroupBuilder;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{PresentMode, PrimaryWindow, WindowResolution};
use bevy::winit::{UpdateMode, WinitSettings};

use super::clock::Clock;
use super::intent::Screen;
use super::session::Session;
use crate::encounter::Status;

/// While the patience ring moves: five pictures a second.
const MOVING: Duration = Duration::from_millis(200);

/// While nothing moves there is nothing to draw; the window wakes for input.
const STILL: Duration = Duration::from_hours(24);

/// The engine's own parts, with a window of ours.
pub(super) fn engine() -> PluginGroupBuilder {
    let window = Window {
        title: "Rapport".into(),
        name: Some("rapport".into()),
        resolution: WindowResolution::new(1280, 720),
        present_mode: PresentMode::AutoVsync,
        ..default()
    };
    DefaultPlugins
        .set(WindowPlugin { primary_window: Some(window), ..default() })
        // What happens inside the engine is of no use to a trainee at a terminal.
        .set(LogPlugin { level: bevy::log::Level::ERROR, ..default() })
}

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(WinitSettings { focused_mode: waiting(STILL), unfocused_mode: waiting(STILL) })
        .add_systems(Startup, camera)
        .add_systems(Update, (title, pace, stand));
}

const fn waiting(wait: Duration) -> UpdateMode {
    // Device events are mouse movements outside of the window; they change nothing here.
    UpdateMode::Reactive {
        wait,
        react_to_device_events: false,
        react_to_user_events: true,
        react_to_window_events: true,
    }
}

fn camera(mut commands: Commands) {
    commands.spawn(Camera2d);
}

/// The title says where one is.
fn title(screen: Res<State<Screen>>, session: Res<Session>, mut windows: Query<&mut Window, With<PrimaryWindow>>) {
    let encounter = session.script().map_or("", |script| script.scenario.title.as_str());
    // Between the last turn and the debrief there is a frame in which the encounter is over.
    let turn = session.playing.as_ref().map_or_else(String::new, |playing| match playing.encounter.status() {
        Status::Open => format!("turn {}", playing.encounter.decisions() + 1),
        _ => "the end".into(),
    });
    let title = match screen.get() {
        Screen::Who => "Rapport: who are you?".to_owned(),
        Screen::Choose => "Rapport: choose an encounter".to_owned(),
        Screen::Brief => format!("Rapport: {encounter}, beforehand"),
        Screen::Encounter => format!("Rapport: {encounter}, {turn}"),
        Screen::Debrief => format!("Rapport: {encounter}, debrief"),
    };
    for mut window in &mut windows {
        if window.title != title {
            window.title.clone_from(&title);
        }
    }
}

/// Draws five times a second while the ring moves, else only when something happens.
fn pace(clock: Res<Clock>, screen: Res<State<Screen>>, mut settings: ResMut<WinitSettings>) {
    let moving = *screen.get() == Screen::Encounter && clock.is_running();
    let mode = waiting(if moving { MOVING } else { STILL });
    if settings.focused_mode != mode {
        settings.focused_mode = mode;
    }
}

/// The clock stands while history or a notice is open, or the window is not in front.
fn stand(mut clock: ResMut<Clock>, session: Res<Session>, windows: Query<&Window, With<PrimaryWindow>>) {
    let in_front = windows.iter().any(|window| window.focused);
    let standing = !in_front || session.history || session.notice.is_some();
    if clock.standing != standing {
        clock.standing = standing;
    }
}
