//! A text field that leaves the text to its caller.

use bevy_egui::egui::{
    CornerRadius, Frame, Key, Margin, Response, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, WidgetType, vec2,
};

use crate::game::theme::ThemeTokens;
use crate::util::text::is_unseen;

/// A text field after it was drawn.
pub(in crate::game) struct Field {
    pub(in crate::game) response: Response,
    /// The text as it is now; the caller decides what becomes of it.
    pub(in crate::game) text: String,
    /// Whether Enter was pressed in the field. The field keeps the focus, so that what is typed next is not taken for
    /// shortcuts.
    pub(in crate::game) is_submitted: bool,
}

/// A field of one line. A screen reader says `label`, which the caller shows above.
pub(in crate::game) fn field(
    ui: &mut Ui,
    theme: &ThemeTokens,
    label: &str,
    text: &str,
    max_chars: usize,
    width: f32,
) -> Field {
    draw(ui, theme, text, &FieldForm { label, max_chars, width, is_secret: false })
}

/// The same for a text that nobody is to read over somebody's shoulder.
pub(in crate::game) fn secret_field(
    ui: &mut Ui,
    theme: &ThemeTokens,
    label: &str,
    text: &str,
    max_chars: usize,
    width: f32,
) -> Field {
    draw(ui, theme, text, &FieldForm { label, max_chars, width, is_secret: true })
}

/// What a field is for, and how wide it is in points.
struct FieldForm<'a> {
    label: &'a str,
    max_chars: usize,
    width: f32,
    is_secret: bool,
}

fn draw(ui: &mut Ui, theme: &ThemeTokens, text: &str, form: &FieldForm<'_>) -> Field {
    let FieldForm { label, max_chars, width, is_secret } = *form;
    let frame = Frame::new()
        .fill(theme.card.0)
        .stroke(Stroke::new(2.0, theme.edge.0))
        .corner_radius(CornerRadius::same(14))
        .inner_margin(Margin::symmetric(12, 11));
    let mut text = text.to_owned();
    let editor = TextEdit::singleline(&mut text)
        .char_limit(max_chars)
        .password(is_secret)
        .frame(frame)
        .min_size(vec2(0.0, theme.touch))
        .desired_width((width - 28.0).max(60.0));
    let response = ui.add(editor);
    if text.contains(is_unseen) {
        // What is pasted may have line breaks, which a field of one line cannot show.
        text = text
            .chars()
            .filter_map(|c| if c.is_control() { Some(' ') } else { Some(c).filter(|c| !is_unseen(*c)) })
            .collect();
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::TextEdit, true, label);
        info.current_text_value = Some(if is_secret { "•".repeat(text.chars().count()) } else { text.clone() });
        info
    });
    if response.has_focus() {
        let halo = response.rect.expand(1.0);
        ui.painter().rect_stroke(halo, CornerRadius::same(16), Stroke::new(4.0, theme.teal.0), StrokeKind::Outside);
    }
    let is_submitted = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if is_submitted {
        response.request_focus();
    }
    Field { response, text, is_submitted }
}
