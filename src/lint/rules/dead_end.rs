//! W11: a choice after which no ending can be reached.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::Stop;
use crate::analysis::graph;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::script::BeatIx;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W11",
        Warning,
        "dead end",
        "From here on no ending can be reached, whatever is chosen: the play goes on to a place with nothing on offer, or round and round until it is cut off after 100 decisions. A play without an ending is not scored, and the trainee's time is lost.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let mut said = vec![false; scene.script.beats.len()];
    let hint = "give it a way on to a beat with `end`";
    for space in scene.plays.spaces.iter().filter(|space| space.knows_all()) {
        let ends = space.leads_to(|node| matches!(node.stop, Stop::Ended(_)));
        // Where a play is lost: the place before can still end, or there is none before.
        let first_lost = |n: &usize| !ends[*n] && space.nodes[*n].from.is_none_or(|by| ends[space.moves[by].at]);
        for node in (0..space.nodes.len()).filter(first_lost) {
            let beat = space.nodes[node].beat;
            if !std::mem::replace(&mut said[beat.index()], true) {
                let message = format!("from the beat `{}` no ending can be reached", scene.script.beat(beat).id);
                found.at(scene.beat_path(beat), message, hint).shown_by(witness(space, &space.way_to(node)));
            }
        }
    }
    // Where not all plays are known, the ways alone still tell.
    let (reached, can_end) = (graph::reached(scene.script), graph::can_end(scene.script));
    let mut before = vec![false; said.len()];
    for other in (0..said.len()).filter(|n| reached[*n] && !can_end[*n]).map(BeatIx::new) {
        graph::ways(scene.script, other).filter(|to| *to != other).for_each(|to| before[to.index()] = true);
    }
    let any_said = said.iter().any(|said| *said);
    for n in (0..said.len()).filter(|n| reached[*n] && !can_end[*n]) {
        let beat = BeatIx::new(n);
        if !any_said && !before[n] && !std::mem::replace(&mut said[n], true) {
            let message = format!("from the beat `{}` no ending can be reached", scene.script.beat(beat).id);
            found.at(scene.beat_path(beat), message, hint);
        }
    }
}
