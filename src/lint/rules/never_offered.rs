//! W13: a choice that no play is ever offered.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W13",
        Warning,
        "choice never on offer",
        "Plays come to this beat, and in none of them does the choice's `when` hold, so that nobody ever sees it. Usually what it waits for happens only later, or on another way.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    if !scene.knows_all() {
        return;
    }
    let spaces = &scene.plays.spaces;
    for (ix, beat, choices) in
        scene.decisions().filter(|(ix, ..)| spaces.iter().any(|s| s.entered[ix.index()].is_some()))
    {
        for choice in choices.iter().filter(|choice| spaces.iter().all(|space| !space.offered[choice.ix.index()])) {
            let message = format!("the choice `{}` of `{}` is never on offer", choice.id, beat.id);
            found.at(
                scene.choice_path(ix, choice),
                message,
                "let its `when` ask for something that can have happened by then",
            );
        }
    }
}
