//! Scenarios with what is counted beside their scores.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pooling::pooled;
use super::view::{PEOPLE, Score, share};
use crate::export::encounter::{Needs, Promises};
use crate::export::totals::{PersonTotals, SideMetrics, Symbol, Totals};
use crate::scenario::model::{NeedKind, Outcome};
use crate::scoring::{Clusters, Tally};
use crate::util::num::saturating_u32;

/// A scenario with what is counted beside its scores.
#[derive(Serialize)]
pub(super) struct ScenarioRow {
    title: String,
    id: String,
    people: usize,
    plays: u32,
    /// `None` if hidden.
    left: Option<u32>,
    left_share: Option<u32>,
    overall: Score,
    outcomes: Vec<Part>,
    needs: Vec<NeedsRow>,
    /// Empty where there is nothing to count: made, kept, broken, open at the end, missed.
    promises: Vec<u32>,
    /// Empty where there are none: all, checked, believed.
    claims: Vec<u32>,
    turns: Vec<Option<u32>>,
    recall: Ratio,
    value_first: Ratio,
}

/// A part of a whole, and per cent, which is `None` for a part of nothing.
#[derive(Serialize)]
struct Ratio {
    part: u32,
    of: u32,
    share: Option<u32>,
}

impl Ratio {
    fn new(part: u32, of: u32) -> Self {
        Self { part, of, share: share(part, of) }
    }
}

/// A part of a whole: how many, and per cent.
#[derive(Serialize)]
struct Part {
    name: &'static str,
    /// `None` if hidden.
    count: Option<u32>,
    share: u32,
    /// Where it begins on a bar, in per cent.
    from: u32,
}

#[derive(Serialize)]
struct NeedsRow {
    kind: String,
    all: u32,
    found: Option<u32>,
    served: Option<u32>,
}

impl ScenarioRow {
    /// Hides what is about fewer than `min_people`.
    pub(super) fn hide_few(&mut self, min_people: usize) {
        self.overall.hide_few(min_people);
        self.overall.hide_sums();
        if self.people < min_people {
            (self.needs, self.promises, self.claims, self.turns) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            (self.recall, self.value_first) = (Ratio::new(0, 0), Ratio::new(0, 0));
        }
        let few = |count: u32| count > 0 && (count as usize) < min_people;
        if self.outcomes.iter().any(|part| part.count.is_some_and(few)) {
            // The lengths of the bar's parts would show the hidden numbers.
            for part in &mut self.outcomes {
                (part.count, part.share) = (None, 0);
            }
        }
    }
}

/// Removes how many left early from all scenarios if few did in one of them, since the others and the whole would show
/// it; returns whether it was removed.
pub(super) fn hide_left_early(rows: &mut [ScenarioRow], min_people: usize) -> bool {
    let is_few = |row: &ScenarioRow| row.left.is_some_and(|left| left > 0 && (left as usize) < min_people);
    let is_hidden = rows.iter().any(is_few);
    if is_hidden {
        for row in rows {
            (row.left, row.left_share) = (None, None);
        }
    }
    is_hidden
}

/// The first attempts at every scenario, over all its versions.
pub(super) fn scenarios(totals: &Totals, aggregate: bool) -> Vec<ScenarioRow> {
    let by_id = versions_by_id(totals);
    let people = |versions: &[Symbol]| {
        let completed = |person: &&PersonTotals| {
            let first =
                |version: &Symbol| person.scenarios.get(*version).is_some_and(|played| played.first_overall.is_some());
            versions.iter().any(first)
        };
        totals.people.iter().filter(completed).count()
    };
    let sizes: BTreeMap<&str, usize> = by_id.iter().map(|(id, (_, versions))| (*id, people(versions))).collect();
    let (alone, _) = pooled(&sizes, aggregate);
    let row = |id: &&str| scenario(totals, id, by_id[id].0, &by_id[id].1, sizes[id]);
    let mut rows: Vec<ScenarioRow> = alone.iter().map(row).collect();
    rows.sort_by_key(|row| row.title.to_lowercase());
    rows
}

/// The title and the versions of each scenario, by id. One id under several titles is one scenario, under the first
/// of them by the alphabet.
fn versions_by_id(totals: &Totals) -> BTreeMap<&str, (&str, Vec<Symbol>)> {
    let mut versions: Vec<(&str, &str, Symbol)> = totals
        .scenarios
        .iter()
        .enumerate()
        .map(|(version, scenario)| (scenario.title.as_str(), scenario.id.as_str(), saturating_u32(version)))
        .collect();
    versions.sort_unstable();
    let mut by_id: BTreeMap<&str, (&str, Vec<Symbol>)> = BTreeMap::new();
    for (title, id, version) in versions {
        by_id.entry(id).or_insert_with(|| (title, Vec::new())).1.push(version);
    }
    by_id
}

fn scenario(totals: &Totals, id: &str, title: &str, versions: &[Symbol], people: usize) -> ScenarioRow {
    let mut all = SideMetrics::default();
    versions.iter().filter_map(|version| totals.side_metrics.get(version)).for_each(|metrics| all.merge(metrics));
    let mut clusters = Clusters::default();
    for person in &totals.people {
        let firsts = versions.iter().filter_map(|version| person.scenarios.get(*version)?.first_overall);
        clusters.add(firsts.fold(Tally::NONE, Tally::plus));
    }
    let completed = |version| totals.side_metrics.get(version).map_or(0, |metrics| metrics.plays);
    let random = totals.random(versions.iter().map(|version| (*version, completed(version))), 0);
    let Promises { made, kept, broken, open, missed } = all.promises;
    let promises = [made, kept, broken, open, missed];
    ScenarioRow {
        title: if title.is_empty() { id.to_owned() } else { title.to_owned() },
        id: id.to_owned(),
        people,
        plays: all.plays,
        left: Some(all.left_early),
        left_share: share(all.left_early, all.plays + all.left_early + all.stuck),
        overall: Score::from_clusters(&clusters, PEOPLE, None, random),
        outcomes: outcomes(&all),
        needs: NeedKind::ALL.iter().zip(all.needs).map(|(kind, needs)| NeedsRow::new(*kind, needs)).collect(),
        promises: if promises.iter().all(|count| *count == 0) { Vec::new() } else { promises.to_vec() },
        claims: if all.claims[0] == 0 { Vec::new() } else { all.claims.to_vec() },
        turns: all.turns.iter().map(|count| share(*count, all.decisions)).collect(),
        recall: Ratio::new(all.recall[0], all.recall[1]),
        value_first: Ratio::new(all.value_first[0], all.value_first[0] + all.value_first[1]),
    }
}

/// The parts of the bar of outcomes.
fn outcomes(metrics: &SideMetrics) -> Vec<Part> {
    let mut from = 0;
    let mut parts = Vec::new();
    for outcome in Outcome::ALL {
        let count = metrics.outcome(*outcome);
        let share = share(count, metrics.plays).unwrap_or(0);
        parts.push(Part { name: outcome.as_str(), count: Some(count), share, from });
        from += share;
    }
    parts
}

impl NeedsRow {
    fn new(kind: NeedKind, needs: Needs) -> Self {
        let Needs { all, found, served } = needs;
        Self { kind: kind.as_str().into(), all, found: share(found, all), served: share(served, all) }
    }
}
