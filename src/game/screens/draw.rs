//! Draws the current screen, with the notice above it.

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy_egui::egui::{self, CentralPanel, CornerRadius, Frame, LayerId, Margin, Ui, UiBuilder};

use super::notice::notice;
use super::view::View;
use super::window_title::window_title;
use super::{
    brief, credits, debrief, edit_profile, encounter, evening, help, import, input, look_back, menu, new_season,
    progress, records, select_profile, select_scenario, settings, title, town, transcript, who_knows_whom, your_word,
};
use crate::game::drafts::Drafts;
use crate::game::intent::Intent;
use crate::game::layout::Reachable;
use crate::game::playback::{Caption, Clock, TextReveal};
use crate::game::screen::Screen;
use crate::game::session::Session;
use crate::game::stage::{self, Stage};
use crate::game::theme::ThemeTokens;

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
        // The whole window has a name in the tree of a screen reader, too.
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| {
            node.set_label(window_title(screen, &self.session));
        });
        input::focus_anything_on_arrow(ctx, screen);
        let area = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.viewport_rect());
        let mut root = Ui::new(ctx.clone(), "root".into(), area);
        let mut intent = notice(&mut root, &view);
        // These fill the window with a picture.
        let is_full = matches!(screen, Screen::Title | Screen::Town | Screen::Evening | Screen::YourWord);
        let margin = if is_full { Margin::ZERO } else { Margin::symmetric(24, 16) };
        CentralPanel::default().frame(Frame::new().inner_margin(margin)).show(&mut root, |ui| {
            let asked = draw_screen(ui, &view, screen);
            intent = intent.take().or(asked);
        });
        fade_in(&root, &view);
        stage::note_screen(ctx, screen);
        intent.or_else(|| input::global_key(ctx, &self.session, screen))
    }
}

fn draw_screen(ui: &mut Ui, view: &View<'_>, screen: Screen) -> Option<Intent> {
    match screen {
        Screen::Title => title::ui(ui, view),
        Screen::SelectProfile => select_profile::ui(ui, view),
        Screen::EditProfile => edit_profile::ui(ui, view),
        Screen::Town => town::ui(ui, view),
        Screen::Evening => evening::ui(ui, view),
        Screen::WhoKnowsWhom => who_knows_whom::ui(ui, view),
        Screen::YourWord => your_word::ui(ui, view),
        Screen::NewSeason => new_season::ui(ui, view),
        Screen::Menu => menu::ui(ui, view),
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

/// Covers a new screen while it fades in.
fn fade_in(root: &Ui, view: &View<'_>) {
    let share = view.stage.screen_fade();
    if share > 0.0 {
        let whole = root.ctx().viewport_rect();
        root.painter().rect_filled(whole, CornerRadius::ZERO, view.theme.ground.0.gamma_multiply(share));
    }
}
