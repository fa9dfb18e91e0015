//! W32: one decision that holds over half of what a principle's score is made of.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::ranges::heaviest;
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
    let trains = &scene.scenario().trains;
    let decisions = scene.decisions().count();
    let moves: usize = scene.plays.spaces.iter().map(|space| space.moves.len()).sum();
    if moves.saturating_mul(decisions * trains.len()) > MOST_STEPS {
        return;
    }
    for principle in trains {
        for (ix, beat, _) in scene.decisions() {
            let heavy = |space| heaviest(space, *principle, ix).map(|found| (space, found));
            let Some((space, (way, here, all))) = scene.plays.spaces.iter().find_map(heavy) else { continue };
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
