//! An empty Bevy window with one egui button: what `benches/lightness.rs` measures the game against.

use bevy::prelude::*;
use bevy::window::{PresentMode, PrimaryWindow};
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{EguiContexts, EguiInput, EguiPlugin, EguiPreUpdateSet, EguiPrimaryContextPass, egui};

fn main() -> AppExit {
    let window = Window {
        title: "empty".into(),
        name: Some("rapport-empty".into()),
        resolution: bevy::window::WindowResolution::new(1280, 720),
        present_mode: PresentMode::AutoVsync,
        ..default()
    };
    let still = UpdateMode::Reactive {
        wait: std::time::Duration::from_hours(24),
        react_to_device_events: false,
        react_to_user_events: true,
        react_to_window_events: true,
    };
    App::new()
        .add_plugins(DefaultPlugins.set(WindowPlugin { primary_window: Some(window), ..default() }))
        .add_plugins(EguiPlugin::default())
        .insert_resource(WinitSettings { focused_mode: still, unfocused_mode: still })
        .add_systems(Startup, |mut commands: Commands| {
            commands.spawn(Camera2d);
        })
        .add_systems(PreUpdate, quiet.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass))
        .add_systems(EguiPrimaryContextPass, draw)
        .run()
}

/// `bevy_egui` tells egui of the modifier keys in every frame, and egui answers with another frame: without this
/// an empty window would draw for ever, and nothing would be light beside it but by that fault.
fn quiet(mut inputs: Query<&mut EguiInput>) {
    for mut input in &mut inputs {
        input.events.retain(|event| !matches!(event, egui::Event::ModifiersChanged(_)));
    }
}

/// One button; the title says that it has been drawn, as the game's does.
fn draw(mut contexts: EguiContexts, mut windows: Query<&mut Window, With<PrimaryWindow>>) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let area = egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect());
    let mut ui = egui::Ui::new(ctx, "root".into(), area);
    let _ = ui.button("A button");
    for mut window in windows.iter_mut().filter(|window| window.title != "ready") {
        window.title = "ready".into();
    }
    Ok(())
}
