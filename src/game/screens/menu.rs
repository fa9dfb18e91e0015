//! What there is beside the town: progress, files, settings, another trainee.

use bevy_egui::egui::Ui;

use crate::game::intent::Intent;
use crate::game::screen::Screen;
use crate::game::screens::input::{digit_pressed, focus_first_on_arrow, takes_digit};
use crate::game::screens::kit::{column, heading, scroll};
use crate::game::screens::view::View;
use crate::game::widgets;

/// Where the menu leads, with what it is for.
const WAYS: [(&str, &str, Screen); 6] = [
    ("My progress", "The eight principles over time, and what to practise next.", Screen::Progress),
    ("Bring a file", "Try out a scenario of your own, or add it.", Screen::Import),
    ("About me", "Your name, staff number and team.", Screen::EditProfile),
    ("Begin a new season", "The town forgets you. Scores and attempts stay.", Screen::NewSeason),
    ("Settings", "Text, colours, sound, hurry.", Screen::Settings),
    ("Keys and help", "How a play goes, and every key.", Screen::Help),
];

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let (_, intent) = scroll(ui, "menu", |ui| {
        let mut intent = heading(ui, view.theme, "More", "Back");
        column(ui, 720.0, |ui| {
            let digit = digit_pressed(ui, view.session);
            let mut first = None;
            let has_town = view.session.town.view.is_some();
            let ways = WAYS.into_iter().filter(|(_, _, to)| *to != Screen::NewSeason || has_town);
            for (n, (words, about, to)) in ways.enumerate() {
                let response = entry(ui, view, n, words, about);
                if response.clicked() || takes_digit(ui, digit, n, &response) {
                    intent = Some(Intent::GoTo(to));
                }
                first.get_or_insert(response);
            }
            focus_first_on_arrow(ui, first.as_ref());
            ui.add_space(8.0);
        });
        intent
    });
    intent
}

fn entry(ui: &mut Ui, view: &View<'_>, n: usize, words: &str, about: &str) -> bevy_egui::egui::Response {
    let theme = view.theme;
    widgets::pressable(ui, theme, ("menu", n), &format!("{words}. {about}"), |ui| {
        ui.horizontal_top(|ui| {
            widgets::number(ui, theme, n + 1);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(theme.bold(words, theme.body));
                ui.label(theme.small(about));
            });
        });
    })
}
