//! The table of encounters: one row a play, with its scores and what is counted beside them.

mod columns;
mod counts;
mod row;

pub use columns::ENCOUNTERS;
pub use counts::{Needs, Promises};
pub use row::{EncounterRow, Title};
