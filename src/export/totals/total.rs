//! Everything many plays add up to.

use std::collections::BTreeMap;

use super::interner::{Interner, Symbol};
use super::person::PersonTotals;
use super::side_metrics::SideMetrics;
use super::sums::{Group, Sums};
use crate::export::about::ScenarioNote;
use crate::export::encounter::EncounterRow;
use crate::record::{Millis, Month};

/// Everything many plays add up to.
#[derive(Debug, Default)]
pub struct Totals {
    /// Teams; the empty text is for people without one.
    pub teams: Interner,
    /// Scenario ids.
    pub scenario_ids: Interner,
    /// Versions of scenarios, as `id content-hash`.
    pub versions: Interner,
    /// The note of each version.
    pub scenarios: Vec<ScenarioNote>,
    /// The sums by team, scenario and month.
    pub sums: Sums,
    /// People's accounts.
    pub accounts: Interner,
    /// The totals of each person, by account.
    pub people: Vec<PersonTotals>,
    /// What is counted beside the scores, by version.
    pub side_metrics: BTreeMap<Symbol, SideMetrics>,
    /// Encounters that follow from others, by id: the titles, and what is counted of first attempts. They are in no score.
    pub follow_ups: BTreeMap<String, (String, SideMetrics)>,
    /// How many plays were added.
    pub plays: u64,
    /// When the earliest and the latest play began.
    pub span: Option<(Millis, Millis)>,
}

impl Totals {
    /// Adds a trainee's play; follow-ups are counted apart, and plays of other sources are not counted.
    pub fn add(&mut self, row: &EncounterRow) {
        if row.is_first_follow_up() {
            let (title, metrics) = self.follow_ups.entry(row.scenario.clone()).or_default();
            title.clone_from(&row.title);
            metrics.add_first_attempt(row);
        }
        if !row.is_play() {
            return;
        }
        self.plays += 1;
        let started = row.started.unwrap_or_default();
        let (from, to) = self.span.unwrap_or((started, started));
        self.span = Some((from.min(started), to.max(started)));
        let (team, version) = (self.teams.intern(&row.team), self.version(row));
        let scenario = self.scenario_ids.intern(&row.scenario);
        let first = row.is_first();
        if row.is_completed() {
            self.sums.add(Group { team, scenario, month: Month::from_millis(started), first }, &row.card);
        }
        let person = self.accounts.intern(&row.person) as usize;
        if person == self.people.len() {
            self.people.push(PersonTotals::default());
        }
        self.people[person].add(row, team, scenario, version);
        if first {
            self.side_metrics.entry(version).or_default().add_first_attempt(row);
        }
    }

    /// The number of the version of a scenario that was played.
    fn version(&mut self, row: &EncounterRow) -> Symbol {
        let version = self.versions.intern(&format!("{} {}", row.scenario, row.content_hash));
        if version as usize == self.scenarios.len() {
            self.scenarios.push(ScenarioNote {
                id: row.scenario.clone(),
                title: row.title.clone(),
                content_hash: row.content_hash.clone(),
                play_hash: row.play_hash.clone(),
                random: None,
            });
        }
        version
    }

    /// Notes what random play scores on the scenarios.
    pub fn set_random_play(&mut self, notes: &[ScenarioNote]) {
        for ours in &mut self.scenarios {
            if let Some(note) = notes.iter().find(|note| note.content_hash == ours.content_hash) {
                ours.random.clone_from(&note.random);
            }
        }
    }

    /// What random play comes to over so many completed plays of each version, for one of the nine scores, in tenths
    /// of a point; `None` where it is not known for any of them.
    pub fn random(&self, plays: impl Iterator<Item = (Symbol, u32)>, n: usize) -> Option<u64> {
        // A play's expected sums are fractions; a millionth of a point is fine enough to add up.
        const FINE: u128 = 1_000_000;
        let (mut gained, mut span) = (0_u128, 0_u128);
        for (version, count) in plays {
            let Some(random) = &self.scenarios[version as usize].random else { continue };
            let Some((g, s)) = random.sums.get(n).filter(|_| random.completed > 0) else { continue };
            let (count, completed) = (u128::from(count), u128::from(random.completed));
            gained += count * u128::from(*g) * FINE / completed;
            span += count * u128::from(*s) * FINE / completed;
        }
        if span == 0 { None } else { u64::try_from((2000 * gained + span) / (2 * span)).ok() }
    }
}
