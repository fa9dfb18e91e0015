//! The pieces all screens are made of: cards, pills, things to press, bars and a ring.

use std::f32::consts::{FRAC_PI_2, TAU};

use bevy_egui::egui::epaint::RectShape;
use bevy_egui::egui::{
    self, Align2, CornerRadius, Frame, Margin, Rect, Response, Sense, Shape, Stroke, StrokeKind, TextEdit, Ui, Vec2,
    WidgetInfo, WidgetType, vec2,
};

use super::theme::{Colour, Theme, bold};
use crate::scoring::debrief::NeedState;

/// A card with a line around it.
pub(super) fn card(theme: &Theme, fill: Colour) -> Frame {
    Frame::new()
        .fill(fill.0)
        .stroke(theme.stroke())
        .corner_radius(CornerRadius::same(theme.corner))
        .inner_margin(Margin::symmetric(18, 14))
}

/// A few words in a rounded box; goes to the next row rather than break, and breaks only where a row is too short.
pub(super) fn pill(ui: &mut Ui, theme: &Theme, words: &str, fill: Colour) -> Response {
    let widest = (ui.max_rect().width() - 28.0).max(40.0);
    let galley = ui.painter().layout(words.to_owned(), bold(theme.small), theme.ink.0, widest);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(28.0, 14.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
    let line = Stroke::new(2.0, theme.edge.0);
    ui.painter().rect(rect, CornerRadius::same(17), fill.0, line, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.ink.0);
    response
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
    paint_pressable(ui, theme, background, &response, theme.card, false);
    reveal_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A button with a word on it; the main one of a screen is teal.
pub(super) fn button(ui: &mut Ui, theme: &Theme, words: &str, main: bool) -> Response {
    wide_button(ui, theme, words, main, 0.0)
}

/// The same, at least so wide.
pub(super) fn wide_button(ui: &mut Ui, theme: &Theme, words: &str, main: bool, least: f32) -> Response {
    let font = bold(theme.body);
    let colour = if main { theme.on_main.0 } else { theme.ink.0 };
    let widest = (ui.max_rect().width() - 40.0).max(40.0);
    let galley = ui.painter().layout(words.to_owned(), font, colour, widest);
    let size = vec2((galley.size().x + 40.0).max(theme.touch).max(least), (galley.size().y + 22.0).max(theme.touch));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, words));
    let background = ui.painter().add(Shape::Noop);
    let fill = if main { theme.main } else { theme.card };
    paint_pressable(ui, theme, background, &response, fill, false);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour);
    reveal_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn paint_pressable(
    ui: &Ui,
    theme: &Theme,
    at: egui::layers::ShapeIdx,
    response: &Response,
    fill: Colour,
    chosen: bool,
) {
    let radius = CornerRadius::same(theme.corner.min(16));
    let fill = match () {
        () if fill.0 != theme.card.0 => fill.0,
        () if chosen => theme.teal_pale.0,
        () if response.hovered() => theme.trough.0,
        () => fill.0,
    };
    let body = RectShape::new(response.rect, radius, fill, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    if response.has_focus() {
        let ring = Stroke::new(4.0, theme.teal.0);
        let halo = RectShape::stroke(response.rect.expand(3.0), CornerRadius::same(19), ring, StrokeKind::Middle);
        ui.painter().set(at, Shape::Vec(vec![halo.into(), body.into()]));
    } else {
        ui.painter().set(at, body);
    }
}

/// One of several to choose from, the chosen one filled; a screen reader hears whether it is chosen.
pub(super) fn chip(ui: &mut Ui, theme: &Theme, words: &str, chosen: bool) -> Response {
    let widest = (ui.max_rect().width() - 30.0).max(40.0);
    let galley = ui.painter().layout(words.to_owned(), bold(theme.small), theme.ink.0, widest);
    let size = vec2((galley.size().x + 30.0).max(theme.touch), (galley.size().y + 16.0).max(theme.touch));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, chosen, words));
    let background = ui.painter().add(Shape::Noop);
    paint_pressable(ui, theme, background, &response, theme.card, chosen);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.ink.0);
    if chosen {
        let line = Rect::from_min_max(rect.left_bottom() + vec2(16.0, -7.0), rect.right_bottom() - vec2(16.0, 4.0));
        ui.painter().rect_filled(line, CornerRadius::same(2), theme.teal.0);
    }
    reveal_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Something that is on or off, as wide as there is room, with what it does in small print.
pub(super) fn switch(ui: &mut Ui, theme: &Theme, words: &str, about: &str, on: bool) -> Response {
    let id = ui.id().with(("switch", words));
    let background = ui.painter().add(Shape::Noop);
    let inner = Frame::new().inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_top(|ui| {
            let (knob, _) = ui.allocate_exact_size(vec2(48.0, 26.0), Sense::hover());
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(theme.bold(words, 17.0));
                ui.label(theme.small(about));
            });
            knob
        })
        .inner
    });
    let response = ui.interact(inner.response.rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, on, format!("{words}. {about}")));
    paint_pressable(ui, theme, background, &response, theme.card, false);
    let knob = inner.inner;
    let track = if on { theme.main } else { theme.trough };
    ui.painter().rect(knob, CornerRadius::same(13), track.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    let x = if on { knob.right() - 13.0 } else { knob.left() + 13.0 };
    ui.painter().circle(egui::pos2(x, knob.center().y), 9.0, theme.card.0, Stroke::new(2.0, theme.edge.0));
    if on {
        let at = egui::pos2(knob.left() + 14.0, knob.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, "✓", egui::FontId::proportional(14.0), theme.on_main.0);
    }
    reveal_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// One line to type; `label` is what a screen reader says, and stands above in words of its own.
pub(super) fn field(
    ui: &mut Ui,
    theme: &Theme,
    label: &str,
    text: &mut String,
    longest: usize,
    width: f32,
) -> Response {
    let frame = Frame::new()
        .fill(theme.card.0)
        .stroke(Stroke::new(2.0, theme.edge.0))
        .corner_radius(CornerRadius::same(14))
        .inner_margin(Margin::symmetric(12, 11));
    let field = TextEdit::singleline(text)
        .char_limit(longest)
        .frame(frame)
        .min_size(vec2(0.0, theme.touch))
        .desired_width((width - 28.0).max(60.0));
    let response = ui.add(field);
    let typed = text.clone();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::TextEdit, true, label);
        info.current_text_value = Some(typed.clone());
        info
    });
    if response.has_focus() {
        let halo = response.rect.expand(1.0);
        ui.painter().rect_stroke(halo, CornerRadius::same(16), Stroke::new(4.0, theme.teal.0), StrokeKind::Outside);
    }
    response
}

/// What has the focus is in view.
fn reveal_focus(response: &Response) {
    if response.has_focus() {
        response.scroll_to_me(None);
    }
}

/// The number in front of a reply.
pub(super) fn number(ui: &mut Ui, theme: &Theme, n: usize) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(30.0), Sense::hover());
    ui.painter().rect(rect, CornerRadius::same(8), theme.trough.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
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
    painter.rect_stroke(rect, radius, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    rect
}

/// A mark across a bar, at a share of it.
pub(super) fn tick(ui: &Ui, theme: &Theme, bar: Rect, share: f32) {
    let x = bar.left() + bar.width() * share;
    ui.painter().vline(x, bar.y_range().expand(4.0), Stroke::new(3.0, theme.edge.0));
}

/// What is left of somebody's patience, as a ring.
pub(super) fn ring(ui: &mut Ui, theme: &Theme, left: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(34.0), Sense::hover());
    // In three steps, so that a screen reader tells of it when it matters and not all the time.
    let words = match left {
        0.66.. => "patience: there is time",
        0.33.. => "patience: getting impatient",
        _ => "patience: almost at an end",
    };
    response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, words));
    let (centre, radius) = (rect.center(), 15.0);
    let painter = ui.painter();
    painter.circle(centre, radius, theme.card.0, Stroke::new(2.0, theme.edge.0));
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
    response
}

/// Corners of the ring's arc.
const STEPS: u8 = 48;

/// A sign for how a turn compares with what was on offer.
pub(super) fn sign_at(ui: &Ui, theme: &Theme, rect: Rect, sign: &str, fill: Colour) {
    ui.painter().circle(rect.center(), rect.width() / 2.0 - 1.0, fill.0, Stroke::new(2.0, theme.edge.0));
    let font = bold(rect.width() * 0.6);
    // On a strong colour the sign is as dark, or as light, as that needs.
    let light = u32::from(fill.0.r()) * 299 + u32::from(fill.0.g()) * 587 + u32::from(fill.0.b()) * 114 > 128_000;
    let ink = if light { egui::Color32::from_rgb(0x16, 0x16, 0x2B) } else { egui::Color32::WHITE };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, sign.replace('-', "−"), font, ink);
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
    painter.circle_stroke(rect.center(), 8.0, Stroke::new(2.0, theme.edge.0));
}
