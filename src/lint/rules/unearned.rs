//! W36: a reply that only some play unlocks, best where it is on offer, and not marked `earned`.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::script::Choice;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W36",
        Warning,
        "best reply that must be unlocked and is not `earned`",
        "This reply has a `when` that does not always hold, and where it is on offer nothing is better. Without `earned: true`, whoever unlocked it and says the next best thing loses points that others cannot even lose. Mark it `earned: true`. A reply that only a mistake unlocks is marked `repair: true` instead.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    // For each choice: whether it is best where it is on offer, and the lowest best total where it is not.
    let mut best = vec![false; scene.script.choices];
    let mut without = vec![i32::MAX; scene.script.choices];
    for space in &scene.plays.spaces {
        for (n, node) in space.nodes.iter().enumerate() {
            let moves = space.moves_at(n);
            let mut tops = moves.iter().filter(|made| made.scored && made.is_best).map(|made| space.choice(made));
            let Some(top) = tops.clone().next().map(|choice| choice.evidence.total()) else { continue };
            let must_be_unlocked = moves.len() > 1 && tops.all(is_unlocked);
            for choice in scene.script.beat(node.beat).choices() {
                let at = choice.ix.index();
                if moves.iter().any(|made| space.choice(made).ix == choice.ix) {
                    best[at] |= must_be_unlocked && choice.evidence.total() == top;
                } else {
                    without[at] = without[at].min(top);
                }
            }
        }
    }
    for (ix, _, choices) in scene.decisions() {
        for choice in choices.iter().filter(|choice| is_unlocked(choice)) {
            let at = choice.ix.index();
            // Where others have as good a reply on offer, nobody is better off for having unlocked this one.
            if best[at] && without[at] < choice.evidence.total() {
                let message = format!(
                    "the reply `{}` is the best one where it is on offer, and not everybody is offered it",
                    choice.id
                );
                let hint = if choice.silence {
                    "silence cannot be `earned`: drop its `when`, or weigh it less"
                } else {
                    "mark it with `earned: true`"
                };
                found.at(scene.choice_path(ix, choice), message, hint);
            }
        }
    }
}

/// Whether it must be unlocked, and is not marked so.
fn is_unlocked(choice: &Choice) -> bool {
    !choice.when.is_empty() && !choice.earned && !choice.repair
}
