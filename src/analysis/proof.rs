//! What is proven about a scenario: the output of `rapport check --ranges`.

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

/// Everything that is proven about one scenario. Unless a field says otherwise, plays start with an empty memory.
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
    /// The id of the scenario.
    pub id: ScenarioId,
    /// Whether all figures are exact. If not, each named play is still a real play, so that the true ranges are at
    /// least as wide as the given ones.
    pub exact: bool,
    /// The reason why the figures are not exact, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
    /// The number of states of the state space.
    pub places: usize,
    /// The largest number of decisions in a play; `None` if there are loops.
    pub longest: Option<usize>,
    /// The ranges of scores, by ending.
    pub by_ending: Vec<ByEnding>,
    /// The fewest and the most opportunities of each trained principle over completed plays, by the principle's name.
    pub opportunities: BTreeMap<&'static str, Count>,
    /// The endings of plays in which every reply is a best one on offer.
    pub best_ends: Vec<BeatId>,
    /// A play for each of [`Self::best_ends`].
    pub best_plays: Vec<Witness>,
    /// The endings of plays in which every reply is a worst one on offer.
    pub worst_ends: Vec<BeatId>,
    /// A play for each of [`Self::worst_ends`].
    pub worst_plays: Vec<Witness>,
    /// The outcomes that can still be reached after each choice, by `beat/choice`.
    pub open_after: BTreeMap<String, Vec<&'static str>>,
    /// The score of random play.
    pub random: RandomScore,
    /// The ranges of scores for each other memory that the scenario can distinguish.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remembered: Vec<WithMemory>,
}

/// The ranges of scores of plays that start with a memory.
#[derive(Clone, Debug, Serialize)]
pub struct WithMemory {
    /// The memory, in the format that `rapport play --memory` reads.
    pub memory: Memory,
    /// The ranges of scores, by ending.
    pub by_ending: Vec<ByEnding>,
}

/// The score of random play, in points from 0 to 100 with one decimal; null where nothing is observed.
#[derive(Clone, Debug, Serialize)]
pub struct RandomScore {
    /// Whether the score was computed over all plays rather than simulated.
    pub exact: bool,
    /// The number of simulated plays; absent if the score is exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simulated: Option<u64>,
    /// The overall score.
    pub overall: Option<f64>,
    /// The score of each principle.
    pub principles: PerPrinciple<Option<f64>>,
}

impl RandomScore {
    /// Converts a baseline to points.
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
    /// Computes the proof of a scenario from all its plays.
    #[must_use]
    pub fn from_plays(plays: &Plays) -> Self {
        let space = plays.without_memory();
        let script = &space.script;
        let trained = script.scenario.trains.iter().filter_map(|principle| {
            let found = ranges::opportunities(space, *principle, Outcome::ALL)?;
            Some((principle.name(), found))
        });
        let (best_ends, best_plays) = ends(space, ranges::endings_by_always_choosing(space, |step| step.is_best));
        let (worst_ends, worst_plays) = ends(space, ranges::endings_by_always_choosing(space, |step| step.is_worst));
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
            random: RandomScore::from_baseline(&random_play_over(space)),
            remembered: remembered.collect(),
        }
    }
}

/// The ids of the endings among some nodes, sorted, with a play for each.
fn ends(space: &StateSpace, ends: Vec<(usize, Vec<usize>)>) -> (Vec<BeatId>, Vec<Witness>) {
    let mut ends: Vec<_> = ends
        .into_iter()
        .filter(|(node, _)| matches!(space.nodes[*node].stop, Stop::Ended(_)))
        .map(|(node, path)| {
            (space.script.beat(space.nodes[node].beat).id.clone(), Witness { seed: 0, path: space.choice_ids(&path) })
        })
        .collect();
    ends.sort_by(|a, b| a.0.cmp(&b.0));
    ends.into_iter().unzip()
}

/// For each choice that can be on offer, by `beat/choice`, the outcomes that can be reached after it.
fn open_after(space: &StateSpace) -> BTreeMap<String, Vec<&'static str>> {
    let open = space.outcomes();
    let mut after: BTreeMap<(&BeatId, &ChoiceId), u8> = BTreeMap::new();
    for step in &space.moves {
        let beat = &space.script.beat(space.nodes[step.at].beat).id;
        *after.entry((beat, &space.choice(step).id)).or_default() |= open[step.to];
    }
    let words = |open: u8| {
        let is_open = |outcome: &&Outcome| open >> (**outcome as u8) & 1 == 1;
        Outcome::ALL.iter().filter(is_open).map(|outcome| outcome.as_str()).collect()
    };
    after.into_iter().map(|((beat, choice), open)| (format!("{beat}/{choice}"), words(open))).collect()
}
