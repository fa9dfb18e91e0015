//! The report's parts about people: everybody together, each by name, and who played what.

use std::collections::BTreeMap;

use serde::Serialize;

use super::scores::scores_of_people;
use super::view::{ENCOUNTERS, Score, shown};
use crate::export::totals::{PlayedScenario, Totals};
use crate::scoring::Tally;
use crate::util::num::saturating_u32;

/// Maximum people listed on the page; all of them are in its sums.
const MAX_LISTED: usize = 2_000;

/// The nine scores over everybody; each person is a cluster.
pub(super) fn everybody(totals: &Totals) -> Vec<Score> {
    scores_of_people(totals, &totals.people.iter().collect::<Vec<_>>())
}

/// The nine scores of first attempts beside those of practice, each person's own at the same scenario.
pub(super) fn practice(totals: &Totals) -> Vec<(Score, Score)> {
    let of = |n: usize| {
        let (mut first, mut practice, mut people) = (Tally::NONE, Tally::NONE, 0);
        for person in &totals.people {
            let mut any = false;
            for pair in person.scenarios.values().filter_map(|played| played.paired(n)) {
                let (gained, span) = (u32::from(pair.first.0), u32::from(pair.first.1));
                first = first.plus(Tally { gained, span, opportunities: 1 });
                practice = practice.plus(Tally { gained: pair.practice.0, span: pair.practice.1, opportunities: 1 });
                any = true;
            }
            people += u32::from(any);
        }
        (Score::plain(first, people, None, None), Score::plain(practice, people, None, None))
    };
    (0..9).map(of).collect()
}

/// The people by name.
#[derive(Serialize)]
pub(super) struct People {
    rows: Vec<PersonRow>,
    /// How many are not listed.
    more: usize,
}

#[derive(Serialize)]
struct PersonRow {
    name: String,
    account: String,
    team: String,
    plays: u32,
    completed: u32,
    scores: Vec<Score>,
    practice: Score,
}

/// Everybody with the nine scores, by name; where there are very many, those who played most.
pub(super) fn people(totals: &Totals) -> People {
    let row = |place: usize| {
        let person = &totals.people[place];
        let score = |n: usize| {
            let missing = if n == 0 { None } else { person.missing(n) };
            let random = totals.random(person.completed_first_attempts(), n);
            Score::from_clusters(&person.first_attempts[n], ENCOUNTERS, missing, random)
        };
        PersonRow {
            name: shown(&person.name),
            account: totals.accounts.resolve(saturating_u32(place)).to_owned(),
            team: totals.teams.resolve(person.team).to_owned(),
            plays: person.plays(),
            completed: person.completed_first_attempts().map(|(_, count)| count).sum(),
            scores: (0..9).map(score).collect(),
            practice: Score::plain(person.practice.overall, 1, None, None),
        }
    };
    let places = listed(totals);
    People { more: totals.people.len() - places.len(), rows: places.into_iter().map(row).collect() }
}

fn listed(totals: &Totals) -> Vec<usize> {
    let mut places: Vec<usize> = (0..totals.people.len()).collect();
    if places.len() > MAX_LISTED {
        places.sort_by_key(|place| std::cmp::Reverse(totals.people[*place].plays()));
        places.truncate(MAX_LISTED);
    }
    places.sort_by_key(|place| (totals.people[*place].name.to_lowercase(), *place));
    places
}

/// Who played what.
#[derive(Serialize)]
pub(super) struct Matrix {
    scenarios: Vec<String>,
    rows: Vec<MatrixRow>,
}

#[derive(Serialize)]
struct MatrixRow {
    name: String,
    account: String,
    team: String,
    cells: Vec<MatrixCell>,
}

#[derive(Default, Serialize)]
struct MatrixCell {
    /// Overall of the first attempt, in per cent.
    percent: Option<u32>,
    left: bool,
    plays: u32,
}

/// For each person and scenario: overall of the first attempt, whether it was left early, and how many plays.
pub(super) fn matrix(totals: &Totals) -> Matrix {
    let titles: BTreeMap<&String, &String> =
        totals.scenarios.iter().map(|scenario| (&scenario.id, &scenario.title)).collect();
    let mut ids: Vec<(&String, &String)> = titles.into_iter().map(|(id, title)| (title, id)).collect();
    ids.sort();
    let row = |place: usize| {
        let person = &totals.people[place];
        let cell = |id: &str| {
            let mut cell = MatrixCell::default();
            let of_id = person.scenarios.iter().filter(|(version, _)| totals.scenarios[*version as usize].id == id);
            for (_, played) in of_id {
                let PlayedScenario { plays, first_overall, left_early, .. } = played;
                cell.percent = cell.percent.or(first_overall.and_then(Tally::percent));
                cell.left |= *left_early;
                cell.plays += plays;
            }
            cell
        };
        MatrixRow {
            name: shown(&person.name),
            account: totals.accounts.resolve(saturating_u32(place)).to_owned(),
            team: totals.teams.resolve(person.team).to_owned(),
            cells: ids.iter().map(|(_, id)| cell(id)).collect(),
        }
    };
    Matrix {
        rows: listed(totals).into_iter().map(row).collect(),
        scenarios: ids.iter().map(|(title, _)| (*title).clone()).collect(),
    }
}
