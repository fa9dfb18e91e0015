//! The same as a list, for a narrow window or large text.

use bevy_egui::egui::{Ui, vec2};

use super::waiting::Waiting;
use super::ways::{buttons, greeting};
use crate::app::TownView;
use crate::game::intent::Intent;
use crate::game::screens::input::{digit_pressed, enter_pressed, focus_first_on_arrow, takes_digit};
use crate::game::screens::kit::{person_of, scroll};
use crate::game::screens::view::View;
use crate::game::widgets;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, town: &TownView, waiting: &[Waiting<'_>]) -> Option<Intent> {
    let (_, asked) = scroll(ui, ("town", town.day), |ui| {
        ui.label(view.theme.bold(format!("Day {}", town.day), view.theme.title));
        ui.label(view.theme.text(greeting(view, town)));
        let digit = digit_pressed(ui, view.session);
        let (mut first, mut asked) = (None, None);
        for (n, waiting) in waiting.iter().enumerate() {
            let response = entry(ui, view, waiting, n);
            if response.clicked() || takes_digit(ui, digit, n, &response) {
                asked = Some(Intent::OpenScenario(waiting.script.id.clone()));
            }
            first.get_or_insert(response);
        }
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| asked = asked.take().or(buttons(ui, view, town)));
        ui.add_space(8.0);
        focus_first_on_arrow(ui, first.as_ref());
        asked
    });
    // Enter alone goes to whoever presses most.
    let first = waiting.first().filter(|_| enter_pressed(ui));
    asked.or_else(|| first.map(|first| Intent::OpenScenario(first.script.id.clone())))
}

fn entry(ui: &mut Ui, view: &View<'_>, waiting: &Waiting<'_>, n: usize) -> bevy_egui::egui::Response {
    let theme = view.theme;
    widgets::pressable(ui, theme, ("waits", n), &waiting.label(n), |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 4.0);
            widgets::number(ui, theme, n + 1);
            person_of(ui, view, waiting.script, 64.0);
            ui.vertical(|ui| {
                ui.label(theme.bold(&waiting.line.title, 20.0));
                ui.label(theme.small(waiting.about()));
                if let Some(pressing) = waiting.pressing() {
                    ui.label(theme.bold(pressing, theme.small));
                }
                ui.label(theme.text(&waiting.line.why));
                if let Some(thinks) = waiting.thinks() {
                    ui.label(theme.small(thinks));
                }
            });
        });
    })
}
