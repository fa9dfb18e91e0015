//! The graph of beats. It has an edge for each `to` of a choice and of a `next`, and takes no account of conditions.

use crate::scenario::script::{Beat, BeatIx, Body, Script};

/// The successors of a beat: those of its choices in their order, or those of its `next`. A beat may occur several
/// times.
pub fn successors(script: &Script, beat: BeatIx) -> impl Iterator<Item = BeatIx> + '_ {
    let (choices, nexts) = match &script.beat(beat).body {
        Body::Choices { choices, .. } => (&choices[..], &[][..]),
        Body::Next(nexts) => (&[][..], &nexts[..]),
        Body::End { .. } => (&[][..], &[][..]),
    };
    choices.iter().map(|choice| choice.to).chain(nexts.iter().map(|next| next.to))
}

/// The beats in postorder of a depth-first search from the start, and then from each beat that was not reached. The
/// successors of a beat come before it, except in loops.
#[must_use]
pub fn postorder(script: &Script) -> Vec<BeatIx> {
    let mut order = Vec::with_capacity(script.beats.len());
    let mut seen = vec![false; script.beats.len()];
    let roots = std::iter::once(script.start).chain((0..script.beats.len()).map(BeatIx::new));
    for root in roots {
        depth_first(script, root, &mut seen, &mut order);
    }
    order
}

fn depth_first(script: &Script, root: BeatIx, seen: &mut [bool], order: &mut Vec<BeatIx>) {
    if std::mem::replace(&mut seen[root.index()], true) {
        return;
    }
    let mut stack: Vec<(BeatIx, Vec<BeatIx>)> = vec![(root, successors(script, root).collect())];
    while let Some((beat, left)) = stack.last_mut() {
        match left.pop() {
            Some(next) if std::mem::replace(&mut seen[next.index()], true) => {}
            Some(next) => stack.push((next, successors(script, next).collect())),
            None => {
                order.push(*beat);
                stack.pop();
            }
        }
    }
}

/// For each beat, whether there is a path to it from the start.
#[must_use]
pub fn reached(script: &Script) -> Vec<bool> {
    let mut seen = vec![false; script.beats.len()];
    depth_first(script, script.start, &mut seen, &mut Vec::new());
    seen
}

/// For each beat, whether there is a path from it to an ending.
#[must_use]
pub fn can_end(script: &Script) -> Vec<bool> {
    can_reach(script, |beat| matches!(beat.body, Body::End { .. }))
}

/// For each beat, whether it or a beat that can be reached from it satisfies a predicate.
#[must_use]
pub fn can_reach(script: &Script, predicate: impl Fn(&Beat) -> bool) -> Vec<bool> {
    let before = predecessors(script);
    let mut can: Vec<bool> = script.beats.iter().map(predicate).collect();
    let mut left: Vec<usize> = (0..can.len()).filter(|n| can[*n]).collect();
    while let Some(beat) = left.pop() {
        for earlier in &before[beat] {
            if !std::mem::replace(&mut can[earlier.index()], true) {
                left.push(earlier.index());
            }
        }
    }
    can
}

/// The strongly connected components of the graph of beats. A beat that is in no loop is a component of its own.
#[derive(Debug)]
pub struct Components {
    /// For each beat, the number of its component.
    number_of: Vec<usize>,
    /// The beats of each component, in topological order: a component with an edge to another has the smaller number.
    beats: Vec<Vec<BeatIx>>,
}

impl Components {
    /// Computes the components by two depth-first searches.
    ///
    /// Source: Kosaraju's algorithm, in Aho, Hopcroft and Ullman, "Data Structures and Algorithms", 1983, section 6.7.
    pub fn new(script: &Script) -> Self {
        let before = predecessors(script);
        let mut components = Self { number_of: vec![usize::MAX; script.beats.len()], beats: Vec::new() };
        for root in postorder(script).into_iter().rev() {
            let mut left = vec![root];
            let mut beats = Vec::new();
            while let Some(beat) = left.pop() {
                if components.number_of[beat.index()] == usize::MAX {
                    components.number_of[beat.index()] = components.beats.len();
                    beats.push(beat);
                    left.extend(&before[beat.index()]);
                }
            }
            if !beats.is_empty() {
                components.beats.push(beats);
            }
        }
        components
    }

    /// The number of components.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.beats.len()
    }

    /// The number of a beat's component.
    #[must_use]
    pub fn number(&self, beat: BeatIx) -> usize {
        self.number_of[beat.index()]
    }

    /// Each component with its number, in reverse topological order: a component comes after those to which it has
    /// edges.
    pub fn successors_first(&self) -> impl Iterator<Item = (usize, &[BeatIx])> {
        self.beats.iter().enumerate().rev().map(|(number, beats)| (number, &beats[..]))
    }

    /// Whether two beats are in the same component, so that an edge between them is part of a loop.
    #[must_use]
    pub fn same_component(&self, from: BeatIx, to: BeatIx) -> bool {
        self.number(from) == self.number(to)
    }
}

/// For each beat, its predecessors; a beat may occur several times.
pub fn predecessors(script: &Script) -> Vec<Vec<BeatIx>> {
    let mut before = vec![Vec::new(); script.beats.len()];
    for beat in (0..script.beats.len()).map(BeatIx::new) {
        for next in successors(script, beat) {
            before[next.index()].push(beat);
        }
    }
    before
}
