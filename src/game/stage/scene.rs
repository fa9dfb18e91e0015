//! The picture of an encounter, by channel: one person in a place, several people, or a call.

use std::f32::consts::FRAC_PI_2;

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, FontId, Mesh, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use super::Stage;
use super::textures::{draw_person, draw_place};
use crate::game::playback::TextReveal;
use crate::game::session::ActivePlay;
use crate::game::theme::{Colour, ThemeTokens, bold};
use crate::picture::{Frame, Layer, Setting};
use crate::scenario::model::{Channel, Persona};
use crate::scenario::script::{Beat, PersonIx};

/// Everything a scene is drawn from.
pub(in crate::game) struct SceneView<'a> {
    pub(in crate::game) theme: &'a ThemeTokens,
    pub(in crate::game) stage: &'a Stage,
    pub(in crate::game) reveal: &'a TextReveal,
    pub(in crate::game) play: &'a ActivePlay,
    /// The trainee's name, for the badge.
    pub(in crate::game) you: &'a str,
}

/// Draws the scene into a rectangle, with a line around it.
pub(in crate::game) fn scene(ui: &Ui, rect: Rect, view: &SceneView<'_>) {
    let inside = rect.shrink(view.theme.line / 2.0);
    let painter = ui.painter().with_clip_rect(inside.intersect(ui.clip_rect()));
    let with = view.shown_beat().with;
    match view.shown_beat().channel {
        Channel::Phone => view.call(&painter, inside, with),
        Channel::Backroom | Channel::Meeting => view.group(&painter, inside, with),
        Channel::Counter => {
            view.single(&painter, inside, with);
            view.badge(&painter, inside);
        }
        Channel::Street | Channel::Feed | Channel::Chat => view.single(&painter, inside, with),
    }
    let line = Stroke::new(view.theme.line, view.theme.edge.0);
    let corner = CornerRadius::same(view.theme.corner);
    round_off(ui, rect, f32::from(view.theme.corner), view.theme.ground.0);
    ui.painter().rect_stroke(rect, corner, line, StrokeKind::Inside);
}

/// Covers what lies outside of the round corners with the colour of the ground.
fn round_off(ui: &Ui, rect: Rect, radius: f32, ground: Color32) {
    const STEPS: u8 = 12;
    let corners = [
        (rect.left_top(), vec2(1.0, 1.0)),
        (rect.right_top(), vec2(-1.0, 1.0)),
        (rect.right_bottom(), vec2(-1.0, -1.0)),
        (rect.left_bottom(), vec2(1.0, -1.0)),
    ];
    let mut mask = Mesh::default();
    for (corner, inward) in corners {
        let first = u32::try_from(mask.vertices.len()).unwrap_or(0);
        mask.colored_vertex(corner, ground);
        for step in 0..=STEPS {
            let angle = FRAC_PI_2 * f32::from(step) / f32::from(STEPS);
            let reach = vec2(1.0 - angle.cos(), 1.0 - angle.sin()) * radius;
            mask.colored_vertex(corner + reach * inward, ground);
            if step > 0 {
                mask.add_triangle(first, first + u32::from(step), first + u32::from(step) + 1);
            }
        }
    }
    ui.painter().add(mask);
}

/// The persona a person was cast as.
pub(in crate::game) fn persona(play: &ActivePlay, person: PersonIx) -> &Persona {
    let cast = usize::from(play.encounter().cast()[person.index()]);
    &play.encounter().script().person(person).personas[cast].1
}

/// What somebody is called among several: their first name.
pub(in crate::game) fn short_name(play: &ActivePlay, person: PersonIx) -> &str {
    let name = persona(play, person).name.as_str();
    name.split(' ').next().unwrap_or(name)
}

/// How large a person is drawn in a picture; `size` is a share from 0 to 1.
pub(super) fn body_size(rect: Rect, size: f32) -> Vec2 {
    let ratio = Frame::Bust.ratio();
    let height = (rect.height() * 1.32).min(rect.width() * 1.05 / ratio) * size;
    vec2(height * ratio, height)
}

impl SceneView<'_> {
    /// The beat that is shown: while an answer still appears, the beat in which it is given.
    pub(super) fn shown_beat(&self) -> &Beat {
        self.play.beat(self.reveal.started())
    }

    /// A place, or a stand-in where the scenario names none.
    pub(super) fn setting_of(&self, name: &str, stand_in: &str) -> Setting {
        let place = if name.is_empty() { stand_in } else { name };
        Setting { place: place.to_owned(), hour: self.theme.hour() }
    }

    /// The place of the beat that is shown.
    pub(super) fn setting(&self) -> Setting {
        let beat = self.shown_beat();
        let stand_in = match beat.channel {
            Channel::Counter => "shop-counter",
            Channel::Phone => "call-desk",
            Channel::Feed | Channel::Chat => "public-thread",
            Channel::Street => "bus-stop",
            Channel::Backroom => "break-room",
            Channel::Meeting => "meeting-room",
        };
        self.setting_of(&beat.place, stand_in)
    }

    /// One person in a place, between its back and its front.
    fn single(&self, painter: &Painter, rect: Rect, person: PersonIx) {
        let here = self.setting();
        draw_place(painter, rect, &here, Layer::Back, 50);
        self.draw_at(painter, rect, person, 0.5, 1.0);
        draw_place(painter, rect, &here, Layer::Front, 50);
    }

    /// A few words in a rounded box around a point.
    pub(super) fn tag(&self, painter: &Painter, centre: Pos2, words: &str, fill: Colour) {
        let (font, line) = (bold(self.theme.small), Stroke::new(2.0, self.theme.edge.0));
        let galley = painter.layout_no_wrap(words.to_owned(), font, self.theme.ink.0);
        let rect = Rect::from_center_size(centre, galley.size() + Vec2::new(24.0, 12.0));
        painter.rect(rect, CornerRadius::same(15), fill.0, line, StrokeKind::Inside);
        painter.galley(rect.center() - galley.size() / 2.0, galley, self.theme.ink.0);
    }

    /// The trainee's badge; left out where there is no space for it.
    fn badge(&self, painter: &Painter, rect: Rect) {
        let galley = painter.layout_no_wrap(self.you.to_owned(), bold(15.0), self.theme.ink.0);
        let size = vec2(galley.size().x.max(86.0) + 26.0, 44.0);
        if size.x > rect.width() * 0.4 || rect.height() < 190.0 {
            return;
        }
        let card = Rect::from_min_size(pos2(rect.left() + 18.0, rect.bottom() - size.y - 14.0), size);
        painter.rect(
            card,
            CornerRadius::same(8),
            self.theme.card.0,
            Stroke::new(2.0, self.theme.edge.0),
            StrokeKind::Inside,
        );
        let band = Rect::from_min_size(card.min, vec2(card.width(), 17.0)).shrink(1.0);
        painter.rect_filled(band, CornerRadius { nw: 7, ne: 7, sw: 0, se: 0 }, self.theme.main.0);
        painter.text(
            band.center(),
            Align2::CENTER_CENTER,
            "Harbour Home",
            FontId::proportional(11.0),
            self.theme.on_main.0,
        );
        painter.galley(pos2(card.center().x - galley.size().x / 2.0, band.bottom() + 3.0), galley, self.theme.ink.0);
    }

    /// Draws a person at a position across the picture and in a size, both from 0 to 1.
    pub(super) fn draw_at(&self, painter: &Painter, rect: Rect, person: PersonIx, across: f32, size: f32) {
        let look = &persona(self.play, person).look;
        let said = self.play.latest_lines();
        let speaking = self.reveal.speaker(said) == Some(person);
        let mood = self.play.mood(person, self.reveal.started());
        let pose = self.stage.pose(person, mood, speaking);
        let body = body_size(rect, size);
        let height = body.y;
        let middle = rect.left() + rect.width() * across;
        let top = rect.bottom() - (rect.height() * 0.95).min(height * 0.74) - pose.breath * height * 0.008
            + pose.lean * height * 0.03;
        let shift = pose.shake * height * 0.012;
        let at = Rect::from_min_size(pos2(middle - body.x / 2.0 + shift, top), body * 1.0);
        let snapped = Rect::from_min_size(snap(painter, at.min), at.size());
        draw_person(painter, snapped, look, pose.mood, pose.expression);
    }
}

/// Rounds a position to whole pixels, so that lines stay sharp.
fn snap(painter: &Painter, at: Pos2) -> Pos2 {
    let scale = painter.ctx().pixels_per_point();
    pos2((at.x * scale).round() / scale, (at.y * scale).round() / scale)
}
