//! Rapport over the turns, as a line.

use bevy_egui::egui::{CornerRadius, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::game::theme::ThemeTokens;

/// Draws rapport as a line, with one point before each turn and one at the end; the point of `turn` is marked.
pub(super) fn rapport_chart(ui: &mut Ui, theme: &ThemeTokens, rapport: &[u8], turn: usize) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 92.0), Sense::hover());
    let values: Vec<String> = rapport.iter().map(u8::to_string).collect();
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, format!("rapport: {}", values.join(", "))));
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(10), theme.trough.0, Stroke::new(2.0, theme.edge.0), StrokeKind::Inside);
    let inside = rect.shrink2(vec2(22.0, 16.0));
    let last = rapport.len().saturating_sub(1).max(1);
    let number = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    let at = |n: usize, value: u8| {
        let across = number(n) / number(last);
        pos2(inside.left() + inside.width() * across, inside.bottom() - inside.height() * f32::from(value) / 100.0)
    };
    let points: Vec<_> = rapport.iter().enumerate().map(|(n, value)| at(n, *value)).collect();
    painter.add(Shape::line(points.clone(), Stroke::new(3.0, theme.teal.0)));
    for (n, point) in points.iter().enumerate() {
        let fill = if n == turn { theme.mustard } else { theme.card };
        painter.circle(*point, if n == turn { 7.0 } else { 5.0 }, fill.0, Stroke::new(2.0, theme.edge.0));
    }
    if let (Some(first), Some(last)) = (rapport.first(), rapport.last()) {
        ui.label(theme.small(format!("From {first} at the start to {last} at the end.")));
    }
}
