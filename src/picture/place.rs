//! A place, by day or at dusk, in two layers: behind people and in front of them.

use super::svg::{Svg, inner, style};
use crate::files::asset;
use crate::scenario::look::PLACES;

/// The time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hour {
    /// Daylight.
    #[default]
    Day,
    /// Dusk, with the lamps lit.
    Dusk,
}

/// A layer of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// What is drawn behind people.
    Back,
    /// What is drawn in front of people.
    Front,
}

/// A place at a time of day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// A name of [`PLACES`], or [`TOWN`] or [`QUAY`].
    pub place: String,
    /// The time of day.
    pub hour: Hour,
}

/// Left, top, width and height of the canvas that all places share.
const CANVAS: [f32; 4] = [0.0, 0.0, 1600.0, 900.0];

/// The town with its boats, behind the title.
pub const TOWN: &str = "town";

/// The same town with the quay where people wait: the boats are out, and each [`Spot`](super::Spot) has its mark.
pub const QUAY: &str = "quay";

/// The place that is drawn for an unknown name.
const DEFAULT: &str = "shop-counter";

/// Draws a layer of a place.
#[must_use]
pub fn place(setting: &Setting, layer: Layer) -> Svg {
    let (name, left_out) = match setting.place.as_str() {
        TOWN => (TOWN, ".marks"),
        QUAY => (TOWN, ".boats"),
        name if PLACES.iter().any(|(known, _)| *known == name) => (name, ".marks"),
        _ => (DEFAULT, ".marks"),
    };
    let file = asset(&format!("places/{name}.svg")).unwrap_or_default();
    let hidden = match layer {
        Layer::Back => ".front",
        Layer::Front => ".back",
    };
    let style = format!("{}\n{hidden}, {left_out} {{ display: none }}", style(colours(setting.hour)));
    Svg { shapes: inner(&file).unwrap_or_default().to_owned(), style, view: CANVAS }
}

/// The style sheet of a time of day.
pub(super) const fn colours(hour: Hour) -> &'static str {
    match hour {
        Hour::Day => "places/light.css",
        Hour::Dusk => "places/dusk.css",
    }
}

/// Where a point of the canvas is in a picture that is `width` by `height` and covered by it, as [`Fit::Cover`](super::Fit::Cover) of 50 does: across
/// and down, in the unit of the two.
#[must_use]
pub fn on_canvas(across: f32, down: f32, width: f32, height: f32) -> (f32, f32) {
    let [_, _, own_width, own_height] = CANVAS;
    let scale = (width / own_width).max(height / own_height);
    ((width - own_width * scale) / 2.0 + across * scale, height - own_height * scale + down * scale)
}
