//! A telephone call: both ends of the line, a voice without a face, and the status of the call.

use bevy_egui::egui::{CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::scene::{SceneView, persona};
use super::textures::draw_place;
use crate::encounter::TranscriptLine;
use crate::game::playback::Visible;
use crate::game::theme::{Colour, ThemeTokens};
use crate::picture::Layer;
use crate::scenario::model::{Mood, Outcome};
use crate::scenario::script::PersonIx;

impl SceneView<'_> {
    /// Draws both ends of a call: the desk of the trainee, and the place of the caller.
    pub(super) fn call(&self, painter: &Painter, rect: Rect, person: PersonIx) {
        let caller = persona(self.play, person);
        let cut = rect.left() + rect.width() * 0.3;
        let ours = Rect::from_min_max(rect.min, pos2(cut, rect.bottom()));
        let theirs = Rect::from_min_max(pos2(cut, rect.top()), rect.max);
        let desk = self.setting();
        let there = self.setting_of(&caller.place, "home");
        for (part, setting) in [(ours, &desk), (theirs, &there)] {
            let painter = painter.with_clip_rect(part.intersect(painter.clip_rect()));
            // Only a slice of our side is visible: the person with the headset.
            let focus = if part == ours { 30 } else { 50 };
            draw_place(&painter, part, setting, Layer::Back, focus);
            if part == theirs && caller.face_on_phone {
                self.draw_at(&painter, part, person, 0.5, 1.0);
            }
            draw_place(&painter, part, setting, Layer::Front, focus);
        }
        painter.vline(cut, rect.y_range(), Stroke::new(self.theme.line + 1.0, self.theme.edge.0));
        if !caller.face_on_phone {
            self.waveform(painter, theirs, person);
        }
        self.tag(painter, pos2(ours.center().x, rect.top() + 26.0), "You", self.theme.card);
        self.call_status(painter, theirs);
    }

    /// Draws a voice without a face: bars that rise and fall while somebody speaks, in the colour of their mood.
    fn waveform(&self, painter: &Painter, rect: Rect, person: PersonIx) {
        let width = (rect.width() * 0.78).min(420.0);
        let size = vec2(width, (rect.height() * 0.28).max(64.0));
        let card = Rect::from_center_size(rect.center() + vec2(0.0, rect.height() * 0.14), size);
        let corner = CornerRadius::same(self.theme.corner);
        painter.rect(card, corner, self.theme.card.0, self.theme.stroke(), StrokeKind::Inside);
        let speaking = self.reveal.speaker(self.play.latest_lines()) == Some(person);
        let mood = self.play.mood(person, self.reveal.started());
        let fill = mood_colour_strong(self.theme, mood);
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

    /// The height of one of several bars, from 0 to 1.
    fn loudness(&self, bar: u16, bars: u16, speaking: bool) -> f32 {
        let across = f32::from(bar) / f32::from(bars - 1);
        let hill = 1.0 - (across * 2.0 - 1.0).abs() * 0.7;
        let turn = if speaking { self.stage.step() } else { 0 };
        // Not random: it only has to look uneven.
        let scatter = (u64::from(bar) * 37 + turn * 53) % 17;
        let uneven = f32::from(u16::try_from(scatter).unwrap_or(0)) / 16.0;
        if speaking { hill * (0.3 + 0.7 * uneven) } else { hill * (0.1 + 0.14 * uneven) }
    }

    /// Shows a hold or a transfer while it lasts, and a line that has dropped.
    fn call_status(&self, painter: &Painter, rect: Rect) {
        let below = pos2(rect.center().x, rect.bottom() - 30.0);
        if self.play.outcome() == Some(Outcome::Lost) && self.reveal.is_done() {
            self.tag(painter, below, "The line has dropped", self.theme.coral_pale);
        }
        for (n, said) in self.play.latest_lines().iter().enumerate() {
            let Visible::Partial(share) = self.reveal.visible(n) else { continue };
            let words = match said {
                TranscriptLine::Hold { minutes, .. } => {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        clippy::cast_precision_loss,
                        reason = "between 0 and the minutes"
                    )]
                    let gone = (*minutes as f32 * share).ceil() as u32;
                    format!("On hold · minute {gone} of {minutes}")
                }
                TranscriptLine::Transfer { to, .. } => format!("Passed on to {to}"),
                _ => continue,
            };
            self.tag(painter, below, &words, self.theme.note);
        }
    }
}

/// A strong colour for a mood, which is always named in words as well.
fn mood_colour_strong(theme: &ThemeTokens, mood: Mood) -> Colour {
    match mood.rank() {
        0 | 1 => theme.coral,
        2 => theme.mustard,
        _ => theme.teal,
    }
}
