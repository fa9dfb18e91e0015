//! A play as it is kept and handed on: who, how it counts, and the document from which anyone can redo the score.

mod document;
mod play;

pub use document::Document;
pub use play::{Millis, Person, PlayId, Profile, ProfileId, Record, Source, Standing, Summary, summaries};
