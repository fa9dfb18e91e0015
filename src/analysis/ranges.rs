//! The exact lowest and highest scores of plays, by ending, and the plays that get them.
//!
//! A score is a ratio of sums, so that no step-by-step search finds its extremes. Dinkelbach's method does
//! (W. Dinkelbach, "On nonlinear fractional programming", Management Science 13, 1967): for a ratio G/S that
//! some play has, look for the play with the largest `S * gained - G * span`. If that is above 0, the play
//! has a larger ratio, and the search goes on from there; if it is 0, nothing is larger. Each step is a search
//! for a longest path through the states of a play, in whole numbers.

use serde::{Deserialize, Serialize};

use super::per_principle::PerPrinciple;
use super::space::{Move, StateSpace, Stop};
use crate::encounter::MAX_DECISIONS;
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::model::Outcome;
use crate::scenario::principle::Principle;
use crate::scenario::script::BeatIx;
use crate::util::num::saturating_u32;

/// A play that can be played again: `rapport play --seed .. --choices ..`, with the memory of the range it is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The seed; it changes words and order only.
    pub seed: u64,
    /// The choices.
    pub path: Vec<ChoiceId>,
}

/// An extreme score with a play that gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extreme {
    /// What that play gains.
    pub gained: u32,
    /// What could be gained in it.
    pub span: u32,
    /// The play.
    #[serde(flatten)]
    pub witness: Witness,
}

/// The lowest and the highest score, over plays with an opportunity; `None` if there is no such play.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// Lowest.
    pub min: Option<Extreme>,
    /// Highest.
    pub max: Option<Extreme>,
}

/// The scores of plays that end at one beat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByEnding {
    /// The beat.
    pub ending: BeatId,
    /// How it ends for the matter itself.
    pub outcome: Outcome,
    /// Over the totals of choices.
    pub overall: Range,
    /// Over the weights of each principle.
    pub principles: PerPrinciple<Range>,
}

/// Fewest and most of something in a play, with plays that have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Fewest.
    pub min: u32,
    /// Most.
    pub max: u32,
    /// A play with the fewest.
    pub min_play: Witness,
    /// A play with the most.
    pub max_play: Witness,
}

/// The ranges of every ending that can be reached, in the order of the beats' ids.
#[must_use]
pub fn by_ending(space: &StateSpace) -> Vec<ByEnding> {
    let mut endings: Vec<(BeatIx, Outcome, usize)> = space
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(n, node)| match node.stop {
            Stop::Ended(outcome) => Some((node.beat, outcome, n)),
            _ => None,
        })
        .collect();
    endings.sort_unstable_by_key(|(beat, ..)| *beat);
    let mut search = Search::new(space);
    endings
        .into_iter()
        .map(|(beat, outcome, node)| {
            search.aim(&[node]);
            let mut range = |n: usize| Range { min: search.extreme(n, false), max: search.extreme(n, true) };
            let overall = range(0);
            let principles = PerPrinciple::from_fn(|principle| range(principle.index() + 1));
            ByEnding { ending: space.script.beat(beat).id.clone(), outcome, overall, principles }
        })
        .collect()
}

/// Fewest and most opportunities of a principle over plays that end with one of these outcomes; `None` if none do.
#[must_use]
pub fn opportunities(space: &StateSpace, principle: Principle, among: &[Outcome]) -> Option<Count> {
    count(space, among, |made| i64::from(made.opportunities >> principle.index() & 1))
}

/// Fewest and most decisions of plays that end with one of these outcomes; `None` if none do.
#[must_use]
pub fn decisions(space: &StateSpace, among: &[Outcome]) -> Option<Count> {
    count(space, among, |_| 1)
}

fn count(space: &StateSpace, among: &[Outcome], has: impl Fn(&Move) -> i64) -> Option<Count> {
    let ends = |stop| matches!(stop, Stop::Ended(outcome) if among.contains(&outcome));
    let targets: Vec<usize> = (0..space.nodes.len()).filter(|n| ends(space.nodes[*n].stop)).collect();
    let mut search = Search::new(space);
    search.aim(&targets);
    let mut found = |sign: i64| {
        let way = search.largest(false, |made| (sign * has(made), false)).or_else(|| search.shortest())?;
        let count: i64 = way.iter().map(|made| has(&space.moves[*made])).sum();
        Some((saturating_u32(count), Witness { seed: 0, path: space.choice_ids(&way) }))
    };
    let ((min, min_play), (max, max_play)) = (found(-1)?, found(1)?);
    Some(Count { min, max, min_play, max_play })
}

/// The endings of plays that always take a choice that satisfies a predicate; every such choice is followed.
#[must_use]
pub fn endings_by_always_choosing(space: &StateSpace, is: impl Fn(&Move) -> bool) -> Vec<(usize, Vec<usize>)> {
    let mut from: Vec<Option<usize>> = vec![None; space.nodes.len()];
    let mut seen = vec![false; space.nodes.len()];
    let mut left = std::collections::VecDeque::from([0]);
    let mut ends = Vec::new();
    seen[0] = true;
    while let Some(at) = left.pop_front() {
        if space.nodes[at].stop != Stop::Decision {
            let mut way = Vec::new();
            let mut back = at;
            while let Some(by) = from[back] {
                way.push(by);
                back = space.moves[by].at;
            }
            way.reverse();
            ends.push((at, way));
        }
        for by in space.nodes[at].moves.clone().filter(|by| is(&space.moves[*by])) {
            let to = space.moves[by].to;
            if !std::mem::replace(&mut seen[to], true) {
                from[to] = Some(by);
                left.push_back(to);
            }
        }
    }
    ends
}

const NOT_REACHED: i64 = i64::MIN;
const NO_MOVE: usize = usize::MAX;

/// A search for the best path from the start to some nodes. A path has one of two states: it already has a marked
/// move, or not yet.
struct Search<'a> {
    space: &'a StateSpace,
    targets: Vec<usize>,
    /// Whether a node leads to a target.
    useful: Vec<bool>,
    best: Vec<[i64; 2]>,
    /// The last move of a best path, and the state before it.
    by: Vec<[(usize, u8); 2]>,
}

impl<'a> Search<'a> {
    fn new(space: &'a StateSpace) -> Self {
        let count = space.nodes.len();
        Self {
            space,
            targets: Vec::new(),
            useful: vec![false; count],
            best: vec![[NOT_REACHED; 2]; count],
            by: vec![[(NO_MOVE, 0); 2]; count],
        }
    }

    fn aim(&mut self, targets: &[usize]) {
        self.targets = targets.to_vec();
        let mut is_target = vec![false; self.space.nodes.len()];
        for target in targets {
            is_target[*target] = true;
        }
        self.useful = self.space.can_reach_marked(is_target);
    }

    /// The lowest or highest ratio of one of the nine scores.
    fn extreme(&mut self, score: usize, highest: bool) -> Option<Extreme> {
        let (mut gained, mut span) = if highest { (0, 1) } else { (1, 1) };
        let sign = if highest { 1 } else { -1 };
        // A way that is longer than a play can be is none; then what was found before is what is certain, or else
        // the shortest way.
        let mut certain = None;
        loop {
            let way = self.largest(true, |made| {
                let (g, s) = made.scores[score];
                (sign * (span * i64::from(g) - gained * i64::from(s)), s > 0)
            });
            let is_last = way.is_none();
            let way = way.or_else(|| certain.take()).or_else(|| self.shortest())?;
            let sum = |of: fn((u8, u8)) -> u8| -> i64 {
                way.iter().map(|made| i64::from(of(self.space.moves[*made].scores[score]))).sum()
            };
            let (g, s) = (sum(|score| score.0), sum(|score| score.1));
            // The ratio is the one that was assumed: nothing is beyond it.
            if s == 0 {
                return None;
            }
            if is_last || sign * (span * g - gained * s) <= 0 {
                let witness = Witness { seed: 0, path: self.space.choice_ids(&way) };
                return Some(Extreme { gained: saturating_u32(g), span: saturating_u32(s), witness });
            }
            (gained, span) = (g, s);
            certain = Some(way);
        }
    }

    /// A shortest path to a target.
    fn shortest(&self) -> Option<Vec<usize>> {
        let nearest = self.targets.iter().min_by_key(|target| self.space.nodes[**target].depth)?;
        Some(self.space.path_to(*nearest))
    }

    /// The path with the largest sum of weights, among those with a marked move if `must` is set; `None` if it is longer
    /// than a play can be.
    fn largest(&mut self, must: bool, weigh: impl Fn(&Move) -> (i64, bool)) -> Option<Vec<usize>> {
        self.best.fill([NOT_REACHED; 2]);
        self.by.fill([(NO_MOVE, 0); 2]);
        self.best[0][usize::from(!must)] = 0;
        loop {
            let mut changed = false;
            for node in &self.space.order {
                if !self.useful[*node] || self.best[*node] == [NOT_REACHED; 2] {
                    continue;
                }
                for by in self.space.nodes[*node].moves.clone() {
                    let made = &self.space.moves[by];
                    if !self.useful[made.to] {
                        continue;
                    }
                    let (weight, marked) = weigh(made);
                    for strand in 0..2_u8 {
                        let before = self.best[*node][usize::from(strand)];
                        let to = usize::from(strand | u8::from(marked));
                        if before != NOT_REACHED && before + weight > self.best[made.to][to] {
                            self.best[made.to][to] = before + weight;
                            self.by[made.to][to] = (by, strand);
                            changed = true;
                        }
                    }
                }
            }
            if !changed || !self.space.has_loop {
                break;
            }
        }
        let reached = |target: &&usize| self.best[**target][1] != NOT_REACHED;
        let target = *self.targets.iter().filter(reached).max_by_key(|target| self.best[**target][1])?;
        let mut way = Vec::new();
        let (mut at, mut strand) = (target, 1);
        // Moves around a loop weigh nothing, so that none of them is ever an improvement.
        loop {
            let (by, before) = self.by[at][strand];
            if by == NO_MOVE {
                break;
            }
            way.push(by);
            (at, strand) = (self.space.moves[by].at, usize::from(before));
        }
        way.reverse();
        (way.len() <= MAX_DECISIONS).then_some(way)
    }
}

/// A complete play in which one beat has more than half of a principle's span: the play, the span there, and the whole.
#[must_use]
pub fn play_dominated_by(space: &StateSpace, principle: Principle, beat: BeatIx) -> Option<(Vec<usize>, u32, u32)> {
    let targets: Vec<usize> =
        (0..space.nodes.len()).filter(|n| matches!(space.nodes[*n].stop, Stop::Ended(_))).collect();
    let mut search = Search::new(space);
    search.aim(&targets);
    let span = |made: &Move| i64::from(made.scores[principle.index() + 1].1);
    let is_here = |made: &Move| space.nodes[made.at].beat == beat;
    // More than half is here if this is more than what is elsewhere.
    let way =
        search.largest(true, |made| if is_here(made) { (span(made), span(made) > 0) } else { (-span(made), false) })?;
    let sum = |of: &dyn Fn(&Move) -> bool| -> i64 {
        way.iter().map(|made| &space.moves[*made]).filter(|made| of(made)).map(span).sum()
    };
    let (here, all) = (sum(&is_here), sum(&|_| true));
    (2 * here > all).then(|| (way, saturating_u32(here), saturating_u32(all)))
}
