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
///
/// ```
/// # use rapport::authoring::template;
/// # use rapport::scenario::link::World;
/// # use rapport::scenario::model::Kind;
/// # use rapport::scenario::read::Reading;
/// # use rapport::scenario::village::Village;
/// #
/// # let text = template(&"lamp".into(), Kind::WalkIn).into_bytes();
/// # let world = World { village: &Village::default(), catalogue: None };
/// # let script = Reading::new("lamp.ron", "lamp", text).link(world).script.expect("the template has no errors");
/// use rapport::analysis::{Plays, Proof};
///
/// let proof = Proof::from_plays(&Plays::explore(&script));
/// assert!(proof.exact);
/// assert!(proof.by_ending.iter().all(|ending| ending.overall.min.is_some()));
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// The scenario.
    pub id: ScenarioId,
    /// Whether every figure is exact. If not, every named play still is a real one, so that each range is at least as
    /// wide as it says.
    pub exact: bool,
    /// Why not, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
    /// The number of states that plays can be in, with nothing remembered.
    pub places: usize,
    /// The most decisions of a play; `None` with loops.
    pub longest: Option<usize>,
    /// Scores by ending, with nothing remembered.
    pub by_ending: Vec<ByEnding>,
    /// Fewest and most opportunities of each trained principle over complete plays.
    pub opportunities: BTreeMap<&'static str, Count>,
    /// The endings of plays that always take a best reply on offer.
    pub best_ends: Vec<BeatId>,
    /// A play for each of them.
    pub best_plays: Vec<Witness>,
    /// The endings of plays that always take a worst reply on offer.
    pub worst_ends: Vec<BeatId>,
    /// A play for each of them.
    pub worst_plays: Vec<Witness>,
    /// The outcomes still open after each choice, as `beat/choice`.
    pub open_after: BTreeMap<String, Vec<&'static str>>,
    /// Random play.
    pub random: Random,
    /// The same by ending for each other memory that makes a difference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remembered: Vec<WithMemory>,
}

/// Ranges with something remembered.
#[derive(Clone, Debug, Serialize)]
pub struct WithMemory {
    /// The memory, as `rapport play --memory` reads it.
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
    /// Converts a baseline.
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
        let space = plays.without_memory();
        let script = &space.script;
        let trained = script.scenario.trains.iter().filter_map(|principle| {
            let found = ranges::opportunities(space, *principle, Outcome::ALL)?;
            Some((principle.name(), found))
        });
        let (best_ends, best_plays) = ends(space, ranges::endings_by_always_choosing(space, |made| made.is_best));
        let (worst_ends, worst_plays) = ends(space, ranges::endings_by_always_choosing(space, |made| made.is_worst));
        let remembered = plays.spaces[1..]
            .par_iter()
            .map(|space| WithMemory { memory: space.memory.clone(), by_ending: ranges::by_ending(space) });
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
            (space.script.beat(space.nodes[node].beat).id.clone(), Witness { seed: 0, path: space.choice_ids(&way) })
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
