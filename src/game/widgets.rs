//! The pieces all screens are made of: cards, pills, things to press, bars and a ring.

use std::f32::consts::{FRAC_PI_2, TAU};

use bevy_egui::egui::epaint::RectShape;
use bevy_egui::egui::{
    self, Align2, CornerRadius, FontFamily, FontId, Frame, Margin, Rect, Response, Sense, Shape, Stroke, StrokeKind,
    Ui, Vec2, WidgetInfo, WidgetType, vec2,
};

use super::theme::{Colour, Theme};
use crate::scoring::debrief::NeedState;

/// A card with a line around it.
pub(super) fn card(theme: &Theme, fill: Colour) -> Frame {
    Frame::new()
        .fill(fill.0)
        .stroke(theme.stroke())
        .corner_radius(CornerRadius::same(theme.corner))
        .inner_margin(Margin::symmetric(18, 14))
}

/// A few words in a rounded box; goes to the next row rather than break.
pub(super) fn pill(ui: &mut Ui, theme: &Theme, words: &str, fill: Colour) -> Response {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), bold(theme.small), theme.ink.0);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(28.0, 14.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
    let line = Stroke::new(2.0, theme.ink.0);
    ui.painter().rect(rect, CornerRadius::same(17), fill.0, line, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.ink.0);
    response
}

fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
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
    let font = bold(theme.body);
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
    let font = bold(theme.small);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, n.to_string(), font, theme.ink.0);
}

/// A bar from 0 to 1, with a band for where the true figure plausibly lies; where it was drawn.
pub(super) fn bar(
    ui: &mut Ui,
    theme: &Theme,
    width: f32,
    share: f32,
    band: Option<(f32, f32)>,
    fill: Colour,
    label: &str,
) -> Rect {
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
        let grey = theme.ink.0.gamma_multiply(0.16);
        painter.with_clip_rect(part(low, high)).rect_filled(rect, radius, grey);
    }
    painter.rect_stroke(rect, radius, Stroke::new(2.0, theme.ink.0), StrokeKind::Inside);
    rect
}

/// A mark across a bar, at a share of it.
pub(super) fn tick(ui: &Ui, theme: &Theme, bar: Rect, share: f32) {
    let x = bar.left() + bar.width() * share;
    ui.painter().vline(x, bar.y_range().expand(4.0), Stroke::new(3.0, theme.ink.0));
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
    let font = bold(theme.small);
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
