//! Which encounter: by kind, by principle or by course, with best and last; and what cannot be played, with the reason.

use bevy_egui::egui::{Align, Layout, Response, Sense, Ui, vec2};

use super::{Intent, Screen, View, digit, grouped, scroll, walk, words};
use crate::game::intent::Shelf;
use crate::game::{stage, widgets};
use crate::library::Entry;
use crate::scenario::id::ScenarioId;
use crate::scenario::model::Level;
use crate::scenario::principle::Principle;
use crate::scoring::debrief::score_words;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let shown = shelved(view);
    let open = |entry: &&Shown<'_>| entry.after.is_none();
    let mut intent = digit(ui, session)
        .and_then(|n| shown.get(n))
        .filter(open)
        .map(|shown| Intent::Look(shown.entry.script.id.clone()));
    let (_, asked) = scroll(ui, "choose", |ui| {
        let mut asked = top(ui, view);
        asked = asked.or(next(ui, view));
        asked = asked.or(shelves(ui, view));
        ui.add_space(4.0);
        let columns = if ui.available_width() > 820.0 { 2 } else { 1 };
        let mut first = None;
        for (row, pair) in shown.chunks(columns).enumerate() {
            ui.columns(columns, |uis| {
                for (column, shown) in pair.iter().enumerate() {
                    let ui = &mut uis[column];
                    let Some(response) = encounter(ui, view, shown, row * columns + column) else { continue };
                    if response.clicked() {
                        asked = Some(Intent::Look(shown.entry.script.id.clone()));
                    }
                    first.get_or_insert(response);
                }
            });
        }
        walk(ui, first.as_ref());
        if shown.is_empty() {
            ui.label(theme.text("There is nothing of this sort to play yet."));
        }
        faults(ui, view);
        ui.add_space(8.0);
        asked
    });
    intent = intent.or(asked);
    intent
}

fn top(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    ui.label(theme.bold(format!("Hello, {}. Whom will you meet?", view.session.you()), theme.title));
    ui.horizontal_wrapped(|ui| {
        for (words, to) in [
            ("My progress", Intent::Go(Screen::Progress)),
            ("Bring a file", Intent::Go(Screen::Bring)),
            ("About me", Intent::Go(Screen::Profile)),
            ("Settings", Intent::Go(Screen::Settings)),
            ("Somebody else plays", Intent::Back),
        ] {
            if widgets::button(ui, theme, words, false).clicked() {
                intent = Some(to);
            }
        }
    });
    intent
}

/// What to practise next, and why.
fn next(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let advice = session.advice()?;
    let script = &session.library.get(advice.scenario.as_str())?.script;
    let progress = session.progress.as_ref()?;
    let reason =
        if progress.attempts == 0 { "A good one to begin with.".to_owned() } else { words::reason(advice.reason) };
    let title = &script.scenario.title;
    let response = widgets::pressable(ui, theme, "next", &format!("Next for you: {title}. {reason}"), |ui| {
        ui.horizontal_top(|ui| {
            faces(ui, view, &script.id, 56.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.label(theme.bold(format!("Next for you: {title}"), 20.0));
                ui.label(theme.small(reason));
            });
        });
    });
    response.clicked().then(|| Intent::Look(advice.scenario.clone()))
}

/// How the list is cut: what there is of each sort.
fn shelves(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let scripts = || session.library.entries.values().map(|entry| &entry.script.scenario);
    let kinds = grouped(scripts().map(|scenario| (scenario.kind, ())));
    let trained = |principle: &Principle| scripts().any(|scenario| scenario.trains.contains(principle));
    let mut rows: Vec<(&str, Vec<(String, Shelf)>)> = vec![(
        "By kind",
        std::iter::once(("Everything".to_owned(), Shelf::All))
            .chain(kinds.keys().map(|kind| (words::kind(*kind).to_owned(), Shelf::Kind(*kind))))
            .collect(),
    )];
    let principles = Principle::ALL.into_iter().filter(trained);
    rows.push((
        "To work on",
        principles.map(|principle| (principle.name().to_owned(), Shelf::Principle(principle))).collect(),
    ));
    let mut courses: Vec<_> = session.library.courses.iter().collect();
    courses.sort_by_cached_key(|(_, course)| hardness(view, &course.scenarios));
    let courses = courses.into_iter().map(|(id, course)| (course.title.clone(), Shelf::Course(id.clone())));
    rows.push(("By course", courses.collect()));
    let mut intent = None;
    for (title, shelves) in rows {
        if shelves.is_empty() {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            let cell = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(vec2(92.0, theme.touch), cell, |ui| {
                ui.set_min_size(vec2(92.0, theme.touch));
                ui.label(theme.bold(title, theme.small));
            });
            for (words, shelf) in shelves {
                if widgets::chip(ui, theme, &words, session.shelf == shelf).clicked() {
                    intent = Some(Intent::Arrange(shelf));
                }
            }
        });
    }
    intent
}

/// The levels of a course from the hardest down: one that asks less comes first.
fn hardness(view: &View<'_>, scenarios: &[ScenarioId]) -> Vec<Level> {
    let found = scenarios.iter().filter_map(|id| view.session.library.get(id.as_str()));
    let mut levels: Vec<Level> = found.map(|entry| entry.script.scenario.level).collect();
    levels.sort_by_key(|level| std::cmp::Reverse(*level));
    levels
}

/// An encounter on the list.
struct Shown<'a> {
    entry: &'a Entry,
    /// The encounter that comes before it in a course and is not completed yet.
    after: Option<String>,
}

fn shelved<'a>(view: &View<'a>) -> Vec<Shown<'a>> {
    let session = view.session;
    let all = session.library.entries.values();
    let free = |entry: &'a Entry| Shown { entry, after: None };
    match &session.shelf {
        Shelf::All => {
            let mut shown: Vec<Shown<'a>> = all.map(free).collect();
            shown.sort_by_key(|shown| shown.entry.script.scenario.level);
            shown
        }
        Shelf::Kind(kind) => all.filter(|entry| entry.script.scenario.kind == *kind).map(free).collect(),
        Shelf::Principle(principle) => {
            all.filter(|entry| entry.script.scenario.trains.contains(principle)).map(free).collect()
        }
        Shelf::Course(id) => course(view, session.library.courses.get(id).map_or(&[], |course| &course.scenarios)),
    }
}

/// The encounters of a course in their order; each waits until the one before it was completed.
fn course<'a>(view: &View<'a>, scenarios: &[ScenarioId]) -> Vec<Shown<'a>> {
    let session = view.session;
    let mut before: Option<&Entry> = None;
    let mut shown = Vec::new();
    for entry in scenarios.iter().filter_map(|id| session.library.get(id.as_str())) {
        let waits = before.filter(|before| !session.has_completed(&before.script.id));
        let after = waits.filter(|_| !session.has_completed(&entry.script.id));
        shown.push(Shown { entry, after: after.map(|before| before.script.scenario.title.clone()) });
        before = Some(entry);
    }
    shown
}

fn encounter(ui: &mut Ui, view: &View<'_>, shown: &Shown<'_>, n: usize) -> Option<Response> {
    let theme = view.theme;
    let script = &shown.entry.script;
    let scenario = &script.scenario;
    let about =
        format!("{} · {} · {} minutes", words::kind(scenario.kind), words::level(scenario.level), scenario.minutes);
    let trains: Vec<&str> = scenario.trains.iter().map(|principle| principle.name()).collect();
    ui.spacing_mut().item_spacing = vec2(10.0, 4.0);
    let contents = |ui: &mut Ui| {
        ui.set_min_height(112.0);
        ui.horizontal_top(|ui| {
            if n < 9 && shown.after.is_none() {
                widgets::number(ui, theme, n + 1);
            }
            faces(ui, view, &script.id, 68.0);
            ui.vertical(|ui| {
                ui.label(theme.bold(&scenario.title, 21.0));
                ui.label(theme.small(about.clone()));
                ui.label(theme.small(format!("Trains {}", trains.join(", "))));
                match &shown.after {
                    Some(before) => ui.label(theme.small(format!("Comes after “{before}”."))),
                    None => ui.label(theme.bold(standing(view, shown.entry), theme.small)),
                };
                if let Some(before) = shown.entry.replaces {
                    let replaced = format!("{}, in place of the {} one", shown.entry.origin.as_str(), before.as_str());
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
    let label = format!("{}. {}. {about}. {}", n + 1, scenario.title, standing(view, shown.entry));
    Some(widgets::pressable(ui, theme, ("encounter", n), &label, contents))
}

/// Whom one meets.
fn faces(ui: &mut Ui, view: &View<'_>, id: &ScenarioId, size: f32) {
    let Some(entry) = view.session.library.get(id.as_str()) else { return };
    // Beside large text there is no room for it.
    if ui.available_width() < size * 4.0 {
        return;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    let person = &entry.script.people[entry.script.beat(entry.script.start).with.index()];
    stage::whoever(ui, view.theme, rect, person);
}

/// Best and last, or what there is instead.
fn standing(view: &View<'_>, entry: &Entry) -> String {
    let Some(summary) = view.session.summaries.get(&entry.script.id) else { return "Not played yet".into() };
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
    if parts.is_empty() { "Left early".into() } else { parts.join(" · ") }
}

fn faults(ui: &mut Ui, view: &View<'_>) {
    let theme = view.theme;
    let broken: Vec<_> = view.session.library.faults.iter().filter(|fault| fault.is_error()).collect();
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
        ui.label(theme.small("“Bring a file” shows where in the file; so does rapport check."));
    });
}
