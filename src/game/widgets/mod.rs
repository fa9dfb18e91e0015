//! Widgets that all screens share: cards, pills, things to press, text fields, bars and rings.

mod card;
mod field;
mod gauges;
mod labels;
mod pressable;

pub(super) use card::card;
pub(super) use field::{field, secret_field};
pub(super) use gauges::{bar, met, ring, sign_at, tick};
pub(super) use labels::{number, pill};
pub(super) use pressable::{button, chip, pressable, switch, wide_button};
