//! A scenario file of your own: try it out or add it, and see what is wrong with it.

mod diagnostics;

use std::path::PathBuf;

use bevy_egui::egui::Ui;

use crate::game::drafts::DraftEdit;
use crate::game::intent::{ImportMode, Intent};
use crate::game::screens::View;
use crate::game::screens::kit::{column, full_card, heading, scroll};
use crate::game::session::ImportedFile;
use crate::game::theme::Colour;
use crate::game::widgets;
use crate::library::{AddOutcome, Fault, Origin};
use crate::scenario::id::ScenarioId;

/// The longest path, in characters; no system has longer ones.
const MAX_PATH_CHARS: usize = 4096;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
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
        let file = PathBuf::from(path.trim());
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

/// The result of the last import.
fn result(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let import = view.session.import.as_ref()?;
    let mut intent = None;
    full_card(ui, view.theme, result_colour(view, import), |ui| match &import.outcome {
        AddOutcome::Added(id, faults) => intent = added(ui, view, id, faults),
        AddOutcome::AlreadyExists(id) => intent = exists(ui, view, import, id),
        AddOutcome::Invalid(faults) => {
            let theme = view.theme;
            let name = import.path.file_name().unwrap_or_default().to_string_lossy();
            ui.label(theme.bold(format!("“{name}” cannot be played until it is mended."), 20.0));
            ui.label(theme.text("Nothing was changed. Correct what is named here, and bring it again."));
            diagnostics::list(ui, view, faults);
        }
        AddOutcome::NoDataFolder => {
            ui.label(view.theme.bold("The file could not be copied.", 20.0));
            ui.label(view.theme.text("This machine has no folder for your scenarios. Nothing was changed."));
        }
        AddOutcome::Failed(error) => {
            ui.label(view.theme.bold("The file could not be copied.", 20.0));
            ui.label(view.theme.text(format!("{error}.")));
        }
    });
    intent
}

fn result_colour(view: &View<'_>, import: &ImportedFile) -> Colour {
    match &import.outcome {
        AddOutcome::Added(..) => view.theme.teal_pale,
        AddOutcome::AlreadyExists(_) => view.theme.note,
        AddOutcome::Invalid(_) | AddOutcome::NoDataFolder | AddOutcome::Failed(_) => view.theme.coral_pale,
    }
}

fn added(ui: &mut Ui, view: &View<'_>, id: &ScenarioId, faults: &[Fault]) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    let entry = view.session.catalog.library.get(id.as_str());
    let title = entry.map_or(id.as_str(), |entry| &entry.script.scenario.title);
    if entry.is_some_and(|entry| entry.origin == Origin::Own) {
        ui.label(theme.bold(format!("“{title}” is among your scenarios now."), 20.0));
        if widgets::button(ui, theme, "Look at it", true).clicked() {
            intent = Some(Intent::OpenScenario(id.clone()));
        }
    } else {
        ui.label(theme.bold(format!("“{title}” was copied, and cannot be played from there."), 20.0));
        ui.label(theme.text("It needs what stands beside it where it came from, or its name is taken. The list of encounters says which."));
    }
    diagnostics::list(ui, view, faults);
    intent
}

fn exists(ui: &mut Ui, view: &View<'_>, import: &ImportedFile, id: &ScenarioId) -> Option<Intent> {
    let theme = view.theme;
    ui.label(theme.bold(format!("You have a scenario called “{id}” already."), 20.0));
    ui.label(
        theme.text(
            "Nothing was changed. If you replace it, the one that is there is gone; what was played of it is kept.",
        ),
    );
    let replace = widgets::button(ui, theme, "Replace it", false).clicked();
    replace.then(|| Intent::ImportFile(import.path.clone(), ImportMode::Replace))
}
