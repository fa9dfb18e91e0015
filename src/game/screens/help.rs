//! The keys, and how a play goes.

use bevy_egui::egui::Ui;

use crate::game::intent::Intent;
use crate::game::screens::kit::{column, heading, scroll};
use crate::game::screens::view::View;
use crate::game::widgets;

const KEYS: [(&str, &str); 14] = [
    ("1 to 9", "take the reply, or open what has that number; one that is out of view is shown first"),
    ("Arrows, Tab", "walk from one thing to the next"),
    ("Enter, Space", "press what has the focus; Enter alone goes on"),
    ("Space", "show the whole line at once"),
    ("Page up, down", "scroll"),
    ("H", "what was said so far"),
    ("W, Y, E, L", "in town: who knows whom, your word, the last evening, all encounters"),
    ("Esc", "back; an encounter waits where you left it"),
    ("M", "sound off and on"),
    ("S", "settings"),
    ("F1", "this page"),
    ("F11", "full screen"),
    ("Ctrl + and −", "larger and smaller text; Ctrl 0 for the usual size"),
    ("Ctrl Q", "close the window"),
];

const HOW: [&str; 5] = [
    "Somebody says something. You choose what to say or do; saying nothing can be a choice, too.",
    "The ring is their patience. It stands still while you read history, settings or help, and while the window is not in front. “No hurry” turns it off.",
    "Each decision is judged against what was on offer there and then. Your first play of an encounter counts as your attempt; everything after is practice.",
    "The town remembers how you met people, and talks. What you promise is asked for: whoever waits, waits until their last day. None of it changes a score.",
    "The debrief shows each turn, the best reply there was, and what it would have led to. You can try any turn again.",
];

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let (_, intent) = scroll(ui, "help", |ui| {
        let intent = heading(ui, theme, "Keys and help", "Back");
        column(ui, 860.0, |ui| {
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.label(theme.bold("How a play goes", theme.body));
                for line in HOW {
                    ui.label(theme.text(line));
                }
            });
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.label(theme.bold("Keys", theme.body));
                ui.label(theme.small("Mouse and touch do everything as well."));
                for (key, does) in KEYS {
                    ui.horizontal_wrapped(|ui| {
                        widgets::pill(ui, theme, key, theme.trough);
                        ui.label(theme.text(does));
                    });
                }
            });
            ui.add_space(8.0);
        });
        intent
    });
    intent
}
