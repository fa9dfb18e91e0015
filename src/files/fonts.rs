//! Fonts: those that are shipped, and those of the system and of the data folder for letters that no shipped font has.

use std::collections::BTreeSet;

use fontdb::{Database, FaceInfo, Style};
use skrifa::{FontRef, MetadataProvider as _};

use super::assets::asset;
use super::data_paths::DataPaths;

/// The font for reading, in three cuts, below `assets/`.
pub const READING_FONTS: [&str; 3] = [
    "fonts/AtkinsonHyperlegibleNext-Regular.ttf",
    "fonts/AtkinsonHyperlegibleNext-Bold.ttf",
    "fonts/AtkinsonHyperlegibleNext-Italic.ttf",
];

/// The font for symbols, and for Latin, Greek and Cyrillic letters that the font for reading does not have.
pub const SYMBOL_FONT: &str = "fonts/Inter-Medium.ttf";

/// The font with the box that stands for a letter that no font has.
pub const BOX_FONT: &str = "fonts/Box.ttf";

/// The letters and signs that can be shown on every machine: those of the shipped fonts.
#[must_use]
pub fn shipped_letters() -> BTreeSet<char> {
    let mut letters = BTreeSet::new();
    // All cuts of the font for reading have the same letters.
    for file in [READING_FONTS[0], SYMBOL_FONT] {
        let bytes = asset(file).unwrap_or_default();
        if let Ok(font) = FontRef::new(&bytes) {
            letters.extend(font.charmap().mappings().filter_map(|(code, _)| char::from_u32(code)));
        }
    }
    letters
}

/// A font of the system.
#[derive(Clone, PartialEq, Eq)]
pub struct SystemFont {
    /// Its name and cut, for telling it from others.
    pub name: String,
    /// The content of its file.
    pub bytes: Vec<u8>,
    /// Which of the fonts in the file it is.
    pub index: u32,
}

impl std::fmt::Debug for SystemFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SystemFont({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// The fonts of the system, and those in the data folder.
#[derive(Debug)]
pub struct SystemFonts(Database);

impl SystemFonts {
    /// Lists the fonts of the system and of the data folder. It reads the head of every font file, which can take a second.
    #[must_use]
    pub fn list(data_paths: &DataPaths) -> Self {
        let mut fonts = Self::in_data_folder(data_paths);
        fonts.0.load_system_fonts();
        fonts
    }

    /// Lists the fonts of the data folder only.
    #[must_use]
    pub fn in_data_folder(data_paths: &DataPaths) -> Self {
        let mut database = Database::new();
        if let Some(folder) = data_paths.fonts() {
            database.load_fonts_dir(folder);
        }
        Self(database)
    }

    /// As few fonts as have all of the letters that any font has. Upright fonts of a regular weight come first.
    #[must_use]
    pub fn with_letters(&self, letters: &BTreeSet<char>) -> Vec<SystemFont> {
        let mut faces: Vec<(&FaceInfo, BTreeSet<char>)> =
            self.0.faces().map(|face| (face, self.covered(face, letters))).filter(|(_, has)| !has.is_empty()).collect();
        let distance = |face: &FaceInfo| (face.style != Style::Normal, face.weight.0.abs_diff(400), face.monospaced);
        faces.sort_by_cached_key(|(face, _)| (distance(face), face.post_script_name.clone()));
        let (mut missing, mut fonts) = (letters.clone(), Vec::new());
        while !missing.is_empty() {
            let covers = |has: &BTreeSet<char>| has.intersection(&missing).count();
            // Of equally good ones the first.
            let Some((face, has)) = faces.iter().rev().max_by_key(|(_, has)| covers(has)) else { break };
            if covers(has) == 0 {
                break;
            }
            missing = missing.difference(has).copied().collect();
            let read = self.0.with_face_data(face.id, |bytes, index| SystemFont {
                name: face.post_script_name.clone(),
                bytes: bytes.to_vec(),
                index,
            });
            fonts.extend(read);
        }
        fonts
    }

    /// The letters that a font has an outline for: a font of coloured pictures has none.
    fn covered(&self, face: &FaceInfo, letters: &BTreeSet<char>) -> BTreeSet<char> {
        let covered = |bytes: &[u8], index: u32| {
            let Ok(font) = FontRef::from_index(bytes, index) else { return BTreeSet::new() };
            let (charmap, outlines) = (font.charmap(), font.outline_glyphs());
            let has = |c: &char| charmap.map(*c).is_some_and(|glyph| outlines.get(glyph).is_some());
            letters.iter().copied().filter(has).collect()
        };
        self.0.with_face_data(face.id, covered).unwrap_or_default()
    }
}
