//! The engine, with the window as it opens.

use bevy::app::PluginGroupBuilder;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{PresentMode, WindowResolution};

use super::placement;
use crate::app::Settings;

/// The size of a window that was never resized, in points: pixels at a display scale of 1.
const DEFAULT_SIZE: (u32, u32) = (1280, 720);

/// The engine's plugins, with our window where it was last.
pub(in crate::game) fn engine(settings: &Settings) -> PluginGroupBuilder {
    let last = settings.window.filter(placement::is_plausible);
    let (width, height) = last.map_or(DEFAULT_SIZE, |last| (last.width, last.height));
    // A display can be smaller than the smallest window, and was so the last time; `fit_to_monitor` looks at this one.
    let min = placement::MIN_SIZE.min(UVec2::new(width, height).as_vec2());
    let window = Window {
        // The first frame that is drawn sets the title.
        title: "Rapport is opening".into(),
        name: Some("rapport".into()),
        // Before the scale of the display is known, the window system takes this size as points.
        resolution: WindowResolution::new(width, height),
        resize_constraints: WindowResizeConstraints { min_width: min.x, min_height: min.y, ..default() },
        position: last.map_or(WindowPosition::Automatic, |last| WindowPosition::At(IVec2::new(last.x, last.y))),
        mode: placement::window_mode(settings.full_screen),
        present_mode: PresentMode::AutoVsync,
        ..default()
    };
    DefaultPlugins
        .set(WindowPlugin { primary_window: Some(window), ..default() })
        // The engine's own messages are of no use to a trainee at a terminal.
        .set(LogPlugin { level: bevy::log::Level::ERROR, ..default() })
}
