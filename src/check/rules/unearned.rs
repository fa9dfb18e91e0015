//! W36: a reply that only some play unlocks, best where it is on offer, and not marked `earned`.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;

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
    let mut best = vec![false; scene.script.choices];
    let mut missing = vec![false; scene.script.choices];
    for space in &scene.plays.spaces {
        for (n, node) in space.nodes.iter().enumerate() {
            let moves = space.at(n);
            let only = moves.iter().filter(|made| made.is_best).count() == 1;
            let scored = moves.iter().any(|made| made.scored);
            for choice in scene.script.beat(node.beat).choices().iter().filter(|_| scored) {
                match moves.iter().find(|made| space.choice(made).ix == choice.ix) {
                    Some(made) => best[choice.ix.at()] |= made.is_best && only && moves.len() > 1,
                    None => missing[choice.ix.at()] = true,
                }
            }
        }
    }
    for (ix, _, choices) in scene.decisions() {
        let unlocked = |choice: &&Choice| !choice.when.is_empty() && !choice.earned && !choice.repair;
        for choice in choices.iter().filter(unlocked) {
            if best[choice.ix.at()] && missing[choice.ix.at()] {
                let message = format!(
                    "the reply `{}` is the best one where it is on offer, and not everybody is offered it",
                    choice.id
                );
                found.at(scene.choice_path(ix, choice), message, "mark it with `earned: true`");
            }
        }
    }
}

use crate::scenario::script::Choice;
