//! The screen: the form and the result.

use bevy_egui::egui::Ui;

use super::{form, lock, result};
use crate::game::intent::Intent;
use crate::game::screens::kit::{column, heading, scroll};
use crate::game::screens::view::View;
use crate::scoring::debrief::USE_NOTICE;

pub(in crate::game::screens) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let (_, intent) = scroll(ui, "records", |ui| {
        let mut intent = heading(ui, theme, "Reports and exports", "Back");
        column(ui, 900.0, |ui| {
            if session.trainees.profiles.is_empty() {
                ui.label(theme.text(
                    "Nobody has played on this machine yet. Once somebody has, their plays can be handed on from here.",
                ));
                return;
            }
            if !session.export_jobs.is_open {
                intent = intent.take().or(lock::ui(ui, view));
                return;
            }
            intent = intent.take().or(form::ui(ui, view)).or(result::ui(ui, view));
            ui.label(theme.small(USE_NOTICE));
            ui.label(theme.small("Several machines at once, an erased person, a check that nothing was changed: rapport export, rapport records --help."));
            ui.add_space(8.0);
        });
        intent
    });
    intent
}
