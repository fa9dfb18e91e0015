//! The content of the debrief, shared by both front ends: turns, needs, promises, claims, conduct and scores, in words.

mod needs;
mod replay;
mod sentences;
mod turns;

pub use needs::{NeedLine, NeedState, needs};
pub use replay::{ReplyResult, rapport_over_turns, reply_result};
pub use sentences::{
    USE_NOTICE, claims, conduct_words, evidence_words, mood_beside_outcome, promises, quoted, random_words,
    score_words, tenths_words,
};
pub use turns::{Reply, Turn, turns};
