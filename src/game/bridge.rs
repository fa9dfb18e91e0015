//! What `bevy_egui` leaves to its users: silence while nothing changes, and presses by a screen reader.

use bevy::a11y::ActionRequest;
use bevy::prelude::*;
use bevy_egui::{EguiInput, EguiPlugin, EguiPreUpdateSet, egui};

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(EguiPlugin::default()).add_systems(
        PreUpdate,
        (drop_unchanged_modifiers, forward_actions)
            .chain()
            .after(EguiPreUpdateSet::ProcessInput)
            .before(EguiPreUpdateSet::BeginPass),
    );
}

/// `bevy_egui` 0.42 tells egui of the modifier keys in every frame; egui answers any event with a repaint,
/// and so the window would draw for ever. Only a change is passed on.
fn drop_unchanged_modifiers(mut inputs: Query<&mut EguiInput>, mut last: Local<Option<egui::Modifiers>>) {
    for mut input in &mut inputs {
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(modifiers) => last.replace(*modifiers) != Some(*modifiers),
            _ => true,
        });
    }
}

/// `bevy_egui` shows the tree of controls to a screen reader; what the screen reader presses comes back here.
fn forward_actions(mut requests: MessageReader<ActionRequest>, mut inputs: Query<&mut EguiInput>) {
    for request in requests.read() {
        for mut input in &mut inputs {
            input.events.push(egui::Event::AccessKitActionRequest(request.0.clone()));
        }
    }
}
