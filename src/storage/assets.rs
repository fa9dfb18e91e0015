//! Files that are built into the program, so that it runs from anywhere.

use std::borrow::Cow;

use rust_embed::RustEmbed;

/// The shipped scenarios, with the village, the words and the courses beside them.
#[derive(RustEmbed)]
#[folder = "scenarios/"]
pub(super) struct ShippedScenarios;

/// Fonts, tokens and the list of what is shipped.
#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// A file under `assets/`, as `fonts/AtkinsonHyperlegibleNext-Regular.ttf`.
#[must_use]
pub fn asset(path: &str) -> Option<Cow<'static, [u8]>> {
    Assets::get(path).map(|file| file.data)
}
