//! Pictures of people and places: SVG parts are stacked, coloured by a style sheet, and drawn as pixels at any size.

mod person;
mod place;
mod raster;
mod sheet;
mod sign;
mod spot;
mod svg;

pub use person::{Expression, Frame, person};
pub use place::{Hour, Layer, QUAY, Setting, TOWN, on_canvas, place};
pub use raster::Raster;
pub use sheet::{SheetEntry, contact_sheet};
pub use sign::sign;
pub use spot::Spot;
pub use svg::{Fit, Svg, shipped_drawing};
