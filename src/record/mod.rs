//! A play as it is kept and handed on: who, how it counts, and the document from which anyone can redo the score.

mod document;
mod play;
mod progress;
mod stored;
mod when;

pub use document::Document;
pub use play::{
    AttemptInfo, FromCourse, Millis, Person, PlayId, PlaySource, Profile, ProfileId, Record, Reflection, Summary,
    summaries,
};
pub use progress::{Advice, Point, Progress, Reason, Trained, advice};
pub use stored::{Head, PlayCriteria, StoredPlay};
pub use when::{DateError, Day, Month, instant};
