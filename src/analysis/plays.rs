//! All plays of a script: explored once for each memory that makes a difference, and random play over them.

use std::sync::Arc;

use rayon::prelude::*;

use super::liveness::Detail;
use super::memories::{self, MAX_MEMORIES};
use super::random;
use super::space::StateSpace;
use crate::encounter::{MAX_DECISIONS, Memory};
use crate::scenario::script::Script;
use crate::scoring::{BASELINE_PLAYS, Baseline};

/// The most states that are explored with all that is said; a script with more is explored with [`Detail::PathAndScore`].
const MAX_STATES_IN_DEPTH: usize = 50_000;
/// The most states that are explored; the figures of a script with more are "not exact".
pub const MAX_STATES: usize = 200_000;

/// All plays of a script.
#[derive(Debug)]
pub struct Plays {
    /// The states with nothing remembered, then with each memory that makes a difference.
    pub spaces: Vec<StateSpace>,
    /// Whether every memory that makes a difference is among them.
    pub all_memories: bool,
}

impl Plays {
    /// Explores all plays of a script.
    #[must_use]
    pub fn explore(script: &Arc<Script>) -> Self {
        let memories = memories::memories(script);
        let all_memories = memories.is_some();
        let memories = memories.unwrap_or_else(|| vec![Memory::default()]);
        Self { spaces: memories.into_par_iter().map(|memory| follow(script, memory)).collect(), all_memories }
    }

    /// The states with nothing remembered.
    #[must_use]
    pub fn without_memory(&self) -> &StateSpace {
        &self.spaces[0]
    }

    /// Why some figure is not exact, in words; `None` if all are.
    #[must_use]
    pub fn why_not_exact(&self) -> Option<String> {
        let any = |is: fn(&StateSpace) -> bool| self.spaces.iter().any(is);
        if !self.all_memories {
            Some(format!("what it reads of other plays can differ in more than {MAX_MEMORIES} ways"))
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

    /// Whether every figure is exact.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.why_not_exact().is_none()
    }
}

fn follow(script: &Arc<Script>, memory: Memory) -> StateSpace {
    let deep = StateSpace::explore(script, memory.clone(), Detail::Everything, MAX_STATES_IN_DEPTH);
    if deep.complete { deep } else { StateSpace::explore(script, memory, Detail::PathAndScore, MAX_STATES) }
}

/// Random play with nothing remembered: computed if all plays can be explored, else simulated.
#[must_use]
pub fn random_play(script: &Arc<Script>) -> Baseline {
    random_play_over(&StateSpace::explore(script, Memory::default(), Detail::PathAndScore, MAX_STATES))
}

/// Random play over plays that were already explored.
#[must_use]
pub fn random_play_over(space: &StateSpace) -> Baseline {
    random::exactly(space).unwrap_or_else(|| Baseline::simulate(&space.script, BASELINE_PLAYS))
}
