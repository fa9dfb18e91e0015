//! The report's parts about groups: teams, months and scenarios, with what stands beside the scores.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::FEWEST_PEOPLE;
use super::people::firsts;
use super::view::{Score, share};
use crate::export::totals::{Beside, Marks, PersonTotals, Place, Totals};
use crate::record::Month;
use crate::scenario::model::{NeedKind, Outcome};
use crate::scoring::{Clusters, Tally, missing};

/// A figure at the top of the page.
#[derive(Serialize)]
pub(super) struct Tile {
    label: &'static str,
    value: String,
    note: String,
}

pub(super) fn tiles(totals: &Totals) -> Vec<Tile> {
    let sum = |f: fn(&Beside) -> u32| totals.beside.values().map(f).sum::<u32>();
    let (completed, left) = (sum(|b| b.plays), sum(|b| b.left));
    let practised: u32 = totals.people.iter().flat_map(|p| p.scenarios.values()).map(|trained| trained.practised).sum();
    let tile = |label, value: u64, note: String| Tile { label, value: grouped(value), note };
    let begun = completed + left + sum(|b| b.stuck);
    let scenarios = totals.scenarios.iter().map(|scenario| &scenario.id).collect::<BTreeSet<_>>().len();
    let teams =
        totals.people.iter().map(|person| person.team).filter(|team| !totals.teams.all[*team as usize].is_empty());
    let teams = teams.collect::<BTreeSet<_>>().len();
    vec![
        tile(
            "people",
            totals.people.len() as u64,
            if teams == 1 { "in 1 team".into() } else { format!("in {teams} teams") },
        ),
        tile("first attempts completed", u64::from(completed), format!("of {} begun", grouped(u64::from(begun)))),
        tile(
            "left early",
            u64::from(left),
            share(left, begun).map_or_else(String::new, |p| format!("{p} % of first attempts")),
        ),
        tile("plays for practice", u64::from(practised), "completed; never mixed with first attempts".into()),
        tile("scenarios", scenarios as u64, "played at least once".into()),
    ]
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// Puts groups under five people together, so that nobody in them can be told, not even by what is left when the
/// others are taken from the whole: what is put together has at least five people again. Without this rule every
/// group stands for itself.
pub(crate) fn pooled<K: Ord + Clone>(sizes: &BTreeMap<K, usize>, aggregate: bool) -> (Vec<K>, Vec<K>) {
    if !aggregate {
        return (sizes.keys().cloned().collect(), Vec::new());
    }
    let mut by_size: Vec<(usize, K)> = sizes.iter().map(|(key, size)| (*size, key.clone())).collect();
    by_size.sort();
    let mut together = Vec::new();
    let mut people = 0;
    while let Some((size, _)) = by_size.first() {
        if *size >= FEWEST_PEOPLE && (people == 0 || people >= FEWEST_PEOPLE) {
            break;
        }
        people += size;
        together.push(by_size.remove(0).1);
    }
    let mut alone: Vec<K> = by_size.into_iter().map(|(_, key)| key).collect();
    alone.sort();
    // What cannot be put together to five is not shown at all.
    if people < FEWEST_PEOPLE {
        together.clear();
    }
    (alone, together)
}

/// A group of people with the nine scores.
#[derive(Serialize)]
pub(super) struct GroupRow {
    name: String,
    people: usize,
    plays: u32,
    scores: Vec<Score>,
}

impl GroupRow {
    /// Takes out what is about fewer than so many people.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        self.scores.iter_mut().for_each(|score| score.hide_few(fewest));
    }
}

/// The nine scores by team; people are the clusters.
pub(super) fn teams(totals: &Totals, aggregate: bool) -> Vec<GroupRow> {
    let mut by_team: BTreeMap<Place, Vec<&PersonTotals>> = BTreeMap::new();
    for person in totals.people.iter().filter(|person| person.first[0].count > 0) {
        by_team.entry(person.team).or_default().push(person);
    }
    let sizes = by_team.iter().map(|(team, people)| (*team, people.len())).collect();
    let (alone, together) = pooled(&sizes, aggregate);
    let mut rows: Vec<GroupRow> = alone
        .iter()
        .map(|team| {
            let name = &totals.teams.all[*team as usize];
            group(totals, if name.is_empty() { "(no team)".into() } else { name.clone() }, &by_team[team])
        })
        .collect();
    rows.sort_by_key(|row| row.name.to_lowercase());
    if !together.is_empty() {
        let people: Vec<&PersonTotals> = together.iter().flat_map(|team| by_team[team].iter().copied()).collect();
        rows.push(group(totals, "small teams together".into(), &people));
    }
    rows
}

fn group(totals: &Totals, name: String, people: &[&PersonTotals]) -> GroupRow {
    let mut plays: BTreeMap<Place, u32> = BTreeMap::new();
    for (text, count) in people.iter().flat_map(|person| firsts(person)) {
        *plays.entry(text).or_default() += count;
    }
    let score = |n: usize| {
        let (mut clusters, mut seen) = (Clusters::default(), Marks::default());
        for person in people {
            clusters.add(person.first[n].sum);
            seen.join(&person.seen[n]);
        }
        let missing = if n == 0 { None } else { missing(clusters.sum, seen.count()) };
        Score::of(&clusters, "people", missing, totals.random(plays.iter().map(|(text, count)| (*text, *count)), n))
    };
    GroupRow { name, people: people.len(), plays: plays.values().sum(), scores: (0..9).map(score).collect() }
}

/// The nine scores of first attempts by month.
pub(super) fn months(totals: &Totals, aggregate: bool) -> Vec<GroupRow> {
    let mut sizes: BTreeMap<Month, usize> = BTreeMap::new();
    for month in totals.people.iter().flat_map(|person| &person.months) {
        *sizes.entry(*month).or_default() += 1;
    }
    let (alone, _) = pooled(&sizes, aggregate);
    let row = |month: &Month| {
        let sum = totals.sums.over(|group| group.month == *month && group.first);
        let people = sizes[month];
        // How many people a principle was seen of in a month is not known; of all of them overall was.
        let known = |n: usize| if aggregate && n > 0 { 0 } else { u32::try_from(people).unwrap_or(u32::MAX) };
        let scores = (0..9).map(|n| Score::plain(sum.card.nth(n), known(n))).collect();
        GroupRow { name: month.to_string(), people, plays: sum.plays, scores }
    };
    alone.iter().map(row).collect()
}

/// A scenario with what stands beside its scores.
#[derive(Serialize)]
pub(super) struct ScenarioRow {
    title: String,
    id: String,
    people: usize,
    plays: u32,
    left: u32,
    stuck: u32,
    left_share: Option<u32>,
    overall: Score,
    random: Option<String>,
    outcomes: Vec<Part>,
    needs: Vec<NeedsRow>,
    promises: [u32; 4],
    claims: [u32; 3],
    turns: Vec<Option<u32>>,
    recall: [u32; 2],
    value_first: [u32; 2],
}

/// A part of a whole: how many, and per cent.
#[derive(Serialize)]
struct Part {
    name: &'static str,
    /// None where it is hidden.
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
    /// Takes out what is about fewer than so many people.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        self.overall.hide_few(fewest);
        let few = |count: u32| count > 0 && (count as usize) < fewest;
        // With one part hidden the rest would tell it: then none is shown.
        if self.outcomes.iter().any(|part| part.count.is_some_and(few)) {
            for part in &mut self.outcomes {
                (part.count, part.share) = (None, 0);
            }
        }
        if few(self.left) {
            (self.left, self.left_share) = (0, None);
        }
    }
}

/// Every scenario, over all its texts, first attempts.
pub(super) fn scenarios(totals: &Totals, aggregate: bool) -> Vec<ScenarioRow> {
    let mut texts: BTreeMap<(String, String), Vec<Place>> = BTreeMap::new();
    for (place, scenario) in totals.scenarios.iter().enumerate() {
        let key = (scenario.title.clone(), scenario.id.clone());
        texts.entry(key).or_default().push(Place::try_from(place).unwrap_or(Place::MAX));
    }
    // One id under several titles is one scenario, under the first of them.
    let mut by_id: BTreeMap<String, (String, Vec<Place>)> = BTreeMap::new();
    for ((title, id), places) in texts {
        by_id.entry(id).or_insert_with(|| (title, Vec::new())).1.extend(places);
    }
    let people = |places: &[Place]| {
        let did = |person: &&PersonTotals| {
            places.iter().any(|text| person.scenarios.get(text).is_some_and(|t| t.first.is_some() || t.left))
        };
        totals.people.iter().filter(did).count()
    };
    let sizes: BTreeMap<String, usize> = by_id.iter().map(|(id, (_, places))| (id.clone(), people(places))).collect();
    let (alone, _) = pooled(&sizes, aggregate);
    let mut rows: Vec<ScenarioRow> = alone.iter().map(|id| scenario(totals, id, &by_id[id], sizes[id])).collect();
    rows.sort_by_key(|row| row.title.to_lowercase());
    rows
}

fn scenario(totals: &Totals, id: &str, (title, places): &(String, Vec<Place>), people: usize) -> ScenarioRow {
    let mut all = Beside::default();
    places.iter().filter_map(|place| totals.beside.get(place)).for_each(|beside| all.join(beside));
    let mut clusters = Clusters::default();
    for person in &totals.people {
        let firsts = places.iter().filter_map(|text| person.scenarios.get(text)?.first);
        clusters.add(firsts.fold(Tally::NONE, Tally::plus));
    }
    let plays = places.iter().map(|place| (*place, totals.beside.get(place).map_or(0, |beside| beside.plays)));
    let random = totals.random(plays, 0);
    let mut from = 0;
    let mut outcomes = Vec::new();
    for outcome in Outcome::ALL {
        let count = all.outcomes.get(outcome.word()).copied().unwrap_or(0);
        let share = share(count, all.plays).unwrap_or(0);
        outcomes.push(Part { name: outcome.word(), count: Some(count), share, from });
        from += share;
    }
    let needs = NeedKind::ALL.iter().zip(all.needs).map(|(kind, needs)| NeedsRow {
        kind: kind.word().into(),
        all: needs.all,
        found: share(needs.found, needs.all),
        served: share(needs.served, needs.all),
    });
    ScenarioRow {
        title: if title.is_empty() { id.to_owned() } else { title.clone() },
        id: id.to_owned(),
        people,
        plays: all.plays,
        left: all.left,
        stuck: all.stuck,
        left_share: share(all.left, all.plays + all.left + all.stuck),
        overall: Score::of(&clusters, "people", None, random),
        random: random.map(crate::scoring::debrief::tenths_words),
        outcomes,
        needs: needs.collect(),
        promises: [all.promises.made, all.promises.kept, all.promises.broken, all.promises.open],
        claims: all.claims,
        turns: all.turns.iter().map(|count| share(*count, all.decisions)).collect(),
        recall: all.recall,
        value_first: all.value_first,
    }
}
