//! The screens: each draws the session and returns what the person asked for, and changes nothing.

mod brief;
mod choose;
mod debrief;
mod encounter;
mod who;
mod words;

use bevy::diagnostic::FrameCount;
use bevy::prelude::*;
use bevy_egui::egui::{self, CentralPanel, Frame, LayerId, Margin, ScrollArea, Ui, UiBuilder};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::clock::Clock;
use super::intent::{Intent, Screen};
use super::session::Session;
use super::theme::Theme;
use super::widgets;

/// What is being typed, and nothing else that a screen would have to remember.
#[derive(Resource, Default)]
struct Draft {
    name: String,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Draft>().add_systems(EguiPrimaryContextPass, draw);
}

/// Draws the present screen; egui may run this more than once a frame, so an intent counts once.
#[expect(clippy::too_many_arguments, reason = "a system's parameters are what it reads")]
fn draw(
    mut contexts: EguiContexts,
    theme: Res<Theme>,
    screen: Res<State<Screen>>,
    session: Res<Session>,
    clock: Res<Clock>,
    frame: Res<FrameCount>,
    mut draft: ResMut<Draft>,
    mut intents: MessageWriter<Intent>,
    mut last: Local<Option<(u32, Intent)>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let area = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.viewport_rect());
    let mut root = Ui::new(ctx.clone(), "root".into(), area);
    let margin = Frame::new().inner_margin(Margin::symmetric(24, 16));
    let mut intent = notice(&mut root, &theme, &session);
    CentralPanel::default().frame(margin).show(&mut root, |ui| {
        let asked = match screen.get() {
            Screen::Who => who::ui(ui, &theme, &session, &mut draft.name),
            Screen::Choose => choose::ui(ui, &theme, &session),
            Screen::Brief => brief::ui(ui, &theme, &session),
            Screen::Encounter => encounter::ui(ui, &theme, &session, &clock),
            Screen::Debrief => debrief::ui(ui, &theme, &session),
        };
        intent = intent.take().or(asked);
    });
    let intent = intent.or_else(|| keys(&ctx, &session));
    if let Some(intent) = intent {
        let now = Some((frame.0, intent.clone()));
        if *last != now {
            intents.write(intent);
        }
        *last = now;
    }
    Ok(())
}

/// What went wrong, above everything else, until it is read.
fn notice(root: &mut Ui, theme: &Theme, session: &Session) -> Option<Intent> {
    let words = session.notice.as_ref()?;
    let frame = Frame::new().fill(theme.coral_pale.0).inner_margin(Margin::symmetric(24, 12));
    egui::Panel::top("notice")
        .frame(frame)
        .show(root, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme.text(words));
                widgets::button(ui, theme, "I have read it", false).clicked().then_some(Intent::Dismiss)
            })
            .inner
        })
        .inner
}

/// Keys that mean the same everywhere.
fn keys(ctx: &egui::Context, session: &Session) -> Option<Intent> {
    use egui::Key;
    ctx.input(|input| {
        let sized = |key| input.modifiers.command && input.key_pressed(key);
        match () {
            () if input.key_pressed(Key::Escape) && session.notice.is_some() => Some(Intent::Dismiss),
            () if input.key_pressed(Key::Escape) => Some(Intent::Back),
            () if sized(Key::Plus) || sized(Key::Equals) => Some(Intent::Size(1)),
            () if sized(Key::Minus) => Some(Intent::Size(-1)),
            () if sized(Key::Num0) => Some(Intent::Size(0)),
            () => None,
        }
    })
}

/// Whether a key was pressed, once for as long as it is held: what it does may not be undone.
fn pressed(ui: &Ui, key: egui::Key) -> bool {
    let is_it = |event: &egui::Event| matches!(event, egui::Event::Key { key: k, pressed: true, repeat: false, .. } if *k == key);
    !ui.ctx().text_edit_focused() && ui.input(|input| input.events.iter().any(is_it))
}

/// The digit that was pressed, as a position from 0, unless somebody is typing.
fn digit(ui: &Ui) -> Option<usize> {
    use egui::Key;
    const DIGITS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    DIGITS.iter().position(|key| pressed(ui, *key))
}

/// Arrows go to the first thing to press if nothing has the focus yet; from there egui walks.
fn walk(ui: &Ui, first: Option<&egui::Response>) {
    let arrow = ui.input(|input| input.key_pressed(egui::Key::ArrowDown) || input.key_pressed(egui::Key::ArrowUp));
    if let Some(first) = first
        && arrow
        && ui.memory(|memory| memory.focused().is_none())
    {
        first.request_focus();
        // The same key press must not walk on to the second.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
}

/// What does not fit scrolls; the keyboard reaches it, since what has the focus scrolls into view.
fn scroll<R>(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, contents).inner
}

/// A text that scrolls by the page keys too, since nothing in it takes the focus; how high it is.
fn read(ui: &mut Ui, id: impl std::hash::Hash + std::fmt::Debug, contents: impl FnOnce(&mut Ui)) -> f32 {
    let page = ui.available_height() * 0.8;
    let shown = ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
        let turned = ui.input(|input| {
            let turned = |key| f32::from(u8::from(input.key_pressed(key)));
            turned(egui::Key::PageUp) - turned(egui::Key::PageDown)
        });
        if turned != 0.0 {
            ui.scroll_with_delta(egui::vec2(0.0, turned * page));
        }
        contents(ui);
    });
    shown.content_size.y
}
