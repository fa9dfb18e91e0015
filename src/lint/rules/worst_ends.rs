//! W34: always giving the worst reply solves the matter.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::Stop;
use crate::analysis::ranges::endings_by_always_choosing;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::model::Outcome;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W34",
        Warning,
        "the worst play is solved",
        "Who takes a reply with the smallest total at every decision still ends `Solved`. A trainee would learn that it does not matter what one does. Ties are all followed; on later visits of a beat, where nothing counts any more, the worst as it is written.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for space in &scene.plays.spaces {
        let solved = |node: usize| space.nodes[node].stop == Stop::Ended(Outcome::Solved);
        let Some((node, way)) = endings_by_always_choosing(space, |made| space.is_top_as_written(made, true))
            .into_iter()
            .find(|(node, _)| solved(*node))
        else {
            continue;
        };
        let beat = space.nodes[node].beat;
        let message = format!("always giving the worst reply ends `Solved`, at `{}`", scene.script.beat(beat).id);
        let hint = "let what was done wrong cost something: flags or rapport that lead to another ending";
        found.at(scene.beat_path(beat), message, hint).shown_by(witness(space, &way));
        return;
    }
}
