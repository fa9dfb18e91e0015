//! The system that draws the screens in the window.

use bevy::diagnostic::FrameCount;
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::draw::Screens;
use crate::game::intent::Intent;

/// Draws in the window.
pub(in crate::game) fn window_plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, draw);
}

/// Draws the current screen. egui may run this more than once a frame, so the same intent counts once.
fn draw(
    mut contexts: EguiContexts,
    screens: Screens,
    frame: Res<FrameCount>,
    mut intents: MessageWriter<Intent>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut last: Local<Option<(u32, Intent)>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    if let Some(intent) = screens.show(&ctx) {
        let now = Some((frame.0, intent.clone()));
        if *last != now {
            intents.write(intent);
            // The next frame carries it out.
            redraw.write(RequestRedraw);
        }
        *last = now;
    }
    Ok(())
}
