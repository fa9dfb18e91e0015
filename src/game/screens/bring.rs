//! A file of one's own: tried once, or added to what is there; what is wrong with it is shown where it stands.

use std::path::PathBuf;

use bevy_egui::egui::text::{LayoutJob, TextFormat};
use bevy_egui::egui::{CornerRadius, FontId, Frame, Label, Margin, Stroke, Ui};

use super::{Intent, View, column, heading, scroll, words};
use crate::diagnostic::{Diagnostic, LineIndex};
use crate::game::intent::Bring;
use crate::game::widgets;
use crate::library::{AddOutcome, Fault, Origin};

/// No system has longer paths.
const LONGEST_PATH: usize = 4096;
/// So many problems are shown; a file that is no scenario has thousands.
const SHOWN: usize = 30;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, path: &mut String) -> Option<Intent> {
    let theme = view.theme;
    let (_, intent) = scroll(ui, "bring", |ui| {
        let mut intent = heading(ui, theme, "Bring a file", "Back");
        column(ui, 900.0, |ui| {
            // What came of it stands first: in a small window the rest is below.
            intent = intent.take().or(came_of_it(ui, view));
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.label(theme.bold("A scenario you wrote, or were given", 20.0));
                ui.label(theme.text("Drop the file onto this window, choose it, or type where it is. Its name ends in .ron."));
                ui.label(theme.bold("Where the file is", theme.small));
                let width = ui.available_width();
                widgets::field(ui, theme, "Where the file is", path, LONGEST_PATH, width);
                let file = PathBuf::from(path.trim());
                let named = !path.trim().is_empty();
                ui.horizontal_wrapped(|ui| {
                    if widgets::button(ui, theme, "Choose a file…", !named).clicked() {
                        intent = Some(Intent::PickFile);
                    }
                    if widgets::button(ui, theme, "Try it", named).clicked() && named {
                        intent = Some(Intent::Bring(file.clone(), Bring::Try));
                    }
                    if widgets::button(ui, theme, "Add it to mine", false).clicked() && named {
                        intent = Some(Intent::Bring(file.clone(), Bring::Add));
                    }
                });
                ui.label(theme.small("If no window opens to choose in, type where the file is."));
                ui.label(theme.small("Trying plays it once, and keeps no record. AddOutcome copies it to your own scenarios; the file itself is never changed."));
            });
            ui.label(
                theme.small(format!(
                    "Your own scenarios lie in the folder “scenarios” in {}.",
                    view.session.data_folder()
                )),
            );
            if widgets::button(ui, theme, "Read that folder again", false).clicked() {
                intent = Some(Intent::Reload);
            }
            ui.add_space(8.0);
        });
        intent
    });
    intent
}

fn came_of_it(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let brought = view.session.brought.as_ref()?;
    let mut intent = None;
    let fill = match &brought.came {
        AddOutcome::Added(..) => theme.teal_pale,
        AddOutcome::IsThere(_) => theme.note,
        AddOutcome::Unsound(_) | AddOutcome::Failed(_) => theme.coral_pale,
    };
    widgets::card(theme, fill).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        match &brought.came {
            AddOutcome::Added(id, faults) => {
                let title = view.session.library.get(id.as_str()).map_or(id.as_str(), |entry| &entry.script.scenario.title);
                if view.session.library.get(id.as_str()).is_some_and(|entry| entry.origin == Origin::Own) {
                    ui.label(theme.bold(format!("“{title}” is among your scenarios now."), 20.0));
                    if widgets::button(ui, theme, "Look at it", true).clicked() {
                        intent = Some(Intent::Look(id.clone()));
                    }
                } else {
                    ui.label(theme.bold(format!("“{title}” was copied, and cannot be played from there."), 20.0));
                    ui.label(theme.text("It needs what stands beside it where it came from, or its name is taken. The list of encounters says which."));
                }
                listed(ui, view, faults);
            }
            AddOutcome::IsThere(id) => {
                ui.label(theme.bold(format!("You have a scenario called “{id}” already."), 20.0));
                ui.label(theme.text("Nothing was changed. If you replace it, the one that is there is gone; what was played of it is kept."));
                if widgets::button(ui, theme, "Replace it", false).clicked() {
                    intent = Some(Intent::Bring(brought.path.clone(), Bring::Replace));
                }
            }
            AddOutcome::Unsound(faults) => {
                let name = brought.path.file_name().unwrap_or_default().to_string_lossy();
                ui.label(theme.bold(format!("“{name}” cannot be played until it is mended."), 20.0));
                ui.label(theme.text("Nothing was changed. Correct what is named here, and bring it again."));
                listed(ui, view, faults);
            }
            AddOutcome::Failed(why) => {
                ui.label(theme.bold("The file could not be copied.", 20.0));
                ui.label(theme.text(format!("Nothing was changed: {why}.")));
            }
        }
    });
    intent
}

fn listed(ui: &mut Ui, view: &View<'_>, faults: &[Fault]) {
    let mut left = SHOWN;
    for fault in faults {
        let lines = LineIndex::new(&fault.source.text);
        for found in fault.diagnostics.iter().take(left) {
            one(ui, view, fault, &lines, found);
        }
        let more = fault.diagnostics.len().saturating_sub(left);
        if more > 0 {
            ui.label(view.theme.small(format!("And {} more.", words::count(more, "problem", "problems"))));
        }
        left = left.saturating_sub(fault.diagnostics.len());
    }
}

/// A problem with the line it stands in, what is meant underlined.
fn one(ui: &mut Ui, view: &View<'_>, fault: &Fault, lines: &LineIndex<'_>, found: &Diagnostic) {
    let theme = view.theme;
    let at = lines.position(found.span.start);
    let frame = Frame::new()
        .fill(theme.card.0)
        .stroke(Stroke::new(2.0, theme.edge.0))
        .corner_radius(CornerRadius::same(12))
        .inner_margin(Margin::symmetric(14, 10));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let word = if found.is_error() { "Error" } else { "Worth a look" };
        let code = found.problem.code();
        ui.label(theme.bold(format!("{word} {code}, line {}: {}", at.line, found.problem.message()), 17.0));
        let line = lines.line(at.line);
        let text = line.of(&fault.source.text);
        let shown: String = text.trim_start().chars().take(200).collect();
        if !shown.trim().is_empty() {
            let skipped = u32::try_from(text.len() - text.trim_start().len()).unwrap_or(0);
            let offset = |at: u32| (at.saturating_sub(line.start + skipped) as usize).min(shown.len());
            let (mut from, mut to) = (offset(found.span.start), offset(found.span.end.max(found.span.start + 1)));
            while !shown.is_char_boundary(from) {
                from -= 1;
            }
            while !shown.is_char_boundary(to) {
                to += 1;
            }
            let plain =
                TextFormat { font_id: FontId::proportional(16.0), color: theme.quiet.0, ..TextFormat::default() };
            let marked = TextFormat { color: theme.ink.0, underline: Stroke::new(2.5, theme.coral.0), ..plain.clone() };
            let mut job = LayoutJob::default();
            for (part, format) in [(&shown[..from], &plain), (&shown[from..to], &marked), (&shown[to..], &plain)] {
                if !part.is_empty() {
                    job.append(part, 0.0, format.clone());
                }
            }
            ui.add(Label::new(job).wrap());
        }
        if let Some(hint) = found.problem.hint() {
            ui.label(theme.text(hint));
        }
    });
}
