//! W12: a beat at which nothing may be on offer.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::Stop;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::encounter::MAX_DECISIONS;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W12",
        Warning,
        "nothing on offer",
        "A play can come to this beat while none of its choices is on offer: every `when` fails, or what may be used `once` is used up. The play is stuck there and is never scored. Leave one choice without `when` and without `once`.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let mut said = vec![false; scene.script.beats.len()];
    for space in &scene.plays.spaces {
        for (n, node) in space.nodes.iter().enumerate() {
            // After so many decisions a play is cut off, whatever is on offer.
            let is_stuck = node.stop == Stop::Stuck && node.depth < MAX_DECISIONS;
            if is_stuck && !std::mem::replace(&mut said[node.beat.index()], true) {
                let message = format!("at the beat `{}` nothing may be on offer", scene.script.beat(node.beat).id);
                let hint = "leave one choice without `when` and without `once`";
                let witness = witness(space, &space.way_to(n));
                found.at(scene.beat_path(node.beat), message, hint).shown_by(witness);
            }
        }
    }
}
