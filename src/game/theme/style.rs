//! Puts a theme into egui: fonts, colours and size.

use bevy_egui::egui::{self, Context, FontId, Stroke, TextStyle};

use super::fonts::fonts;
use super::tokens::ThemeTokens;
use crate::app::Theme;

/// The window size for which everything is made, in points.
const DESIGN_SIZE: (f32, f32) = (1280.0, 720.0);

/// The largest factor by which a large window enlarges everything.
const MAX_WINDOW_SCALE: f32 = 3.0;

/// Gives an egui of your own the fonts, colours and size of the window.
pub fn apply_theme(ctx: &Context, theme: Theme, size_percent: i32) {
    ctx.set_fonts(fonts());
    ctx.set_zoom_factor(zoom(size_percent));
    set_style(ctx, &ThemeTokens::new(theme));
}

/// How much larger everything is in a window of this size. In a window smaller than the design size everything
/// keeps its size, and what does not fit scrolls.
pub(super) fn window_scale(width: f32, height: f32) -> f32 {
    (width / DESIGN_SIZE.0).min(height / DESIGN_SIZE.1).clamp(1.0, MAX_WINDOW_SCALE)
}

/// A size in per cent as a zoom factor.
pub(super) fn zoom(percent: i32) -> f32 {
    f32::from(i16::try_from(percent).unwrap_or(100)) / 100.0
}

/// Sets the colours of everything that egui draws by itself.
pub(super) fn set_style(ctx: &Context, theme: &ThemeTokens) {
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    ctx.set_theme(egui::Theme::Light);
    ctx.all_styles_mut(|style| {
        style.visuals = egui::Visuals::light();
        style.visuals.panel_fill = theme.ground.0;
        style.visuals.override_text_color = Some(theme.ink.0);
        style.visuals.selection.bg_fill = theme.teal_pale.0;
        style.visuals.selection.stroke = Stroke::new(theme.line, theme.teal_deep.0);
        style.visuals.text_cursor.stroke = Stroke::new(theme.line, theme.ink.0);
        style.visuals.text_cursor.blink = false;
        style.visuals.extreme_bg_color = theme.card.0;
        for widget in
            [&mut style.visuals.widgets.inactive, &mut style.visuals.widgets.hovered, &mut style.visuals.widgets.active]
        {
            // The handles of scroll bars.
            widget.bg_fill = theme.thin.0;
            widget.fg_stroke.color = theme.thin.0;
        }
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.interaction.selectable_labels = false;
        style.spacing.item_spacing = egui::vec2(10.0, 10.0);
        style.spacing.scroll = egui::style::ScrollStyle::solid();
        style.spacing.scroll.fade.strength = 0.0;
        style.text_styles.insert(TextStyle::Body, FontId::proportional(theme.body));
        style.text_styles.insert(TextStyle::Button, FontId::proportional(theme.body));
    });
}
