//! Files that are built into the program, so that it runs from anywhere.

use std::borrow::Cow;

use rust_embed::RustEmbed;
use serde::Deserialize;

/// The shipped scenarios, with the village, the words and the courses beside them.
#[derive(RustEmbed)]
#[folder = "scenarios/"]
pub struct ShippedScenarios;

/// Fonts, tokens and the list of what is shipped.
#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// A file under `assets/`, as `fonts/AtkinsonHyperlegibleNext-Regular.ttf`.
#[must_use]
pub fn asset(path: &str) -> Option<Cow<'static, [u8]>> {
    Assets::get(path).map(|file| file.data)
}

/// One entry of the list of everything shipped: a file, or a folder if the name ends in a stroke.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "Asset")]
pub struct ShippedAsset {
    /// Where it lies under `assets/`.
    pub file: String,
    /// Who made it.
    pub author: String,
    /// Under which licence, as an SPDX expression.
    pub licence: String,
    /// The file with the licence's text; empty where it stands with the program.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// The list of everything shipped.
#[must_use]
pub fn shipped_assets() -> Vec<ShippedAsset> {
    asset("list.ron").and_then(|list| ron::de::from_bytes(&list).ok()).unwrap_or_default()
}
