//! The meaning of the eight principles.

use bevy_egui::egui::Ui;

use crate::game::intent::Intent;
use crate::game::screens::View;
use crate::game::screens::kit::{column, heading, scroll};
use crate::game::widgets;
use crate::scenario::principle::Principle;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let (_, intent) = scroll(ui, "principles", |ui| {
        let intent = heading(ui, theme, "The eight principles", "Back");
        column(ui, 860.0, |ui| {
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                for principle in Principle::ALL {
                    ui.label(theme.bold(principle.name(), theme.body));
                    ui.label(theme.text(principle.meaning()));
                }
            });
            ui.add_space(8.0);
        });
        intent
    });
    intent
}
