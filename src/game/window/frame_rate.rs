//! How often the window draws: when something moves, and on input.

use std::time::Duration;

use bevy::prelude::*;
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy::winit::{UpdateMode, WinitSettings};

use crate::game::intent::Intent;
use crate::game::playback::{Caption, Clock, TextReveal, Unfocused};
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;
use crate::game::session::Session;
use crate::game::stage::Stage;

/// The wait for input while nothing moves.
const IDLE: Duration = Duration::from_hours(24);

/// Time between two looks at the progress of an export.
const EXPORT_PROGRESS: Duration = Duration::from_millis(150);

/// Frames to draw after a change from outside. The size of the window reaches egui through the camera, which follows it
/// at the end of a frame, and the size of everything through egui, which takes it over at the start of the next; a
/// new screen begins in the frame after the one that asked for it.
const FRAMES_AFTER_CHANGE: u8 = 3;

pub(super) fn plugin(app: &mut App) {
    let idle = reactive(IDLE);
    app.insert_resource(WinitSettings { focused_mode: idle, unfocused_mode: idle })
        .add_systems(Update, note_focus.in_set(AppSystems::CollectInput))
        .add_systems(Update, (set_update_mode, draw_after_change).in_set(AppSystems::Present));
}

/// What the window system says of the window, as far as a picture depends on it.
#[derive(Clone, Copy, PartialEq)]
struct WindowLook {
    pixels: UVec2,
    scale: f32,
    is_focused: bool,
}

/// Draws a few frames more after every change that the next frame does not show whole yet: of the window, and whatever
/// was asked for. Without them the old picture would stay until the next input.
fn draw_after_change(
    windows: Query<&Window, With<PrimaryWindow>>,
    mut intents: MessageReader<Intent>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut last: Local<Option<WindowLook>>,
    mut frames: Local<u8>,
) {
    let look = windows.iter().next().map(|window| WindowLook {
        pixels: window.physical_size(),
        scale: window.scale_factor(),
        is_focused: window.focused,
    });
    if intents.read().count() > 0 || *last != look {
        *last = look;
        *frames = FRAMES_AFTER_CHANGE;
    }
    if *frames > 0 {
        *frames -= 1;
        redraw.write(RequestRedraw);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// How many frames are asked for, one after the other, until none is.
    fn frames_drawn(app: &mut App) -> u8 {
        let mut heard = app.world().resource::<Messages<RequestRedraw>>().get_cursor_current();
        for frames in 0.. {
            app.update();
            if heard.read(app.world().resource::<Messages<RequestRedraw>>()).count() == 0 {
                return frames;
            }
            assert!(frames < 20, "the window comes to rest");
        }
        0
    }

    #[test]
    fn a_change_from_outside_is_drawn_to_its_end_and_then_the_window_rests() {
        let mut app = App::new();
        app.add_plugins(MinimalPlugins)
            .add_message::<RequestRedraw>()
            .add_message::<Intent>()
            .add_systems(Update, draw_after_change);
        let window = app.world_mut().spawn((Window::default(), PrimaryWindow)).id();
        frames_drawn(&mut app);
        assert_eq!(frames_drawn(&mut app), 0, "a window that nobody touches rests");
        let mut change = |change: fn(&mut Window)| {
            change(&mut app.world_mut().get_mut::<Window>(window).expect("the window is there"));
            frames_drawn(&mut app)
        };
        assert_eq!(change(|window| window.resolution.set_physical_resolution(640, 480)), FRAMES_AFTER_CHANGE);
        assert_eq!(change(|window| window.resolution.set_scale_factor(2.0)), FRAMES_AFTER_CHANGE);
        assert_eq!(change(|window| window.focused = !window.focused), FRAMES_AFTER_CHANGE);
        app.world_mut().write_message(Intent::ChangeTextSize(1));
        assert_eq!(frames_drawn(&mut app), FRAMES_AFTER_CHANGE);
    }
}
