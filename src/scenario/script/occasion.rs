//! When something is said of the trainee.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::scenario::id::BeatId;
use crate::scenario::model::Outcome;

/// When a word is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// After a play that came to one of these endings; words that are said after any ending share the list.
    After(Arc<BTreeMap<BeatId, Outcome>>),
    /// If the scenario was missed.
    IfMissed,
}

impl Occasion {
    /// Whether two words of one scenario can both have been said, as far as their occasions decide: a scenario is followed or
    /// missed once in a season.
    #[must_use]
    pub fn goes_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::After(one), Self::After(other)) => one.keys().any(|ending| other.contains_key(ending)),
            (Self::IfMissed, Self::IfMissed) => true,
            _ => false,
        }
    }

    /// Whether a word of a scenario that ended with this outcome can have been said.
    #[must_use]
    pub fn goes_with_outcome(&self, outcome: Outcome) -> bool {
        match self {
            Self::After(endings) => endings.values().any(|ended| *ended == outcome),
            Self::IfMissed => false,
        }
    }
}
