//! What `bevy_egui` leaves to its users: silence while nothing changes, letters in the frame that shows them, keys with
//! the modifiers they were pressed with, and presses by a screen reader.

use bevy::a11y::ActionRequest;
use bevy::asset::AssetEventSystems;
use bevy::input::keyboard::{Key, KeyboardFocusLost, KeyboardInput};
use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use bevy_egui::helpers::bevy_to_egui_physical_key;
use bevy_egui::{EguiInput, EguiPlugin, EguiPostUpdateSet, EguiPreUpdateSet, egui};

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(EguiPlugin::default())
        .add_systems(
            PreUpdate,
            (restore_modifiers, drop_unchanged_modifiers, name_released_keys, forward_actions)
                .chain()
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        // `bevy_egui` 0.42 leaves this order open. The other way round the renderer hears of a new or changed texture
        // only in the next frame: letters that are shown for the first time are missing until then, and everything
        // is while the texture of the letters is replaced by a larger one.
        .configure_sets(PostUpdate, EguiPostUpdateSet::PostProcessOutput.before(AssetEventSystems));
}

/// The modifier keys that are held.
#[derive(Clone, Copy, Debug, Default)]
struct HeldModifiers {
    shift: bool,
    ctrl: bool,
    alt: bool,
    /// The key with the mark of Windows or of Apple.
    system: bool,
}

impl HeldModifiers {
    fn note(&mut self, input: &KeyboardInput) {
        let held = match input.logical_key {
            Key::Shift => &mut self.shift,
            Key::Control => &mut self.ctrl,
            Key::Alt => &mut self.alt,
            Key::Super | Key::Meta => &mut self.system,
            _ => return,
        };
        *held = input.state.is_pressed();
    }

    const fn for_egui(self) -> egui::Modifiers {
        let on_mac = cfg!(target_os = "macos");
        egui::Modifiers {
            alt: self.alt,
            ctrl: self.ctrl,
            shift: self.shift,
            mac_cmd: on_mac && self.system,
            command: if on_mac { self.system } else { self.ctrl },
        }
    }

    /// Whether a key types a letter: with Ctrl it does not, but Ctrl and Alt together are `AltGr`.
    const fn types_letters(self) -> bool {
        !self.system && !self.ctrl || !cfg!(target_os = "macos") && self.ctrl && self.alt
    }
}

/// `bevy_egui` 0.42 gives every key of a frame the modifiers that are held at its end. In a frame that takes long, Ctrl
/// is pressed and released again, and Ctrl Q would be a Q.
fn restore_modifiers(
    mut typed: MessageReader<KeyboardInput>,
    mut focus_lost: MessageReader<KeyboardFocusLost>,
    mut inputs: Query<&mut EguiInput>,
    mut held: Local<HeldModifiers>,
) {
    if focus_lost.read().count() > 0 {
        *held = HeldModifiers::default();
    }
    let typed: Vec<(KeyboardInput, HeldModifiers)> = typed
        .read()
        .map(|input| {
            held.note(input);
            (input.clone(), *held)
        })
        .collect();
    if typed.is_empty() {
        return;
    }
    for mut input in &mut inputs {
        let events = std::mem::take(&mut input.events);
        input.events = with_modifiers(events, &typed);
    }
}

/// The events of a frame, each key with the modifiers that were held when it was pressed or released.
fn with_modifiers(events: Vec<egui::Event>, typed: &[(KeyboardInput, HeldModifiers)]) -> Vec<egui::Event> {
    let mut rest = typed.iter();
    let mut found: Vec<egui::Event> = Vec::with_capacity(events.len());
    for mut event in events {
        if let egui::Event::Key { physical_key: Some(place), pressed, modifiers, .. } = &mut event {
            let is_this = |input: &KeyboardInput| {
                bevy_to_egui_physical_key(&input.key_code) == Some(*place) && input.state.is_pressed() == *pressed
            };
            // Keys that egui does not know have no event.
            if let Some((_, held)) =
                rest.as_slice().iter().position(|(input, _)| is_this(input)).and_then(|n| rest.nth(n))
            {
                *modifiers = held.for_egui();
                if *pressed && !held.types_letters() && matches!(found.last(), Some(egui::Event::Text(_))) {
                    found.pop();
                }
            }
        }
        found.push(event);
    }
    found
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
    use bevy::asset::AssetPlugin;
    use bevy::input::ButtonState;
    use bevy::input::keyboard::KeyCode;
    use bevy::shader::Shader;
    use bevy_egui::EguiRenderOutput;
    use bevy_egui::egui::epaint::{ColorImage, ImageDelta};
    use bevy_egui::egui::{Event, Key, Modifiers, TextureId, TextureOptions};

    use super::*;

    /// A key that is pressed or released, as the window reports it.
    fn typed(key: bevy::input::keyboard::Key, place: KeyCode, state: ButtonState) -> KeyboardInput {
        let window = Entity::PLACEHOLDER;
        KeyboardInput { key_code: place, logical_key: key, state, text: None, repeat: false, window }
    }

    #[test]
    fn a_key_has_the_modifiers_it_was_pressed_with() {
        let mut held = HeldModifiers::default();
        let letter = bevy::input::keyboard::Key::Character("q".into());
        let control = bevy::input::keyboard::Key::Control;
        let inputs = [
            typed(letter.clone(), KeyCode::KeyQ, ButtonState::Pressed),
            typed(letter.clone(), KeyCode::KeyQ, ButtonState::Released),
            typed(control.clone(), KeyCode::ControlLeft, ButtonState::Pressed),
            typed(letter.clone(), KeyCode::KeyQ, ButtonState::Pressed),
            typed(letter, KeyCode::KeyQ, ButtonState::Released),
            typed(control, KeyCode::ControlLeft, ButtonState::Released),
        ];
        let inputs = inputs.map(|input| {
            held.note(&input);
            (input, held)
        });
        let key = |pressed, modifiers| Event::Key {
            key: Key::Q,
            physical_key: Some(Key::Q),
            pressed,
            repeat: false,
            modifiers,
        };
        let none = Modifiers::NONE;
        let text = || Event::Text("q".into());
        let reported = vec![text(), key(true, none), key(false, none), text(), key(true, none), key(false, none)];
        let ctrl = HeldModifiers { ctrl: true, ..HeldModifiers::default() }.for_egui();
        // A letter that was typed with Ctrl is no text.
        let wanted = [text(), key(true, none), key(false, none), key(true, ctrl), key(false, ctrl)];
        assert_eq!(with_modifiers(reported, &inputs), wanted);
    }

    #[test]
    fn a_texture_reaches_the_renderer_in_the_frame_that_uses_it() {
        let mut app = App::new();
        let windows = WindowPlugin { primary_window: None, ..default() };
        app.add_plugins((MinimalPlugins, AssetPlugin::default(), bevy::input::InputPlugin, windows))
            .init_asset::<Image>()
            .init_asset::<Shader>()
            .add_message::<ActionRequest>()
            .add_plugins((bevy::a11y::AccessibilityPlugin, plugin));
        app.update();
        let mut output = EguiRenderOutput::default();
        let letters = ImageDelta::full(ColorImage::filled([2, 2], egui::Color32::WHITE), TextureOptions::LINEAR);
        output.textures_delta.set.insert(TextureId::default(), vec![letters].into_iter().collect());
        app.world_mut().spawn(output);
        let mut heard = app.world().resource::<Messages<AssetEvent<Image>>>().get_cursor_current();
        app.update();
        let added = heard.read(app.world().resource::<Messages<AssetEvent<Image>>>()).count();
        assert!(added > 0, "the renderer hears of the texture in the same frame");
    }

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
