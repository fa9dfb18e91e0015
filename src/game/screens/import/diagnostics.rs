//! What is wrong with a scenario file, each with its line.

use bevy_egui::egui::text::{LayoutJob, TextFormat};
use bevy_egui::egui::{CornerRadius, FontId, Frame, Label, Margin, Stroke, Ui};

use crate::diagnostic::{Diagnostic, LineIndex};
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::theme::ThemeTokens;
use crate::library::Fault;

/// The most diagnostics that are shown; a file that is no scenario has thousands.
const MAX_SHOWN: usize = 30;

/// The longest part of a line that is shown, in characters.
const MAX_LINE_CHARS: usize = 200;

/// Lists the diagnostics of all files.
pub(super) fn list(ui: &mut Ui, view: &View<'_>, faults: &[Fault]) {
    let mut left = MAX_SHOWN;
    for fault in faults {
        let lines = LineIndex::new(&fault.source.text);
        for diagnostic in fault.diagnostics.iter().take(left) {
            card(ui, view.theme, fault, &lines, diagnostic);
        }
        let more = fault.diagnostics.len().saturating_sub(left);
        if more > 0 {
            ui.label(view.theme.small(format!("And {} more.", words::count(more, "problem", "problems"))));
        }
        left = left.saturating_sub(fault.diagnostics.len());
    }
}

/// A diagnostic with its line, in which the span is underlined.
fn card(ui: &mut Ui, theme: &ThemeTokens, fault: &Fault, lines: &LineIndex<'_>, diagnostic: &Diagnostic) {
    let at = lines.position(diagnostic.span.start);
    let frame = Frame::new()
        .fill(theme.card.0)
        .stroke(Stroke::new(2.0, theme.edge.0))
        .corner_radius(CornerRadius::same(12))
        .inner_margin(Margin::symmetric(14, 10));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let severity = if diagnostic.is_error() { "Error" } else { "Worth a look" };
        let (code, message) = (diagnostic.problem.code(), diagnostic.problem.message());
        ui.label(theme.bold(format!("{severity} {code}, line {}: {message}", at.line), 17.0));
        if let Some(line) = marked_line(theme, fault, lines, diagnostic) {
            ui.add(Label::new(line).wrap());
        }
        if let Some(hint) = diagnostic.problem.hint() {
            ui.label(theme.text(hint));
        }
    });
}

/// The line of a diagnostic, with its span underlined; `None` if the line is empty.
fn marked_line(
    theme: &ThemeTokens,
    fault: &Fault,
    lines: &LineIndex<'_>,
    diagnostic: &Diagnostic,
) -> Option<LayoutJob> {
    let span = diagnostic.span;
    let line = lines.line(lines.position(span.start).line);
    let text = line.of(&fault.source.text);
    let shown: String = text.trim_start().chars().take(MAX_LINE_CHARS).collect();
    if shown.trim().is_empty() {
        return None;
    }
    let indent = u32::try_from(text.len() - text.trim_start().len()).unwrap_or(0);
    let offset = |at: u32| (at.saturating_sub(line.start + indent) as usize).min(shown.len());
    let from = shown.floor_char_boundary(offset(span.start));
    let to = shown.ceil_char_boundary(offset(span.end.max(span.start + 1)));
    let plain = TextFormat { font_id: FontId::proportional(16.0), color: theme.quiet.0, ..TextFormat::default() };
    let marked = TextFormat { color: theme.ink.0, underline: Stroke::new(2.5, theme.coral.0), ..plain.clone() };
    let mut job = LayoutJob::default();
    for (part, format) in [(&shown[..from], &plain), (&shown[from..to], &marked), (&shown[to..], &plain)] {
        if !part.is_empty() {
            job.append(part, 0.0, format.clone());
        }
    }
    Some(job)
}
