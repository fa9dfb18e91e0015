//! The state space of a script: a graph whose nodes are the states that a play can be in, and whose edges, called
//! moves, are the choices that can be made in them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::liveness::Detail;
use crate::encounter::{ConditionCoverage, MAX_DECISIONS, Memory};
use crate::scenario::id::ChoiceId;
use crate::scenario::model::Outcome;
use crate::scenario::script::{BeatIx, Choice, ChoiceIx, PersonIx, Script};

/// What happens in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The trainee makes a decision.
    Decision,
    /// The play ends with this outcome.
    Ended(Outcome),
    /// Nothing is on offer, or the play has reached the limit of decisions.
    Stuck,
}

/// A state that a play can be in.
#[derive(Clone, Debug)]
pub struct Node {
    /// The beat.
    pub beat: BeatIx,
    /// What happens in this state.
    pub stop: Stop,
    /// The moves from this node, as a range of [`StateSpace::moves`].
    pub moves: Range<usize>,
    /// The last move of a shortest path to this node, as an index into [`StateSpace::moves`]; `None` at the start.
    pub from: Option<usize>,
    /// The number of decisions on a shortest path to this node.
    pub depth: usize,
}

/// A choice made at a node: an edge of the state space.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The node at which the choice is made, as an index into [`StateSpace::nodes`].
    pub at: usize,
    /// The node to which it leads, as an index into [`StateSpace::nodes`].
    pub to: usize,
    /// The position of the choice among the choices of the beat, from 0.
    pub choice: u8,
    /// Points gained and span: overall, then P1 to P8; all 0 if the decision is not scored.
    pub scores: [(u8, u8); 9],
    /// The principles whose weights differ among the counted choices, dilemmas included; bit n stands for the principle
    /// with index n.
    pub opportunities: u8,
    /// Whether nothing on offer has a larger total; true if the decision is not scored.
    pub is_best: bool,
    /// Whether nothing on offer has a smaller total; true if the decision is not scored.
    pub is_worst: bool,
    /// Whether the decision is scored.
    pub scored: bool,
}

/// The states of a script that were found, and the moves between them.
#[derive(Debug)]
pub struct StateSpace {
    /// The script.
    pub script: Arc<Script>,
    /// The memory with which the plays start.
    pub memory: Memory,
    /// Which parts of the state distinguish nodes.
    pub detail: Detail,
    /// The nodes; the first is the start.
    pub nodes: Vec<Node>,
    /// The moves, in the order of the nodes at which they are made.
    pub moves: Vec<Move>,
    /// The nodes in topological order, except for moves that close a loop.
    pub order: Vec<usize>,
    /// Whether all states were found.
    pub complete: bool,
    /// Whether some play reaches the limit of [`MAX_DECISIONS`].
    pub reaches_limit: bool,
    /// Whether the graph has a loop.
    pub has_loop: bool,
    /// A move that closes a loop, as an index into [`Self::moves`]; `None` if there is no loop.
    pub loop_move: Option<usize>,
    /// Which conditions held and which failed in some play.
    pub condition_coverage: ConditionCoverage,
    /// For each choice of the script, whether it was on offer in some state.
    pub was_offered: Vec<bool>,
    /// For each beat, how it was first entered; `None` if no play enters it.
    pub first_entries: Vec<Option<Entry>>,
    /// Changes of rapport that exceeded an end of the scale from 0 to 100.
    pub clamped: Vec<Clamped>,
    /// The number of moves in which each choice was taken, and in which each beat was entered.
    pub move_counts: HashMap<Cause, usize>,
    /// For each choice, whether its effects or its answer raised somebody's mood, and whether they lowered it.
    pub mood_changes: Vec<(bool, bool)>,
}

/// How a beat was first entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// At the start.
    Start,
    /// By a move, as an index into [`StateSpace::moves`].
    Move(usize),
}

/// The cause of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The effects of a choice.
    Choice(BeatIx, ChoiceIx),
    /// The effects of a beat, applied on entering it.
    Beat(BeatIx),
}

/// A change of rapport that exceeded an end of the scale from 0 to 100, so that a part of it was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clamped {
    /// The cause of the change.
    pub cause: Cause,
    /// The person whose rapport changed.
    pub person: PersonIx,
    /// The first entry in which it happened.
    pub first: Entry,
    /// The number of moves in which it happened.
    pub times: usize,
}

impl StateSpace {
    /// Whether all plays are covered: all states were found, and no play was cut off at the limit of decisions.
    #[must_use]
    pub const fn covers_all_plays(&self) -> bool {
        self.complete && !self.reaches_limit
    }

    /// Whether all figures computed from this state space are exact: it covers all plays, and no play can exceed the
    /// limit of decisions.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.covers_all_plays() && !self.has_loop && self.longest() <= MAX_DECISIONS
    }

    /// The ids of the choices of a path. A path is a list of indices into [`Self::moves`].
    #[must_use]
    pub fn choice_ids(&self, path: &[usize]) -> Vec<ChoiceId> {
        path.iter().map(|number| self.choice(&self.moves[*number]).id.clone()).collect()
    }

    /// The choice that a move takes.
    #[must_use]
    pub fn choice(&self, step: &Move) -> &Choice {
        &self.script.beat(self.nodes[step.at].beat).choices()[usize::from(step.choice)]
    }

    /// Whether nothing on offer beside a move has a larger total (with `least`, a smaller one). The totals are those of
    /// the file, even where the decision is not scored.
    #[must_use]
    pub fn is_extreme_as_written(&self, step: &Move, least: bool) -> bool {
        let total = |step: &Move| {
            let total = self.choice(step).evidence.total();
            if least { -total } else { total }
        };
        self.moves_at(step.at).iter().all(|other| total(other) <= total(step))
    }

    /// The moves at a node.
    #[must_use]
    pub fn moves_at(&self, node: usize) -> &[Move] {
        &self.moves[self.nodes[node].moves.clone()]
    }
}
