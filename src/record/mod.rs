//! Records of plays: who played, when, how the play counts, and the document from which its scores can be recomputed.

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
pub use progress::{Advice, ObservedAttempt, PrincipleProgress, Progress, Reason, advice};
pub use stored::{Head, PlayCriteria, StoredPlay};
pub use when::{DateError, Day, Month, instant};
