//! A play as it is kept and handed on: who, how it counts, and the document from which anyone can redo the score.

mod document;
mod play;
mod progress;

pub use document::Document;
pub use play::{Millis, Person, PlayId, Profile, ProfileId, Record, Remark, Source, Standing, Summary, summaries};
pub use progress::{Advice, Point, Progress, Reason, Trained, advice};
