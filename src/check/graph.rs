//! Beats and the ways between them, whatever the conditions: what can be known without playing.

use crate::scenario::script::{BeatIx, Body, Script};

/// The beats a beat leads to, in the order of the file; a beat may stand there several times.
pub(super) fn ways(script: &Script, beat: BeatIx) -> impl Iterator<Item = BeatIx> + '_ {
    let (choices, nexts) = match &script.beat(beat).body {
        Body::Choices { choices, .. } => (&choices[..], &[][..]),
        Body::Next(nexts) => (&[][..], &nexts[..]),
        Body::End { .. } => (&[][..], &[][..]),
    };
    choices.iter().map(|choice| choice.to).chain(nexts.iter().map(|next| next.to))
}

/// Beats in the order in which they are left for good, going from the start and then from whatever was
/// not reached: what a beat leads to stands before it, loops aside.
#[must_use]
pub(super) fn postorder(script: &Script) -> Vec<BeatIx> {
    let mut order = Vec::with_capacity(script.beats.len());
    let mut seen = vec![false; script.beats.len()];
    let roots = std::iter::once(script.start).chain((0..script.beats.len()).map(BeatIx::new));
    for root in roots {
        walk(script, root, &mut seen, &mut order);
    }
    order
}

fn walk(script: &Script, root: BeatIx, seen: &mut [bool], order: &mut Vec<BeatIx>) {
    if std::mem::replace(&mut seen[root.at()], true) {
        return;
    }
    let mut stack: Vec<(BeatIx, Vec<BeatIx>)> = vec![(root, ways(script, root).collect())];
    while let Some((beat, left)) = stack.last_mut() {
        match left.pop() {
            Some(next) if std::mem::replace(&mut seen[next.at()], true) => {}
            Some(next) => stack.push((next, ways(script, next).collect())),
            None => {
                order.push(*beat);
                stack.pop();
            }
        }
    }
}

/// Whether any way leads back to where one was.
#[must_use]
pub(super) fn has_loop(script: &Script) -> bool {
    let mut place = vec![0; script.beats.len()];
    for (n, beat) in postorder(script).into_iter().enumerate() {
        place[beat.at()] = n;
    }
    let beats = (0..script.beats.len()).map(BeatIx::new);
    beats.into_iter().any(|beat| ways(script, beat).any(|next| place[next.at()] >= place[beat.at()]))
}

/// Which beats can be reached from the start, whatever the conditions.
#[must_use]
pub(super) fn reached(script: &Script) -> Vec<bool> {
    let mut seen = vec![false; script.beats.len()];
    walk(script, script.start, &mut seen, &mut Vec::new());
    seen
}

/// From which beats an ending can be reached, whatever the conditions.
#[must_use]
pub(super) fn can_end(script: &Script) -> Vec<bool> {
    let mut before: Vec<Vec<BeatIx>> = vec![Vec::new(); script.beats.len()];
    let mut can = vec![false; script.beats.len()];
    let mut left = Vec::new();
    for (n, can) in can.iter_mut().enumerate() {
        let beat = BeatIx::new(n);
        ways(script, beat).for_each(|next| before[next.at()].push(beat));
        if matches!(script.beat(beat).body, Body::End { .. }) {
            *can = true;
            left.push(beat);
        }
    }
    while let Some(beat) = left.pop() {
        for earlier in &before[beat.at()] {
            if !std::mem::replace(&mut can[earlier.at()], true) {
                left.push(*earlier);
            }
        }
    }
    can
}
