//! A play as it is kept and handed on: who, how it counts, and the document from which anyone can redo the score.

mod document;
mod kept;
mod play;
mod progress;
mod when;

pub use document::Document;
pub use kept::{Head, Kept, Selection};
pub use play::{
    FromCourse, Millis, Person, PlayId, Profile, ProfileId, Record, Remark, Source, Standing, Summary, summaries,
};
pub use progress::{Advice, Point, Progress, Reason, Trained, advice};
pub use when::{Month, day_start, instant, next_day};
