//! The screen: the map with a panel beside it, or the panel alone where there is no room for a map.

use bevy_egui::egui::{Key, Rect, Ui, pos2, vec2};

use super::{map, panel};
use crate::app::TownView;
use crate::game::intent::Intent;
use crate::game::screens::input::key_pressed;
use crate::game::screens::kit::{child_ui, full_card, heading, scroll};
use crate::game::screens::view::View;
use crate::game::widgets;

/// The smallest screen with a map, in points.
const MIN_MAP: (f32, f32) = (860.0, 500.0);

/// The part of the width that the map has.
const MAP_SHARE: f32 = 0.64;

pub(in crate::game::screens) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let Some(town) = view.session.town.on_map() else { return Some(Intent::Back) };
    let space = ui.available_size();
    let by_key = key_pressed(ui, Key::W).then_some(Intent::Back);
    let asked = if space.x >= MIN_MAP.0 && space.y >= MIN_MAP.1 {
        side_by_side(ui, view, town)
    } else {
        one_column(ui, view, town)
    };
    asked.or(by_key)
}

/// What the screen is called: after a season everything is told.
const fn title(view: &View<'_>) -> &'static str {
    if view.session.town.ended_season.is_some() { "The season is over: who told whom" } else { "Who knows whom" }
}

/// What the button back says.
const fn back(view: &View<'_>) -> &'static str {
    if view.session.town.ended_season.is_some() { "To the first day" } else { "Back" }
}

fn side_by_side(ui: &mut Ui, view: &View<'_>, town: &TownView) -> Option<Intent> {
    let theme = view.theme;
    let mut intent = heading(ui, theme, title(view), back(view));
    let space = ui.available_rect_before_wrap();
    let map_width = space.width() * MAP_SHARE;
    let left = Rect::from_min_size(space.min, vec2(map_width, space.height()));
    let right = Rect::from_min_max(pos2(left.right() + 16.0, space.top()), space.max);
    let on_map = map::ui(ui, view, town, left);
    intent = intent.or(on_map);
    let mut beside = child_ui(ui, right);
    widgets::card(theme, theme.card).show(&mut beside, |ui| {
        ui.set_min_size(ui.available_size());
        let (_, asked) = scroll(ui, ("panel", &view.session.town.choice), |ui| panel::ui(ui, view, town));
        intent = intent.take().or(asked);
    });
    intent
}

fn one_column(ui: &mut Ui, view: &View<'_>, town: &TownView) -> Option<Intent> {
    let (_, asked) = scroll(ui, ("who knows whom", &view.session.town.choice), |ui| {
        let mut intent = heading(ui, view.theme, title(view), back(view));
        full_card(ui, view.theme, view.theme.card, |ui| intent = intent.take().or(panel::ui(ui, view, town)));
        let listed = panel::everybody(ui, view, town);
        ui.add_space(8.0);
        intent.or(listed)
    });
    asked
}
