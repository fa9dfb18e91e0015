//! The fonts of the window: one for reading in three cuts, one for symbols and other scripts, a box for letters that no
//! font has, and fonts of the system.

use std::sync::Arc;

use bevy_egui::egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use bevy_egui::egui::{FontData, FontDefinitions, FontFamily, FontId};

use crate::files::{BOX_FONT, READING_FONTS, SYMBOL_FONT, SystemFont, asset};

const REGULAR: &str = "regular";
/// The font families beside the regular one.
const BOLD: &str = "bold";
const ITALIC: &str = "italic";
const SYMBOLS: &str = "symbols";
const BOX: &str = "box";

/// The bold font in a size.
pub(in crate::game) fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// The italic font in a size.
pub(in crate::game) fn italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ITALIC.into()))
}

/// All font families; each falls back to the symbols, and at last to the box for a letter that no font has.
pub(super) fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let [regular, bold, italic] = READING_FONTS;
    for (name, file) in [(REGULAR, regular), (BOLD, bold), (ITALIC, italic), (SYMBOLS, SYMBOL_FONT), (BOX, BOX_FONT)] {
        if let Some(bytes) = asset(file) {
            fonts.font_data.insert(name.into(), Arc::new(FontData::from_owned(bytes.into_owned())));
        }
    }
    for (family, name) in families() {
        let names = [name, SYMBOLS, BOX].map(str::to_owned).to_vec();
        fonts.families.insert(family, names);
    }
    fonts
}

/// A font of the system as a fallback of all families.
pub(in crate::game) fn fallback(font: SystemFont) -> FontInsert {
    let lowest = |(family, _)| InsertFontFamily { family, priority: FontPriority::Lowest };
    let data = FontData { index: font.index, ..FontData::from_owned(font.bytes) };
    FontInsert::new(&font.name, data, families().map(lowest).to_vec())
}

/// The font families, each with its first font.
fn families() -> [(FontFamily, &'static str); 4] {
    [
        (FontFamily::Proportional, REGULAR),
        (FontFamily::Monospace, REGULAR),
        (FontFamily::Name(BOLD.into()), BOLD),
        (FontFamily::Name(ITALIC.into()), ITALIC),
    ]
}
