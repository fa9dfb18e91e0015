//! Cards, which hold what belongs together.

use bevy_egui::egui::{CornerRadius, Frame, Margin};

use crate::game::theme::{Colour, ThemeTokens};

/// A card with an outline.
pub(in crate::game) fn card(theme: &ThemeTokens, fill: Colour) -> Frame {
    Frame::new()
        .fill(fill.0)
        .stroke(theme.stroke())
        .corner_radius(CornerRadius::same(theme.corner))
        .inner_margin(Margin::symmetric(18, 14))
}
