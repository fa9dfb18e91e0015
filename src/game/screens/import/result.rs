//! The result of the last file that was tried out or added.

use bevy_egui::egui::Ui;

use super::diagnostics;
use crate::game::intent::{ImportMode, Intent};
use crate::game::screens::kit::full_card;
use crate::game::screens::view::View;
use crate::game::session::ImportedFile;
use crate::game::theme::Colour;
use crate::game::widgets;
use crate::library::{AddOutcome, Fault, Origin};
use crate::scenario::id::ScenarioId;

/// The result of the last import.
pub(super) fn result(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
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
