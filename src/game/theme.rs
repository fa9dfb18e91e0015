//! Colours, sizes and fonts, read from the tokens under `assets/`.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_egui::egui::{self, Color32, FontData, FontDefinitions, FontFamily, FontId, RichText, Stroke, TextStyle};
use bevy_egui::{EguiContexts, EguiPreUpdateSet};
use serde::{Deserialize, Deserializer};

use super::session::Session;
use crate::storage::asset;

/// A colour as `#RRGGBB`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Colour(pub(super) Color32);

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color32::from_hex(&text).map(Self).map_err(|error| serde::de::Error::custom(format!("{error:?}: {text}")))
    }
}

/// The tokens.
#[derive(Resource, Clone, Debug, Deserialize)]
pub(super) struct Theme {
    pub(super) ground: Colour,
    pub(super) card: Colour,
    pub(super) ink: Colour,
    pub(super) quiet: Colour,
    pub(super) teal: Colour,
    pub(super) teal_deep: Colour,
    pub(super) teal_pale: Colour,
    pub(super) coral: Colour,
    pub(super) coral_pale: Colour,
    pub(super) mustard: Colour,
    pub(super) note: Colour,
    pub(super) sky: Colour,
    pub(super) sage: Colour,
    pub(super) sand: Colour,
    pub(super) thin: Colour,
    pub(super) trough: Colour,
    pub(super) line: f32,
    pub(super) corner: u8,
    pub(super) body: f32,
    pub(super) small: f32,
    pub(super) words: f32,
    pub(super) title: f32,
    pub(super) touch: f32,
}

/// The families beside the regular one.
const BOLD: &str = "bold";
const ITALIC: &str = "italic";

impl Theme {
    /// The shipped tokens.
    ///
    /// # Panics
    /// Never in a build whose tests passed: the tokens are built in, and a test reads them.
    pub(super) fn shipped() -> Self {
        let bytes = asset("theme.ron").expect("the tokens are built in");
        ron::de::from_bytes(&bytes).expect("the tokens are sound")
    }

    /// The line around everything.
    pub(super) fn stroke(&self) -> Stroke {
        Stroke::new(self.line, self.ink.0)
    }

    /// Plain text.
    pub(super) fn text(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).size(self.body).color(self.ink.0)
    }

    /// Text of a size.
    pub(super) fn sized(&self, text: impl Into<String>, size: f32) -> RichText {
        RichText::new(text).size(size).color(self.ink.0)
    }

    /// Small print.
    pub(super) fn small(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).size(self.small).color(self.quiet.0)
    }

    /// Strong text of a size.
    pub(super) fn bold(&self, text: impl Into<String>, size: f32) -> RichText {
        RichText::new(text).font(FontId::new(size, FontFamily::Name(BOLD.into()))).color(self.ink.0)
    }

    /// Acts without words.
    pub(super) fn italic(&self, text: impl Into<String>, size: f32) -> RichText {
        RichText::new(text).font(FontId::new(size, FontFamily::Name(ITALIC.into()))).color(self.ink.0)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(Theme::shipped())
        .add_systems(Startup, ground)
        .add_systems(PreUpdate, dress.after(EguiPreUpdateSet::InitContexts).before(EguiPreUpdateSet::BeginPass));
}

fn ground(mut commands: Commands, theme: Res<Theme>) {
    let [r, g, b, _] = theme.ground.0.to_array();
    commands.insert_resource(ClearColor(Color::srgb_u8(r, g, b)));
}

/// Gives egui our fonts and colours, once, and the size that was asked for.
fn dress(mut contexts: EguiContexts, theme: Res<Theme>, session: Res<Session>, mut done: Local<bool>) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let percent = f32::from(i16::try_from(session.size).unwrap_or(100));
    ctx.set_zoom_factor(percent / 100.0);
    if *done {
        return;
    }
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    ctx.set_fonts(fonts());
    ctx.set_theme(egui::Theme::Light);
    ctx.all_styles_mut(|style| {
        style.visuals = egui::Visuals::light();
        style.visuals.panel_fill = theme.ground.0;
        style.visuals.override_text_color = Some(theme.ink.0);
        style.visuals.selection.bg_fill = theme.teal_pale.0;
        style.visuals.selection.stroke = Stroke::new(theme.line, theme.teal_deep.0);
        style.visuals.text_cursor.stroke = theme.stroke();
        style.visuals.text_cursor.blink = false;
        style.visuals.extreme_bg_color = theme.card.0;
        style.animation_time = 0.0;
        style.interaction.selectable_labels = false;
        style.spacing.item_spacing = egui::vec2(10.0, 10.0);
        style.spacing.scroll = egui::style::ScrollStyle::solid();
        style.text_styles.insert(TextStyle::Body, FontId::proportional(theme.body));
        style.text_styles.insert(TextStyle::Button, FontId::proportional(theme.body));
    });
    *done = true;
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files = [
        ("regular", "fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
        (BOLD, "fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
        (ITALIC, "fonts/AtkinsonHyperlegibleNext-Italic.ttf"),
        ("symbols", "fonts/Inter-Medium.ttf"),
    ];
    for (name, file) in files {
        if let Some(bytes) = asset(file) {
            fonts.font_data.insert(name.into(), Arc::new(FontData::from_owned(bytes.into_owned())));
        }
    }
    let with_symbols = |name: &str| vec![name.to_owned(), "symbols".to_owned()];
    fonts.families.insert(FontFamily::Proportional, with_symbols("regular"));
    fonts.families.insert(FontFamily::Monospace, with_symbols("regular"));
    fonts.families.insert(FontFamily::Name(BOLD.into()), with_symbols(BOLD));
    fonts.families.insert(FontFamily::Name(ITALIC.into()), with_symbols(ITALIC));
    fonts
}
