//! Files that are built into the program, so that it needs no others.

use std::borrow::Cow;

use rust_embed::RustEmbed;
use serde::Deserialize;

/// The shipped scenarios, with the village, the word list and the courses.
#[derive(RustEmbed)]
#[folder = "scenarios/"]
pub struct ShippedScenarios;

/// Fonts, theme, sounds, dictionaries and the list of all of them.
#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// A file under `assets/`, as `fonts/AtkinsonHyperlegibleNext-Regular.ttf`.
#[must_use]
pub fn asset(path: &str) -> Option<Cow<'static, [u8]>> {
    Assets::get(path).map(|file| file.data)
}

/// One entry of the list of shipped assets: a file, or a folder if the name ends in `/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "Asset")]
pub struct ShippedAsset {
    /// Its path below `assets/`.
    pub file: String,
    /// Who made it.
    pub author: String,
    /// Its licence, as an SPDX expression.
    pub licence: String,
    /// The file with the licence's text; empty if it is the program's own licence.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// The list of shipped assets.
#[must_use]
pub fn shipped_assets() -> Vec<ShippedAsset> {
    asset("list.ron").and_then(|list| ron::de::from_bytes(&list).ok()).unwrap_or_default()
}
