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
    pub scenarios: PlayedScenarios,
    /// The months in which a first attempt was completed, with a bit for each of the nine that was observed.
    pub months: BTreeMap<Month, u16>,
    /// When the last play began.
    last_play: Option<Millis>,
}

/// What one person's plays of each version of a scenario add up to, in the order of the versions' numbers. There is one of
/// these for each person: a list takes less memory than a map, whose nodes are half empty.
#[derive(Clone, Debug, Default)]
pub struct PlayedScenarios(Vec<(Symbol, PlayedScenario)>);

impl PlayedScenarios {
    /// For how many more versions there is room when a list is full.
    const GROWTH: usize = 4;

    /// What the plays of a version add up to.
    #[must_use]
    pub fn get(&self, version: Symbol) -> Option<&PlayedScenario> {
        self.place(version).ok().map(|place| &self.0[place].1)
    }

    /// All of them, each with the number of the version.
    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &PlayedScenario)> {
        self.0.iter().map(|(version, played)| (*version, played))
    }

    /// All of them.
    pub fn values(&self) -> impl Iterator<Item = &PlayedScenario> {
        self.0.iter().map(|(_, played)| played)
    }

    fn entry(&mut self, version: Symbol) -> &mut PlayedScenario {
        let place = self.place(version).unwrap_or_else(|place| {
            // Doubling would leave up to half of the memory empty.
            if self.0.len() == self.0.capacity() {
                self.0.reserve_exact(Self::GROWTH);
            }
            self.0.insert(place, (version, PlayedScenario::default()));
            place
        });
        &mut self.0[place].1
    }

    fn place(&self, version: Symbol) -> Result<usize, usize> {
        self.0.binary_search_by_key(&version, |(known, _)| *known)
    }
}

/// What one person's plays of one version of a scenario add up to. There are as many of these as people times scenarios, so
/// the numbers are small, and the scores of practice are there only once there is practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlayedScenario {
    /// How many plays.
    pub plays: u32,
    /// How many of them were completed as practice.
    pub completed_practice: u32,
    /// Overall of the first attempt, once it was completed.
    pub first_overall: Option<Tally>,
    /// Whether the first attempt was left early.
    pub left_early: bool,
    /// The nine scores of the first attempt: gained and span of each.
    first: [(u16, u16); 9],
    /// The nine scores of practice: gained and span of each.
    practice: Option<Box<[(u32, u32); 9]>>,
}

/// One of the nine scores at a first attempt and in practice of the same scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairedScores {
    /// Gained and span at the first attempt.
    pub first: (u16, u16),
    /// Gained and span in practice.
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
        self.scenarios.iter().filter(|(_, played)| played.first_overall.is_some()).map(|(version, _)| (version, 1))
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
        let played = self.scenarios.entry(version);
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
    /// One of the nine scores at the first attempt beside that of practice; `None` where one of them was not observed.
    #[must_use]
    pub fn paired(&self, n: usize) -> Option<PairedScores> {
        let pair = PairedScores { first: self.first[n], practice: self.practice.as_ref()?[n] };
        (pair.first.1 > 0 && pair.practice.1 > 0).then_some(pair)
    }

    fn add_first_attempt(&mut self, card: &Scorecard) {
        self.first_overall = Some(card.overall);
        for (n, first) in self.first.iter_mut().enumerate() {
            let tally = card.nth(n);
            *first = (saturating_u16(tally.gained), saturating_u16(tally.span));
        }
    }

    fn add_practice(&mut self, card: &Scorecard) {
        self.completed_practice += 1;
        let practice = self.practice.get_or_insert_default();
        for (n, (gained, span)) in practice.iter_mut().enumerate() {
            let tally = card.nth(n);
            *gained += tally.gained;
            *span += tally.span;
        }
    }
}
