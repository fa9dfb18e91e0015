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
    /// A name of [`PLACES`], or `town`.
    pub place: String,
    /// The time of day.
    pub hour: Hour,
}

/// Left, top, width and height of the canvas that all places share.
const CANVAS: [f32; 4] = [0.0, 0.0, 1600.0, 900.0];

/// The place that is drawn for an unknown name.
const DEFAULT: &str = "shop-counter";

/// Draws a layer of a place.
#[must_use]
pub fn place(setting: &Setting, layer: Layer) -> Svg {
    let known = setting.place == "town" || PLACES.iter().any(|(name, _)| *name == setting.place);
    let name = if known { &setting.place } else { DEFAULT };
    let file = asset(&format!("places/{name}.svg")).unwrap_or_default();
    let colours = match setting.hour {
        Hour::Day => "places/light.css",
        Hour::Dusk => "places/dusk.css",
    };
    let hidden = match layer {
        Layer::Back => ".front",
        Layer::Front => ".back",
    };
    let style = format!("{}\n{hidden} {{ display: none }}", style(colours));
    Svg { shapes: inner(&file).unwrap_or_default().to_owned(), style, view: CANVAS }
}
