//! The contact sheet: everybody in every mood on one picture, for whoever casts a scenario.

use std::fmt::Write as _;

use super::person::{Expression, Frame, person};
use super::raster::Raster;
use super::svg::{Fit, Svg};
use crate::scenario::model::{Look, Mood};

/// Somebody on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitter {
    /// What stands beside them.
    pub name: String,
    /// How they look.
    pub look: Look,
}

/// Side of one portrait in pixels.
const CELL: u32 = 150;
/// Room for names.
const NAMES: u32 = 190;
/// Room for the moods in words.
const HEADING: u32 = 44;
/// Between portraits.
const GAP: u32 = 10;
/// Warm paper.
const PAPER: [u8; 3] = [0xFB, 0xF5, 0xE9];

/// Everybody in every mood: one row a person, one column a mood, with labels.
#[must_use]
pub fn contact_sheet(sitters: &[Sitter]) -> Raster {
    let moods = Mood::ALL;
    let rows = u32::try_from(sitters.len()).unwrap_or(u32::MAX);
    let columns = u32::try_from(moods.len()).unwrap_or(0);
    let (width, height) = (NAMES + columns * (CELL + GAP), HEADING + rows * (CELL + GAP));
    let mut sheet = Raster::filled(width, height, PAPER);
    let mut labels = String::new();
    for (column, mood) in (0..columns).zip(moods) {
        label(&mut labels, NAMES + column * (CELL + GAP) + CELL / 2, 28, "middle", mood.as_str());
    }
    for (row, sitter) in (0..rows).zip(sitters) {
        let top = HEADING + row * (CELL + GAP);
        label(&mut labels, 16, top + CELL / 2, "start", &sitter.name);
        for (column, mood) in (0..columns).zip(moods) {
            let portrait = person(&sitter.look, *mood, Expression::Still, Frame::Head).draw(CELL, CELL, Fit::Whole);
            let left = NAMES + column * (CELL + GAP);
            sheet = sheet.with(portrait, whole(left), whole(top));
        }
    }
    sheet.with(lettering(labels, width, height), 0, 0)
}

fn label(labels: &mut String, x: u32, y: u32, anchor: &str, words: &str) {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(labels, r#"<text x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>"#);
}

#[expect(clippy::cast_precision_loss, reason = "no sheet is 16 million pixels wide")]
fn lettering(labels: String, width: u32, height: u32) -> Raster {
    let style = "text { font-family: Atkinson Hyperlegible Next; font-size: 19px; fill: #22223B }".to_owned();
    let svg = Svg { shapes: labels, style, view: [0.0, 0.0, width as f32, height as f32] };
    svg.draw(width, height, Fit::Whole)
}

fn whole(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or(i32::MAX)
}
