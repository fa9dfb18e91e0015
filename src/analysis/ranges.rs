//! The exact lowest and highest scores of plays by ending, with a witness for each.
//!
//! A score is a ratio of sums, so that a search for a longest path does not find its extremes directly. Dinkelbach's
//! method reduces it to such searches: given the ratio G/S of some play, find the play with the largest
//! `S * gained - G * span`. If that is greater than 0, the play has a larger ratio, with which the search is repeated.
//! If it is 0, no play has a larger ratio. All arithmetic is in whole numbers.
//!
//! Source: W. Dinkelbach, "On nonlinear fractional programming", Management Science 13, 1967.

use serde::{Deserialize, Serialize};

use super::per_principle::PerPrinciple;
use super::space::{Move, StateSpace, Stop};
use crate::encounter::MAX_DECISIONS;
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::model::Outcome;
use crate::scenario::principle::Principle;
use crate::scenario::script::BeatIx;
use crate::util::num::saturating_u32;

/// A witness: a play that has a proven property. `rapport play --seed .. --choices ..` plays it again, with the memory
/// of the range to which it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The seed, which changes only wordings and the order of choices.
    pub seed: u64,
    /// The ids of the choices, in order.
    pub path: Vec<ChoiceId>,
}

/// A lowest or highest score with a play that has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extreme {
    /// The points gained in that play.
    pub gained: u32,
    /// The points that could be gained in that play.
    pub span: u32,
    /// The play with this score.
    #[serde(flatten)]
    pub witness: Witness,
}

/// The lowest and the highest score over plays with at least one opportunity; `None` if there is no such play.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The lowest score.
    pub min: Option<Extreme>,
    /// The highest score.
    pub max: Option<Extreme>,
}

/// The ranges of scores of the plays that end at one beat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByEnding {
    /// The id of the beat.
    pub ending: BeatId,
    /// The outcome of the ending.
    pub outcome: Outcome,
    /// The range of the overall score.
    pub overall: Range,
    /// The range of each principle's score.
    pub principles: PerPrinciple<Range>,
}

/// The smallest and the largest count of something in a play, with a witness for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The smallest count.
    pub min: u32,
    /// The largest count.
    pub max: u32,
    /// A play with the smallest count.
    pub min_play: Witness,
    /// A play with the largest count.
    pub max_play: Witness,
}

/// The ranges of scores for each ending that can be reached, in the order of the ids of the beats.
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
            search.set_targets(&[node]);
            let mut range = |n: usize| Range { min: search.extreme(n, false), max: search.extreme(n, true) };
            let overall = range(0);
            let principles = PerPrinciple::from_fn(|principle| range(principle.index() + 1));
            ByEnding { ending: space.script.beat(beat).id.clone(), outcome, overall, principles }
        })
        .collect()
}

/// The fewest and the most opportunities of a principle over plays that end with one of these outcomes; `None` if there
/// is no such play.
#[must_use]
pub fn opportunities(space: &StateSpace, principle: Principle, among: &[Outcome]) -> Option<Count> {
    count(space, among, |step| i64::from(step.opportunities >> principle.index() & 1))
}

/// The fewest and the most decisions in plays that end with one of these outcomes, 0 to [`MAX_DECISIONS`]; `None` if
/// there is no such play. A loop counts as often as a play can go around it.
#[must_use]
pub fn decisions(space: &StateSpace, among: &[Outcome]) -> Option<(u32, u32)> {
    let ends = |node: &usize| matches!(space.nodes[*node].stop, Stop::Ended(outcome) if among.contains(&outcome));
    let mut range: Option<(u32, u32)> = None;
    // The nodes at which plays can be after this many decisions.
    let mut reached = vec![0];
    for made in (0..=MAX_DECISIONS).map(saturating_u32) {
        if reached.iter().any(ends) {
            range = Some((range.map_or(made, |(min, _)| min), made));
        }
        reached = reached.iter().flat_map(|node| space.moves_at(*node)).map(|step| step.to).collect();
        reached.sort_unstable();
        reached.dedup();
    }
    range
}

fn count(space: &StateSpace, among: &[Outcome], has: impl Fn(&Move) -> i64) -> Option<Count> {
    let ends = |stop| matches!(stop, Stop::Ended(outcome) if among.contains(&outcome));
    let targets: Vec<usize> = (0..space.nodes.len()).filter(|n| ends(space.nodes[*n].stop)).collect();
    let mut search = Search::new(space);
    search.set_targets(&targets);
    let mut found = |sign: i64| {
        let path = search.heaviest_path(false, |step| (sign * has(step), false)).or_else(|| search.shortest())?;
        let count: i64 = path.iter().map(|step| has(&space.moves[*step])).sum();
        Some((saturating_u32(count), Witness { seed: 0, path: space.choice_ids(&path) }))
    };
    let ((min, min_play), (max, max_play)) = (found(-1)?, found(1)?);
    Some(Count { min, max, min_play, max_play })
}

/// The nodes at which plays stop if every choice satisfies a predicate, each with the path to it. If several choices of
/// a decision satisfy it, all of them are followed.
#[must_use]
pub fn endings_by_always_choosing(space: &StateSpace, predicate: impl Fn(&Move) -> bool) -> Vec<(usize, Vec<usize>)> {
    let mut from: Vec<Option<usize>> = vec![None; space.nodes.len()];
    let mut seen = vec![false; space.nodes.len()];
    let mut left = std::collections::VecDeque::from([0]);
    let mut ends = Vec::new();
    seen[0] = true;
    while let Some(at) = left.pop_front() {
        if space.nodes[at].stop != Stop::Decision {
            let mut path = Vec::new();
            let mut back = at;
            while let Some(by) = from[back] {
                path.push(by);
                back = space.moves[by].at;
            }
            path.reverse();
            ends.push((at, path));
        }
        for by in space.nodes[at].moves.clone().filter(|by| predicate(&space.moves[*by])) {
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

/// A search for the path with the largest sum of weights from the start to some target nodes. For each node the best
/// path without a marked move and the best path with one are kept apart; arrays are indexed by 0 and 1 accordingly.
struct Search<'a> {
    space: &'a StateSpace,
    targets: Vec<usize>,
    /// For each node, whether a target can be reached from it.
    useful: Vec<bool>,
    /// For each node, the sum of the best path to it, or [`NOT_REACHED`].
    best: Vec<[i64; 2]>,
    /// For each node, the last move of the best path to it, and whether the path before that move has a marked one.
    last: Vec<[(usize, u8); 2]>,
}

impl<'a> Search<'a> {
    fn new(space: &'a StateSpace) -> Self {
        let count = space.nodes.len();
        Self {
            space,
            targets: Vec::new(),
            useful: vec![false; count],
            best: vec![[NOT_REACHED; 2]; count],
            last: vec![[(NO_MOVE, 0); 2]; count],
        }
    }

    fn set_targets(&mut self, targets: &[usize]) {
        self.targets = targets.to_vec();
        let mut is_target = vec![false; self.space.nodes.len()];
        for target in targets {
            is_target[*target] = true;
        }
        self.useful = self.space.can_reach_marked(is_target);
    }

    /// The lowest or highest ratio of one of the nine scores: 0 for overall, 1 to 8 for P1 to P8.
    fn extreme(&mut self, score: usize, highest: bool) -> Option<Extreme> {
        let (mut gained, mut span) = if highest { (0, 1) } else { (1, 1) };
        let sign = if highest { 1 } else { -1 };
        // The search finds nothing if the path is longer than a play can be. Then the result is the path of the
        // previous round, or a shortest path in the first round.
        let mut previous = None;
        loop {
            let path = self.heaviest_path(true, |step| {
                let (g, s) = step.scores[score];
                (sign * (span * i64::from(g) - gained * i64::from(s)), s > 0)
            });
            let is_last = path.is_none();
            let path = path.or_else(|| previous.take()).or_else(|| self.shortest())?;
            let sum = |of: fn((u8, u8)) -> u8| -> i64 {
                path.iter().map(|step| i64::from(of(self.space.moves[*step].scores[score]))).sum()
            };
            let (g, s) = (sum(|score| score.0), sum(|score| score.1));
            if s == 0 {
                return None;
            }
            // No play has a more extreme ratio than the one that was assumed.
            if is_last || sign * (span * g - gained * s) <= 0 {
                let witness = Witness { seed: 0, path: self.space.choice_ids(&path) };
                return Some(Extreme { gained: saturating_u32(g), span: saturating_u32(s), witness });
            }
            (gained, span) = (g, s);
            previous = Some(path);
        }
    }

    /// A shortest path to a target.
    fn shortest(&self) -> Option<Vec<usize>> {
        let nearest = self.targets.iter().min_by_key(|target| self.space.nodes[**target].depth)?;
        Some(self.space.path_to(*nearest))
    }

    /// The path to a target with the largest sum of weights; with `needs_mark`, only among paths with a marked move.
    /// `weigh` gives the weight of a move, and whether it is marked; the weights of a loop add up to 0 or less. `None` if
    /// there is no such path, or if it is longer than a play can be.
    fn heaviest_path(&mut self, needs_mark: bool, weigh: impl Fn(&Move) -> (i64, bool)) -> Option<Vec<usize>> {
        self.best.fill([NOT_REACHED; 2]);
        self.last.fill([(NO_MOVE, 0); 2]);
        self.best[0][usize::from(!needs_mark)] = 0;
        // A path without a loop has fewer moves than there are nodes, so that more rounds can improve nothing.
        for _ in 0..self.space.nodes.len() {
            let mut changed = false;
            for node in &self.space.order {
                if !self.useful[*node] || self.best[*node] == [NOT_REACHED; 2] {
                    continue;
                }
                for number in self.space.nodes[*node].moves.clone() {
                    let step = &self.space.moves[number];
                    if !self.useful[step.to] {
                        continue;
                    }
                    let (weight, marked) = weigh(step);
                    for has_mark in 0..2_u8 {
                        let before = self.best[*node][usize::from(has_mark)];
                        let to = usize::from(has_mark | u8::from(marked));
                        if before != NOT_REACHED && before + weight > self.best[step.to][to] {
                            self.best[step.to][to] = before + weight;
                            self.last[step.to][to] = (number, has_mark);
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
        let mut path = Vec::new();
        let (mut at, mut has_mark) = (target, 1);
        while path.len() <= MAX_DECISIONS {
            let (by, before) = self.last[at][has_mark];
            if by == NO_MOVE {
                break;
            }
            path.push(by);
            (at, has_mark) = (self.space.moves[by].at, usize::from(before));
        }
        path.reverse();
        (path.len() <= MAX_DECISIONS).then_some(path)
    }
}

/// A completed play in which the decisions of one beat have more than half of a principle's span. Returns the path of
/// the play, the span at the beat, and the span of the play; `None` if there is no such play.
#[must_use]
pub fn play_dominated_by(space: &StateSpace, principle: Principle, beat: BeatIx) -> Option<(Vec<usize>, u32, u32)> {
    let targets: Vec<usize> =
        (0..space.nodes.len()).filter(|n| matches!(space.nodes[*n].stop, Stop::Ended(_))).collect();
    let mut search = Search::new(space);
    search.set_targets(&targets);
    let span = |step: &Move| i64::from(step.scores[principle.index() + 1].1);
    let is_here = |step: &Move| space.nodes[step.at].beat == beat;
    // The span at the beat is more than half of the whole if it is more than the span elsewhere.
    let path = search
        .heaviest_path(true, |step| if is_here(step) { (span(step), span(step) > 0) } else { (-span(step), false) })?;
    let sum = |of: &dyn Fn(&Move) -> bool| -> i64 {
        path.iter().map(|step| &space.moves[*step]).filter(|step| of(step)).map(span).sum()
    };
    let (here, whole) = (sum(&is_here), sum(&|_| true));
    (2 * here > whole).then(|| (path, saturating_u32(here), saturating_u32(whole)))
}
