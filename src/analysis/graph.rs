//! The graph of beats, whatever the conditions: what can be known without playing.

use crate::scenario::script::{Beat, BeatIx, Body, Script};

/// The beats that a beat leads to, in the order of the file; a beat may occur several times.
pub fn successors(script: &Script, beat: BeatIx) -> impl Iterator<Item = BeatIx> + '_ {
    let (choices, nexts) = match &script.beat(beat).body {
        Body::Choices { choices, .. } => (&choices[..], &[][..]),
        Body::Next(nexts) => (&[][..], &nexts[..]),
        Body::End { .. } => (&[][..], &[][..]),
    };
    choices.iter().map(|choice| choice.to).chain(nexts.iter().map(|next| next.to))
}

/// The beats in postorder of a depth-first search from the start, and then from each beat that was not reached: what a
/// beat leads to comes before it, except in loops.
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

/// Which beats can be reached from the start, whatever the conditions.
#[must_use]
pub fn reached(script: &Script) -> Vec<bool> {
    let mut seen = vec![false; script.beats.len()];
    depth_first(script, script.start, &mut seen, &mut Vec::new());
    seen
}

/// From which beats an ending can be reached, whatever the conditions.
#[must_use]
pub fn can_end(script: &Script) -> Vec<bool> {
    can_reach(script, |beat| matches!(beat.body, Body::End { .. }))
}

/// For each beat, whether it or a beat that can be reached from it satisfies a predicate, whatever the conditions.
#[must_use]
pub fn can_reach(script: &Script, is: impl Fn(&Beat) -> bool) -> Vec<bool> {
    let before = predecessors(script);
    let mut can: Vec<bool> = script.beats.iter().map(is).collect();
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

/// The strongly connected components of the beats, called rings here; a beat in no loop is a ring by itself.
#[derive(Debug)]
pub struct Components {
    /// The number of each beat's ring.
    of: Vec<usize>,
    /// The beats of each ring; a ring that leads to another has the smaller number.
    beats: Vec<Vec<BeatIx>>,
}

impl Components {
    /// Strongly connected beats, by two searches (Kosaraju's method, as in Aho, Hopcroft and Ullman, 1983).
    pub fn new(script: &Script) -> Self {
        let before = predecessors(script);
        let mut components = Self { of: vec![usize::MAX; script.beats.len()], beats: Vec::new() };
        for root in postorder(script).into_iter().rev() {
            let mut left = vec![root];
            let mut beats = Vec::new();
            while let Some(beat) = left.pop() {
                if components.of[beat.index()] == usize::MAX {
                    components.of[beat.index()] = components.beats.len();
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

    /// The number of a beat's ring.
    #[must_use]
    pub fn number(&self, beat: BeatIx) -> usize {
        self.of[beat.index()]
    }

    /// Each ring with its number; a ring comes before those that lead to it.
    pub fn in_dependency_order(&self) -> impl Iterator<Item = (usize, &[BeatIx])> {
        self.beats.iter().enumerate().rev().map(|(number, beats)| (number, &beats[..]))
    }

    /// Whether two beats are in the same ring, so that a step from one to the other is part of a loop.
    #[must_use]
    pub fn same_component(&self, from: BeatIx, to: BeatIx) -> bool {
        self.number(from) == self.number(to)
    }
}

/// For each beat, the beats that lead to it.
pub fn predecessors(script: &Script) -> Vec<Vec<BeatIx>> {
    let mut before = vec![Vec::new(); script.beats.len()];
    for beat in (0..script.beats.len()).map(BeatIx::new) {
        for next in successors(script, beat) {
            before[next.index()].push(beat);
        }
    }
    before
}
