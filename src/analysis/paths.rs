//! Paths through the state space: shortest and longest plays, and what can be reached from a node.
//!
//! A path is a list of moves, as indices into [`StateSpace::moves`].

use super::space::{Entry, Node, StateSpace, Stop};

impl StateSpace {
    /// The largest number of decisions in a play; meaningful only if there are no loops.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.longest_path().len()
    }

    /// A longest path from the start; meaningful only if there are no loops.
    #[must_use]
    pub fn longest_path(&self) -> Vec<usize> {
        let mut decisions = vec![0_usize; self.nodes.len()];
        let mut last_move = vec![None; self.nodes.len()];
        for node in &self.order {
            for number in self.nodes[*node].moves.clone() {
                let to = self.moves[number].to;
                if decisions[*node] + 1 > decisions[to] {
                    decisions[to] = decisions[*node] + 1;
                    last_move[to] = Some(number);
                }
            }
        }
        let mut at = (0..self.nodes.len()).max_by_key(|node| decisions[*node]).unwrap_or(0);
        let mut path = Vec::with_capacity(decisions[at]);
        while path.len() < decisions.len() {
            let Some(number) = last_move[at] else { break };
            path.push(number);
            at = self.moves[number].at;
        }
        path.reverse();
        path
    }

    /// A shortest path from the start to a node.
    #[must_use]
    pub fn path_to(&self, node: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = node;
        while let Some(by) = self.nodes[at].from {
            path.push(by);
            at = self.moves[by].at;
        }
        path.reverse();
        path
    }

    /// A shortest path from the start whose last move is `last`.
    #[must_use]
    pub fn path_by_move(&self, last: usize) -> Vec<usize> {
        let mut path = self.path_to(self.moves[last].at);
        path.push(last);
        path
    }

    /// A shortest path from the start to an entry of a beat.
    #[must_use]
    pub fn path_into(&self, entry: Entry) -> Vec<usize> {
        match entry {
            Entry::Start => Vec::new(),
            Entry::Move(last) => self.path_by_move(last),
        }
    }

    /// For each node, whether it or a node that can be reached from it satisfies a predicate.
    #[must_use]
    pub fn can_reach(&self, predicate: impl Fn(&Node) -> bool) -> Vec<bool> {
        self.can_reach_marked(self.nodes.iter().map(predicate).collect())
    }

    /// For each node, whether it or a node that can be reached from it is marked. `marked` has a value for each node.
    #[must_use]
    pub fn can_reach_marked(&self, marked: Vec<bool>) -> Vec<bool> {
        self.propagate_back(marked, |value, successor| *value |= successor)
    }

    /// For each node, the outcomes that can still be reached; bit n stands for the nth of
    /// [`Outcome::ALL`](crate::scenario::model::Outcome::ALL).
    #[must_use]
    pub fn outcomes(&self) -> Vec<u8> {
        let own = |node: &Node| match node.stop {
            Stop::Ended(outcome) => 1 << outcome as u8,
            _ => 0,
        };
        self.propagate_back(self.nodes.iter().map(own).collect(), |open, successor| *open |= successor)
    }

    /// Joins the value of each node with those of its successors, and repeats this until nothing changes if there are
    /// loops.
    fn propagate_back<T: Copy + PartialEq>(&self, mut values: Vec<T>, join: impl Fn(&mut T, T)) -> Vec<T> {
        loop {
            let mut changed = false;
            for node in self.order.iter().rev() {
                let before = values[*node];
                let mut value = before;
                for step in self.moves_at(*node) {
                    join(&mut value, values[step.to]);
                }
                values[*node] = value;
                changed |= value != before;
            }
            if !changed || !self.has_loop {
                return values;
            }
        }
    }
}
