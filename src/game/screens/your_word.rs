//! Your word: every promise of the season, and what became of it.

use bevy_egui::egui::{Key, Sense, Ui, vec2};

use crate::app::{PromiseLine, TownView};
use crate::game::intent::Intent;
use crate::game::screens::input::key_pressed;
use crate::game::screens::kit::{child_ui, column, full_card, heading, scroll};
use crate::game::screens::view::View;
use crate::game::screens::villagers::{Mark, face, has_room_for_face};
use crate::game::screens::words::upper_first;
use crate::game::stage;
use crate::game::widgets;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let Some(town) = &view.session.town.view else { return Some(Intent::Back) };
    let whole = ui.max_rect();
    stage::quay(ui, whole, theme.hour());
    let mut inside = child_ui(ui, whole.shrink2(vec2(24.0, 16.0)));
    let (_, asked) = scroll(&mut inside, "your word", |ui| column(ui, 860.0, |ui| contents(ui, view, town)));
    asked.or_else(|| key_pressed(ui, Key::Y).then_some(Intent::Back))
}

fn contents(ui: &mut Ui, view: &View<'_>, town: &TownView) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    full_card(ui, theme, theme.card, |ui| {
        intent = heading(ui, theme, "Your word", "Back");
        ui.label(theme.text(if town.promises.is_empty() {
            "Nobody who lives in town has a promise of yours this season. What you promise them is kept here: by when, and \
             whether you kept it."
        } else {
            "What you promised in town this season, and what became of it."
        }));
        ui.label(theme.small("What you promise to somebody from elsewhere ends with the encounter."));
    });
    let (open, settled): (Vec<_>, Vec<_>) = town.promises.iter().partition(|promise| promise.is_open());
    for (title, promises) in [("Open", open), ("Settled", settled)] {
        if promises.is_empty() {
            continue;
        }
        ui.add_space(2.0);
        widgets::pill(ui, theme, title, theme.note);
        for promise in promises {
            let asked = line(ui, view, town, promise);
            intent = intent.take().or(asked);
        }
    }
    ui.add_space(8.0);
    intent
}

fn line(ui: &mut Ui, view: &View<'_>, town: &TownView, promise: &PromiseLine) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = None;
    full_card(ui, theme, theme.card, |ui| {
        ui.horizontal_top(|ui| {
            let (mark, outcome) = (Mark::of_promise(theme, promise), promise.outcome().1);
            match &promise.to {
                Some(villager) if has_room_for_face(ui) => face(ui, view, villager, mark),
                _ => {
                    let (rect, _) = ui.allocate_exact_size(vec2(34.0, 34.0), Sense::hover());
                    mark.draw(ui, theme, rect);
                }
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.label(theme.sized(&promise.text, 20.0));
                ui.label(theme.bold(format!("{}{}", upper_first(outcome), when(town, promise)), theme.small));
                ui.label(theme.small(history(promise)));
                let missed = promise.missed_in.as_ref().and_then(|id| town.missed.iter().find(|it| it.scenario == *id));
                if let Some(missed) = missed {
                    ui.label(theme.text(&missed.text));
                }
                if let Some(waits) = &promise.waits_in
                    && widgets::button(ui, theme, "Go there", false).clicked()
                {
                    intent = Some(Intent::OpenScenario(waits.clone()));
                }
            });
        });
    });
    intent
}

/// By when it can be kept, or when it was missed.
fn when(town: &TownView, promise: &PromiseLine) -> String {
    match (promise.last_day, promise.missed_on) {
        (Some(day), _) if day == town.day => ": today is the last day".into(),
        (Some(day), _) if day == town.day + 1 => ": until the end of tomorrow".into(),
        (Some(day), _) => format!(": until the end of day {day}"),
        (None, Some(day)) => format!(", on the evening of day {day}"),
        (None, None) if promise.is_open() && promise.waits_in.is_none() => ": nobody waits for it today".into(),
        (None, None) => String::new(),
    }
}

/// In which encounters it was made and closed.
fn history(promise: &PromiseLine) -> String {
    let made = format!("Promised in “{}”", promise.made_in);
    match &promise.closed_in {
        Some(missed) if promise.missed_in.is_some() => format!("{made}; you missed “{missed}”."),
        Some(closed) if *closed == promise.made_in => format!("{made}, and closed there."),
        Some(closed) => format!("{made}; closed in “{closed}”."),
        None => format!("{made}."),
    }
}
