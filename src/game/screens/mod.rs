//! The screens: each is a function from what is shown to an intent. It draws, and changes nothing.
//!
//! What egui itself remembers between two frames (focus, scrolling, the heights of texts) is not part of the
//! session; a screen may change that.

mod brief;
mod credits;
mod debrief;
mod edit_profile;
mod encounter;
mod help;
mod import;
mod input;
mod kit;
mod look_back;
mod progress;
mod records;
mod select_profile;
mod select_scenario;
mod settings;
mod title;
mod transcript;
mod words;

use bevy::diagnostic::FrameCount;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy_egui::egui::{self, CentralPanel, CornerRadius, Frame, LayerId, Margin, Ui, UiBuilder};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::drafts::Drafts;
use super::intent::Intent;
use super::layout::Reachable;
use super::playback::{Caption, Clock, TextReveal};
use super::screen::Screen;
use super::session::Session;
use super::stage::Stage;
use super::theme::ThemeTokens;
use super::widgets;

/// Everything a screen is drawn from.
#[derive(Clone, Copy)]
struct View<'a> {
    theme: &'a ThemeTokens,
    session: &'a Session,
    drafts: &'a Drafts,
    clock: &'a Clock,
    reveal: &'a TextReveal,
    stage: &'a Stage,
    caption: &'a Caption,
}

/// The screens and what they are drawn from, for reading only; a test draws them without a window.
#[derive(SystemParam)]
pub struct Screens<'w> {
    theme: Res<'w, ThemeTokens>,
    screen: Res<'w, State<Screen>>,
    session: Res<'w, Session>,
    drafts: Res<'w, Drafts>,
    clock: Res<'w, Clock>,
    reveal: Res<'w, TextReveal>,
    stage: Res<'w, Stage>,
    caption: Res<'w, Caption>,
}

impl Screens<'_> {
    /// Draws the current screen and returns what the user asked for.
    #[must_use]
    pub fn show(&self, ctx: &egui::Context) -> Option<Intent> {
        let screen = *self.screen.get();
        let view = View {
            theme: &self.theme,
            session: &self.session,
            drafts: &self.drafts,
            clock: &self.clock,
            reveal: &self.reveal,
            stage: &self.stage,
            caption: &self.caption,
        };
        Reachable::clear(ctx);
        input::focus_anything_on_arrow(ctx, screen);
        let area = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.viewport_rect());
        let mut root = Ui::new(ctx.clone(), "root".into(), area);
        let mut intent = notice(&mut root, &view);
        let margin = if screen == Screen::Title { Margin::ZERO } else { Margin::symmetric(24, 16) };
        CentralPanel::default().frame(Frame::new().inner_margin(margin)).show(&mut root, |ui| {
            let asked = draw_screen(ui, &view, screen);
            intent = intent.take().or(asked);
        });
        fade_in(&root, &view);
        intent.or_else(|| input::global_key(ctx, &self.session, screen))
    }
}

fn draw_screen(ui: &mut Ui, view: &View<'_>, screen: Screen) -> Option<Intent> {
    match screen {
        Screen::Title => title::ui(ui, view),
        Screen::SelectProfile => select_profile::ui(ui, view),
        Screen::EditProfile => edit_profile::ui(ui, view),
        Screen::SelectScenario => select_scenario::ui(ui, view),
        Screen::Brief => brief::ui(ui, view),
        Screen::Encounter => encounter::ui(ui, view),
        Screen::LookBack => look_back::ui(ui, view),
        Screen::Debrief => debrief::ui(ui, view),
        Screen::Transcript => transcript::ui(ui, view),
        Screen::Progress => progress::ui(ui, view),
        Screen::Import => import::ui(ui, view),
        Screen::Records => records::ui(ui, view),
        Screen::Settings => settings::ui(ui, view),
        Screen::Credits => credits::ui(ui, view),
        Screen::Help => help::ui(ui, view),
    }
}

/// The notice above the screen, until it is dismissed.
fn notice(root: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let words = view.session.notice.as_ref()?;
    let frame = Frame::new().fill(theme.coral_pale.0).inner_margin(Margin::symmetric(24, 12));
    let contents = |ui: &mut Ui| {
        let response = ui.label(theme.text(words));
        kit::announce(ui, &response);
        widgets::button(ui, theme, "I have read it", false).clicked().then_some(Intent::DismissNotice)
    };
    egui::Panel::top("notice").frame(frame).show(root, |ui| ui.horizontal_wrapped(contents).inner).inner
}

/// Covers a new screen while it fades in.
fn fade_in(root: &Ui, view: &View<'_>) {
    let share = view.stage.screen_fade();
    if share > 0.0 {
        let whole = root.ctx().viewport_rect();
        root.painter().rect_filled(whole, CornerRadius::ZERO, view.theme.ground.0.gamma_multiply(share));
    }
}

/// Draws in the window.
pub(super) fn window_plugin(app: &mut App) {
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
