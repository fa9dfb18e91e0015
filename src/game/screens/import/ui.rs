//! The screen: the result of the last file, and the form for the next.

use bevy_egui::egui::Ui;

use super::result::result;
use crate::files::typed_path;
use crate::game::drafts::DraftEdit;
use crate::game::intent::{ImportMode, Intent};
use crate::game::screens::kit::{column, full_card, heading, scroll};
use crate::game::screens::view::View;
use crate::game::widgets;

/// The longest path, in characters; no system has longer ones.
const MAX_PATH_CHARS: usize = 4096;

pub(in crate::game::screens) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let (_, intent) =
        scroll(ui, "bring", |ui| {
            let mut intent = heading(ui, theme, "Bring a file", "Back");
            column(ui, 900.0, |ui| {
                // The result comes first: in a small window the rest is below.
                intent = intent.take().or(result(ui, view)).or(file_form(ui, view));
                ui.label(theme.small(format!(
                    "Your own scenarios lie in the folder “scenarios” in {}.",
                    view.session.data_folder()
                )));
                if widgets::button(ui, theme, "Read that folder again", false).clicked() {
                    intent = Some(Intent::ReloadLibrary);
                }
                ui.add_space(8.0);
            });
            intent
        });
    intent
}

fn file_form(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    full_card(ui, theme, theme.card, |ui| {
        ui.label(theme.bold("A scenario you wrote, or were given", 20.0));
        ui.label(theme.text("Drop the file onto this window, choose it, or type where it is. Its name ends in .ron."));
        ui.label(theme.bold("Where the file is", theme.small));
        let (draft, width) = (&view.drafts.import_path, ui.available_width());
        let path = widgets::field(ui, theme, "Where the file is", draft, MAX_PATH_CHARS, width).text;
        let file = typed_path(&path);
        let is_named = !path.trim().is_empty();
        ui.horizontal_wrapped(|ui| {
            if widgets::button(ui, theme, "Choose a file…", !is_named).clicked() {
                intent = Some(Intent::PickFile);
            }
            if widgets::button(ui, theme, "Try it", is_named).clicked() && is_named {
                intent = Some(Intent::ImportFile(file.clone(), ImportMode::Try));
            }
            if widgets::button(ui, theme, "Add it to mine", false).clicked() && is_named {
                intent = Some(Intent::ImportFile(file.clone(), ImportMode::Add));
            }
        });
        ui.label(theme.small("If no window opens to choose in, type where the file is."));
        ui.label(theme.small("Trying plays it once, and keeps no record. Adding copies it to your own scenarios; the file itself is never changed."));
        let is_edited = path != *draft;
        intent = intent.take().or(is_edited.then_some(Intent::EditDraft(DraftEdit::ImportPath(path))));
    });
    intent
}
