//! The debrief in words, the same for both front ends: what was said, what it showed, and what else was on offer.

mod needs;
mod replayed;
mod sentences;
mod turns;

pub use needs::{NeedLine, NeedState, needs};
pub use replayed::{ReplyResult, rapport_over_turns, reply_result};
pub use sentences::{
    USE_NOTICE, claims, conduct_words, evidence_words, promises, quoted, random_words, score_words, tenths_words,
};
pub use turns::{Reply, Turn, turns};
