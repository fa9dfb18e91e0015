//! Themes: colours, sizes and fonts, and how they reach egui.

mod fonts;
mod plugin;
mod style;
mod tokens;

pub use style::apply_theme;

pub(super) use fonts::{bold, fallback, italic};
pub(super) use plugin::{plugin, window_plugin};
pub(super) use tokens::{Colour, ThemeTokens};
