//! Paths through the states of a script: shortest and longest plays, and what can still be reached from a state.

use super::space::{Entry, Node, StateSpace, Stop};

impl StateSpace {
    /// The most decisions of a play; only meaningful without loops.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.longest_path().len()
    }

    /// A longest play, as moves; only meaningful without loops.
    #[must_use]
    pub fn longest_path(&self) -> Vec<usize> {
        let mut decisions = vec![0_usize; self.nodes.len()];
        let mut by = vec![None; self.nodes.len()];
        for node in &self.order {
            for number in self.nodes[*node].moves.clone() {
                let to = self.moves[number].to;
                if decisions[*node] + 1 > decisions[to] {
                    decisions[to] = decisions[*node] + 1;
                    by[to] = Some(number);
                }
            }
        }
        let mut at = (0..self.nodes.len()).max_by_key(|node| decisions[*node]).unwrap_or(0);
        let mut way = Vec::with_capacity(decisions[at]);
        while way.len() < decisions.len() {
            let Some(number) = by[at] else { break };
            way.push(number);
            at = self.moves[number].at;
        }
        way.reverse();
        way
    }

    /// A shortest path to a node, as moves.
    #[must_use]
    pub fn path_to(&self, node: usize) -> Vec<usize> {
        let mut way = Vec::new();
        let mut at = node;
        while let Some(by) = self.nodes[at].from {
            way.push(by);
            at = self.moves[by].at;
        }
        way.reverse();
        way
    }

    /// A shortest path that ends with a move.
    #[must_use]
    pub fn path_by_move(&self, last: usize) -> Vec<usize> {
        let mut way = self.path_to(self.moves[last].at);
        way.push(last);
        way
    }

    /// A shortest path that enters a beat.
    #[must_use]
    pub fn path_into(&self, entry: Entry) -> Vec<usize> {
        match entry {
            Entry::Start => Vec::new(),
            Entry::Move(last) => self.path_by_move(last),
        }
    }

    /// For each node, whether it or a later one satisfies a predicate.
    #[must_use]
    pub fn can_reach(&self, is: impl Fn(&Node) -> bool) -> Vec<bool> {
        self.can_reach_marked(self.nodes.iter().map(is).collect())
    }

    /// For each node, whether it or a later one is marked.
    #[must_use]
    pub fn can_reach_marked(&self, marked: Vec<bool>) -> Vec<bool> {
        self.backwards(marked, |can, later| *can |= later)
    }

    /// For each node, the outcomes still open: bit n for the nth of [`Outcome::ALL`](crate::scenario::model::Outcome::ALL).
    #[must_use]
    pub fn outcomes(&self) -> Vec<u8> {
        let own = |node: &Node| match node.stop {
            Stop::Ended(outcome) => 1 << outcome as u8,
            _ => 0,
        };
        self.backwards(self.nodes.iter().map(own).collect(), |open, later| *open |= later)
    }

    /// Propagates values from later nodes to earlier ones, and around loops until nothing changes.
    fn backwards<T: Copy + PartialEq>(&self, mut values: Vec<T>, join: impl Fn(&mut T, T)) -> Vec<T> {
        loop {
            let mut changed = false;
            for node in self.order.iter().rev() {
                let before = values[*node];
                let mut value = before;
                for made in self.moves_at(*node) {
                    join(&mut value, values[made.to]);
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
