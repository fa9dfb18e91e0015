//! Your word: every promise of the season, and what became of it.

use bevy_egui::egui::{Sense, Ui, vec2};

use crate::app::{PromiseLine, TownView};
use crate::encounter::PromiseState;
use crate::game::intent::Intent;
use crate::game::screens::kit::{column, full_card, heading, scroll};
use crate::game::screens::view::View;
use crate::game::screens::words::upper_first;
use crate::game::theme::{Colour, ThemeTokens};
use crate::game::widgets;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let Some(town) = &view.session.town.view else { return Some(Intent::Back) };
    let (_, intent) = scroll(ui, "your word", |ui| {
        let intent = heading(ui, theme, "Your word", "Back");
        column(ui, 860.0, |ui| {
            if town.promises.is_empty() {
                full_card(ui, theme, theme.card, |ui| {
                    ui.label(theme.text(
                        "You have promised nothing this season. What you promise in an encounter is kept here: by when, and \
                         whether you kept it.",
                    ));
                });
            }
            let (open, closed): (Vec<_>, Vec<_>) = town.promises.iter().partition(|promise| promise.is_open());
            for (title, promises) in [("Open", open), ("What became of the others", closed)] {
                if promises.is_empty() {
                    continue;
                }
                ui.label(theme.bold(title, 20.0));
                for promise in promises {
                    line(ui, theme, town, promise);
                }
            }
            for missed in &town.missed {
                full_card(ui, theme, theme.coral_pale, |ui| {
                    ui.label(theme.bold(format!("Missed on the evening of day {}", missed.day), theme.small));
                    ui.label(theme.text(&missed.text));
                });
            }
            ui.add_space(8.0);
        });
        intent
    });
    intent
}

fn line(ui: &mut Ui, theme: &ThemeTokens, town: &TownView, promise: &PromiseLine) {
    full_card(ui, theme, theme.card, |ui| {
        ui.horizontal_top(|ui| {
            let (sign, outcome) = promise.outcome();
            let (rect, _) = ui.allocate_exact_size(vec2(34.0, 34.0), Sense::hover());
            widgets::sign_at(ui, theme, rect, sign, colour(theme, promise));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.label(theme.sized(&promise.text, 20.0));
                ui.label(theme.bold(format!("{}{}", upper_first(outcome), when(town, promise)), theme.small));
                ui.label(theme.small(history(promise)));
            });
        });
    });
}

fn colour(theme: &ThemeTokens, promise: &PromiseLine) -> Colour {
    match promise.state {
        PromiseState::Open => theme.mustard,
        PromiseState::Kept => theme.teal,
        PromiseState::Broken => theme.coral,
    }
}

/// By when it can be kept, or when it was missed.
fn when(town: &TownView, promise: &PromiseLine) -> String {
    match (promise.last_day, promise.missed_on) {
        (Some(day), _) if day == town.day => ": today is the last day".into(),
        (Some(day), _) if day == town.day + 1 => ": until the end of tomorrow".into(),
        (Some(day), _) => format!(": until the end of day {day}"),
        (None, Some(day)) => format!(", on the evening of day {day}"),
        (None, None) => String::new(),
    }
}

/// In which encounters it was made and closed.
fn history(promise: &PromiseLine) -> String {
    let made = format!("Promised in “{}”", promise.made_in);
    match &promise.closed_in {
        Some(closed) if *closed == promise.made_in => format!("{made}, and closed there."),
        Some(closed) => format!("{made}; closed in “{closed}”."),
        None => format!("{made}."),
    }
}
