//! Lines on the map: ties by their kind, and the way of a word.

use bevy_egui::egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2};

use crate::game::theme::ThemeTokens;
use crate::town::TieKind;

/// How far a line stays from the middle of a face, in radii of the face.
const GAP: f32 = 1.12;

/// Draws a tie along a path: friends and family by a thick line, neighbours and colleagues by a broken one.
pub(super) fn tie(painter: &Painter, theme: &ThemeTokens, path: &[Pos2], kind: TieKind, is_faint: bool) {
    let colour = if is_faint { theme.trough.0 } else { theme.quiet.0 };
    match kind {
        TieKind::Close => {
            painter.add(Shape::line(path.to_vec(), Stroke::new(3.5, colour)));
        }
        TieKind::Loose => painter.extend(Shape::dashed_line(path, Stroke::new(2.0, colour), 7.0, 6.0)),
    }
}

/// The steps of a path that is bent.
const BENDS: u8 = 16;

/// The path between two faces: straight, or bent around others whose faces lie on it.
pub(super) fn path(from: Pos2, to: Pos2, radius: f32, others: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    let way = to - from;
    let length = way.length().max(1.0);
    let along = way / length;
    let lies_on = |other: Pos2| {
        let offset = other - from;
        let near = offset.dot(along);
        near > radius && near < length - radius && (offset - along * near).length() < radius * 1.1
    };
    if !others.into_iter().any(lies_on) {
        return vec![from, to];
    }
    let across = Vec2::new(along.y, -along.x);
    let control = from + way / 2.0 + across * radius * 3.0;
    let point = |step: u8| {
        let share = f32::from(step) / f32::from(BENDS);
        let first = from + (control - from) * share;
        first + (control + (to - control) * share - first) * share
    };
    (0..=BENDS).map(point).collect()
}

/// Draws that one reads what the other posts: dots, with a head at whoever is read.
pub(super) fn follows(painter: &Painter, theme: &ThemeTokens, from: Pos2, to: Pos2, radius: f32, is_faint: bool) {
    let colour = if is_faint { theme.trough.0 } else { theme.quiet.0 };
    let Some([start, end]) = between(from, to, radius) else { return };
    painter.extend(Shape::dotted_line(&[start, end], colour, 6.0, 1.4));
    head(painter, start, end, colour, 8.0);
}

/// Draws a step of a word from one to the next.
pub(super) fn step(painter: &Painter, theme: &ThemeTokens, from: Pos2, to: Pos2, radius: f32, colour: Color32) {
    let Some([start, end]) = between(from, to, radius) else { return };
    painter.line_segment([start, end], Stroke::new(9.0, theme.card.0));
    painter.line_segment([start, end], Stroke::new(5.0, colour));
    head(painter, start, end, colour, 15.0);
}

/// The part of a line between two faces; `None` where they touch.
fn between(from: Pos2, to: Pos2, radius: f32) -> Option<[Pos2; 2]> {
    let way = to - from;
    let gap = radius * GAP;
    (way.length() > 2.0 * gap).then(|| [from + way.normalized() * gap, to - way.normalized() * gap])
}

/// The head of an arrow.
fn head(painter: &Painter, from: Pos2, at: Pos2, colour: Color32, size: f32) {
    let along = (at - from).normalized();
    let across = Vec2::new(-along.y, along.x);
    let corners = vec![at, at - along * size + across * size * 0.6, at - along * size - across * size * 0.6];
    painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
}
