//! The question for the coach's word, before the reports over everybody.

use bevy_egui::egui::{Sense, Ui, vec2};

use crate::app::CoachWord;
use crate::game::drafts::DraftEdit;
use crate::game::intent::Intent;
use crate::game::screens::input::focus_once;
use crate::game::screens::kit::full_card;
use crate::game::screens::view::View;
use crate::game::stage;
use crate::game::widgets;

/// The height of the picture of the town below the question, in points, and of the smallest window that has one.
const PICTURE_HEIGHT: f32 = 380.0;
const MIN_HEIGHT_WITH_PICTURE: f32 = 700.0;

/// Asks for the coach's word, or for a new one if there is none.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let is_set = view.session.settings.coach_word.is_some();
    let mut intent = None;
    full_card(ui, theme, theme.card, |ui| {
        let title = if is_set { "The coach's word" } else { "Choose a coach's word" };
        ui.label(theme.bold(title, 22.0));
        ui.label(theme.text(if is_set {
            "Reports show everybody's scores. Whoever knows the word of this machine can make them."
        } else {
            "Reports show everybody's scores. Choose a word that trainees do not know; from now on it is asked for here."
        }));
        ui.add_space(4.0);
        let draft = &view.drafts.coach_word;
        let (mut word, mut is_submitted) = (draft.clone(), false);
        ui.horizontal_wrapped(|ui| {
            let width = (ui.available_width() - 160.0).clamp(140.0, 420.0).min(ui.available_width());
            let field = widgets::secret_field(ui, theme, title, draft, CoachWord::MAX_CHARS, width);
            focus_once(ui, "coach's word", &field.response);
            let words = if is_set { "Open" } else { "Set it" };
            is_submitted = widgets::button(ui, theme, words, true).clicked() || field.is_submitted;
            if is_submitted && field.text.trim().is_empty() {
                field.response.request_focus();
            }
            word = field.text;
        });
        ui.label(theme.small(if is_set {
            "Forgotten? Delete settings.json in the data folder: all settings and the word begin anew. Your own scores are under My progress."
        } else {
            "At least 6 characters. Your own scores are under My progress, without any word."
        }));
        if is_submitted && !word.trim().is_empty() {
            intent = Some(Intent::OpenReports(word));
        } else if word != *draft {
            intent = Some(Intent::EditDraft(DraftEdit::CoachWord(word)));
        }
    });
    if ui.ctx().viewport_rect().height() > MIN_HEIGHT_WITH_PICTURE {
        ui.add_space(8.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), PICTURE_HEIGHT), Sense::hover());
        stage::backdrop(ui, theme, rect);
    }
    intent
}
