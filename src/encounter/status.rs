//! Where a play stands, how it ended, and what became of its promises.

use serde::{Deserialize, Serialize};

use crate::scenario::model::Outcome;
use crate::scenario::script::BeatIx;

/// The status of a play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A decision is open.
    Open,
    /// It reached an ending.
    Completed,
    /// The trainee left it.
    Abandoned,
    /// It cannot go on: a fault of the scenario.
    Stuck,
}

impl Status {
    /// The word in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Completed => "completed",
            Self::Abandoned => "abandoned",
            Self::Stuck => "stuck",
        }
    }
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PromiseState {
    /// Made, neither kept nor broken.
    Open,
    /// Kept.
    Kept,
    /// Broken.
    Broken,
}

/// How a play ended: where, and with what outcome.
pub(super) type End = (BeatIx, Outcome);
