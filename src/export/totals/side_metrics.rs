//! What is counted beside the scores: outcomes, needs, promises, claims, kinds of turns.

use crate::encounter::Status;
use crate::export::encounter::{EncounterRow, Needs, Promises};
use crate::scenario::model::Outcome;

/// What is counted beside the scores of first attempts, over completed ones unless said otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SideMetrics {
    /// Completed first attempts.
    pub plays: u32,
    /// First attempts left early.
    pub left_early: u32,
    /// First attempts that cannot go on, by a fault of the scenario.
    pub stuck: u32,
    /// How many had each outcome, in the order of `Outcome::ALL`.
    pub outcomes: [u32; Outcome::ALL.len()],
    /// Needs by kind, in the order of `NeedKind::ALL`.
    pub needs: [Needs; 4],
    /// Promises.
    pub promises: Promises,
    /// Claims: all, checked, believed.
    pub claims: [u32; 3],
    /// Turns that reflect, acknowledge, ask, inform, advise, and name somebody.
    pub turns: [u32; 6],
    /// All decisions.
    pub decisions: u32,
    /// Replies that come back to something said earlier: taken, offered.
    pub recall: [u32; 2],
    /// Plays in which value came before the first request, and those in which it did not.
    pub value_first: [u32; 2],
}

impl SideMetrics {
    /// Adds the metrics of another version of a scenario.
    pub fn merge(&mut self, other: &Self) {
        self.plays += other.plays;
        self.left_early += other.left_early;
        self.stuck += other.stuck;
        add_each(&mut self.outcomes, &other.outcomes);
        for (ours, theirs) in self.needs.iter_mut().zip(other.needs) {
            ours.add(theirs);
        }
        self.promises.add(other.promises);
        add_each(&mut self.claims, &other.claims);
        add_each(&mut self.turns, &other.turns);
        self.decisions += other.decisions;
        add_each(&mut self.recall, &other.recall);
        add_each(&mut self.value_first, &other.value_first);
    }

    /// Adds a first attempt, wherever it stands.
    pub(super) fn add_first_attempt(&mut self, row: &EncounterRow) {
        match row.status {
            Some(Status::Abandoned) => self.left_early += 1,
            Some(Status::Stuck) => self.stuck += 1,
            Some(Status::Completed) => self.add(row),
            Some(Status::Open) | None => {}
        }
    }

    /// Adds a completed first attempt.
    fn add(&mut self, row: &EncounterRow) {
        let number = |count: Option<u32>| count.unwrap_or(0);
        let mut outcomes = [0; Outcome::ALL.len()];
        if let Some(n) = Outcome::ALL.iter().position(|outcome| Some(*outcome) == row.outcome) {
            outcomes[n] = 1;
        }
        self.merge(&Self {
            plays: 1,
            left_early: 0,
            stuck: 0,
            outcomes,
            needs: row.needs.unwrap_or_default(),
            promises: row.promises.unwrap_or_default(),
            claims: [row.claims, row.claims_checked, row.claims_believed].map(number),
            turns: [row.reflect, row.acknowledge, row.ask, row.inform, row.advise, row.name_used].map(number),
            decisions: number(row.decisions),
            recall: [row.recall_taken, row.recall_offered].map(number),
            value_first: [true, false].map(|first| u32::from(row.value_first == Some(first))),
        });
    }

    /// How many had an outcome.
    #[must_use]
    pub fn outcome(&self, outcome: Outcome) -> u32 {
        Outcome::ALL.iter().zip(self.outcomes).find(|(it, _)| **it == outcome).map_or(0, |(_, count)| count)
    }
}

fn add_each<const N: usize>(ours: &mut [u32; N], theirs: &[u32; N]) {
    ours.iter_mut().zip(theirs).for_each(|(ours, theirs)| *ours += theirs);
}
