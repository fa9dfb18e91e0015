//! The question whether a new season is to begin.

use bevy_egui::egui::Ui;

use crate::game::intent::Intent;
use crate::game::screens::kit::{column, full_card, heading, scroll};
use crate::game::screens::view::View;
use crate::game::screens::words::count;
use crate::game::widgets;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let Some(town) = &view.session.town.view else { return Some(Intent::Back) };
    let (_, intent) = scroll(ui, "new season", |ui| {
        let mut intent = heading(ui, theme, "Begin a new season?", "Back");
        column(ui, 860.0, |ui| {
            full_card(ui, theme, theme.card, |ui| {
                ui.label(theme.bold("What ends", theme.body));
                ui.label(theme.text(
                    "Nobody in town remembers you any more. Days, words and promises begin again. What is open now ends as it is: \
                     it is neither broken nor missed.",
                ));
                ui.label(theme.bold("What stays", theme.body));
                ui.label(theme.text("Your scores, your attempts and your progress. Nothing is deleted."));
                ui.label(theme.bold("What you see then", theme.body));
                ui.label(theme.text("Who told whom: everything that was said of you this season, with its whole way; and the promises that stayed open."));
            });
            full_card(ui, theme, theme.note, |ui| {
                let open = town.promises.iter().filter(|promise| promise.is_open()).count();
                ui.label(theme.text(format!(
                    "It is day {}. {} of yours {} open, and {} not played this season.",
                    town.day,
                    count(open, "promise", "promises"),
                    if open == 1 { "is" } else { "are" },
                    count(town.waiting.len() + town.others, "encounter is", "encounters are"),
                )));
            });
            ui.horizontal_wrapped(|ui| {
                if widgets::button(ui, theme, "End this season, begin a new one", true).clicked() {
                    intent = Some(Intent::BeginSeason);
                }
                if widgets::button(ui, theme, "Go on with this season", false).clicked() {
                    intent = Some(Intent::Back);
                }
            });
        });
        intent
    });
    intent
}
