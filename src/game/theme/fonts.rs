//! The shipped fonts: one for reading in three cuts, one for symbols and other scripts.

use std::sync::Arc;

use bevy_egui::egui::{FontData, FontDefinitions, FontFamily, FontId};

use crate::files::asset;

/// The font families beside the regular one.
const BOLD: &str = "bold";
const ITALIC: &str = "italic";

/// The bold font in a size.
pub(in crate::game) fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// The italic font in a size.
pub(in crate::game) fn italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ITALIC.into()))
}

/// All font families; each falls back to the symbols.
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
