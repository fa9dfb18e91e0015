//! W10: a beat that no play comes to.

use super::{Check, Found, Run, Scene};
use crate::analysis::graph;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::script::BeatIx;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W10",
        Warning,
        "beat that no play comes to",
        "Nothing leads to this beat, or only ways that are never open: whatever a trainee chooses, nobody sees what stands here. Usually a `to` that should lead here names another beat, or the `when` on the way can never hold.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let linked = graph::reached(scene.script);
    let known = scene.knows_all();
    for (n, linked) in linked.into_iter().enumerate() {
        let beat = BeatIx::new(n);
        let id = &scene.script.beat(beat).id;
        if !linked {
            let hint = "lead a `to` here, or delete the beat";
            found.at(scene.beat_path(beat), format!("nothing leads to the beat `{id}`"), hint);
        } else if known && scene.plays.spaces.iter().all(|space| space.entered[n].is_none()) {
            let hint = "look at the conditions on the ways that lead here: they never hold there";
            found.at(scene.beat_path(beat), format!("no play comes to the beat `{id}`"), hint);
        }
    }
}
