//! W33: always giving the best reply does not end well.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::Stop;
use crate::analysis::ranges::endings_by_always_choosing;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::model::Outcome;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W33",
        Warning,
        "the best play does not end well",
        "Who takes a reply with the largest total at every decision has 100 in everything, and yet the matter does not end `Solved` or `Agreed` (or `Referred`, where nothing better can be reached at all). A trainee would learn that doing it right does not help. Ties are all followed; on later visits of a beat, where nothing counts any more, the best as it is written.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for space in &scene.plays.spaces {
        let reached = |outcome| space.nodes.iter().any(|node| node.stop == Stop::Ended(outcome));
        let better = reached(Outcome::Solved) || reached(Outcome::Agreed);
        let is_good = |stop| match stop {
            Stop::Ended(Outcome::Solved | Outcome::Agreed) => true,
            Stop::Ended(Outcome::Referred) => !better,
            _ => false,
        };
        let bad = endings_by_always_choosing(space, |made| space.is_top_as_written(made, false))
            .into_iter()
            .find(|(node, _)| !is_good(space.nodes[*node].stop));
        let Some((node, way)) = bad else { continue };
        let beat = space.nodes[node].beat;
        let (id, how) = (&scene.script.beat(beat).id, how(space.nodes[node].stop));
        let message = format!("always giving the best reply comes to `{id}`, which is {how}");
        let hint = "lead the best replies to an ending that is `Solved` or `Agreed`, or weigh them otherwise";
        found.at(scene.beat_path(beat), message, hint).shown_by(witness(space, &way));
        return;
    }
}

fn how(stop: Stop) -> String {
    match stop {
        Stop::Ended(outcome) => format!("`{}`", outcome.as_str()),
        _ => "no ending".into(),
    }
}
