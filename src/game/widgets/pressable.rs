//! Things to press: buttons, options, switches, and frames with any contents.

use bevy_egui::egui::epaint::RectShape;
use bevy_egui::egui::{
    self, Align2, CornerRadius, Frame, Margin, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetType, vec2,
};

use crate::game::theme::{Colour, ThemeTokens, bold};

/// Something to press with any contents, as wide as the space; a screen reader says `label`.
pub(in crate::game) fn pressable(
    ui: &mut Ui,
    theme: &ThemeTokens,
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
    scroll_to_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A button with words; the main button of a screen is teal.
pub(in crate::game) fn button(ui: &mut Ui, theme: &ThemeTokens, words: &str, main: bool) -> Response {
    wide_button(ui, theme, words, main, 0.0)
}

/// The same with a minimal width, in points.
pub(in crate::game) fn wide_button(
    ui: &mut Ui,
    theme: &ThemeTokens,
    words: &str,
    main: bool,
    min_width: f32,
) -> Response {
    let font = bold(theme.body);
    let colour = if main { theme.on_main.0 } else { theme.ink.0 };
    let max_width = (ui.max_rect().width() - 40.0).max(40.0);
    let galley = ui.painter().layout(words.to_owned(), font, colour, max_width);
    let size =
        vec2((galley.size().x + 40.0).max(theme.touch).max(min_width), (galley.size().y + 22.0).max(theme.touch));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, words));
    let background = ui.painter().add(Shape::Noop);
    let fill = if main { theme.main } else { theme.card };
    paint_pressable(ui, theme, background, &response, fill, false);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour);
    scroll_to_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Paints background, outline and focus ring.
fn paint_pressable(
    ui: &Ui,
    theme: &ThemeTokens,
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

/// One of several options; the chosen one is filled, and a screen reader says so.
pub(in crate::game) fn chip(ui: &mut Ui, theme: &ThemeTokens, words: &str, chosen: bool) -> Response {
    let max_width = (ui.max_rect().width() - 30.0).max(40.0);
    let galley = ui.painter().layout(words.to_owned(), bold(theme.small), theme.ink.0, max_width);
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
    scroll_to_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A switch as wide as the space, with a description in small text.
pub(in crate::game) fn switch(ui: &mut Ui, theme: &ThemeTokens, words: &str, about: &str, on: bool) -> Response {
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
    paint_knob(ui, theme, inner.inner, on);
    scroll_to_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn paint_knob(ui: &Ui, theme: &ThemeTokens, knob: Rect, on: bool) {
    let track = if on { theme.main } else { theme.trough };
    ui.painter().rect(knob, CornerRadius::same(13), track.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    let x = if on { knob.right() - 13.0 } else { knob.left() + 13.0 };
    ui.painter().circle(egui::pos2(x, knob.center().y), 9.0, theme.card.0, Stroke::new(2.0, theme.edge.0));
    if on {
        let at = egui::pos2(knob.left() + 14.0, knob.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, "✓", egui::FontId::proportional(14.0), theme.on_main.0);
    }
}

/// Scrolls to a widget when it gets the focus. Only then: else nobody could scroll away from it.
///
/// egui's own `gained_focus` misses a focus that was asked for after its widget was drawn.
fn scroll_to_focus(response: &Response) {
    if !response.has_focus() {
        return;
    }
    let ctx = &response.ctx;
    let now = Some((response.id, ctx.cumulative_frame_nr()));
    let id = egui::Id::new("the widget that was scrolled to");
    let before: Option<(egui::Id, u64)> = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), now));
    let had_it = before.is_some_and(|(widget, frame)| widget == response.id && frame + 1 >= ctx.cumulative_frame_nr());
    if !had_it {
        response.scroll_to_me(None);
    }
}
