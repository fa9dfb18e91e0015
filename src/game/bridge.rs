//! What `bevy_egui` leaves to its users: silence while nothing changes, and presses by a screen reader.

use bevy::a11y::ActionRequest;
use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use bevy_egui::{EguiInput, EguiPlugin, EguiPreUpdateSet, egui};

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(EguiPlugin::default()).add_systems(
        PreUpdate,
        (drop_unchanged_modifiers, name_released_keys, forward_actions)
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

/// Names what a key typed when it was pressed where it is released. Where Shift was pressed or released meanwhile, the
/// release would name another key; egui would then take the first one for held, and its next presses for repetitions.
fn name_released_keys(mut inputs: Query<&mut EguiInput>, mut held: Local<HeldKeys>) {
    for mut input in &mut inputs {
        let events = std::mem::take(&mut input.events);
        input.events = held.named(events);
    }
}

/// What the keys that are held down typed when they were pressed, by their place on the keyboard.
#[derive(Debug, Default)]
struct HeldKeys(HashMap<egui::Key, egui::Key>);

impl HeldKeys {
    fn named(&mut self, events: Vec<egui::Event>) -> Vec<egui::Event> {
        let mut named = Vec::with_capacity(events.len());
        for mut event in events {
            let mut before = None;
            if let egui::Event::Key { key, physical_key: Some(place), pressed, .. } = &mut event {
                if *pressed {
                    before = self.0.insert(*place, *key).filter(|before| before != key);
                } else {
                    *key = self.0.remove(place).unwrap_or(*key);
                }
            }
            if let Some(before) = before {
                named.push(released(&event, before));
            }
            named.push(event);
        }
        named
    }
}

/// The release of a key that was held when an event came.
fn released(event: &egui::Event, held: egui::Key) -> egui::Event {
    let mut event = event.clone();
    if let egui::Event::Key { key, pressed, .. } = &mut event {
        (*key, *pressed) = (held, false);
    }
    event
}

/// `bevy_egui` shows the tree of controls to a screen reader; what the screen reader presses comes back here.
fn forward_actions(mut requests: MessageReader<ActionRequest>, mut inputs: Query<&mut EguiInput>) {
    for request in requests.read() {
        for mut input in &mut inputs {
            input.events.push(egui::Event::AccessKitActionRequest(request.0.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use bevy_egui::egui::{Event, Key, Modifiers};

    use super::*;

    fn event(key: Key, pressed: bool) -> Event {
        Event::Key { key, physical_key: Some(Key::Num1), pressed, repeat: false, modifiers: Modifiers::NONE }
    }

    #[test]
    fn a_key_is_released_as_it_was_pressed() {
        let mut held = HeldKeys::default();
        // On a Czech keyboard, with Shift released first.
        let events = held.named(vec![event(Key::Num1, true), event(Key::Plus, false)]);
        assert_eq!(events, [event(Key::Num1, true), event(Key::Num1, false)]);
        // Held while Shift is pressed.
        let events = held.named(vec![event(Key::Plus, true), event(Key::Num1, true), event(Key::Num1, false)]);
        let wanted = [event(Key::Plus, true), event(Key::Plus, false), event(Key::Num1, true), event(Key::Num1, false)];
        assert_eq!(events, wanted);
        assert!(held.0.is_empty());
    }
}
