//! What an author writes, as plain data: one type for each part of the format.

mod labels;
mod lines;
mod logic;
mod parts;
mod reference;
mod values;
mod words;

pub use lines::Line;
pub use logic::{Condition, Effect};
pub use parts::{
    Beat, Casting, Choice, Claim, Ending, Look, Member, Missed, Need, Next, Persona, Scenario, Silence, Test, Word,
};
pub use reference::{FieldDoc, Form, Items, TypeDoc, VariantDoc, WordDoc, types};
pub use values::{Evidence, Lang, Pronouns, Rapport};
pub use words::{Act, Channel, Kind, Level, Mood, NeedKind, Outcome, Tie, Tone, Truth};

/// The version of the format that this program reads.
pub const FORMAT: u32 = 1;
