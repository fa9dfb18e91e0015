//! The report's parts about groups: teams, months and scenarios, with what stands beside the scores.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::FEWEST_PEOPLE;
use super::people::firsts;
use super::view::{PEOPLE, Score, share};
use crate::export::totals::{Beside, Marks, PersonTotals, Place, Totals};
use crate::record::Month;
use crate::scenario::model::{NeedKind, Outcome};
use crate::scoring::{Clusters, Tally, missing};

/// Figures that are hidden together: each would tell the other.
const COMPLETED: &str = "first attempts completed";
const LEFT: &str = "left early";

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
        tile(COMPLETED, u64::from(completed), format!("of {} begun", grouped(u64::from(begun)))),
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
        for score in &mut self.scores {
            score.hide_few(fewest);
            score.without_sums();
        }
    }
}

/// The nine scores by team; people are the clusters.
pub(super) fn teams(totals: &Totals, aggregate: bool) -> Vec<GroupRow> {
    let mut by_team: BTreeMap<Place, Vec<&PersonTotals>> = BTreeMap::new();
    for person in totals.people.iter().filter(|person| firsts(person).next().is_some()) {
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
    let plays = people.iter().flat_map(|person| firsts(person)).map(|(_, count)| count).sum();
    GroupRow { name, people: people.len(), plays, scores: nine(totals, people) }
}

/// The nine scores of people together, who are the clusters.
pub(super) fn nine(totals: &Totals, people: &[&PersonTotals]) -> Vec<Score> {
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
        let random = totals.random(plays.iter().map(|(text, count)| (*text, *count)), n);
        Score::of(&clusters, PEOPLE, missing, random)
    };
    (0..9).map(score).collect()
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
    // Random play is known of texts; the texts of one scenario differ little.
    let text_of = |id: Place| {
        let id = &totals.ids.all[id as usize];
        totals.scenarios.iter().position(|scenario| scenario.id == *id).and_then(|place| Place::try_from(place).ok())
    };
    let row = |month: &Month| {
        let groups = || totals.sums.0.iter().filter(|(group, _)| group.month == *month && group.first);
        let sum = totals.sums.over(|group| group.month == *month && group.first);
        let score = |n: usize| {
            let mut scenarios = Marks::default();
            groups().filter(|(_, sum)| sum.card.nth(n).span > 0).for_each(|(group, _)| scenarios.mark(group.scenario));
            let missing = if n == 0 { None } else { missing(sum.card.nth(n), scenarios.count()) };
            let plays = groups().filter_map(|(group, sum)| Some((text_of(group.scenario)?, sum.plays)));
            Score::plain(sum.card.nth(n), people[month][n], missing, totals.random(plays, n))
        };
        GroupRow {
            name: month.to_string(),
            people: sizes[month],
            plays: sum.plays,
            scores: (0..9).map(score).collect(),
        }
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
    /// None where it is hidden.
    left: Option<u32>,
    left_share: Option<u32>,
    overall: Score,
    outcomes: Vec<Part>,
    needs: Vec<NeedsRow>,
    /// Empty where none was made: made, kept, broken, open at the end.
    promises: Vec<u32>,
    /// Empty where there are none: all, checked, believed.
    claims: Vec<u32>,
    turns: Vec<Option<u32>>,
    recall: Ratio,
    value_first: Ratio,
}

/// So many of so many, and per cent; none of none is not observed.
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

/// Takes out how many left early, everywhere, if it was few somewhere: the rest and the whole would tell it.
pub(super) fn hide_left(rows: &mut [ScenarioRow], tiles: &mut Vec<Tile>, fewest: usize) {
    let few = |row: &ScenarioRow| row.left.is_some_and(|left| left > 0 && (left as usize) < fewest);
    if rows.iter().any(few) {
        for row in rows {
            (row.left, row.left_share) = (None, None);
        }
        tiles.retain(|tile| tile.label != LEFT && tile.label != COMPLETED);
    }
}

impl ScenarioRow {
    /// Takes out what is about fewer than so many people.
    pub(super) fn hide_few(&mut self, fewest: usize) {
        self.overall.hide_few(fewest);
        self.overall.without_sums();
        if self.people < fewest {
            (self.needs, self.promises, self.claims, self.turns) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            (self.recall, self.value_first) = (Ratio::new(0, 0), Ratio::new(0, 0));
        }
        let few = |count: u32| count > 0 && (count as usize) < fewest;
        if self.outcomes.iter().any(|part| part.count.is_some_and(few)) {
            // The bar would tell by its lengths what the numbers hide.
            for part in &mut self.outcomes {
                (part.count, part.share) = (None, 0);
            }
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
            places.iter().any(|text| person.scenarios.get(text).is_some_and(|t| t.first.is_some()))
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
        let count = all.outcomes.get(outcome.as_str()).copied().unwrap_or(0);
        let share = share(count, all.plays).unwrap_or(0);
        outcomes.push(Part { name: outcome.as_str(), count: Some(count), share, from });
        from += share;
    }
    let needs = NeedKind::ALL.iter().zip(all.needs).map(|(kind, needs)| NeedsRow {
        kind: kind.as_str().into(),
        all: needs.all,
        found: share(needs.found, needs.all),
        served: share(needs.served, needs.all),
    });
    let promises = [all.promises.made, all.promises.kept, all.promises.broken, all.promises.open];
    ScenarioRow {
        title: if title.is_empty() { id.to_owned() } else { title.clone() },
        id: id.to_owned(),
        people,
        plays: all.plays,
        left: Some(all.left),
        left_share: share(all.left, all.plays + all.left + all.stuck),
        overall: Score::of(&clusters, PEOPLE, None, random),
        outcomes,
        needs: needs.collect(),
        promises: if all.promises.made == 0 { Vec::new() } else { promises.to_vec() },
        claims: if all.claims[0] == 0 { Vec::new() } else { all.claims.to_vec() },
        turns: all.turns.iter().map(|count| share(*count, all.decisions)).collect(),
        recall: Ratio::new(all.recall[0], all.recall[1]),
        value_first: Ratio::new(all.value_first[0], all.value_first[0] + all.value_first[1]),
    }
}
