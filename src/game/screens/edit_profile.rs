//! What trainees change about themselves: name, staff number, team.

use bevy_egui::egui::Ui;

use crate::game::drafts::DraftEdit;
use crate::game::intent::Intent;
use crate::game::screens::kit::{column, full_card, heading, scroll};
use crate::game::screens::view::View;
use crate::game::widgets;
use crate::record::Profile;

/// The longest staff number and team, in characters.
const MAX_DETAIL_CHARS: usize = 40;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    if view.session.trainees.current.is_none() {
        return Some(Intent::Back);
    }
    let (_, intent) = scroll(ui, "profile", |ui| {
        let mut intent = heading(ui, theme, "About you", "Back");
        column(ui, 620.0, |ui| {
            full_card(ui, theme, theme.card, |ui| {
                intent = intent.take().or(form(ui, view));
            });
        });
        intent
    });
    intent
}

fn form(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let mut form = view.drafts.profile.clone();
    for (label, about, text, max_chars) in [
        ("Name", "What people in the encounters call you.", &mut form.name, Profile::MAX_NAME_CHARS),
        (
            "Staff number, if you have one",
            "The same number on several machines is the same person in exports.",
            &mut form.staff,
            MAX_DETAIL_CHARS,
        ),
        ("Team, if you like", "Reports can be sorted by team.", &mut form.team, MAX_DETAIL_CHARS),
    ] {
        ui.label(theme.bold(label, theme.body));
        let width = ui.available_width();
        *text = widgets::field(ui, theme, label, text, max_chars, width).text;
        ui.label(theme.small(about));
        ui.add_space(4.0);
    }
    let has_name = !form.name.trim().is_empty();
    let mut intent = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, "Keep this", true).clicked() && has_name {
            intent = Some(Intent::UpdateProfile(form.clone()));
        }
        if widgets::button(ui, theme, "Leave it as it was", false).clicked() {
            intent = Some(Intent::Back);
        }
    });
    if !has_name {
        ui.label(theme.small("A name has at least one letter.").color(theme.coral_deep.0));
    }
    let edit = (form != view.drafts.profile).then_some(Intent::EditDraft(DraftEdit::Profile(form)));
    intent.or(edit)
}
