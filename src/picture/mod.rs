//! Pictures of people and places: SVG parts are stacked, coloured by a style sheet, and drawn as pixels at any size.

mod person;
mod place;
mod raster;
mod sheet;
mod svg;

pub use person::{Expression, Frame, person};
pub use place::{Hour, Layer, Setting, place};
pub use raster::Raster;
pub use sheet::{SheetEntry, contact_sheet};
pub use svg::{Fit, Svg, shipped_drawing};
