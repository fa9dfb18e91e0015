//! Villagers on several screens: their faces, and the colours of what they say and think.

use bevy_egui::egui::{CornerRadius, Rect, Sense, Ui, vec2};

use super::view::View;
use crate::encounter::RapportClass;
use crate::game::stage;
use crate::game::theme::{Colour, ThemeTokens};
use crate::game::widgets;
use crate::scenario::id::VillagerId;
use crate::scenario::model::{Mood, Tone};

/// The size of a face, in points.
const FACE: f32 = 56.0;

/// The colour of how a word speaks of the trainee; a sign stands with it.
pub(super) fn tone_colour(theme: &ThemeTokens, tone: Tone) -> Colour {
    match tone {
        Tone::Praise => theme.teal,
        Tone::Plain => theme.sky,
        Tone::Complaint => theme.coral,
    }
}

/// The colour of what somebody thinks; a sign stands with it.
pub(super) fn opinion_colour(theme: &ThemeTokens, opinion: RapportClass) -> Colour {
    match opinion {
        RapportClass::Warm => theme.teal,
        RapportClass::Neutral => theme.sky,
        RapportClass::Cool => theme.coral,
    }
}

/// The mood that goes with a sign.
pub(super) fn mood_of(sign: &str) -> Mood {
    match sign {
        "-" => Mood::Annoyed,
        "+" => Mood::Pleased,
        _ => Mood::Calm,
    }
}

/// A villager's face with a sign at its edge, where there is space.
pub(super) fn face(ui: &mut Ui, view: &View<'_>, villager: &VillagerId, sign: &str, fill: Colour) {
    if ui.available_width() < FACE * 5.0 {
        return;
    }
    let Some(person) = view.session.catalog.library.village.people.get(villager) else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(FACE + 4.0, FACE), Sense::hover());
    let head = Rect::from_min_size(rect.min, vec2(FACE, FACE));
    stage::avatar(ui, view.theme, head, &person.look, mood_of(sign));
    sign_beside(ui, view.theme, head, sign, fill);
}

/// A small sign at the lower right edge of a face.
pub(super) fn sign_beside(ui: &Ui, theme: &ThemeTokens, face: Rect, sign: &str, fill: Colour) {
    let corner = Rect::from_center_size(face.right_bottom() - vec2(7.0, 7.0), vec2(22.0, 22.0));
    ui.painter().rect_filled(corner, CornerRadius::same(11), theme.card.0);
    widgets::sign_at(ui, theme, corner, sign, fill);
}
