//! The nine scores of several people together.

use std::collections::BTreeMap;

use super::view::{PEOPLE, Score};
use crate::export::totals::{PersonTotals, Symbol, Totals};
use crate::scoring::{Clusters, missing};
use crate::util::bit_set::BitSet;

/// The nine scores of people together; each person is a cluster.
pub(super) fn scores_of_people(totals: &Totals, people: &[&PersonTotals]) -> Vec<Score> {
    let mut plays: BTreeMap<Symbol, u32> = BTreeMap::new();
    for (version, count) in people.iter().flat_map(|person| person.completed_first_attempts()) {
        *plays.entry(version).or_default() += count;
    }
    let score = |n: usize| {
        let (mut clusters, mut observed_in) = (Clusters::default(), BitSet::default());
        for person in people {
            clusters.add(person.first_attempts[n].sum);
            observed_in.extend_from(&person.observed_in[n]);
        }
        let missing = if n == 0 { None } else { missing(clusters.sum, observed_in.len()) };
        let random = totals.random(plays.iter().map(|(version, count)| (*version, *count)), n);
        Score::from_clusters(&clusters, PEOPLE, missing, random)
    };
    (0..9).map(score).collect()
}
