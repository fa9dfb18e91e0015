//! The screen: a greeting, what to practise next, and the list.

use bevy_egui::egui::{Key, Ui};

use super::{filters, list};
use crate::game::intent::Intent;
use crate::game::screen::Screen;
use crate::game::screens::input::{digit_pressed, enter_pressed, focus_first_on_arrow, key_pressed, takes_digit};
use crate::game::screens::kit::{heading, person_of, scroll};
use crate::game::screens::view::View;
use crate::game::screens::words;
use crate::game::widgets;

/// From this width on the list has two columns, in points.
const MIN_TWO_COLUMNS: f32 = 820.0;

pub(in crate::game::screens) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let entries = list::entries(view);
    let goes_on = enter_pressed(ui);
    let to_town = (view.session.town.view.is_some() && key_pressed(ui, Key::L)).then_some(Intent::Back);
    let (_, asked) = scroll(ui, "choose", |ui| {
        let mut asked = top(ui, view);
        asked = asked.or(next(ui, view, goes_on));
        asked = asked.or(filters::ui(ui, view));
        ui.add_space(4.0);
        asked = asked.or(columns(ui, view, &entries));
        if entries.is_empty() {
            ui.label(view.theme.text("There is nothing of this sort to play yet."));
        }
        list::faults(ui, view);
        ui.add_space(8.0);
        asked
    });
    asked.or(to_town)
}

fn columns(ui: &mut Ui, view: &View<'_>, entries: &[list::ListEntry<'_>]) -> Option<Intent> {
    let columns = if ui.available_width() > MIN_TWO_COLUMNS { 2 } else { 1 };
    let (mut first, mut asked) = (None, None);
    let digit = digit_pressed(ui, view.session);
    for (row, pair) in entries.chunks(columns).enumerate() {
        ui.columns(columns, |uis| {
            for (column, (entry, ui)) in pair.iter().zip(uis).enumerate() {
                let n = row * columns + column;
                let Some(response) = list::entry(ui, view, entry, n) else { continue };
                if response.clicked() || takes_digit(ui, digit, n, &response) {
                    asked = Some(entry.open());
                }
                first.get_or_insert(response);
            }
        });
    }
    focus_first_on_arrow(ui, first.as_ref());
    asked
}

/// The title, and the ways to other screens.
fn top(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    if view.session.town.view.is_some() {
        return heading(ui, theme, "All encounters", "Back to town");
    }
    // Where nothing is recorded there is no town, and the list is what one comes in to.
    let mut intent = heading(ui, theme, &format!("Hello, {}", view.session.trainee_name()), "Somebody else plays");
    if widgets::button(ui, theme, "More", false).clicked() {
        intent = Some(Intent::GoTo(Screen::Menu));
    }
    intent
}

/// What to practise next, and why; opened by its button, or if the trainee `goes_on`.
fn next(ui: &mut Ui, view: &View<'_>, goes_on: bool) -> Option<Intent> {
    let (theme, session) = (view.theme, view.session);
    let advice = session.advice()?;
    // A newcomer is sent to the same encounter as in town.
    let first = session.town.view.as_ref().filter(|town| town.is_newcomer).and_then(|town| town.waiting.first());
    let scenario = first.map_or(&advice.scenario, |first| &first.scenario);
    let script = &session.catalog.library.get(scenario.as_str())?.script;
    let progress = session.trainees.progress.as_ref()?;
    let reason =
        if progress.attempts == 0 { "A good one to begin with.".to_owned() } else { words::reason(advice.reason) };
    let title = &script.scenario.title;
    let response = widgets::pressable(ui, theme, "next", &format!("Next for you: {title}. {reason}"), |ui| {
        ui.horizontal_top(|ui| {
            person_of(ui, view, script, 56.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.label(theme.bold(format!("Next for you: {title}"), 20.0));
                ui.label(theme.small(reason));
            });
        });
    });
    (response.clicked() || goes_on).then(|| Intent::OpenScenario(scenario.clone()))
}
