//! Several people in one place: each has a seat of their own.

use bevy_egui::egui::{Painter, Rect, pos2};

use super::scene::{SceneView, body_size, short_name};
use super::textures::draw_place;
use crate::encounter::Status;
use crate::picture::Layer;
use crate::scenario::script::{LineKind, PersonIx};

impl SceneView<'_> {
    /// Several people: each has one seat and one size as long as they are together, and their name below. Whoever
    /// speaks, or is to be answered, is marked by words.
    pub(super) fn group(&self, painter: &Painter, rect: Rect, with: PersonIx) {
        let here = self.setting();
        draw_place(painter, rect, &here, Layer::Back, 50);
        let people = self.people_present();
        let size = seat_size(rect, people.len());
        for (n, person) in people.iter().enumerate() {
            self.draw_at(painter, rect, *person, seat(n, people.len()), size);
        }
        draw_place(painter, rect, &here, Layer::Front, 50);
        if people.len() < 2 {
            return;
        }
        let speaker = self.reveal.speaker(self.play.latest_lines());
        for (n, person) in people.iter().enumerate() {
            let name = short_name(self.play, *person);
            let (words, fill) = match speaker {
                Some(by) if by == *person => (format!("{name} speaks"), self.theme.note),
                None if self.is_to_be_answered(with, *person) => (format!("You answer {name}"), self.theme.note),
                _ => (name.to_owned(), self.theme.card),
            };
            let at = pos2(rect.left() + rect.width() * seat(n, people.len()), rect.bottom() - 28.0);
            self.tag(painter, at, &words, fill);
        }
    }

    /// Whether the trainee is to answer a person now.
    fn is_to_be_answered(&self, with: PersonIx, person: PersonIx) -> bool {
        with == person && self.reveal.is_done() && self.play.encounter().status() == Status::Open
    }

    /// The people in this place: everybody who is addressed or speaks in it anywhere in the scenario.
    fn people_present(&self) -> Vec<PersonIx> {
        let script = self.play.encounter().script();
        let here = self.shown_beat();
        let beats_here = script.beats.iter().filter(|beat| beat.channel == here.channel && beat.place == here.place);
        let mut people: Vec<PersonIx> = Vec::new();
        for beat in beats_here {
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
}

/// The position of the `n`th of several people across the picture, from 0 to 1.
fn seat(n: usize, of: usize) -> f32 {
    let part = |n: usize| f32::from(u8::try_from(n).unwrap_or(u8::MAX));
    (part(n) + 0.5) / part(of)
}

/// The size of each of several people, as a share of one alone: nobody covers the face of another, or is cut off by the
/// edge.
fn seat_size(rect: Rect, people: usize) -> f32 {
    let width = rect.width() / f32::from(u8::try_from(people.max(1)).unwrap_or(u8::MAX));
    (width / body_size(rect, 1.0).x).min(1.0)
}

#[cfg(test)]
mod tests {
    use bevy_egui::egui::vec2;

    use super::*;

    #[test]
    fn nobody_covers_another_or_is_cut_off_by_the_edge() {
        for (width, height) in [(750.0, 276.0), (590.0, 240.0), (500.0, 180.0), (2200.0, 800.0)] {
            let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, height));
            for people in 1..=6 {
                let body = body_size(rect, seat_size(rect, people)).x;
                let middles: Vec<f32> = (0..people).map(|n| seat(n, people) * width).collect();
                assert!(middles[0] - body / 2.0 >= -0.5 && middles[people - 1] + body / 2.0 <= width + 0.5);
                assert!(middles.windows(2).all(|two| two[1] - two[0] >= body - 0.5), "{people} in {width}");
            }
        }
    }
}
