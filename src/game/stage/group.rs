//! Several people in one place: one is addressed, the others listen.

use bevy_egui::egui::{Painter, Rect, pos2};

use super::scene::{SceneView, persona};
use super::textures::draw_place;
use crate::picture::Layer;
use crate::scenario::script::{LineKind, PersonIx};
use crate::util::text::and_list;

impl SceneView<'_> {
    /// Several people: the person who is addressed stands in front, the others listen.
    pub(super) fn group(&self, painter: &Painter, rect: Rect, with: PersonIx) {
        let here = self.setting();
        draw_place(painter, rect, &here, Layer::Back, 50);
        let others: Vec<PersonIx> = self.people_present().into_iter().filter(|person| *person != with).collect();
        if others.is_empty() {
            self.draw_at(painter, rect, with, 0.5, 1.0);
        } else {
            for (n, person) in others.iter().enumerate() {
                let across = listener_position(n, others.len());
                self.draw_at(painter, rect, *person, across, 0.7);
            }
            self.draw_at(painter, rect, with, 0.28, 1.0);
        }
        draw_place(painter, rect, &here, Layer::Front, 50);
        let first = |person: &PersonIx| {
            let name = &persona(self.play, *person).name;
            name.split(' ').next().unwrap_or(name).to_owned()
        };
        let names: Vec<String> = others.iter().map(first).collect();
        let words = match names.as_slice() {
            [] => return,
            [listener] => format!("{listener} listens"),
            listeners => format!("{} listen", and_list(listeners)),
        };
        let at = pos2(rect.left() + rect.width() * 0.74, rect.bottom() - 28.0);
        self.tag(painter, at, &words, self.theme.card);
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

/// The position of the `n`th listener across the picture, from 0 to 1.
fn listener_position(n: usize, of: usize) -> f32 {
    let part = |n: usize| f32::from(u8::try_from(n).unwrap_or(u8::MAX));
    0.52 + 0.44 * (part(n) + 0.5) / part(of)
}
