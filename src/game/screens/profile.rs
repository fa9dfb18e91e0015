//! What somebody changes about themselves: name, staff number, team.

use bevy_egui::egui::Ui;

use super::who::LONGEST_NAME;
use super::{Card, Intent, View, column, heading, scroll};
use crate::game::widgets;

/// Longest staff number and team.
const LONGEST: usize = 40;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, draft: &mut Option<Card>) -> Option<Intent> {
    let theme = view.theme;
    let Some(profile) = &view.session.profile else { return Some(Intent::Back) };
    let card = draft.get_or_insert_with(|| Card {
        name: profile.name.clone(),
        staff: profile.staff.clone().unwrap_or_default(),
        team: profile.team.clone().unwrap_or_default(),
    });
    let (_, intent) = scroll(ui, "profile", |ui| {
        let mut intent = heading(ui, theme, "About you", "Back");
        column(ui, 620.0, |ui| {
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                for (label, about, text, longest) in [
                    ("Name", "What people in the encounters call you.", &mut card.name, LONGEST_NAME),
                    (
                        "Staff number, if you have one",
                        "The same number on several machines is the same person in exports.",
                        &mut card.staff,
                        LONGEST,
                    ),
                    ("Team, if you like", "Reports can be sorted by team.", &mut card.team, LONGEST),
                ] {
                    ui.label(theme.bold(label, theme.body));
                    let width = ui.available_width();
                    widgets::field(ui, theme, label, text, longest, width);
                    ui.label(theme.small(about));
                    ui.add_space(4.0);
                }
                ui.horizontal_wrapped(|ui| {
                    if widgets::button(ui, theme, "Keep this", true).clicked() && !card.name.trim().is_empty() {
                        intent = Some(Intent::Change(card.clone()));
                    }
                    if widgets::button(ui, theme, "Leave it as it was", false).clicked() {
                        intent = Some(Intent::Back);
                    }
                });
                if card.name.trim().is_empty() {
                    ui.label(theme.small("A name has at least one letter.").color(theme.coral_deep.0));
                }
            });
        });
        intent
    });
    intent
}
