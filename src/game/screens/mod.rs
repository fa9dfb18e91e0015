//! The screens: each draws the session and returns what the person asked for, and changes nothing.

mod brief;
mod bring;
mod choose;
mod credits;
mod debrief;
mod encounter;
mod help;
mod look_back;
mod profile;
mod progress;
mod records;
mod settings;
mod title;
mod transcript;
mod who;
mod words;

use std::collections::BTreeMap;

use bevy::diagnostic::FrameCount;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy_egui::egui::{
    self, Align, CentralPanel, CornerRadius, Frame, Id, LayerId, Layout, Margin, Rect, ScrollArea, Ui, UiBuilder, vec2,
};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::clock::Clock;
use super::intent::{Card, Intent, Screen, Toggle};
use super::layout::Reachable;
use super::reveal::Reveal;
use super::session::Session;
use super::sound::Caption;
use super::stage::Stage;
use super::theme::Theme;
use super::widgets;

/// What is being typed, and nothing else that a screen would have to remember.
#[derive(Resource, Default)]
pub struct Draft {
    /// A newcomer's name.
    pub name: String,
    /// Somebody's own words, before the replies show.
    pub answer: String,
    /// The path of a file.
    pub path: String,
    /// Name, staff number and team, as they are being changed.
    pub card: Option<Card>,
    /// Whose plays are wanted, as what, and where.
    choosing: Option<records::Choosing>,
}

/// Everything a screen is drawn from.
#[derive(Clone, Copy)]
struct View<'a> {
    theme: &'a Theme,
    session: &'a Session,
    clock: &'a Clock,
    reveal: &'a Reveal,
    stage: &'a Stage,
    caption: &'a Caption,
}

/// The screens and what they are drawn from; a test draws them without a window.
#[derive(SystemParam)]
pub struct Screens<'w> {
    theme: Res<'w, Theme>,
    screen: Res<'w, State<Screen>>,
    session: Res<'w, Session>,
    clock: Res<'w, Clock>,
    reveal: Res<'w, Reveal>,
    stage: Res<'w, Stage>,
    caption: Res<'w, Caption>,
    draft: ResMut<'w, Draft>,
}

impl Screens<'_> {
    /// Draws the present screen; what was asked for.
    pub fn show(&mut self, ctx: &egui::Context) -> Option<Intent> {
        let (theme, session, screen) = (&*self.theme, &*self.session, *self.screen.get());
        let view = View {
            theme,
            session,
            clock: &self.clock,
            reveal: &self.reveal,
            stage: &self.stage,
            caption: &self.caption,
        };
        let draft = &mut *self.draft;
        Reachable::clear(ctx);
        first_of_all(ctx, screen);
        let area = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.viewport_rect());
        let mut root = Ui::new(ctx.clone(), "root".into(), area);
        let mut intent = notice(&mut root, theme, session);
        let margin = if screen == Screen::Title { Margin::ZERO } else { Margin::symmetric(24, 16) };
        CentralPanel::default().frame(Frame::new().inner_margin(margin)).show(&mut root, |ui| {
            let asked = match screen {
                Screen::Title => title::ui(ui, &view),
                Screen::Who => who::ui(ui, &view, &mut draft.name),
                Screen::Profile => profile::ui(ui, &view, &mut draft.card),
                Screen::Choose => choose::ui(ui, &view),
                Screen::Brief => brief::ui(ui, &view),
                Screen::Encounter => encounter::ui(ui, &view, &mut draft.answer),
                Screen::LookBack => look_back::ui(ui, &view),
                Screen::Debrief => debrief::ui(ui, &view),
                Screen::Transcript => transcript::ui(ui, &view),
                Screen::Progress => progress::ui(ui, &view),
                Screen::Bring => bring::ui(ui, &view, &mut draft.path),
                Screen::Records => records::ui(ui, &view, &mut draft.choosing),
                Screen::Settings => settings::ui(ui, &view),
                Screen::Credits => credits::ui(ui, &view),
                Screen::Help => help::ui(ui, &view),
            };
            intent = intent.take().or(asked);
        });
        if screen != Screen::Profile {
            draft.card = None;
        }
        if screen != Screen::Records {
            draft.choosing = None;
        }
        if session.playing.is_none() {
            draft.answer.clear();
        }
        veil(&root, theme, self.stage.veil());
        intent.or_else(|| keys(ctx, session, screen))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Draft>();
}

/// Draws in the window.
pub(super) fn window_plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, draw);
}

/// Draws the present screen; egui may run this more than once a frame, so an intent counts once.
fn draw(
    mut contexts: EguiContexts,
    mut screens: Screens,
    frame: Res<FrameCount>,
    mut intents: MessageWriter<Intent>,
    mut last: Local<Option<(u32, Intent)>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    if let Some(intent) = screens.show(&ctx) {
        let now = Some((frame.0, intent.clone()));
        if *last != now {
            intents.write(intent);
        }
        *last = now;
    }
    Ok(())
}

/// A screen that has just come shows through.
fn veil(root: &Ui, theme: &Theme, share: f32) {
    if share > 0.0 {
        let whole = root.ctx().viewport_rect();
        root.painter().rect_filled(whole, CornerRadius::ZERO, theme.ground.0.gamma_multiply(share));
    }
}

/// What went wrong, above everything else, until it is read.
fn notice(root: &mut Ui, theme: &Theme, session: &Session) -> Option<Intent> {
    let words = session.notice.as_ref()?;
    let frame = Frame::new().fill(theme.coral_pale.0).inner_margin(Margin::symmetric(24, 12));
    egui::Panel::top("notice")
        .frame(frame)
        .show(root, |ui| {
            ui.horizontal_wrapped(|ui| {
                let response = ui.label(theme.text(words));
                live(ui, &response);
                widgets::button(ui, theme, "I have read it", false).clicked().then_some(Intent::Dismiss)
            })
            .inner
        })
        .inner
}

/// Keys that mean the same everywhere.
fn keys(ctx: &egui::Context, session: &Session, screen: Screen) -> Option<Intent> {
    use egui::Key;
    let typing = ctx.text_edit_focused();
    // The key that leaves a field has left it before we see it.
    let was = Id::new("somebody was typing");
    let was_typing = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(was), typing));
    ctx.input(|input| {
        let sized = |key| input.modifiers.command && input.key_pressed(key);
        let once = |key| input.events.iter().any(|event| is_pressed_once(event, key));
        let plain = |key| !typing && !input.modifiers.any() && once(key);
        match () {
            () if once(Key::Escape) && was_typing => None,
            () if once(Key::Escape) && session.notice.is_some() => Some(Intent::Dismiss),
            () if once(Key::Escape) => Some(Intent::Back),
            () if sized(Key::Plus) || sized(Key::Equals) => Some(Intent::Size(1)),
            () if sized(Key::Minus) => Some(Intent::Size(-1)),
            () if sized(Key::Num0) => Some(Intent::Size(0)),
            () if sized(Key::Q) => Some(Intent::Quit),
            () if once(Key::F1) && screen != Screen::Help => Some(Intent::Go(Screen::Help)),
            () if once(Key::F11) => Some(Intent::Toggle(Toggle::FullScreen)),
            () if plain(Key::M) => Some(Intent::Toggle(Toggle::Sound)),
            () if plain(Key::S) && screen != Screen::Settings => Some(Intent::Go(Screen::Settings)),
            () => None,
        }
    })
}

/// Whether a key was pressed, once for as long as it is held: what it does may not be undone.
fn pressed(ui: &Ui, key: egui::Key) -> bool {
    !ui.ctx().text_edit_focused() && ui.input(|input| input.events.iter().any(|event| is_pressed_once(event, key)))
}

fn is_pressed_once(event: &egui::Event, key: egui::Key) -> bool {
    matches!(event, egui::Event::Key { key: pressed, pressed: true, repeat: false, .. } if *pressed == key)
}

/// A field takes the focus once, when it comes; whoever leaves it has left it.
fn focus_once(ui: &Ui, what: impl std::hash::Hash + std::fmt::Debug, field: &egui::Response) {
    let last = Id::new("took the focus last");
    let this = Id::new(what);
    if ui.data(|data| data.get_temp::<Id>(last)) != Some(this) {
        ui.data_mut(|data| data.insert_temp(last, this));
        field.request_focus();
    }
}

/// On a screen without a list of its own an arrow goes to the first thing to press.
fn first_of_all(ctx: &egui::Context, screen: Screen) {
    let has_list = matches!(
        screen,
        Screen::Title | Screen::Who | Screen::Choose | Screen::Brief | Screen::Encounter | Screen::LookBack
    );
    let arrow = ctx.input(|input| input.key_pressed(egui::Key::ArrowDown) || input.key_pressed(egui::Key::ArrowUp));
    if arrow && !has_list && ctx.memory(|memory| memory.focused().is_none()) {
        ctx.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Next));
    }
}

/// Whether Enter was pressed with nothing in focus: what a screen is for.
fn entered(ui: &Ui) -> bool {
    pressed(ui, egui::Key::Enter) && ui.memory(|memory| memory.focused().is_none())
}

/// The digit that was pressed, as a position from 0, unless somebody is typing or wants the keys for themselves.
fn digit(ui: &Ui, session: &Session) -> Option<usize> {
    use egui::Key;
    const DIGITS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    let plain = session.settings.number_keys && ui.input(|input| !input.modifiers.any());
    DIGITS.iter().position(|key| pressed(ui, *key)).filter(|_| plain)
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

/// Said aloud to whoever cannot see it.
fn live(ui: &Ui, response: &egui::Response) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

/// A scrolled text is never lower than a line.
const LOWEST_SCROLL: f32 = 30.0;

/// What does not fit scrolls: with the page keys, and to whatever has the focus; how high it is, and what it gave.
fn scroll<R>(ui: &mut Ui, id: impl std::hash::Hash + std::fmt::Debug, contents: impl FnOnce(&mut Ui) -> R) -> (f32, R) {
    scrolled(ui, ScrollArea::vertical().id_salt(id), contents)
}

/// The same, showing its end until somebody scrolls.
fn scroll_to_end(ui: &mut Ui, id: impl std::hash::Hash + std::fmt::Debug, contents: impl FnOnce(&mut Ui)) {
    scrolled(ui, ScrollArea::vertical().id_salt(id).stick_to_bottom(true), contents);
}

fn scrolled<R>(ui: &mut Ui, area: ScrollArea, contents: impl FnOnce(&mut Ui) -> R) -> (f32, R) {
    let page = ui.available_height() * 0.8;
    let shown = area.auto_shrink([false, false]).min_scrolled_height(LOWEST_SCROLL).show(ui, |ui| {
        let turned = ui.input(|input| {
            let turned = |key| f32::from(u8::from(input.key_pressed(key)));
            turned(egui::Key::PageUp) - turned(egui::Key::PageDown)
        });
        if turned != 0.0 {
            ui.scroll_with_delta(vec2(0.0, turned * page));
        }
        contents(ui)
    });
    Reachable::add(ui.ctx(), shown.inner_rect);
    (shown.content_size.y, shown.inner)
}

/// A part of the screen of its own.
fn part(ui: &mut Ui, rect: Rect) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)))
}

/// A heading with the way back in front of it.
fn heading(ui: &mut Ui, theme: &Theme, words: &str, back: &str) -> Option<Intent> {
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, back, false).clicked() {
            intent = Some(Intent::Back);
        }
        ui.label(theme.bold(words, theme.title));
    });
    ui.add_space(4.0);
    intent
}

/// A column of text in the middle of a wide window.
fn column<R>(ui: &mut Ui, widest: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let width = ui.available_width().min(widest);
    let left = (ui.available_width() - width) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(left);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            ui.set_width(width);
            contents(ui)
        })
        .inner
    })
    .inner
}

/// Heights as they were laid out last, so that a picture can give way to words.
fn remembered(ui: &Ui, what: &str) -> (Id, f32) {
    let id = Id::new(("height of", what));
    (id, ui.data(|data| data.get_temp(id)).unwrap_or(0.0))
}

/// Keeps a height for the next picture, which is drawn at once if it changed.
fn remember(ui: &Ui, id: Id, before: f32, now: f32) {
    if (now - before).abs() > 1.0 {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_repaint();
    }
}

/// Things of one sort together, in the order of the sorts.
fn grouped<K: Ord, V>(of: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (key, value) in of {
        groups.entry(key).or_default().push(value);
    }
    groups
}
