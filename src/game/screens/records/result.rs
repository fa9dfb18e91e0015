//! The progress of an export, and its result.

use bevy_egui::egui::{self, Ui};

use crate::game::intent::Intent;
use crate::game::screens::kit::{announce, full_card};
use crate::game::screens::view::View;
use crate::game::session::ExportOutcome;
use crate::game::widgets;

/// Draws progress or result below the button, and scrolls to it when it changes.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let export_jobs = &view.session.export_jobs;
    let now = (export_jobs.progress().is_some(), export_jobs.last_result.is_some());
    let inner = ui.scope(|ui| progress_or_result(ui, view));
    let id = egui::Id::new("last progress of an export");
    let before = ui.data_mut(|data| {
        let before = data.get_temp::<(bool, bool)>(id);
        data.insert_temp(id, now);
        before
    });
    if before != Some(now) && now != (false, false) {
        inner.response.scroll_to_me(None);
    }
    inner.inner
}

fn progress_or_result(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let export_jobs = &view.session.export_jobs;
    if let Some((done, all)) = export_jobs.progress() {
        progress(ui, view, done, all);
        return None;
    }
    match export_jobs.last_result.as_ref()? {
        Ok(made) => finished(ui, view, made),
        Err(why) => {
            failed(ui, view, &why.to_string());
            None
        }
    }
}

fn progress(ui: &mut Ui, view: &View<'_>, done: u64, all: u64) {
    let theme = view.theme;
    full_card(ui, theme, theme.note, |ui| {
        let words = if all == 0 { "Looking through the records…".into() } else { format!("{done} of {all} plays") };
        ui.label(theme.bold(&words, 20.0));
        #[expect(clippy::cast_precision_loss, reason = "a share for the eye")]
        let share = if all == 0 { 0.0 } else { done as f32 / all as f32 };
        let width = ui.available_width();
        widgets::bar(ui, theme, width, share, None, theme.teal, &words);
    });
}

fn finished(ui: &mut Ui, view: &View<'_>, made: &ExportOutcome) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    full_card(ui, theme, theme.teal_pale, |ui| {
        let heading = ui.label(theme.bold(format!("It is there: {}.", made.summary), 20.0));
        announce(ui, &heading);
        ui.add(egui::Label::new(theme.text(made.path.display().to_string())).wrap());
        ui.horizontal_wrapped(|ui| {
            if widgets::button(ui, theme, "Open it", true).clicked() {
                intent = Some(Intent::OpenPath(made.path.clone()));
            }
            let folder = made.path.parent().map(std::path::Path::to_path_buf);
            if let Some(folder) = folder
                && widgets::button(ui, theme, "Open its folder", false).clicked()
            {
                intent = Some(Intent::OpenPath(folder));
            }
        });
    });
    intent
}

fn failed(ui: &mut Ui, view: &View<'_>, why: &str) {
    let theme = view.theme;
    full_card(ui, theme, theme.coral_pale, |ui| {
        let heading = ui.label(theme.bold("It was not made.", 20.0));
        announce(ui, &heading);
        ui.label(theme.text(format!("{why}.")));
    });
}
