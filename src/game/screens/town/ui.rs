//! The screen: its keys, and whether there is room for the picture.

use bevy_egui::egui::{Ui, vec2};

use super::waiting::Waiting;
use super::{list, picture, ways};
use crate::game::intent::Intent;
use crate::game::screens::kit::child_ui;
use crate::game::screens::view::View;

/// The smallest window with a picture, in points.
const MIN_PICTURE: (f32, f32) = (900.0, 520.0);

pub(in crate::game::screens) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let Some(town) = &view.session.town.view else { return Some(Intent::Back) };
    let by_key = ways::way_by_key(ui, town);
    let waiting = Waiting::all(view, town);
    let whole = ui.max_rect();
    let asked = if whole.width() >= MIN_PICTURE.0 && whole.height() >= MIN_PICTURE.1 {
        picture::ui(ui, view, town, &waiting)
    } else {
        let mut inside = child_ui(ui, whole.shrink2(vec2(24.0, 16.0)));
        list::ui(&mut inside, view, town, &waiting)
    };
    asked.or(by_key)
}
