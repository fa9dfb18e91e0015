//! The list of encounters, and the files that cannot be played.

use bevy_egui::egui::{Response, Ui, vec2};

use crate::diagnostic::LineIndex;
use crate::game::intent::{EncounterFilter, Intent};
use crate::game::screens::kit::person_of;
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::widgets;
use crate::library::Entry;
use crate::scenario::id::ScenarioId;
use crate::scenario::script::Script;
use crate::scoring::debrief::score_words;
use crate::util::text::{and_list, beginning};

/// An encounter of the list.
pub(super) struct ListEntry<'a> {
    library_entry: &'a Entry,
    /// The title of the encounter before it in a course, if that is not completed yet.
    pub(super) after: Option<String>,
}

impl ListEntry<'_> {
    /// Opens the brief.
    pub(super) fn open(&self) -> Intent {
        Intent::OpenScenario(self.library_entry.script.id.clone())
    }
}

/// The encounters of the list, filtered. One that follows from another is left out until it waits or was played.
pub(super) fn entries<'a>(view: &View<'a>) -> Vec<ListEntry<'a>> {
    let session = view.session;
    let is_listed = |entry: &Entry| {
        let id = &entry.script.id;
        let waits = || session.town.view.as_ref().is_some_and(|town| town.can_be_followed(id));
        entry.script.scenario.opens.is_empty() || session.trainees.summaries.contains_key(id) || waits()
    };
    let all = session.catalog.library.in_order().into_iter().filter(|entry| is_listed(entry));
    let free = |entry: &'a Entry| ListEntry { library_entry: entry, after: None };
    match &session.catalog.filter {
        EncounterFilter::All => all.map(free).collect(),
        EncounterFilter::Kind(kind) => all.filter(|entry| entry.script.scenario.kind == *kind).map(free).collect(),
        EncounterFilter::Principle(principle) => {
            all.filter(|entry| entry.script.scenario.trains.contains(principle)).map(free).collect()
        }
        EncounterFilter::Course(id) => {
            course(view, session.catalog.library.courses.get(id).map_or(&[], |course| &course.scenarios))
        }
    }
}

/// The encounters of a course in their order; each waits until the one before it was completed.
fn course<'a>(view: &View<'a>, scenarios: &[ScenarioId]) -> Vec<ListEntry<'a>> {
    let session = view.session;
    let mut before: Option<&Entry> = None;
    let mut shown = Vec::new();
    for entry in scenarios.iter().filter_map(|id| session.catalog.library.get(id.as_str())) {
        let waits = before.filter(|before| !session.trainees.has_completed(&before.script.id));
        let after = waits.filter(|_| !session.trainees.has_completed(&entry.script.id));
        shown.push(ListEntry { library_entry: entry, after: after.map(|before| before.script.scenario.title.clone()) });
        before = Some(entry);
    }
    shown
}

/// Draws an entry, the `n`th of the list. It can be pressed unless another has to be completed first.
pub(super) fn entry(ui: &mut Ui, view: &View<'_>, shown: &ListEntry<'_>, n: usize) -> Option<Response> {
    let theme = view.theme;
    let script = &shown.library_entry.script;
    let scenario = &script.scenario;
    let about =
        format!("{} · {} · {}", words::kind(scenario.kind), scenario.level.label(), words::minutes(scenario.minutes));
    let why = why(view, script);
    ui.spacing_mut().item_spacing = vec2(10.0, 4.0);
    let contents = |ui: &mut Ui| {
        ui.set_min_height(112.0);
        ui.horizontal_top(|ui| {
            if n < 9 && shown.after.is_none() {
                widgets::number(ui, theme, n + 1);
            }
            person_of(ui, view, script, 68.0);
            ui.vertical(|ui| {
                ui.label(theme.bold(&scenario.title, 21.0));
                ui.label(theme.small(about.clone()));
                ui.label(theme.sized(&why, 16.0));
                match &shown.after {
                    Some(before) => ui.label(theme.small(format!("Comes after “{before}”."))),
                    None => ui.label(theme.bold(result_words(view, shown.library_entry), theme.small)),
                };
                if let Some(before) = shown.library_entry.replaces {
                    let replaced =
                        format!("{}, replaces the {} one", shown.library_entry.origin.as_str(), before.as_str());
                    ui.label(theme.small(replaced));
                }
            });
        });
    };
    if shown.after.is_some() {
        widgets::card(theme, theme.trough).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            contents(ui);
        });
        return None;
    }
    let result = result_words(view, shown.library_entry);
    let label = format!("{}. {}. {about}. {} {result}", n + 1, scenario.title, why);
    Some(widgets::pressable(ui, theme, ("encounter", n), &label, contents))
}

/// Why one would choose an encounter: it presses, or how it begins, and what it trains.
fn why(view: &View<'_>, script: &Script) -> String {
    let town = view.session.town.view.as_ref();
    let waits = town.and_then(|town| town.waiting.iter().find(|line| line.scenario == script.id));
    let trains: Vec<&str> = script.scenario.trains.iter().map(|principle| principle.name()).collect();
    let why = waits.map_or_else(
        || beginning(&script.brief.with(script, &[], view.session.trainee_name()).to_string()).to_owned(),
        |line| line.why.clone(),
    );
    if trains.is_empty() { why } else { format!("{why} Trains {}.", and_list(&trains)) }
}

/// Best and last result, or why there is none.
fn result_words(view: &View<'_>, entry: &Entry) -> String {
    let Some(summary) = view.session.trainees.summaries.get(&entry.script.id) else { return "Not played yet".into() };
    let mut parts = Vec::new();
    if summary.open {
        parts.push("Open: you can go on".to_owned());
    }
    if let (Some(best), Some(last)) = (summary.best, summary.last) {
        parts.push(format!("Best {}", score_words(best)));
        if last != best {
            parts.push(format!("last {}", score_words(last)));
        }
    }
    if parts.is_empty() {
        (if summary.ended_unfinished { "Left open too long, and ended" } else { "Left early" }).into()
    } else {
        parts.join(" · ")
    }
}

/// The files that cannot be played, with the first reason of each.
pub(super) fn faults(ui: &mut Ui, view: &View<'_>) {
    let theme = view.theme;
    let broken: Vec<_> = view.session.catalog.library.faults.iter().filter(|fault| fault.is_error()).collect();
    if broken.is_empty() {
        return;
    }
    ui.add_space(10.0);
    widgets::card(theme, theme.coral_pale).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(theme.bold("Files with errors", theme.body));
        for fault in broken {
            let Some(first) = fault.reason() else { continue };
            let at = LineIndex::new(&fault.source.text).position(first.span.start);
            let more = fault.diagnostics.len() - 1;
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            let reason = first.problem.message();
            ui.label(theme.text(format!("{}, line {}: {reason}{more}", fault.source.name, at.line)));
            if let Some(hint) = first.problem.hint() {
                ui.label(theme.small(hint));
            }
        }
        ui.label(theme.small("“Bring a file” shows where in the file; so does rapport check."));
    });
}
