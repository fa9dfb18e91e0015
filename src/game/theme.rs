//! Colours, sizes and fonts, read from the tokens under `assets/`.

use std::ops::Deref;
use std::sync::Arc;

use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy_egui::egui::{self, Color32, FontData, FontDefinitions, FontFamily, FontId, RichText, Stroke, TextStyle};
use bevy_egui::{EguiContexts, EguiPreUpdateSet};
use serde::{Deserialize, Deserializer};

use super::session::Session;
use crate::app::Theme as Chosen;
use crate::files::asset;
use crate::picture::Hour;

/// A colour as `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub(super) Color32);

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color32::from_hex(&text).map(Self).map_err(|error| serde::de::Error::custom(format!("{error:?}: {text}")))
    }
}

/// The colours of one theme; what each is for stands beside the tokens.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Colours {
    pub(super) ground: Colour,
    pub(super) card: Colour,
    pub(super) ink: Colour,
    pub(super) edge: Colour,
    pub(super) quiet: Colour,
    pub(super) teal: Colour,
    pub(super) teal_deep: Colour,
    pub(super) teal_pale: Colour,
    pub(super) coral: Colour,
    pub(super) coral_deep: Colour,
    pub(super) coral_pale: Colour,
    pub(super) mustard: Colour,
    pub(super) note: Colour,
    pub(super) sky: Colour,
    pub(super) disc: Colour,
    pub(super) thread: Colour,
    pub(super) sage: Colour,
    pub(super) thin: Colour,
    pub(super) trough: Colour,
    pub(super) main: Colour,
    pub(super) on_main: Colour,
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
pub(super) struct Theme {
    chosen: Chosen,
    colours: Colours,
    pub(super) line: f32,
    pub(super) corner: u8,
    pub(super) body: f32,
    pub(super) small: f32,
    pub(super) words: f32,
    pub(super) title: f32,
    pub(super) touch: f32,
}

impl Deref for Theme {
    type Target = Colours;

    fn deref(&self) -> &Colours {
        &self.colours
    }
}

/// The families beside the regular one.
const BOLD: &str = "bold";
const ITALIC: &str = "italic";

impl Theme {
    /// The shipped tokens of a theme.
    ///
    /// # Panics
    /// Never in a build whose tests passed: the tokens are built in, and a test reads them.
    pub(super) fn shipped(chosen: Chosen) -> Self {
        let bytes = asset("theme.ron").expect("the tokens are built in");
        let Themes { sizes, paper, dusk, contrast } = ron::de::from_bytes(&bytes).expect("the tokens are sound");
        let colours = match chosen {
            Chosen::Paper => paper,
            Chosen::Dusk => dusk,
            Chosen::Contrast => contrast,
        };
        let Sizes { line, corner, body, small, words, title, touch } = sizes;
        Self { chosen, colours, line, corner, body, small, words, title, touch }
    }

    /// The time of day in pictures.
    pub(super) const fn hour(&self) -> Hour {
        match self.chosen {
            Chosen::Paper | Chosen::Contrast => Hour::Day,
            Chosen::Dusk => Hour::Dusk,
        }
    }

    /// The line around everything.
    pub(super) fn stroke(&self) -> Stroke {
        Stroke::new(self.line, self.edge.0)
    }

    /// Plain text.
    pub(super) fn text(&self, text: impl Into<String>) -> RichText {
        self.sized(text, self.body)
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
        RichText::new(text).font(bold(size)).color(self.ink.0)
    }

    /// Acts without words.
    pub(super) fn italic(&self, text: impl Into<String>, size: f32) -> RichText {
        RichText::new(text).font(italic(size)).color(self.ink.0)
    }
}

/// The strong family at a size.
pub(super) fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// The slanted family at a size.
pub(super) fn italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ITALIC.into()))
}

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(Theme::shipped(Chosen::default())).add_systems(Update, choose);
}

/// Dresses the window.
pub(super) fn window_plugin(app: &mut App) {
    app.add_systems(PreUpdate, dress.after(EguiPreUpdateSet::InitContexts).before(EguiPreUpdateSet::BeginPass));
}

/// Follows the settings.
fn choose(session: Res<Session>, mut theme: ResMut<Theme>, mut commands: Commands, mut cleared: Local<bool>) {
    if theme.chosen != session.settings.theme {
        *theme = Theme::shipped(session.settings.theme);
    }
    if theme.is_changed() || !std::mem::replace(&mut cleared, true) {
        let [r, g, b, _] = theme.ground.0.to_array();
        commands.insert_resource(ClearColor(Color::srgb_u8(r, g, b)));
    }
}

/// Gives egui the size that was asked for, and our fonts and colours when they change.
fn dress(
    mut contexts: EguiContexts,
    theme: Res<Theme>,
    session: Res<Session>,
    windows: Query<&Window, With<PrimaryWindow>>,
    mut dressed: Local<Option<Chosen>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let fit = windows.iter().next().map_or(1.0, |window| fit(window.width(), window.height()));
    ctx.set_zoom_factor(zoom(session.settings.size) * fit);
    if *dressed == Some(theme.chosen) {
        return;
    }
    if dressed.is_none() {
        ctx.set_fonts(fonts());
    }
    style(ctx, &theme);
    *dressed = Some(theme.chosen);
}

/// Everything is made for 1280 by 720 points; in a larger window it is larger, so that a picture fills a large
/// screen too. In a smaller one it keeps its size: what does not fit scrolls.
fn fit(width: f32, height: f32) -> f32 {
    (width / 1280.0).min(height / 720.0).clamp(1.0, 3.0)
}

/// A size in per cent as egui counts it.
pub(super) fn zoom(percent: i32) -> f32 {
    f32::from(i16::try_from(percent).unwrap_or(100)) / 100.0
}

/// Everything egui draws by itself, in our colours.
pub(super) fn style(ctx: &egui::Context, theme: &Theme) {
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
        style.interaction.selectable_labels = false;
        style.spacing.item_spacing = egui::vec2(10.0, 10.0);
        style.spacing.scroll = egui::style::ScrollStyle::solid();
        style.spacing.scroll.fade.strength = 0.0;
        style.text_styles.insert(TextStyle::Body, FontId::proportional(theme.body));
        style.text_styles.insert(TextStyle::Button, FontId::proportional(theme.body));
    });
}

/// The shipped fonts: one for reading in three cuts, one for symbols and other scripts.
pub(super) fn fonts() -> FontDefinitions {
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
