//! The question before the debrief: which line would the trainee take back? Recorded, never scored.

use bevy_egui::egui::Ui;

use crate::game::intent::Intent;
use crate::game::screens::input::{digit_pressed, enter_pressed, focus_first_on_arrow, takes_digit, was_taken};
use crate::game::screens::kit::{column, scroll};
use crate::game::screens::view::View;
use crate::game::widgets;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let play = view.session.play.as_ref();
    let Some((play, result)) = play.and_then(|play| Some((play, play.result.as_ref()?))) else {
        return Some(Intent::Back);
    };
    let digit = digit_pressed(ui, view.session);
    let mut intent = enter_pressed(ui).then_some(Intent::TakeBack(None));
    scroll(ui, ("look back", play.key()), |ui| {
        column(ui, 860.0, |ui| {
            ui.add_space(8.0);
            ui.label(theme.bold("Which line would you take back?", theme.title));
            ui.label(theme.text("Decide before you read the debrief. It is kept for you, and never scored."));
            ui.add_space(4.0);
            let mut first = None;
            for (n, turn) in result.turns.iter().enumerate() {
                let label = format!("Turn {}. {}", n + 1, turn.words);
                let response = widgets::pressable(ui, theme, ("turn", n), &label, |ui| {
                    ui.horizontal_top(|ui| {
                        widgets::number(ui, theme, n + 1);
                        let text =
                            if turn.spoken { theme.text(&turn.words) } else { theme.italic(&turn.words, theme.body) };
                        ui.add(bevy_egui::egui::Label::new(text).wrap());
                    });
                });
                if was_taken(ui, &response) || takes_digit(ui, digit, n, &response) {
                    intent = Some(Intent::TakeBack(Some(n)));
                }
                first.get_or_insert(response);
            }
            focus_first_on_arrow(ui, first.as_ref());
            ui.add_space(4.0);
            if widgets::button(ui, theme, "None of them", true).clicked() {
                intent = Some(Intent::TakeBack(None));
            }
            ui.add_space(8.0);
        });
    });
    intent
}
