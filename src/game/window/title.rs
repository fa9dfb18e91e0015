//! The title and the icon of the window.

use bevy::ecs::system::NonSendMarker;
use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy::winit::WINIT_WINDOWS;
use bevy_egui::EguiPostUpdateSet;

use super::placement;
use crate::game::schedule::AppSystems;
use crate::game::screen::Screen;
use crate::game::screens::window_title;
use crate::game::session::Session;
use crate::picture::{Fit, shipped_drawing};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, set_icon.in_set(AppSystems::Present)).add_systems(
        PostUpdate,
        // Tests take a new title for a sign that the screen was drawn.
        set_title.after(EguiPostUpdateSet::EndPass).before(placement::save_placement),
    );
}

/// Sets the icon once the window exists. Systems that take it from the desktop entry ignore this.
fn set_icon(mut windows: Query<Entity, With<PrimaryWindow>>, mut is_set: Local<bool>, _main_thread: NonSendMarker) {
    const SIDE: u32 = 128;
    if *is_set {
        return;
    }
    WINIT_WINDOWS.with_borrow(|known| {
        for entity in &mut windows {
            let Some(window) = known.get_window(entity) else { continue };
            let picture =
                shipped_drawing("icon", [0.0, 0.0, 256.0, 256.0], "").map(|svg| svg.draw(SIDE, SIDE, Fit::Whole));
            let icon = picture.and_then(|icon| winit::window::Icon::from_rgba(icon.rgba().to_vec(), SIDE, SIDE).ok());
            window.set_window_icon(icon);
            *is_set = true;
        }
    });
}

/// Names the screen in the title.
fn set_title(screen: Res<State<Screen>>, session: Res<Session>, mut windows: Query<&mut Window, With<PrimaryWindow>>) {
    let title = window_title(*screen.get(), &session);
    for mut window in &mut windows {
        if window.title != title {
            window.title.clone_from(&title);
        }
    }
}
