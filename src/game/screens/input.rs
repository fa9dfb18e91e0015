//! Keys and focus: what the keyboard asks for on each screen.

use bevy_egui::egui::{self, Context, Event, FocusDirection, Id, Key, Modifiers, Response, Ui};

use crate::game::intent::{Intent, Toggle};
use crate::game::screen::Screen;
use crate::game::session::Session;

/// Keys that mean the same on every screen.
pub(super) fn global_key(ctx: &Context, session: &Session, screen: Screen) -> Option<Intent> {
    let typing = ctx.text_edit_focused();
    // A key that leaves a text field has already left it.
    let id = Id::new("a text field had the focus");
    let was_typing = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), typing));
    ctx.input(|input| {
        let command = |key| {
            let with_command = |event: &Event| modifiers(event).command && is_pressed(event, key);
            input.events.iter().any(with_command)
        };
        let once = |key| input.events.iter().any(|event| is_pressed_once(event, key));
        let plain = |key| {
            let alone = |event: &Event| !modifiers(event).any() && is_pressed_once(event, key);
            !typing && input.events.iter().any(alone)
        };
        match () {
            () if once(Key::Escape) && was_typing => None,
            () if once(Key::Escape) && session.notice.is_some() => Some(Intent::DismissNotice),
            () if once(Key::Escape) => Some(Intent::Back),
            () if command(Key::Plus) || command(Key::Equals) => Some(Intent::ChangeTextSize(1)),
            () if command(Key::Minus) => Some(Intent::ChangeTextSize(-1)),
            () if command(Key::Num0) => Some(Intent::ChangeTextSize(0)),
            () if command(Key::Q) => Some(Intent::Quit),
            () if once(Key::F1) && screen != Screen::Help => Some(Intent::GoTo(Screen::Help)),
            () if once(Key::F11) => Some(Intent::Toggle(Toggle::FullScreen)),
            () if plain(Key::M) => Some(Intent::Toggle(Toggle::Sound)),
            () if plain(Key::S) && screen != Screen::Settings => Some(Intent::GoTo(Screen::Settings)),
            () => None,
        }
    })
}

/// Whether a key was pressed while no text field has the focus, with none of Ctrl, Alt and Command. A key that is held counts
/// once, since what it does may be final.
pub(super) fn key_pressed(ui: &Ui, key: Key) -> bool {
    let pressed = |event: &Event| is_plain(event) && is_pressed_once(event, key);
    !ui.ctx().text_edit_focused() && ui.input(|input| input.events.iter().any(pressed))
}

/// Whether none of Ctrl, Alt and Command is held.
fn is_plain(event: &Event) -> bool {
    let held = modifiers(event);
    !held.alt && !held.ctrl && !held.command
}

/// Whether a key was pressed or is held. The key of a digit is the one with the digit on it, whatever it types: on a
/// French keyboard it types the digit only with Shift. A keyboard without Latin letters has them where an English one
/// has them, which `bevy_egui` sees to.
fn is_pressed(event: &Event, key: Key) -> bool {
    let Event::Key { key: typed, physical_key, pressed: true, .. } = event else { return false };
    *typed == key || (!is_digit(*typed) && is_digit(key) && *physical_key == Some(key))
}

/// The modifiers a key was pressed with, which may be released by the end of the frame.
fn modifiers(event: &Event) -> Modifiers {
    if let Event::Key { modifiers, .. } = event { *modifiers } else { Modifiers::NONE }
}

fn is_pressed_once(event: &Event, key: Key) -> bool {
    matches!(event, Event::Key { repeat: false, .. }) && is_pressed(event, key)
}

fn is_digit(key: Key) -> bool {
    key.name().len() == 1 && key.name().bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether nothing has the focus.
pub(super) fn nothing_focused(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none())
}

/// Whether Enter was pressed while nothing has the focus: the main action of a screen.
pub(super) fn enter_pressed(ui: &Ui) -> bool {
    key_pressed(ui, Key::Enter) && nothing_focused(ui)
}

/// The digit that was pressed, as a position from 0. `None` with the setting that turns the digits off.
pub(super) fn digit_pressed(ui: &Ui, session: &Session) -> Option<usize> {
    const DIGITS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    if !session.settings.number_keys || ui.ctx().text_edit_focused() {
        return None;
    }
    ui.input(|input| {
        // With Shift as well: on some keyboards the digits are typed so.
        let pressed = |key: &Key| input.events.iter().any(|event| is_plain(event) && is_pressed_once(event, *key));
        DIGITS.iter().position(pressed)
    })
}

/// Whether a digit takes the `n`th entry of a list. One that is out of view is only scrolled to and marked: nobody takes
/// what they have not seen. The next press takes it.
pub(super) fn takes_digit(ui: &Ui, digit: Option<usize>, n: usize, entry: &Response) -> bool {
    digit == Some(n) && is_in_view_or_shown(ui, entry)
}

/// Whether an entry was clicked. The same holds for a key that presses an entry that was scrolled away.
pub(super) fn was_taken(ui: &Ui, entry: &Response) -> bool {
    let by_key = entry.has_focus() && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
    entry.clicked() && (!by_key || is_in_view_or_shown(ui, entry))
}

/// Whether an entry is in view. If it is not, it is scrolled to and gets the focus.
fn is_in_view_or_shown(ui: &Ui, entry: &Response) -> bool {
    let view = ui.clip_rect().intersect(ui.ctx().viewport_rect());
    let seen = entry.rect.intersect(view).height();
    // One that is taller than the view cannot be seen whole.
    let is_in_view = seen >= entry.rect.height().min(view.height() * 0.8) - 1.0;
    if !is_in_view && entry.has_focus() {
        entry.scroll_to_me(None);
    } else if !is_in_view {
        // It is scrolled to when it has the focus, which is in the next frame.
        entry.request_focus();
    }
    is_in_view
}

fn arrow_pressed(ctx: &Context) -> bool {
    ctx.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::ArrowUp))
}

/// Focuses the first entry of a list on an arrow key, if nothing has the focus. From there egui goes on.
pub(super) fn focus_first_on_arrow(ui: &Ui, first: Option<&Response>) {
    if let Some(first) = first
        && arrow_pressed(ui.ctx())
        && nothing_focused(ui)
    {
        first.request_focus();
        // The same key press must not move on to the second entry.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
}

/// The same for what stands side by side: the arrows to left and right count, too.
pub(super) fn focus_first_on_any_arrow(ui: &Ui, first: Option<&Response>) {
    let sideways = ui.input(|input| input.key_pressed(Key::ArrowLeft) || input.key_pressed(Key::ArrowRight));
    match first {
        Some(first) if sideways && nothing_focused(ui) => {
            first.request_focus();
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        first => focus_first_on_arrow(ui, first),
    }
}

/// The same on a screen without a list: focuses whatever comes first.
pub(super) fn focus_anything_on_arrow(ctx: &Context, screen: Screen) {
    let has_list = matches!(
        screen,
        Screen::Title
            | Screen::SelectProfile
            | Screen::Town
            | Screen::Menu
            | Screen::SelectScenario
            | Screen::Brief
            | Screen::Encounter
            | Screen::LookBack
    );
    if !has_list && arrow_pressed(ctx) && ctx.memory(|memory| memory.focused().is_none()) {
        ctx.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Next));
    }
}

/// Focuses a field once when it appears, and not again while `key` stays the same.
pub(super) fn focus_once(ui: &Ui, key: impl std::hash::Hash + std::fmt::Debug, field: &Response) {
    let last = Id::new("field that was focused last");
    let this = Id::new(key);
    if ui.data(|data| data.get_temp::<Id>(last)) != Some(this) {
        ui.data_mut(|data| data.insert_temp(last, this));
        field.request_focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_the_key_that_types_it_and_a_digit_the_key_it_stands_on() {
        let event = |key: Key, physical: Key| Event::Key {
            key,
            physical_key: Some(physical),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        for (keyboard, typed, place, asked, is_pressed) in [
            ("English", Key::Num4, Key::Num4, Key::Num4, true),
            ("French, without Shift", Key::Quote, Key::Num4, Key::Num4, true),
            ("French, with Shift", Key::Num4, Key::Num4, Key::Num4, true),
            ("French, M at the place of `;`", Key::M, Key::Semicolon, Key::M, true),
            ("French, `,` at the place of M", Key::Comma, Key::M, Key::M, false),
            ("French, Q at the place of A", Key::Q, Key::A, Key::A, false),
            ("German, Z at the place of Y", Key::Z, Key::Y, Key::Z, true),
            ("German, Z at the place of Y", Key::Z, Key::Y, Key::Y, false),
            ("English, another digit", Key::Num3, Key::Num3, Key::Num4, false),
            ("English, a named key", Key::Escape, Key::Escape, Key::Num1, false),
        ] {
            assert_eq!(is_pressed_once(&event(typed, place), asked), is_pressed, "{keyboard}: {asked:?}");
        }
    }
}
