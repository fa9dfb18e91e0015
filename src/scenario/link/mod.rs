//! Resolves every name of a scenario and finds what does not fit together: from [`Scenario`] to [`Script`].
//!
//! [`Scenario`]: super::model::Scenario
//! [`Script`]: super::script::Script

mod beats;
mod catalogue;
mod choices;
mod from_beat;
mod lines;
mod linker;
mod logic;
mod names;
mod people;
mod placeholders;
mod report;
mod standing;
mod talk;
mod validate;
mod villagers;

pub use catalogue::{Catalogue, Declared, DeclaredWord, World};
pub use choices::SILENCE_WORDS;
pub use from_beat::from_beat;
pub use linker::link;
