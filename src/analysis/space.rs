//! All plays of a script at once, as a graph: every state a play can be in, and every choice that leads to another.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::liveness::Detail;
use crate::encounter::{ConditionCoverage, MAX_DECISIONS, Memory};
use crate::scenario::id::ChoiceId;
use crate::scenario::model::Outcome;
use crate::scenario::script::{BeatIx, ChoiceIx, PersonIx, Script};

/// What happens at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The trainee decides.
    Decision,
    /// The play ends.
    Ended(Outcome),
    /// Nothing is on offer.
    Stuck,
}

/// A state that a play can be in.
#[derive(Clone, Debug)]
pub struct Node {
    /// The beat.
    pub beat: BeatIx,
    /// What happens there.
    pub stop: Stop,
    /// What can be chosen there, in [`StateSpace::moves`].
    pub moves: Range<usize>,
    /// The move that first led here, on a shortest path; `None` at the start.
    pub from: Option<usize>,
    /// The number of decisions on a shortest path to it.
    pub depth: usize,
}

/// A choice at a node.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The node it is made at.
    pub at: usize,
    /// Where it leads.
    pub to: usize,
    /// The position of the choice in the beat.
    pub choice: u8,
    /// Gained and span: overall, then P1 to P8.
    pub scores: [(u8, u8); 9],
    /// The principles whose weights differ there, dilemmas included: bit n for the nth principle.
    pub opportunities: u8,
    /// Whether nothing on offer has a larger total.
    pub is_best: bool,
    /// Whether nothing on offer has a smaller total.
    pub is_worst: bool,
    /// Whether the decision is scored.
    pub scored: bool,
}

/// All states that were found, and all moves between them.
#[derive(Debug)]
pub struct StateSpace {
    /// The script.
    pub script: Arc<Script>,
    /// What villagers remember at the start.
    pub memory: Memory,
    /// How much of a play the states tell apart.
    pub detail: Detail,
    /// The states; the first is the start.
    pub nodes: Vec<Node>,
    /// The moves, in the order of the nodes they are made at.
    pub moves: Vec<Move>,
    /// The nodes in an order in which moves lead forward, except those that close a loop.
    pub order: Vec<usize>,
    /// Whether all states were found.
    pub complete: bool,
    /// Whether some play reaches the limit of decisions.
    pub reaches_limit: bool,
    /// Whether some state can be reached again from itself.
    pub has_loop: bool,
    /// A move that closes a loop.
    pub loop_move: Option<usize>,
    /// Which conditions held and which failed.
    pub condition_coverage: ConditionCoverage,
    /// For each choice of the script, whether it was on offer somewhere.
    pub was_offered: Vec<bool>,
    /// For each beat, how it was first entered; `None` if no play enters it.
    pub first_entries: Vec<Option<Entry>>,
    /// Changes of rapport that went beyond an end of the scale.
    pub clamped: Vec<Clamped>,
    /// In how many moves each choice was taken and each beat entered.
    pub move_counts: HashMap<Cause, usize>,
    /// For each choice, whether it raised and whether it lowered somebody's mood, by its effects or its answer.
    pub mood_changes: Vec<(bool, bool)>,
}

/// How a beat was first entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// At the start.
    Start,
    /// By a move.
    Move(usize),
}

/// What caused a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A choice's effects.
    Choice(BeatIx, ChoiceIx),
    /// A beat's effects on entering it.
    Beat(BeatIx),
}

/// A change of rapport that went beyond an end of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clamped {
    /// What caused it.
    pub cause: Cause,
    /// The person.
    pub person: PersonIx,
    /// When it happened first.
    pub first: Entry,
    /// The number of moves in which it happened.
    pub times: usize,
}

impl StateSpace {
    /// Whether every state that a play can be in is known.
    #[must_use]
    pub const fn covers_all_plays(&self) -> bool {
        self.complete && !self.reaches_limit
    }

    /// Whether every figure is exact: all states are known, and no play reaches the limit of decisions.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.covers_all_plays() && !self.has_loop && self.longest() <= MAX_DECISIONS
    }

    /// The ids of the choices of a path.
    #[must_use]
    pub fn choice_ids(&self, path: &[usize]) -> Vec<ChoiceId> {
        path.iter().map(|number| self.choice(&self.moves[*number]).id.clone()).collect()
    }

    /// The choice of a move.
    #[must_use]
    pub fn choice(&self, made: &Move) -> &crate::scenario::script::Choice {
        &self.script.beat(self.nodes[made.at].beat).choices()[usize::from(made.choice)]
    }

    /// Whether nothing on offer with a move has a larger total as it is written, scored or not; with `least`,
    /// a smaller one.
    #[must_use]
    pub fn is_extreme_as_written(&self, made: &Move, least: bool) -> bool {
        let total = |made: &Move| {
            let total = self.choice(made).evidence.total();
            if least { -total } else { total }
        };
        self.moves_at(made.at).iter().all(|other| total(other) <= total(made))
    }

    /// The moves at a node.
    #[must_use]
    pub fn moves_at(&self, node: usize) -> &[Move] {
        &self.moves[self.nodes[node].moves.clone()]
    }
}
