//! A scene as its channel wants it: across a counter, at both ends of a line, on a street, or among several.

use std::f32::consts::FRAC_PI_2;

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, FontId, Mesh, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use super::{Stage, gallery};
use crate::encounter::Said;
use crate::game::reveal::{Part, Reveal};
use crate::game::session::Playing;
use crate::game::theme::{Colour, Theme, bold};
use crate::picture::{Frame, Layer, Setting};
use crate::scenario::model::{Channel, Mood, Outcome, Persona};
use crate::scenario::script::{Beat, LineKind, PersonIx};

/// Everything a scene is drawn from.
pub(in crate::game) struct Scene<'a> {
    pub(in crate::game) theme: &'a Theme,
    pub(in crate::game) stage: &'a Stage,
    pub(in crate::game) reveal: &'a Reveal,
    pub(in crate::game) playing: &'a Playing,
    /// The trainee's name, for the badge.
    pub(in crate::game) you: &'a str,
}

/// Draws the scene into a rectangle, with a line around it.
pub(in crate::game) fn scene(ui: &Ui, rect: Rect, of: &Scene<'_>) {
    let inside = rect.shrink(of.theme.line / 2.0);
    let painter = ui.painter().with_clip_rect(inside.intersect(ui.clip_rect()));
    let with = of.seen().with;
    match of.seen().channel {
        Channel::Phone => of.call(&painter, inside, with),
        Channel::Backroom | Channel::Meeting => of.company(&painter, inside, with),
        Channel::Counter => {
            of.alone(&painter, inside, with);
            of.badge(&painter, inside);
        }
        Channel::Street | Channel::Feed | Channel::Chat => of.alone(&painter, inside, with),
    }
    let line = Stroke::new(of.theme.line, of.theme.edge.0);
    let corner = CornerRadius::same(of.theme.corner);
    round_off(ui, rect, f32::from(of.theme.corner), of.theme.ground.0);
    ui.painter().rect_stroke(rect, corner, line, StrokeKind::Inside);
}

/// What lies outside of the round corners takes the colour of the ground.
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

/// A person as they were cast.
pub(in crate::game) fn persona(playing: &Playing, person: PersonIx) -> &Persona {
    let cast = usize::from(playing.encounter.cast()[person.index()]);
    &playing.encounter.script().person(person).personas[cast].1
}

impl Scene<'_> {
    /// Where one is: while an answer still appears, where it is given.
    fn seen(&self) -> &Beat {
        self.playing.beat(self.reveal.begun())
    }

    fn place(&self, name: &str, stand_in: &str) -> Setting {
        let place = if name.is_empty() { stand_in } else { name };
        Setting { place: place.to_owned(), hour: self.theme.hour() }
    }

    fn here(&self) -> Setting {
        let beat = self.seen();
        let stand_in = match beat.channel {
            Channel::Counter => "shop-counter",
            Channel::Phone => "call-desk",
            Channel::Feed | Channel::Chat => "public-thread",
            Channel::Street => "bus-stop",
            Channel::Backroom => "break-room",
            Channel::Meeting => "meeting-room",
        };
        self.place(&beat.place, stand_in)
    }

    /// One person in their place, with what stands before them.
    fn alone(&self, painter: &Painter, rect: Rect, person: PersonIx) {
        let here = self.here();
        gallery::ground(painter, rect, &here, Layer::Back, 50);
        self.person(painter, rect, person, 0.5, 1.0);
        gallery::ground(painter, rect, &here, Layer::Front, 50);
    }

    /// Several people: who is addressed stands in front, the others listen.
    fn company(&self, painter: &Painter, rect: Rect, with: PersonIx) {
        let here = self.here();
        gallery::ground(painter, rect, &here, Layer::Back, 50);
        let others: Vec<PersonIx> = self.present().into_iter().filter(|person| *person != with).collect();
        if others.is_empty() {
            self.person(painter, rect, with, 0.5, 1.0);
        } else {
            for (n, person) in others.iter().enumerate() {
                let across = spread(n, others.len());
                self.person(painter, rect, *person, across, 0.7);
            }
            self.person(painter, rect, with, 0.28, 1.0);
        }
        gallery::ground(painter, rect, &here, Layer::Front, 50);
        let first = |person: &PersonIx| {
            let name = &persona(self.playing, *person).name;
            name.split(' ').next().unwrap_or(name).to_owned()
        };
        let names: Vec<String> = others.iter().map(first).collect();
        let words = match names.as_slice() {
            [] => return,
            [one] => format!("{one} listens"),
            [most @ .., last] => format!("{} and {last} listen", most.join(", ")),
        };
        let at = pos2(rect.left() + rect.width() * 0.74, rect.bottom() - 28.0);
        self.tag(painter, at, &words, self.theme.card);
    }

    /// Who is in this room: whoever is addressed or speaks in it anywhere in the scenario.
    fn present(&self) -> Vec<PersonIx> {
        let script = self.playing.encounter.script();
        let here = self.seen();
        let rooms = script.beats.iter().filter(|beat| beat.channel == here.channel && beat.place == here.place);
        let mut people: Vec<PersonIx> = Vec::new();
        for beat in rooms {
            let answers = beat.choices().iter().flat_map(|choice| choice.answer.iter());
            let speakers = beat.lines.iter().chain(answers).filter_map(|line| match line.kind {
                LineKind::Say(by) => Some(by),
                _ => None,
            });
            people.extend(speakers.chain([beat.with]));
        }
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Both ends of a line: our desk, and where the other one is.
    fn call(&self, painter: &Painter, rect: Rect, person: PersonIx) {
        let caller = persona(self.playing, person);
        let cut = rect.left() + rect.width() * 0.3;
        let ours = Rect::from_min_max(rect.min, pos2(cut, rect.bottom()));
        let theirs = Rect::from_min_max(pos2(cut, rect.top()), rect.max);
        let desk = self.here();
        let there = self.place(&caller.place, "home");
        for (part, setting) in [(ours, &desk), (theirs, &there)] {
            let painter = painter.with_clip_rect(part.intersect(painter.clip_rect()));
            // Of our own side there is only a slice: the one with the headset.
            let focus = if part == ours { 30 } else { 50 };
            gallery::ground(&painter, part, setting, Layer::Back, focus);
            if part == theirs && caller.face_on_phone {
                self.person(&painter, part, person, 0.5, 1.0);
            }
            gallery::ground(&painter, part, setting, Layer::Front, focus);
        }
        painter.vline(cut, rect.y_range(), Stroke::new(self.theme.line + 1.0, self.theme.edge.0));
        if !caller.face_on_phone {
            self.waveform(painter, theirs, person);
        }
        self.tag(painter, pos2(ours.center().x, rect.top() + 26.0), "You", self.theme.card);
        self.waiting(painter, theirs);
    }

    /// A voice without a face: it rises and falls while somebody speaks, in the colour of their mood.
    fn waveform(&self, painter: &Painter, rect: Rect, person: PersonIx) {
        let width = (rect.width() * 0.78).min(420.0);
        let size = vec2(width, (rect.height() * 0.28).max(64.0));
        let card = Rect::from_center_size(rect.center() + vec2(0.0, rect.height() * 0.14), size);
        let corner = CornerRadius::same(self.theme.corner);
        painter.rect(card, corner, self.theme.card.0, self.theme.stroke(), StrokeKind::Inside);
        let speaking = self.reveal.speaker(self.playing.present()) == Some(person);
        let mood = self.playing.mood(person, self.reveal.begun());
        let fill = mood_strong(self.theme, mood);
        let bars = 27_u16;
        let inside = card.shrink2(vec2(24.0, 18.0));
        let step = inside.width() / f32::from(bars);
        for bar in 0..bars {
            let x = inside.left() + step * (f32::from(bar) + 0.5);
            let height = inside.height() * self.loudness(bar, bars, speaking);
            let body = Rect::from_center_size(pos2(x, inside.center().y), vec2(step * 0.58, height.max(5.0)));
            painter.rect_filled(body, CornerRadius::same(4), fill.0);
        }
        self.tag(painter, card.center_top(), "A voice, no face", self.theme.note);
    }

    fn loudness(&self, bar: u16, bars: u16, speaking: bool) -> f32 {
        let across = f32::from(bar) / f32::from(bars - 1);
        let hill = 1.0 - (across * 2.0 - 1.0).abs() * 0.7;
        let turn = if speaking { self.stage.beat() } else { 0 };
        // Any scatter does; it need not be chance, only look uneven.
        let scatter = (u64::from(bar) * 37 + turn * 53) % 17;
        let uneven = f32::from(u16::try_from(scatter).unwrap_or(0)) / 16.0;
        if speaking { hill * (0.3 + 0.7 * uneven) } else { hill * (0.1 + 0.14 * uneven) }
    }

    /// On hold, or passed on: what is felt of it, while it lasts; and the line that dropped.
    fn waiting(&self, painter: &Painter, rect: Rect) {
        let below = pos2(rect.center().x, rect.bottom() - 30.0);
        if self.playing.outcome() == Some(Outcome::Lost) && self.reveal.is_done() {
            self.tag(painter, below, "The line has dropped", self.theme.coral_pale);
        }
        for (n, said) in self.playing.present().iter().enumerate() {
            let Part::Coming(share) = self.reveal.part(n) else { continue };
            let words = match said {
                Said::Hold { minutes, .. } => {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        clippy::cast_precision_loss,
                        reason = "between 0 and the minutes"
                    )]
                    let gone = (*minutes as f32 * share).ceil() as u32;
                    format!("On hold · minute {gone} of {minutes}")
                }
                Said::Transfer { to, .. } => format!("Passed on to {to}"),
                _ => continue,
            };
            self.tag(painter, below, &words, self.theme.note);
        }
    }

    fn tag(&self, painter: &Painter, centre: Pos2, words: &str, fill: Colour) {
        tag(painter, self.theme, centre, words, fill, self.theme.small);
    }

    /// The trainee is on duty: their name is on a badge.
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

    /// Somebody at a place across the picture, from 0 to 1, and so large.
    fn person(&self, painter: &Painter, rect: Rect, person: PersonIx, across: f32, size: f32) {
        let look = &persona(self.playing, person).look;
        let said = self.playing.present();
        let speaking = self.reveal.speaker(said) == Some(person);
        let mood = self.playing.mood(person, self.reveal.begun());
        let pose = self.stage.pose(person, mood, speaking);
        let ratio = Frame::Bust.ratio();
        let height = (rect.height() * 1.32).min(rect.width() * 1.05 / ratio) * size;
        let body = vec2(height * ratio, height);
        let middle = rect.left() + rect.width() * across;
        let top = rect.bottom() - (rect.height() * 0.95).min(height * 0.74) - pose.breath * height * 0.008
            + pose.lean * height * 0.03;
        let shift = pose.shake * height * 0.012;
        let at = Rect::from_min_size(pos2(middle - body.x / 2.0 + shift, top), body * 1.0);
        let snapped = Rect::from_min_size(snap(painter, at.min), at.size());
        match pose.passing {
            Some((before, seen)) => {
                gallery::body(painter, snapped, look, before, crate::picture::Expression::Still, 1.0);
                gallery::body(painter, snapped, look, pose.mood, pose.expression, seen);
            }
            None => gallery::body(painter, snapped, look, pose.mood, pose.expression, 1.0),
        }
    }
}

/// To whole pixels, so that lines stay sharp.
fn snap(painter: &Painter, at: Pos2) -> Pos2 {
    let scale = painter.ctx().pixels_per_point();
    pos2((at.x * scale).round() / scale, (at.y * scale).round() / scale)
}

/// Where the `n`th of several listeners stands.
fn spread(n: usize, of: usize) -> f32 {
    let part = |n: usize| f32::from(u8::try_from(n).unwrap_or(u8::MAX));
    0.52 + 0.44 * (part(n) + 0.5) / part(of)
}

/// A few words in a rounded box around a point.
fn tag(painter: &Painter, theme: &Theme, centre: Pos2, words: &str, fill: Colour, size: f32) {
    let galley = painter.layout_no_wrap(words.to_owned(), bold(size), theme.ink.0);
    let rect = Rect::from_center_size(centre, galley.size() + Vec2::new(24.0, 12.0));
    painter.rect(rect, CornerRadius::same(15), fill.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    painter.galley(rect.center() - galley.size() / 2.0, galley, theme.ink.0);
}

/// A mood as a strong colour; a word always stands with it.
fn mood_strong(theme: &Theme, mood: Mood) -> Colour {
    match mood.rank() {
        0 | 1 => theme.coral,
        2 => theme.mustard,
        _ => theme.teal,
    }
}
