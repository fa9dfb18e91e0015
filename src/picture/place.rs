//! A place, by day or at dusk: what stands behind a person, and what stands before them.

use super::svg::{Svg, inner, style};
use crate::files::asset;
use crate::scenario::look::PLACES;

/// The time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hour {
    /// Light.
    #[default]
    Day,
    /// Lamps are lit.
    Dusk,
}

/// Which part of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Behind people.
    Back,
    /// Before people.
    Front,
}

/// A place and when one is there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// A name of [`PLACES`], or `town`.
    pub place: String,
    /// The time of day.
    pub hour: Hour,
}

/// The canvas all places are drawn on.
const CANVAS: [f32; 4] = [0.0, 0.0, 1600.0, 900.0];

/// Where one is if a place has an unknown name.
const STAND_IN: &str = "shop-counter";

/// Draws a layer of a place.
#[must_use]
pub fn place(setting: &Setting, layer: Layer) -> Svg {
    let known = setting.place == "town" || PLACES.iter().any(|(name, _)| *name == setting.place);
    let name = if known { &setting.place } else { STAND_IN };
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
