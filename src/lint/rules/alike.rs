//! W31: a decision at which all choices have the same weights.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W31",
        Warning,
        "decision that shows nothing",
        "All choices of this beat have the same weights, so that it makes no difference to any score what is chosen. A hub of topics that may be asked in any order is left out. Say what each reply shows, or let the beat go on by itself.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for (ix, beat, choices) in scene.decisions() {
        let is_alike = choices.len() > 1 && choices.iter().all(|choice| choice.evidence == choices[0].evidence);
        if is_alike && !scene.is_hub(ix) {
            let message = format!("all choices of the beat `{}` have the same weights", beat.id);
            found.at(scene.beat_path(ix), message, "say what each of them shows, with `evidence`");
        }
    }
}
