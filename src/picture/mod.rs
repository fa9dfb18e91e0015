//! What people and places look like: SVG parts laid on each other, coloured, and drawn as pixels at any size.

mod person;
mod place;
mod raster;
mod sheet;
mod svg;

pub use person::{Expression, Frame, person};
pub use place::{Hour, Layer, Setting, place};
pub use raster::Raster;
pub use sheet::{Sitter, contact_sheet};
pub use svg::{Fit, Svg, plain};
