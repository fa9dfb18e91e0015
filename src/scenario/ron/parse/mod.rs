//! Reads RON text into a [`Tree`]. It goes on after a mistake, so that one run finds all of them.
//!
//! [`Tree`]: super::tree::Tree

mod containers;
mod letters;
mod parser;
mod recovery;
mod scan;
mod values;

pub(crate) use letters::misleading;
pub use parser::{Parsed, parse};

/// Deepest nesting that is read.
pub const MAX_DEPTH: usize = 32;

/// Most problems listed for one file.
pub const MAX_PROBLEMS: usize = 1_000;
