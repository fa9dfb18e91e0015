//! The state spaces of a script, one for each distinguishable memory, and the baseline of random play.

use std::sync::Arc;

use rayon::prelude::*;

use super::liveness::Detail;
use super::memories::{MAX_MEMORIES, Memories};
use super::random;
use super::space::StateSpace;
use crate::encounter::{MAX_DECISIONS, Memory};
use crate::scenario::script::Script;
use crate::scoring::{BASELINE_PLAYS, Baseline};

/// The limit of states with [`Detail::Everything`]; a script with more is explored with [`Detail::PathAndScore`].
const MAX_DETAILED_STATES: usize = 50_000;
/// The limit of states with [`Detail::PathAndScore`]; the figures of a script with more are not exact.
pub const MAX_STATES: usize = 200_000;

/// All plays of a script, as state spaces.
#[derive(Debug)]
pub struct Plays {
    /// The state space with an empty memory, then that of each other memory that the script can distinguish.
    pub spaces: Vec<StateSpace>,
    /// What it reads of other plays and was not combined, since there are more than [`MAX_MEMORIES`] combinations; empty if
    /// everything was.
    pub not_combined: Vec<String>,
}

impl Plays {
    /// Explores all plays of a script.
    #[must_use]
    pub fn explore(script: &Arc<Script>) -> Self {
        let Memories { all, not_combined } = Memories::of(script);
        Self { spaces: all.into_par_iter().map(|memory| explore_with(script, memory)).collect(), not_combined }
    }

    /// The state space with an empty memory.
    #[must_use]
    pub fn without_memory(&self) -> &StateSpace {
        &self.spaces[0]
    }

    /// The reason why some figures are not exact, in words; `None` if all are exact.
    #[must_use]
    pub fn why_not_exact(&self) -> Option<String> {
        let any = |predicate: fn(&StateSpace) -> bool| self.spaces.iter().any(predicate);
        if !self.not_combined.is_empty() {
            let not_combined = self.not_combined.join(", ");
            Some(format!(
                "what it reads of other plays can differ in more than {MAX_MEMORIES} ways, and was looked at one by one: \
                 {not_combined}"
            ))
        } else if any(|space| !space.complete) {
            Some(format!("its plays can be at more than {MAX_STATES} places"))
        } else if any(|space| space.has_loop) {
            Some(format!("a play can go in circles, and past {MAX_DECISIONS} decisions"))
        } else if any(|space| !space.is_exact()) {
            Some(format!("a play can pass {MAX_DECISIONS} decisions"))
        } else {
            None
        }
    }

    /// Whether all figures are exact.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.why_not_exact().is_none()
    }
}

fn explore_with(script: &Arc<Script>, memory: Memory) -> StateSpace {
    let detailed = StateSpace::explore(script, memory.clone(), Detail::Everything, MAX_DETAILED_STATES);
    if detailed.complete { detailed } else { StateSpace::explore(script, memory, Detail::PathAndScore, MAX_STATES) }
}

/// The baseline of random play with an empty memory: computed exactly if the state space is small enough, otherwise
/// simulated.
#[must_use]
pub fn random_play(script: &Arc<Script>) -> Baseline {
    random_play_over(&StateSpace::explore(script, Memory::default(), Detail::PathAndScore, MAX_STATES))
}

/// The baseline of random play from a state space that was already explored.
#[must_use]
pub fn random_play_over(space: &StateSpace) -> Baseline {
    random::exact_baseline(space).unwrap_or_else(|| Baseline::simulate(&space.script, BASELINE_PLAYS))
}
