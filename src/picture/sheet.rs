//! The contact sheet: every person in every mood on one picture, to choose from when a scenario is cast.

use std::fmt::Write as _;

use super::person::{Expression, Frame, person};
use super::raster::Raster;
use super::svg::{Fit, Svg};
use crate::scenario::model::{Look, Mood};
use crate::util::num::{saturating_i32, saturating_u32};

/// A person on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetEntry {
    /// The label of their row.
    pub name: String,
    /// How they look.
    pub look: Look,
}

/// Side of one portrait, in pixels.
const CELL: u32 = 150;
/// Width of the column of names, in pixels.
const NAMES: u32 = 190;
/// Height of the row of moods, in pixels.
const HEADING: u32 = 44;
/// Gap between portraits, in pixels.
const GAP: u32 = 10;
/// Background.
const PAPER: [u8; 3] = [0xFB, 0xF5, 0xE9];

/// Draws every person in every mood: a row for each person, a column for each mood, with labels.
#[must_use]
pub fn contact_sheet(entries: &[SheetEntry]) -> Raster {
    let moods = Mood::ALL;
    let rows = saturating_u32(entries.len());
    let columns = saturating_u32(moods.len());
    let (width, height) = (NAMES + columns * (CELL + GAP), HEADING + rows * (CELL + GAP));
    let mut sheet = Raster::filled(width, height, PAPER);
    let mut labels = String::new();
    for (column, mood) in (0..columns).zip(moods) {
        label(&mut labels, NAMES + column * (CELL + GAP) + CELL / 2, 28, "middle", mood.as_str());
    }
    for (row, entry) in (0..rows).zip(entries) {
        let top = HEADING + row * (CELL + GAP);
        label(&mut labels, 16, top + CELL / 2, "start", &entry.name);
        for (column, mood) in (0..columns).zip(moods) {
            let portrait = person(&entry.look, *mood, Expression::Still, Frame::Head).draw(CELL, CELL, Fit::Whole);
            let left = NAMES + column * (CELL + GAP);
            sheet = sheet.overlay(portrait, saturating_i32(left), saturating_i32(top));
        }
    }
    sheet.overlay(lettering(labels, width, height), 0, 0)
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
