//! Where the window is: full screen or not, on a connected monitor, and saved for the next start.

use bevy::prelude::*;
use bevy::window::{
    Monitor, MonitorSelection, OnMonitor, PrimaryMonitor, PrimaryWindow, WindowCloseRequested, WindowMode, WindowMoved,
    WindowResized,
};

use crate::app::WindowBox;
use crate::game::schedule::AppSystems;
use crate::game::session::Session;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<FittedSize>()
        .add_systems(Update, (fit_to_monitor, move_onto_monitor, set_full_screen).chain().in_set(AppSystems::Present))
        .add_systems(PostUpdate, save_placement);
}

/// The smallest window in which everything can be reached, in points; a smaller display has a smaller one.
pub(super) const MIN_SIZE: Vec2 = Vec2::new(640.0, 400.0);

/// A size that only the display is the reason for. It is not saved: the next display may be larger.
#[derive(Debug, Default, Resource)]
pub(super) struct FittedSize {
    /// The size the window was made, in pixels.
    pixels: UVec2,
    /// The size it would have had, in points.
    wanted: UVec2,
}

/// For how many frames the size of a window that opens is looked after.
const FRAMES_UNTIL_PLACED: u8 = 10;

/// Whether a window of this size can have been ours: a damaged settings file must not hide the window.
pub(super) fn is_plausible(window: &WindowBox) -> bool {
    (320..=8192).contains(&window.width) && (240..=8192).contains(&window.height)
}

/// The mode of the window.
pub(super) const fn window_mode(full_screen: bool) -> WindowMode {
    if full_screen { WindowMode::BorderlessFullscreen(MonitorSelection::Current) } else { WindowMode::Windowed }
}

/// Makes a window smaller that is larger than the monitor it opens on: on a display of another size or scale than the
/// last time, or at the first start.
fn fit_to_monitor(
    mut windows: Query<(&mut Window, Option<&OnMonitor>), With<PrimaryWindow>>,
    monitors: Query<(&Monitor, Has<PrimaryMonitor>)>,
    mut fitted: ResMut<FittedSize>,
    mut frames: Local<u8>,
) {
    // The window system may grant another size than the one that was asked for, a few frames later.
    if *frames >= FRAMES_UNTIL_PLACED || monitors.is_empty() {
        return;
    }
    *frames += 1;
    for (mut window, on) in &mut windows {
        let here = on.and_then(|on| monitors.get(on.0).ok());
        let monitor = here.or_else(|| monitors.iter().find(|(_, is_primary)| *is_primary)).or(monitors.iter().next());
        let Some((monitor, _)) = monitor else { continue };
        let size = monitor.physical_size();
        let least = MIN_SIZE.min(size.as_vec2() / window.scale_factor());
        let constraints = window.resize_constraints;
        if (constraints.min_width, constraints.min_height) != (least.x, least.y) {
            window.resize_constraints =
                WindowResizeConstraints { min_width: least.x, min_height: least.y, ..constraints };
        }
        let least = (least * window.scale_factor()).as_uvec2();
        let fitting = window.physical_size().max(least).min(size);
        if fitting != window.physical_size() {
            let wanted = window.resolution.size().round().as_uvec2();
            *fitted = FittedSize { pixels: fitting, wanted: wanted.max(fitted.wanted) };
            window.resolution.set_physical_resolution(fitting.x, fitting.y);
        }
    }
}

/// Moves a window whose monitor is gone to a connected one.
fn move_onto_monitor(
    mut windows: Query<&mut Window, With<PrimaryWindow>>,
    monitors: Query<&Monitor>,
    mut is_checked: Local<bool>,
) {
    if *is_checked || monitors.is_empty() {
        return;
    }
    *is_checked = true;
    for mut window in &mut windows {
        let WindowPosition::At(at) = window.position else { continue };
        // A point of the title bar by which the window can be moved.
        let handle = at + IVec2::new(80, 20);
        let shows = |monitor: &Monitor| {
            let size = UVec2::new(monitor.physical_width, monitor.physical_height).as_ivec2();
            IRect::from_corners(monitor.physical_position, monitor.physical_position + size).contains(handle)
        };
        if !monitors.iter().any(shows) {
            window.position = WindowPosition::Centered(MonitorSelection::Primary);
        }
    }
}

/// Follows the setting for a full screen.
fn set_full_screen(session: Res<Session>, mut windows: Query<&mut Window, With<PrimaryWindow>>) {
    let wanted = window_mode(session.settings.full_screen);
    for mut window in &mut windows {
        if window.mode != wanted {
            window.mode = wanted;
        }
    }
}

/// Saves where the window is when it is closed.
#[expect(clippy::too_many_arguments, reason = "a system's parameters are what it reads and writes")]
pub(super) fn save_placement(
    mut session: ResMut<Session>,
    windows: Query<&Window, With<PrimaryWindow>>,
    fitted: Res<FittedSize>,
    mut moved: MessageReader<WindowMoved>,
    mut resized: MessageReader<WindowResized>,
    mut closing: MessageReader<WindowCloseRequested>,
    mut exiting: MessageReader<AppExit>,
    mut last: Local<Option<WindowBox>>,
    mut position: Local<Option<IVec2>>,
) {
    let saved = session.settings.window;
    let at = position.get_or_insert_with(|| saved.map_or(IVec2::ZERO, |saved| IVec2::new(saved.x, saved.y)));
    if let Some(moved) = moved.read().last().filter(|_| !session.settings.full_screen) {
        *at = moved.position;
    }
    if resized.read().last().is_some() || last.is_none() {
        for window in windows.iter().filter(|window| window.mode == WindowMode::Windowed) {
            // In points, in which the next start asks for it, on whatever display that will be.
            let is_fitted = window.physical_size() == fitted.pixels;
            let size = if is_fitted { fitted.wanted } else { window.resolution.size().round().as_uvec2() };
            let (width, height) = (size.x, size.y);
            // A size that only a rounding of pixels changed is the same: else it would creep from start to start.
            let is_same = |saved: &WindowBox| width.abs_diff(saved.width) <= 1 && height.abs_diff(saved.height) <= 1;
            let size = saved.filter(is_same).unwrap_or(WindowBox { x: at.x, y: at.y, width, height });
            *last = Some(size);
        }
    }
    if (closing.read().count() > 0 || exiting.read().count() > 0)
        && let Some(last) = *last
    {
        session.save_window(WindowBox { x: at.x, y: at.y, ..last });
    }
}
