//! The tokens of a theme: its colours and sizes, read from `assets/theme.ron`.

use std::ops::Deref;

use bevy::prelude::*;
use bevy_egui::egui::{Color32, RichText, Stroke};
use serde::{Deserialize, Deserializer};

use super::fonts::{bold, italic};
use crate::app::Theme;
use crate::files::asset;
use crate::picture::Hour;

/// A colour as `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::game) struct Colour(pub(in crate::game) Color32);

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color32::from_hex(&text).map(Self).map_err(|error| serde::de::Error::custom(format!("{error:?}: {text}")))
    }
}

/// The colours of one theme; the file says what each is for.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::game) struct Colours {
    pub(in crate::game) ground: Colour,
    pub(in crate::game) card: Colour,
    pub(in crate::game) ink: Colour,
    pub(in crate::game) edge: Colour,
    pub(in crate::game) quiet: Colour,
    pub(in crate::game) teal: Colour,
    pub(in crate::game) teal_deep: Colour,
    pub(in crate::game) teal_pale: Colour,
    pub(in crate::game) coral: Colour,
    pub(in crate::game) coral_deep: Colour,
    pub(in crate::game) coral_pale: Colour,
    pub(in crate::game) mustard: Colour,
    pub(in crate::game) note: Colour,
    pub(in crate::game) sky: Colour,
    pub(in crate::game) disc: Colour,
    pub(in crate::game) thread: Colour,
    pub(in crate::game) sage: Colour,
    pub(in crate::game) thin: Colour,
    pub(in crate::game) trough: Colour,
    pub(in crate::game) main: Colour,
    pub(in crate::game) on_main: Colour,
}

#[derive(Clone, Debug, Deserialize)]
struct Sizes {
    line: f32,
    corner: u8,
    body: f32,
    small: f32,
    words: f32,
    title: f32,
    touch: f32,
}

#[derive(Deserialize)]
struct Themes {
    sizes: Sizes,
    paper: Colours,
    dusk: Colours,
    contrast: Colours,
}

/// The tokens of one theme.
#[derive(Resource, Clone, Debug)]
pub(in crate::game) struct ThemeTokens {
    pub(super) theme: Theme,
    colours: Colours,
    pub(in crate::game) line: f32,
    pub(in crate::game) corner: u8,
    pub(in crate::game) body: f32,
    pub(in crate::game) small: f32,
    pub(in crate::game) words: f32,
    pub(in crate::game) title: f32,
    pub(in crate::game) touch: f32,
}

impl Deref for ThemeTokens {
    type Target = Colours;

    fn deref(&self) -> &Colours {
        &self.colours
    }
}

impl ThemeTokens {
    /// The tokens of a theme.
    ///
    /// # Panics
    /// If `assets/theme.ron` is missing or invalid, which a test checks.
    pub(in crate::game) fn new(theme: Theme) -> Self {
        let bytes = asset("theme.ron").expect("`theme.ron` is built in");
        let Themes { sizes, paper, dusk, contrast } = ron::de::from_bytes(&bytes).expect("`theme.ron` is valid");
        let colours = match theme {
            Theme::Paper => paper,
            Theme::Dusk => dusk,
            Theme::Contrast => contrast,
        };
        let Sizes { line, corner, body, small, words, title, touch } = sizes;
        Self { theme, colours, line, corner, body, small, words, title, touch }
    }

    /// The time of day in the pictures of places.
    pub(in crate::game) const fn hour(&self) -> Hour {
        match self.theme {
            Theme::Paper | Theme::Contrast => Hour::Day,
            Theme::Dusk => Hour::Dusk,
        }
    }

    /// The outline of cards and pictures.
    pub(in crate::game) fn stroke(&self) -> Stroke {
        Stroke::new(self.line, self.edge.0)
    }

    /// Text in the regular size.
    pub(in crate::game) fn text(&self, text: impl Into<String>) -> RichText {
        self.sized(text, self.body)
    }

    /// Text of a size.
    pub(in crate::game) fn sized(&self, text: impl Into<String>, size: f32) -> RichText {
        RichText::new(text).size(size).color(self.ink.0)
    }

    /// Small, quiet text.
    pub(in crate::game) fn small(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).size(self.small).color(self.quiet.0)
    }

    /// Bold text of a size.
    pub(in crate::game) fn bold(&self, text: impl Into<String>, size: f32) -> RichText {
        RichText::new(text).font(bold(size)).color(self.ink.0)
    }

    /// Italic text of a size, for what is done without words.
    pub(in crate::game) fn italic(&self, text: impl Into<String>, size: f32) -> RichText {
        RichText::new(text).font(italic(size)).color(self.ink.0)
    }
}
