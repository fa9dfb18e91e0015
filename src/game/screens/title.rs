//! The title: the name of the program, and where to go from here.

use bevy_egui::egui::{CornerRadius, Key, Rect, Sense, Ui, pos2, vec2};

use crate::game::intent::Intent;
use crate::game::screen::Screen;
use crate::game::screens::input::{enter_pressed, focus_first_on_arrow, key_pressed};
use crate::game::screens::kit::{child_ui, scroll};
use crate::game::screens::view::View;
use crate::game::stage;
use crate::game::theme::bold;
use crate::game::widgets;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let whole = ui.max_rect();
    stage::backdrop(ui, theme, whole);
    let mut intent = enter_pressed(ui).then_some(Intent::GoTo(Screen::SelectProfile));
    if key_pressed(ui, Key::Num1) {
        intent = Some(Intent::GoTo(Screen::SelectProfile));
    }
    let inner = whole.shrink2(vec2(24.0, 20.0));
    let card = Rect::from_min_size(inner.min, vec2(inner.width().min(430.0), inner.height()));
    let mut left = child_ui(ui, card);
    scroll(&mut left, "title", |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        name(ui, view);
        let mut first = None;
        for (words, main, to) in [
            ("Come in", true, Intent::GoTo(Screen::SelectProfile)),
            ("Settings", false, Intent::GoTo(Screen::Settings)),
            ("Keys and help", false, Intent::GoTo(Screen::Help)),
            ("Reports and exports", false, Intent::GoTo(Screen::Records)),
            ("Who made this", false, Intent::GoTo(Screen::Credits)),
            ("Close", false, Intent::Quit),
        ] {
            let response = widgets::wide_button(ui, theme, words, main, 220.0);
            if response.clicked() {
                intent = Some(to);
            }
            first.get_or_insert(response);
        }
        focus_first_on_arrow(ui, first.as_ref());
    });
    intent
}

/// The name on a card, so that it can be read on any background.
fn name(ui: &mut Ui, view: &View<'_>) {
    let theme = view.theme;
    widgets::card(theme, theme.card).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let size = 64.0_f32.min(ui.available_width() / 5.0);
        ui.label(theme.sized("Rapport", size).font(bold(size)));
        // A line in three colours under the name.
        let (stroke, _) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
        let third = 86.0_f32.min(stroke.width() / 3.0);
        for (n, colour) in [theme.teal, theme.mustard, theme.coral].into_iter().enumerate() {
            let left = stroke.left() + third * [0.0, 1.0, 2.0][n];
            let part = Rect::from_min_size(pos2(left, stroke.top()), vec2(third - 8.0, 6.0));
            ui.painter().rect_filled(part, CornerRadius::same(3), colour.0);
        }
        ui.label(theme.sized("Practise the talk that matters before it matters.", 17.0));
    });
}
