//! From the tree to the parts of the format: takes what can be read and reports the rest.

mod cast;
mod collections;
mod decoder;
mod files;
mod ids;
mod lines;
mod logic;
mod parts;
mod scalars;
mod values;
mod words;

pub use decoder::{Decode, Decoder};

/// Most characters of a text.
pub const MAX_TEXT: usize = 4_000;
/// Most beats of a scenario.
pub const MAX_BEATS: usize = 20_000;
/// Most choices of a beat, silence aside.
pub const MAX_CHOICES: usize = 8;
/// Most people of a cast.
pub const MAX_PEOPLE: usize = 12;
