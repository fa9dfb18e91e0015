//! The pieces all screens are made of: cards, pills, things to press, bars, a ring and a face.

use std::f32::consts::{FRAC_PI_2, TAU};

use bevy_egui::egui::epaint::{CubicBezierShape, RectShape};
use bevy_egui::egui::{
    self, Align2, Color32, CornerRadius, FontFamily, FontId, Frame, Margin, Pos2, Rect, Response, Sense, Shape, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, vec2,
};

use super::theme::{Colour, Theme};
use crate::scenario::model::Mood;
use crate::scoring::debrief::NeedState;

/// A card with a line around it.
pub(super) fn card(theme: &Theme, fill: Colour) -> Frame {
    Frame::new()
        .fill(fill.0)
        .stroke(theme.stroke())
        .corner_radius(CornerRadius::same(theme.corner))
        .inner_margin(Margin::symmetric(18, 14))
}

/// A word in a rounded box.
pub(super) fn pill(ui: &mut Ui, theme: &Theme, words: &str, fill: Colour) -> Response {
    Frame::new()
        .fill(fill.0)
        .stroke(Stroke::new(2.0, theme.ink.0))
        .corner_radius(CornerRadius::same(17))
        .inner_margin(Margin::symmetric(14, 5))
        .show(ui, |ui| ui.label(theme.bold(words, theme.small)))
        .response
}

/// Something to press, as wide as there is room, with any contents; `label` is what a screen reader says.
pub(super) fn pressable(
    ui: &mut Ui,
    theme: &Theme,
    id: impl std::hash::Hash + std::fmt::Debug,
    label: &str,
    contents: impl FnOnce(&mut Ui),
) -> Response {
    let id = ui.id().with(id);
    let background = ui.painter().add(Shape::Noop);
    let inner = Frame::new().inner_margin(Margin::symmetric(14, 12)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.set_min_height(theme.touch - 24.0);
        contents(ui);
    });
    let response = ui.interact(inner.response.rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, label));
    paint_pressable(ui, theme, background, &response, theme.card);
    if response.has_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A button with a word on it; the main one of a screen is teal.
pub(super) fn button(ui: &mut Ui, theme: &Theme, words: &str, main: bool) -> Response {
    let font = FontId::new(theme.body, FontFamily::Name("bold".into()));
    let colour = if main { theme.card.0 } else { theme.ink.0 };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, colour);
    let size = vec2(galley.size().x + 40.0, (galley.size().y + 22.0).max(theme.touch));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, words));
    let background = ui.painter().add(Shape::Noop);
    let fill = if main { theme.teal_deep } else { theme.card };
    paint_pressable(ui, theme, background, &response, fill);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour);
    if response.has_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn paint_pressable(ui: &Ui, theme: &Theme, at: egui::layers::ShapeIdx, response: &Response, fill: Colour) {
    let radius = CornerRadius::same(theme.corner.min(16));
    let lively = response.has_focus() || response.hovered();
    let fill = if lively && fill.0 == theme.card.0 { theme.teal_pale.0 } else { fill.0 };
    let body = RectShape::new(response.rect, radius, fill, Stroke::new(2.0, theme.ink.0), StrokeKind::Inside);
    if response.has_focus() {
        let ring = Stroke::new(4.0, theme.teal.0);
        let halo = RectShape::stroke(response.rect.expand(3.0), CornerRadius::same(19), ring, StrokeKind::Middle);
        ui.painter().set(at, Shape::Vec(vec![halo.into(), body.into()]));
    } else {
        ui.painter().set(at, body);
    }
}

/// The number in front of a reply.
pub(super) fn number(ui: &mut Ui, theme: &Theme, n: usize) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(30.0), Sense::hover());
    ui.painter().rect(rect, CornerRadius::same(8), theme.trough.0, Stroke::new(2.0, theme.ink.0), StrokeKind::Inside);
    let font = FontId::new(theme.small, FontFamily::Name("bold".into()));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, n.to_string(), font, theme.ink.0);
}

/// A bar from 0 to 1, with a band for where the true figure plausibly lies.
pub(super) fn bar(
    ui: &mut Ui,
    theme: &Theme,
    width: f32,
    share: f32,
    band: Option<(f32, f32)>,
    fill: Colour,
    label: &str,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 14.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, label));
    let radius = CornerRadius::same(7);
    let painter = ui.painter();
    let part = |from: f32, to: f32| {
        Rect::from_x_y_ranges((rect.left() + rect.width() * from)..=(rect.left() + rect.width() * to), rect.y_range())
    };
    painter.rect_filled(rect, radius, theme.trough.0);
    painter.with_clip_rect(part(0.0, share)).rect_filled(rect, radius, fill.0);
    if let Some((low, high)) = band {
        let shade = theme.ink.0.gamma_multiply(0.16);
        painter.with_clip_rect(part(low, high)).rect_filled(rect, radius, shade);
    }
    painter.rect_stroke(rect, radius, Stroke::new(2.0, theme.ink.0), StrokeKind::Inside);
}

/// What is left of somebody's patience, as a ring.
pub(super) fn ring(ui: &mut Ui, theme: &Theme, left: f32) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(34.0), Sense::hover());
    let tenths = (left * 10.0).round();
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::ProgressIndicator, true, format!("patience, {tenths} of 10 left"))
    });
    let (centre, radius) = (rect.center(), 15.0);
    let painter = ui.painter();
    painter.circle(centre, radius, theme.card.0, Stroke::new(2.0, theme.ink.0));
    let fill = if left > 0.34 { theme.mustard } else { theme.coral };
    // A mesh, since shapes laid side by side show their soft edges as a star.
    let mut pie = egui::Mesh::default();
    pie.colored_vertex(centre, fill.0);
    for n in 0..=STEPS {
        let angle = TAU * left * (f32::from(n) / f32::from(STEPS)) - FRAC_PI_2;
        pie.colored_vertex(centre + Vec2::angled(angle) * (radius - 1.0), fill.0);
        if n > 0 {
            pie.add_triangle(0, u32::from(n), u32::from(n) + 1);
        }
    }
    painter.add(pie);
}

/// Corners of the ring's arc.
const STEPS: u8 = 48;

/// A sign for how a turn compares with what was on offer.
pub(super) fn sign(ui: &mut Ui, theme: &Theme, sign: &str, fill: Colour) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::hover());
    ui.painter().circle(rect.center(), 11.0, fill.0, Stroke::new(2.0, theme.ink.0));
    let font = FontId::new(theme.small, FontFamily::Name("bold".into()));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, sign.replace('-', "−"), font, theme.ink.0);
}

/// How far a need was met, as a circle: empty, half, or full.
pub(super) fn met(ui: &mut Ui, theme: &Theme, state: NeedState, label: &str) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, label));
    let painter = ui.painter();
    painter.circle_filled(rect.center(), 8.0, theme.card.0);
    let filled = match state {
        NeedState::Served => rect,
        NeedState::Found => Rect::from_min_max(rect.min, rect.center_bottom()),
        NeedState::Unmet => Rect::NOTHING,
    };
    painter.with_clip_rect(filled).circle_filled(rect.center(), 8.0, theme.teal.0);
    painter.circle_stroke(rect.center(), 8.0, Stroke::new(2.0, theme.ink.0));
}

/// A face that says a mood with brows, eyes and mouth; the mood stands in words beside it.
pub(super) fn face(ui: &Ui, theme: &Theme, centre: Pos2, size: f32, mood: Mood, skin: Color32) {
    let painter = ui.painter();
    let line = Stroke::new((size * 0.035).max(2.0), theme.ink.0);
    let at = |x: f32, y: f32| centre + vec2(x * size, y * size);
    painter.circle(centre, size * 0.5, skin, line);
    painter.line_segment([at(0.0, 0.0), at(0.03, 0.07)], line);
    // Slope of the brows (inner end down is anger, up is worry), their height, and the mouth's curve.
    let (slope, height, curve, open) = match mood {
        Mood::Furious => (0.13, -0.13, -0.16, true),
        Mood::Angry => (0.10, -0.14, -0.12, false),
        Mood::Annoyed => (0.05, -0.15, -0.03, false),
        Mood::Worried => (-0.09, -0.20, -0.07, false),
        Mood::Sad => (-0.11, -0.19, -0.13, false),
        Mood::Calm => (0.0, -0.20, 0.07, false),
        Mood::Pleased => (-0.02, -0.22, 0.14, false),
        Mood::Delighted => (-0.04, -0.25, 0.20, true),
    };
    for side in [-1.0, 1.0] {
        let eye = at(side * 0.17, -0.04);
        if mood == Mood::Delighted || mood == Mood::Pleased {
            let arc = [
                eye + vec2(-0.06, 0.01) * size,
                eye + vec2(-0.03, -0.06) * size,
                eye + vec2(0.03, -0.06) * size,
                eye + vec2(0.06, 0.01) * size,
            ];
            painter.add(CubicBezierShape::from_points_stroke(arc, false, Color32::TRANSPARENT, line));
        } else {
            painter.circle_filled(eye, size * 0.038, theme.ink.0);
        }
        let (inner, outer) = (at(side * 0.09, height + slope * 0.6), at(side * 0.27, height - slope * 0.6));
        painter.line_segment([inner, outer], Stroke::new(line.width * 1.4, theme.ink.0));
    }
    let mouth =
        |dy: f32| [at(-0.17, 0.2 - curve * 0.4), at(-0.08, 0.2 + dy), at(0.08, 0.2 + dy), at(0.17, 0.2 - curve * 0.4)];
    if open {
        // Sampled, and always in the same sense of rotation, which is what fills want.
        let mut rim: Vec<Pos2> =
            CubicBezierShape::from_points_stroke(mouth(curve), false, Color32::TRANSPARENT, line).flatten(Some(0.3));
        if curve > 0.0 {
            rim.reverse();
        }
        painter.add(Shape::convex_polygon(rim, theme.card.0, line));
    } else {
        painter.add(CubicBezierShape::from_points_stroke(mouth(curve), false, Color32::TRANSPARENT, line));
    }
}

/// Hair behind a face and over its brow, as long as the head's name says; until the people are drawn.
pub(super) fn hair(ui: &Ui, theme: &Theme, centre: Pos2, size: f32, head: &str, front: bool) {
    let has = |words: &[&str]| words.iter().any(|word| head.to_lowercase().contains(word));
    if has(&["nohair", "shaved"]) || head.is_empty() {
        return;
    }
    let colour = match () {
        () if has(&["gray"]) => Color32::from_gray(0xB8),
        () if has(&["hijab", "turban", "hat"]) => theme.teal_deep.0,
        () => theme.ink.0,
    };
    let line = Stroke::new((size * 0.035).max(2.0), theme.ink.0);
    if front {
        let brow = Rect::from_min_max(centre - vec2(size, size), centre + vec2(size, -size * 0.29));
        ui.painter().with_clip_rect(brow).circle(centre, size * 0.5, colour, line);
        return;
    }
    let round = if has(&["afro", "curly", "dreads", "twists"]) { 0.66 } else { 0.54 };
    let length = match () {
        () if has(&["long", "hijab"]) => 0.8,
        () if has(&["medium", "bangs", "bob"]) => 0.5,
        () => 0.0,
    };
    if length > 0.0 {
        let fall = Rect::from_min_max(centre - vec2(size * round, 0.0), centre + vec2(size * round, size * length));
        ui.painter().rect(fall, CornerRadius::same(24), colour, line, StrokeKind::Inside);
    }
    ui.painter().circle(centre - vec2(0.0, size * 0.05), size * round, colour, line);
    if has(&["bun"]) {
        ui.painter().circle(centre - vec2(0.0, size * 0.62), size * 0.16, colour, line);
    }
}
