//! Sums of completed plays by team, scenario, month, and whether they are first attempts.

use std::collections::HashMap;

use super::interner::Symbol;
use crate::record::Month;
use crate::scoring::Scorecard;

/// What a sum is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// The team.
    pub team: Symbol,
    /// The scenario, by its id.
    pub scenario: Symbol,
    /// The month in which the plays began.
    pub month: Month,
    /// Whether these are first attempts, not practice.
    pub first: bool,
}

/// What the completed plays of a group add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many plays were completed.
    pub plays: u32,
    /// The nine scores.
    pub card: Scorecard,
}

impl Sum {
    fn add(&mut self, other: &Self) {
        self.plays += other.plays;
        self.card = self.card.plus(&other.card);
    }
}

/// Sums by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(pub HashMap<Group, Sum>);

impl Sums {
    /// Adds a completed play.
    pub fn add(&mut self, group: Group, card: &Scorecard) {
        self.0.entry(group).or_default().add(&Sum { plays: 1, card: *card });
    }

    /// Adds other sums.
    pub fn merge(&mut self, other: &Self) {
        for (group, sum) in &other.0 {
            self.0.entry(*group).or_default().add(sum);
        }
    }

    /// The sum over all groups for which `is_wanted` holds.
    pub fn over(&self, is_wanted: impl Fn(&Group) -> bool) -> Sum {
        let mut all = Sum::default();
        self.0.iter().filter(|(group, _)| is_wanted(group)).for_each(|(_, sum)| all.add(sum));
        all
    }
}
