//! W32: one decision that holds over half of what a principle's score is made of.

use super::{Check, Found, Run, Scene, witness};
use crate::check::ranges::heaviest;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;

/// Most steps of search for one scenario; a scenario with more is not looked through.
const MOST_STEPS: usize = 40_000_000;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W32",
        Warning,
        "one decision weighs more than all others",
        "On some complete play, this one decision holds over half of all that can be gained for a principle the scenario trains. The score would say how that one moment went, not how the principle is lived. Spread the weight over more decisions.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let space = scene.plays.plain();
    let trains = &scene.scenario().trains;
    let decisions = scene.decisions().count();
    if space.moves.len().saturating_mul(decisions * trains.len()) > MOST_STEPS {
        return;
    }
    for principle in trains {
        for (ix, beat, _) in scene.decisions() {
            let Some((way, here, all)) = heaviest(space, *principle, ix) else { continue };
            let message = format!(
                "on some play, the beat `{}` holds {here} of the {all} that can be gained for {}",
                beat.id,
                principle.name()
            );
            let hint = format!("give {} weight at other beats of that play, or less here", principle.name());
            found.at(scene.beat_path(ix), message, hint).shown_by(witness(space, &way));
        }
    }
}
