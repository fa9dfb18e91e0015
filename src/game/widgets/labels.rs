//! Words and numbers in boxes, which are not pressed.

use bevy_egui::egui::{
    Align2, CornerRadius, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, vec2,
};

use crate::game::theme::{Colour, ThemeTokens, bold};

/// A few words in a rounded box. In a wrapped row it moves to the next row before its words wrap.
pub(in crate::game) fn pill(ui: &mut Ui, theme: &ThemeTokens, words: &str, fill: Colour) -> Response {
    let max_width = (ui.max_rect().width() - 28.0).max(40.0);
    let galley = ui.painter().layout(words.to_owned(), bold(theme.small), theme.ink.0, max_width);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(28.0, 14.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
    let line = Stroke::new(2.0, theme.edge.0);
    ui.painter().rect(rect, CornerRadius::same(17), fill.0, line, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.ink.0);
    response
}

/// The number in front of a reply.
pub(in crate::game) fn number(ui: &mut Ui, theme: &ThemeTokens, n: usize) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(30.0), Sense::hover());
    ui.painter().rect(rect, CornerRadius::same(8), theme.trough.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    let font = bold(theme.small);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, n.to_string(), font, theme.ink.0);
}
