//! What the plays of one person add up to.

use std::collections::BTreeMap;

use super::interner::Symbol;
use crate::encounter::Status;
use crate::export::encounter::EncounterRow;
use crate::record::{Millis, Month};
use crate::scoring::{Clusters, Missing, Scorecard, Tally, missing};
use crate::util::bit_set::BitSet;
use crate::util::num::saturating_u16;

/// What the plays of one person add up to. The nine scores are overall, then P1 to P8.
#[derive(Clone, Debug, Default)]
pub struct PersonTotals {
    /// What the person is called, as of the last play.
    pub name: String,
    /// The team, as of the last play.
    pub team: Symbol,
    /// The nine scores of first attempts; each encounter is a cluster.
    pub first_attempts: [Clusters; 9],
    /// The scenarios, by id, in whose first attempts each of the nine was observed.
    pub observed_in: [BitSet; 9],
    /// The nine scores of practice.
    pub practice: Scorecard,
    /// The plays of each version of a scenario.
    pub scenarios: BTreeMap<Symbol, PlayedScenario>,
    /// The months in which a first attempt was completed, with a bit for each of the nine that was observed.
    pub months: BTreeMap<Month, u16>,
    /// When the last play began.
    last_play: Option<Millis>,
}

/// What one person's plays of one version of a scenario add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlayedScenario {
    /// How many plays.
    pub plays: u32,
    /// How many of them were completed as practice.
    pub completed_practice: u32,
    /// Overall of the first attempt, once it was completed.
    pub first_overall: Option<Tally>,
    /// Whether the first attempt was left early.
    pub left_early: bool,
    /// The nine scores of the first attempt beside those of practice.
    pub paired: [PairedScores; 9],
}

/// One of the nine scores at a first attempt and in practice of the same scenario: gained and span of each. Small
/// numbers, since there are as many of these as people times scenarios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairedScores {
    /// At the first attempt.
    pub first: (u16, u16),
    /// In practice.
    pub practice: (u32, u32),
}

impl PersonTotals {
    /// What is missing before one of the nine scores may be shown.
    #[must_use]
    pub fn missing(&self, n: usize) -> Option<Missing> {
        missing(self.first_attempts[n].sum, self.observed_in[n].len())
    }

    /// The versions of scenarios whose first attempt was completed, each with a count of 1.
    pub fn completed_first_attempts(&self) -> impl Iterator<Item = (Symbol, u32)> + '_ {
        self.scenarios.iter().filter(|(_, played)| played.first_overall.is_some()).map(|(version, _)| (*version, 1))
    }

    /// How many plays the person has.
    #[must_use]
    pub fn plays(&self) -> u32 {
        self.scenarios.values().map(|played| played.plays).sum()
    }

    /// Adds a play of a version of a scenario, which has also a number by its id.
    pub(super) fn add(&mut self, row: &EncounterRow, team: Symbol, scenario: Symbol, version: Symbol) {
        let started = row.started.unwrap_or_default();
        if self.last_play.is_none_or(|last| started >= last) {
            self.last_play = Some(started);
            self.team = team;
            if self.name != row.trainee {
                self.name.clone_from(&row.trainee);
            }
        }
        let played = self.scenarios.entry(version).or_default();
        played.plays += 1;
        if row.is_first() {
            played.left_early |= row.status == Some(Status::Abandoned);
            if row.is_completed() {
                played.add_first_attempt(&row.card);
                self.add_first_attempt(&row.card, scenario, Month::from_millis(started));
            }
        } else if row.is_completed() {
            played.add_practice(&row.card);
            self.practice = self.practice.plus(&row.card);
        }
    }

    fn add_first_attempt(&mut self, card: &Scorecard, scenario: Symbol, month: Month) {
        let mut observed = 0;
        for n in 0..9 {
            let tally = card.nth(n);
            self.first_attempts[n].add(tally);
            if tally.span > 0 {
                self.observed_in[n].insert(scenario as usize);
                observed |= 1 << n;
            }
        }
        *self.months.entry(month).or_default() |= observed;
    }
}

impl PlayedScenario {
    fn add_first_attempt(&mut self, card: &Scorecard) {
        self.first_overall = Some(card.overall);
        for (n, paired) in self.paired.iter_mut().enumerate() {
            let tally = card.nth(n);
            paired.first = (saturating_u16(tally.gained), saturating_u16(tally.span));
        }
    }

    fn add_practice(&mut self, card: &Scorecard) {
        self.completed_practice += 1;
        for (n, paired) in self.paired.iter_mut().enumerate() {
            let tally = card.nth(n);
            paired.practice.0 += tally.gained;
            paired.practice.1 += tally.span;
        }
    }
}
