//! W16: a play that can pass sixty decisions.

use super::{Check, Found, Run, Scene, witness};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::ron::place::Step;

/// Most decisions of a play that somebody still attends to.
const MOST: usize = 60;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W16",
        Warning,
        "play that can be very long",
        "A play can have more than 60 decisions: there is a loop one can go round as often as one likes, or the way is simply long. At 100 decisions a play is cut off and not scored. Let the choice that leads back go away (`once: true`), or split the scenario.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for space in &scene.plays.spaces {
        if let Some(back) = space.back {
            let made = &space.moves[back];
            let beat = space.nodes[made.at].beat;
            let path = scene.numbered_path(beat, space.choice(made).ix);
            let message = format!("by this choice of `{}` a play can go round for ever", scene.script.beat(beat).id);
            found
                .at(path, message, "let it go away after use with `once: true`, or lead it on")
                .shown_by(witness(space, &space.way_by(back)));
            return;
        }
        let way = space.longest_way();
        if way.len() > MOST {
            let message = format!("a play can have {} decisions", way.len());
            let hint = format!("keep every way below {} decisions, or split the scenario", MOST + 1);
            found.at(vec![Step::Field("start")], message, hint).shown_by(witness(space, &way[..=MOST]));
            return;
        }
    }
}
