//! Proofs about a scenario: the state space of all its plays, the exact ranges of scores, and the exact score of random
//! play.

mod conditions;
mod explore;
pub mod graph;
mod liveness;
mod memories;
mod paths;
mod per_principle;
mod plays;
mod proof;
mod random;
pub mod ranges;
mod seasons;
mod space;

pub use conditions::conditions;
pub use liveness::Detail;
pub use memories::MAX_MEMORIES;
pub use per_principle::PerPrinciple;
pub use plays::{MAX_STATES, Plays, random_play, random_play_over};
pub use proof::{Proof, RandomScore, WithMemory};
pub use ranges::{ByEnding, Count, Extreme, Range, Witness};
pub use seasons::{OpinionCounts, PromiseCounts, SeasonPlayer, Seasons};
pub use space::{Cause, Clamped, Entry, Move, Node, StateSpace, Stop};
