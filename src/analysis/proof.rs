//! What is proven of a scenario, as `rapport check --ranges` tells it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::per_principle::PerPrinciple;
use super::ranges::{self, ByEnding, Count, Witness};
use super::space::{StateSpace, Stop};
use super::{Plays, random_play_over};
use crate::encounter::Memory;
use crate::scenario::id::{BeatId, ChoiceId, ScenarioId};
use crate::scenario::model::Outcome;
use crate::scoring::Baseline;

/// Everything proven of one scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// The scenario.
    pub id: ScenarioId,
    /// Whether every figure is exact. Where it is not, every play that is named is a real one, so that each
    /// range is at least as wide as it says.
    pub exact: bool,
    /// Why not, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
    /// How many places plays can be at, with nothing remembered.
    pub places: usize,
    /// Most decisions of a play; none where loops have no end.
    pub longest: Option<usize>,
    /// Scores by ending, with nothing remembered.
    pub by_ending: Vec<ByEnding>,
    /// Fewest and most opportunities of each trained principle over complete plays.
    pub opportunities: BTreeMap<&'static str, Count>,
    /// Where always taking a best reply on offer ends.
    pub best_ends: Vec<BeatId>,
    /// A play for each of them.
    pub best_plays: Vec<Witness>,
    /// Where always taking a worst reply on offer ends.
    pub worst_ends: Vec<BeatId>,
    /// A play for each of them.
    pub worst_plays: Vec<Witness>,
    /// The outcomes still open after each choice, as `beat/choice`.
    pub open_after: BTreeMap<String, Vec<&'static str>>,
    /// Random play.
    pub random: Random,
    /// The same by ending for each other memory that makes a difference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remembered: Vec<Remembered>,
}

/// Ranges with something remembered.
#[derive(Clone, Debug, Serialize)]
pub struct Remembered {
    /// What; `rapport play --memory` reads it.
    pub memory: Memory,
    /// Scores by ending.
    pub by_ending: Vec<ByEnding>,
}

/// What random play scores, in points with one decimal; null where nothing is observed.
#[derive(Clone, Debug, Serialize)]
pub struct Random {
    /// Whether it was computed over all plays rather than simulated.
    pub exact: bool,
    /// How many plays were simulated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simulated: Option<u64>,
    /// Over the totals of choices.
    pub overall: Option<f64>,
    /// Over the weights of each principle.
    pub principles: PerPrinciple<Option<f64>>,
}

impl Random {
    /// Of a baseline.
    #[must_use]
    pub fn from_baseline(baseline: &Baseline) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "at most 1000")]
        let points = |n| baseline.nth(n).map(|tenths| tenths as f64 / 10.0);
        Self {
            exact: baseline.is_exact(),
            simulated: baseline.simulated().map(|(plays, _)| plays),
            overall: points(0),
            principles: PerPrinciple::from_fn(|principle| points(principle.index() + 1)),
        }
    }
}

impl Proof {
    /// Proves a scenario from all its plays.
    #[must_use]
    pub fn from_plays(plays: &Plays) -> Self {
        let space = plays.plain();
        let script = &space.script;
        let trained = script.scenario.trains.iter().filter_map(|principle| {
            let found = ranges::opportunities(space, *principle, Outcome::ALL)?;
            Some((principle.name(), found))
        });
        let (best_ends, best_plays) = ends(space, ranges::endings_by_always_choosing(space, |made| made.is_best));
        let (worst_ends, worst_plays) = ends(space, ranges::endings_by_always_choosing(space, |made| made.is_worst));
        let remembered = plays.spaces[1..]
            .par_iter()
            .map(|space| Remembered { memory: space.memory.clone(), by_ending: ranges::by_ending(space) });
        Self {
            id: script.id.clone(),
            exact: plays.is_exact(),
            why_not: plays.why_not_exact(),
            places: space.nodes.len(),
            longest: (!space.has_loop).then(|| space.longest()),
            by_ending: ranges::by_ending(space),
            opportunities: trained.collect(),
            best_ends,
            best_plays,
            worst_ends,
            worst_plays,
            open_after: open_after(space),
            random: Random::from_baseline(&random_play_over(space)),
            remembered: remembered.collect(),
        }
    }
}

fn ends(space: &StateSpace, ends: Vec<(usize, Vec<usize>)>) -> (Vec<BeatId>, Vec<Witness>) {
    let mut ends: Vec<_> = ends
        .into_iter()
        .filter(|(node, _)| matches!(space.nodes[*node].stop, Stop::Ended(_)))
        .map(|(node, way)| {
            (space.script.beat(space.nodes[node].beat).id.clone(), Witness { seed: 0, path: space.ids(&way) })
        })
        .collect();
    ends.sort_by(|a, b| a.0.cmp(&b.0));
    ends.into_iter().unzip()
}

/// For each choice that can be on offer, the outcomes that some play after it ends with.
fn open_after(space: &StateSpace) -> BTreeMap<String, Vec<&'static str>> {
    let open = space.outcomes();
    let mut after: BTreeMap<(&BeatId, &ChoiceId), u8> = BTreeMap::new();
    for made in &space.moves {
        let beat = &space.script.beat(space.nodes[made.at].beat).id;
        *after.entry((beat, &space.choice(made).id)).or_default() |= open[made.to];
    }
    let words = |open: u8| {
        let is_open = |outcome: &&Outcome| open >> (**outcome as u8) & 1 == 1;
        Outcome::ALL.iter().filter(is_open).map(|outcome| outcome.as_str()).collect()
    };
    after.into_iter().map(|((beat, choice), open)| (format!("{beat}/{choice}"), words(open))).collect()
}
