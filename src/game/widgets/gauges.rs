//! Bars, rings and signs.

use std::f32::consts::{FRAC_PI_2, TAU};

use bevy_egui::egui::{
    self, Align2, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, vec2,
};

use crate::game::theme::{Colour, ThemeTokens, bold};
use crate::scoring::debrief::NeedState;

/// A bar from 0 to 1, with a band where the true figure plausibly lies; returns where it was drawn.
pub(in crate::game) fn bar(
    ui: &mut Ui,
    theme: &ThemeTokens,
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

/// A mark across a bar, at a position from 0 to 1.
pub(in crate::game) fn tick(ui: &Ui, theme: &ThemeTokens, bar: Rect, share: f32) {
    let x = bar.left() + bar.width() * share;
    ui.painter().vline(x, bar.y_range().expand(4.0), Stroke::new(3.0, theme.edge.0));
}

/// A ring of the patience that is left, from 0 to 1.
pub(in crate::game) fn ring(ui: &mut Ui, theme: &ThemeTokens, left: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(34.0), Sense::hover());
    // In three steps, so that a screen reader does not speak all the time.
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
    // One mesh: the soft edges of separate shapes would show as a star.
    let mut pie = egui::Mesh::default();
    pie.colored_vertex(centre, fill.0);
    for n in 0..=RING_STEPS {
        let angle = TAU * left * (f32::from(n) / f32::from(RING_STEPS)) - FRAC_PI_2;
        pie.colored_vertex(centre + Vec2::angled(angle) * (radius - 1.0), fill.0);
        if n > 0 {
            pie.add_triangle(0, u32::from(n), u32::from(n) + 1);
        }
    }
    painter.add(pie);
    response
}

/// Corners of the arc of the ring.
const RING_STEPS: u8 = 48;

/// A sign in a circle.
pub(in crate::game) fn sign_at(ui: &Ui, theme: &ThemeTokens, rect: Rect, sign: &str, fill: Colour) {
    ui.painter().circle(rect.center(), rect.width() / 2.0 - 1.0, fill.0, Stroke::new(2.0, theme.edge.0));
    let font = bold(rect.width() * 0.6);
    // Dark on light colours, and light on dark ones.
    let light = u32::from(fill.0.r()) * 299 + u32::from(fill.0.g()) * 587 + u32::from(fill.0.b()) * 114 > 128_000;
    let ink = if light { egui::Color32::from_rgb(0x16, 0x16, 0x2B) } else { egui::Color32::WHITE };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, sign.replace('-', "−"), font, ink);
}

/// Whether a need was met, as a circle: empty, half, or full.
pub(in crate::game) fn met(ui: &mut Ui, theme: &ThemeTokens, state: NeedState, label: &str) {
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
