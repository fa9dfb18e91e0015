//! Villagers on several screens: their faces, and the colours of what they say and think.

use bevy_egui::egui::{CornerRadius, Rect, Sense, Ui, vec2};

use super::view::View;
use crate::app::{PersonLine, PromiseLine, tone_sign};
use crate::encounter::{PromiseState, RapportClass};
use crate::game::stage;
use crate::game::theme::{Colour, ThemeTokens};
use crate::game::widgets;
use crate::scenario::id::VillagerId;
use crate::scenario::model::{Mood, Tone};

/// The size of a face, in points.
const FACE: f32 = 56.0;

/// How a word speaks of the trainee, or what somebody thinks of them: a sign, its colour, and the face that goes with it.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    /// Tells the marks apart without colours.
    sign: &'static str,
    pub(super) colour: Colour,
    pub(super) mood: Mood,
}

impl Mark {
    /// How a word speaks of the trainee.
    pub(super) fn of_word(theme: &ThemeTokens, tone: Tone) -> Self {
        let (colour, mood) = match tone {
            Tone::Praise => (theme.teal, Mood::Pleased),
            Tone::Plain => (theme.sky, Mood::Calm),
            Tone::Complaint => (theme.coral, Mood::Annoyed),
        };
        Self { sign: tone_sign(tone), colour, mood }
    }

    /// What somebody thinks of the trainee.
    pub(super) fn of_person(theme: &ThemeTokens, person: &PersonLine) -> Self {
        let (colour, mood) = match person.opinion {
            RapportClass::Warm => (theme.teal, Mood::Pleased),
            RapportClass::Neutral => (theme.sky, Mood::Calm),
            RapportClass::Cool => (theme.coral, Mood::Annoyed),
        };
        Self { sign: person.thinks().0, colour, mood }
    }

    /// What became of a promise.
    pub(super) fn of_promise(theme: &ThemeTokens, promise: &PromiseLine) -> Self {
        let (colour, mood) = match promise.state {
            PromiseState::Open => (theme.mustard, Mood::Calm),
            PromiseState::Kept => (theme.teal, Mood::Pleased),
            PromiseState::Broken => (theme.coral, Mood::Annoyed),
        };
        Self { sign: promise.outcome().0, colour, mood }
    }

    /// Of somebody whom the trainee has not met.
    pub(super) fn of_stranger(theme: &ThemeTokens, temper: Mood) -> Self {
        Self { sign: "?", colour: theme.card, mood: temper }
    }

    /// Draws the sign.
    pub(super) fn draw(self, ui: &Ui, theme: &ThemeTokens, rect: Rect) {
        widgets::sign_at(ui, theme, rect, self.sign, self.colour);
    }

    /// Draws the sign at the lower right edge of a face.
    pub(super) fn draw_beside(self, ui: &Ui, theme: &ThemeTokens, face: Rect) {
        let corner = Rect::from_center_size(face.right_bottom() - vec2(7.0, 7.0), vec2(22.0, 22.0));
        ui.painter().rect_filled(corner, CornerRadius::same(11), theme.card.0);
        self.draw(ui, theme, corner);
    }
}

/// Whether there is room for a face beside words.
pub(super) fn has_room_for_face(ui: &Ui) -> bool {
    ui.available_width() >= FACE * 5.0
}

/// A villager's face with a mark at its edge, where there is space.
pub(super) fn face(ui: &mut Ui, view: &View<'_>, villager: &VillagerId, mark: Mark) {
    if !has_room_for_face(ui) {
        return;
    }
    let Some(person) = view.session.catalog.library.village.people.get(villager) else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(FACE + 4.0, FACE), Sense::hover());
    let head = Rect::from_min_size(rect.min, vec2(FACE, FACE));
    stage::avatar(ui, view.theme, head, &person.look, mark.mood);
    mark.draw_beside(ui, view.theme, head);
}
