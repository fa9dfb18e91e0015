//! All plays of a script: explored once for each memory that makes a difference, and random play over them.

use std::sync::Arc;

use rayon::prelude::*;

use super::memories::{self, MAX_MEMORIES};
use super::random;
use super::reads::Depth;
use super::space::StateSpace;
use crate::encounter::{MAX_DECISIONS, Memory};
use crate::scenario::script::Script;
use crate::scoring::{BASELINE_PLAYS, Baseline};

/// Most places of a play that are followed with all that is said; beyond, only what decides the way.
const MAX_STATES_IN_DEPTH: usize = 50_000;
/// Most places of a play that are followed at all; what is said of a script with more is "not exact".
pub const MAX_STATES: usize = 200_000;

/// All plays of a script.
#[derive(Debug)]
pub struct Plays {
    /// With nothing remembered first, then with each memory that makes a difference.
    pub spaces: Vec<StateSpace>,
    /// Whether every memory that makes a difference is among them.
    pub all_memories: bool,
}

impl Plays {
    /// Follows all plays of a script.
    #[must_use]
    pub fn explore(script: &Arc<Script>) -> Self {
        let memories = memories::memories(script);
        let all_memories = memories.is_some();
        let memories = memories.unwrap_or_else(|| vec![Memory::default()]);
        Self { spaces: memories.into_par_iter().map(|memory| follow(script, memory)).collect(), all_memories }
    }

    /// With nothing remembered.
    #[must_use]
    pub fn plain(&self) -> &StateSpace {
        &self.spaces[0]
    }

    /// Why not every figure is exact, in words; `None` if all are.
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
    let deep = StateSpace::explore(script, memory.clone(), Depth::Everything, MAX_STATES_IN_DEPTH);
    if deep.complete { deep } else { StateSpace::explore(script, memory, Depth::Ways, MAX_STATES) }
}

/// Random play with nothing remembered: computed where all plays can be followed, else simulated.
#[must_use]
pub fn random_play(script: &Arc<Script>) -> Baseline {
    random_play_over(&StateSpace::explore(script, Memory::default(), Depth::Ways, MAX_STATES))
}

/// Random play over plays that were already explored.
#[must_use]
pub fn random_play_over(space: &StateSpace) -> Baseline {
    random::exactly(space).unwrap_or_else(|| Baseline::simulate(&space.script, BASELINE_PLAYS))
}
