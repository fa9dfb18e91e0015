//! W15: a loop that cannot be left.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::Stop;
use crate::analysis::graph;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::script::{BeatIx, Body};

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W15",
        Warning,
        "loop that cannot be left",
        "A play can come into a ring of beats from which nothing leads out: it goes round until it is cut off after 100 decisions, and is never scored. Give one of the beats a way out that is always open.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let hint = "give one of its beats a way out that is always open";
    let say = |beat: BeatIx| format!("the loop through the beat `{}` cannot be left", scene.script.beat(beat).id);
    for space in scene.plays.spaces.iter().filter(|space| space.knows_all()) {
        let stops = space.leads_to(|node| node.stop != Stop::Asked);
        if let Some(node) = (0..space.nodes.len()).find(|n| !stops[*n]) {
            let beat = space.nodes[node].beat;
            found.at(scene.beat_path(beat), say(beat), hint).shown_by(witness(space, &space.way_to(node)));
            return;
        }
    }
    if scene.knows_all() {
        return;
    }
    // Where not all plays are known, the ways alone still tell: decisions that only lead to each other.
    let (reached, can_end) = (graph::reached(scene.script), graph::can_end(scene.script));
    let asks = |n: &usize| matches!(scene.script.beats[*n].body, Body::Choices { .. });
    if let Some(n) = (0..reached.len()).filter(asks).find(|n| reached[*n] && !can_end[*n]) {
        found.at(scene.beat_path(BeatIx::new(n)), say(BeatIx::new(n)), hint);
    }
}
