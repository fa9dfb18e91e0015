//! The coach's workbench: what is proven of a scenario before anyone plays it, and what is worth mending.

pub mod approval;
pub mod coverage;
pub mod drawing;
mod graph;
mod memories;
mod players;
mod proof;
mod random;
mod ranges;
mod reads;
mod rules;
mod sites;
mod space;
mod template;
mod texts;
pub mod uses;
mod words;

use std::sync::Arc;

pub use memories::MOST_MEMORIES;
pub use players::{Player, Simulation, simulate};
pub use proof::{Proof, Random, Remembered};
pub use ranges::{ByEnding, Count, Extreme, Range, Witness};
pub use reads::Depth;
pub use rules::{find_rule, rules};
pub use space::{Cause, Clamped, Entry, Move, Node, Space, Stop};
pub use template::template;
pub use words::{WordTexts, Words};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::encounter::{MAX_DECISIONS, Memory};
use crate::scenario::link::Catalogue;
use crate::scenario::read::Linked;
use crate::scenario::script::Script;
use crate::scoring::{BASELINE_PLAYS, Baseline};

/// Most places of a play that are followed with all that is said; beyond, only what decides the way.
const MOST_IN_DEPTH: usize = 50_000;
/// Most places of a play that are followed at all; what is said of a script with more is "not exact".
pub const MOST_PLACES: usize = 200_000;

/// All plays of a script.
#[derive(Debug)]
pub struct Plays {
    /// With nothing remembered first, then with each memory that makes a difference.
    pub spaces: Vec<Space>,
    /// Whether every memory that makes a difference is among them.
    pub all_memories: bool,
}

impl Plays {
    /// Follows all plays of a script.
    #[must_use]
    pub fn of(script: &Arc<Script>) -> Self {
        let memories = memories::memories(script);
        let all_memories = memories.is_some();
        let memories = memories.unwrap_or_else(|| vec![Memory::default()]);
        Self { spaces: memories.into_par_iter().map(|memory| follow(script, memory)).collect(), all_memories }
    }

    /// With nothing remembered.
    #[must_use]
    pub fn plain(&self) -> &Space {
        &self.spaces[0]
    }

    /// Why not every figure is exact, in words; `None` if all are.
    #[must_use]
    pub fn why_not_exact(&self) -> Option<String> {
        let any = |is: fn(&Space) -> bool| self.spaces.iter().any(is);
        if !self.all_memories {
            Some(format!("what it reads of other plays can differ in more than {MOST_MEMORIES} ways"))
        } else if any(|space| !space.complete) {
            Some(format!("its plays can be at more than {MOST_PLACES} places"))
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

fn follow(script: &Arc<Script>, memory: Memory) -> Space {
    let deep = Space::explore(script, memory.clone(), Depth::Everything, MOST_IN_DEPTH);
    if deep.complete { deep } else { Space::explore(script, memory, Depth::Ways, MOST_PLACES) }
}

/// Random play with nothing remembered: computed where all plays can be followed, else simulated.
#[must_use]
pub fn random_play(script: &Arc<Script>) -> Baseline {
    random_of(&Space::explore(script, Memory::default(), Depth::Ways, MOST_PLACES))
}

fn random_of(space: &Space) -> Baseline {
    random::exactly(space).unwrap_or_else(|| Baseline::simulate(&space.script, BASELINE_PLAYS))
}

/// What the rules find in files.
#[derive(Debug, Default)]
pub struct Examined {
    /// In each file, in the order given and of its text; nothing in one that cannot be played.
    pub files: Vec<Vec<Diagnostic>>,
    /// Over all of them.
    pub folder: Vec<Diagnostic>,
}

/// Looks at scenarios with all rules, each by itself and all together.
#[must_use]
pub fn examine(files: &[Linked], catalogue: &Catalogue, words: &Words) -> Examined {
    let of_scene = |linked: &Linked| {
        let Some(script) = &linked.script else { return Vec::new() };
        // What a scenario's plays take up is given back before too many others are followed.
        rules::of_scene(&rules::Scene::new(linked, script, &Plays::of(script), catalogue, words))
    };
    let leaves: Vec<_> =
        files.iter().filter_map(|linked| linked.script.as_ref()).map(|script| rules::Leaf { script, words }).collect();
    Examined { files: files.par_iter().map(of_scene).collect(), folder: rules::of_folder(&leaves) }
}
