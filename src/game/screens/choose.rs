//! Which encounter: everything that can be played, with best and last, and what cannot, with the reason.

use bevy_egui::egui::{Ui, vec2};

use super::super::widgets;
use super::{Intent, Session, Theme, digit, scroll, walk, words};
use crate::scoring::debrief::score_words;
use crate::storage::Entry;

pub(super) fn ui(ui: &mut Ui, theme: &Theme, session: &Session) -> Option<Intent> {
    let entries: Vec<&Entry> = session.library.entries.values().collect();
    let mut intent = digit(ui).and_then(|n| entries.get(n)).map(|entry| Intent::Look(entry.script.id.clone()));
    ui.horizontal_wrapped(|ui| {
        ui.label(theme.bold(format!("Hello, {}. Whom will you meet?", session.you()), theme.title));
    });
    ui.horizontal_wrapped(|ui| {
        if widgets::button(ui, theme, "Somebody else plays", false).clicked() {
            intent = Some(Intent::Back);
        }
        if widgets::button(ui, theme, "Read the files again", false).clicked() {
            intent = Some(Intent::Reload);
        }
    });
    ui.add_space(4.0);
    scroll(ui, "choose", |ui| {
        // Room for the ring around what has the focus.
        ui.add_space(4.0);
        let columns = if ui.available_width() > 860.0 { 2 } else { 1 };
        let mut first = None;
        for (row, pair) in entries.chunks(columns).enumerate() {
            ui.columns(columns, |uis| {
                for (column, entry) in pair.iter().enumerate() {
                    let response = encounter(&mut uis[column], theme, session, entry, row * columns + column);
                    if response.clicked() {
                        intent = Some(Intent::Look(entry.script.id.clone()));
                    }
                    first.get_or_insert(response);
                }
            });
        }
        walk(ui, first.as_ref());
        if entries.is_empty() {
            ui.label(theme.text("There is nothing to play yet. Put scenario files into the data folder."));
        }
        faults(ui, theme, session);
        ui.add_space(8.0);
    });
    intent
}

fn encounter(ui: &mut Ui, theme: &Theme, session: &Session, entry: &Entry, n: usize) -> bevy_egui::egui::Response {
    let scenario = &entry.script.scenario;
    let about =
        format!("{} · {} · {} minutes", words::kind(scenario.kind), words::level(scenario.level), scenario.minutes);
    let trains: Vec<&str> = scenario.trains.iter().map(|principle| principle.name()).collect();
    let label = format!("{}. {}. {about}", n + 1, scenario.title);
    ui.spacing_mut().item_spacing = vec2(10.0, 4.0);
    widgets::pressable(ui, theme, ("encounter", n), &label, |ui| {
        ui.set_min_height(98.0);
        ui.horizontal_top(|ui| {
            if n < 9 {
                widgets::number(ui, theme, n + 1);
            }
            ui.vertical(|ui| {
                ui.label(theme.bold(&scenario.title, 21.0));
                ui.label(theme.small(about));
                ui.label(theme.small(format!("Trains {}", trains.join(", "))));
                ui.label(theme.small(standing(session, entry)));
                if let Some(before) = entry.replaces {
                    let replaced = format!("{}, in place of the {} one", entry.origin.word(), before.word());
                    ui.label(theme.small(replaced));
                }
            });
        });
    })
}

/// Best and last, or what there is instead.
fn standing(session: &Session, entry: &Entry) -> String {
    let Some(summary) = session.summaries.get(&entry.script.id) else { return "Not played yet".into() };
    let mut parts = Vec::new();
    if summary.open {
        parts.push("Open: you can go on".to_owned());
    }
    if let (Some(best), Some(last)) = (summary.best, summary.last) {
        parts.push(format!("Best {}", score_words(best)));
        parts.push(format!("last {}", score_words(last)));
    }
    if parts.is_empty() { "Left early".into() } else { parts.join(" · ") }
}

fn faults(ui: &mut Ui, theme: &Theme, session: &Session) {
    let broken: Vec<_> = session.library.faults.iter().filter(|fault| fault.is_error()).collect();
    if broken.is_empty() {
        return;
    }
    ui.add_space(10.0);
    widgets::card(theme, theme.coral_pale).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(theme.bold("Not playable until mended", theme.body));
        for fault in broken {
            let Some(first) = fault.reason() else { continue };
            let at = crate::diagnostic::LineIndex::new(&fault.source.text).position(first.span.start);
            let more = fault.diagnostics.len() - 1;
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            let reason = first.problem.message();
            ui.label(theme.text(format!("{}, line {}: {reason}{more}", fault.source.name, at.line)));
            if let Some(hint) = first.problem.hint() {
                ui.label(theme.small(hint));
            }
        }
        ui.label(theme.small("`rapport check` shows each place in the file."));
    });
}
