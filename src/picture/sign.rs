//! The sign of a kind of encounter: a small picture of what one expects there.

use super::place::{Hour, colours};
use super::svg::{Svg, inner, style};
use crate::files::asset;
use crate::scenario::model::Kind;

/// Left, top, width and height of the canvas that all signs share.
const CANVAS: [f32; 4] = [0.0, 0.0, 64.0, 64.0];

/// Draws the sign of a kind.
#[must_use]
pub fn sign(kind: Kind, hour: Hour) -> Svg {
    let file = asset(&format!("signs/{}.svg", kind.as_str().to_lowercase())).unwrap_or_default();
    Svg { shapes: inner(&file).unwrap_or_default().to_owned(), style: style(colours(hour)), view: CANVAS }
}
