//! The nine scores of groups: teams and months.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pooling::pooled;
use super::scores::scores_of_people;
use super::view::Score;
use crate::export::totals::{PersonTotals, Symbol, Totals};
use crate::record::Month;
use crate::scoring::missing;
use crate::util::bit_set::BitSet;
use crate::util::num::saturating_u32;

/// A group of people with the nine scores.
#[derive(Serialize)]
pub(super) struct GroupRow {
    name: String,
    people: usize,
    plays: u32,
    scores: Vec<Score>,
}

impl GroupRow {
    /// Hides scores of fewer than `min_people`.
    pub(super) fn hide_few(&mut self, min_people: usize) {
        for score in &mut self.scores {
            score.hide_few(min_people);
            score.hide_sums();
        }
    }
}

/// The nine scores by team; each person is a cluster.
pub(super) fn teams(totals: &Totals, aggregate: bool) -> Vec<GroupRow> {
    let mut by_team: BTreeMap<Symbol, Vec<&PersonTotals>> = BTreeMap::new();
    for person in totals.people.iter().filter(|person| person.completed_first_attempts().next().is_some()) {
        by_team.entry(person.team).or_default().push(person);
    }
    let sizes = by_team.iter().map(|(team, people)| (*team, people.len())).collect();
    let (alone, together) = pooled(&sizes, aggregate);
    let mut rows: Vec<GroupRow> = alone
        .iter()
        .map(|team| {
            let name = totals.teams.resolve(*team);
            group(totals, if name.is_empty() { "(no team)" } else { name }, &by_team[team])
        })
        .collect();
    rows.sort_by_key(|row| row.name.to_lowercase());
    if !together.is_empty() {
        let people: Vec<&PersonTotals> = together.iter().flat_map(|team| by_team[team].iter().copied()).collect();
        rows.push(group(totals, "small teams together", &people));
    }
    rows
}

fn group(totals: &Totals, name: &str, people: &[&PersonTotals]) -> GroupRow {
    let plays = people.iter().flat_map(|person| person.completed_first_attempts()).map(|(_, count)| count).sum();
    GroupRow { name: name.to_owned(), people: people.len(), plays, scores: scores_of_people(totals, people) }
}

/// The nine scores of first attempts by month.
pub(super) fn months(totals: &Totals, aggregate: bool) -> Vec<GroupRow> {
    let mut people: BTreeMap<Month, [u32; 9]> = BTreeMap::new();
    let mut sizes: BTreeMap<Month, usize> = BTreeMap::new();
    for (month, observed) in totals.people.iter().flat_map(|person| &person.months) {
        *sizes.entry(*month).or_default() += 1;
        let counts = people.entry(*month).or_default();
        (0..9).filter(|n| observed >> n & 1 == 1).for_each(|n| counts[n] += 1);
    }
    let (alone, _) = pooled(&sizes, aggregate);
    alone.iter().map(|month| month_row(totals, *month, sizes[month], &people[month])).collect()
}

/// The nine scores of first attempts that began in a month. `observed` says for how many people each was observed.
fn month_row(totals: &Totals, month: Month, people: usize, observed: &[u32; 9]) -> GroupRow {
    let groups = || totals.sums.0.iter().filter(|(group, _)| group.month == month && group.first);
    let sum = totals.sums.over(|group| group.month == month && group.first);
    let score = |n: usize| {
        let mut scenarios = BitSet::default();
        for (group, _) in groups().filter(|(_, sum)| sum.card.nth(n).span > 0) {
            scenarios.insert(group.scenario as usize);
        }
        let missing = if n == 0 { None } else { missing(sum.card.nth(n), scenarios.len()) };
        let plays = groups().filter_map(|(group, sum)| Some((first_version(totals, group.scenario)?, sum.plays)));
        Score::plain(sum.card.nth(n), observed[n], missing, totals.random(plays, n))
    };
    GroupRow { name: month.to_string(), people, plays: sum.plays, scores: (0..9).map(score).collect() }
}

/// The first version of a scenario. Random play is known by version, and differs little between versions.
fn first_version(totals: &Totals, scenario: Symbol) -> Option<Symbol> {
    let id = totals.scenario_ids.resolve(scenario);
    totals.scenarios.iter().position(|scenario| scenario.id == id).map(saturating_u32)
}
