//! W52: fewer than two plausible wrong choices.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::script::Choice;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W52",
        Warning,
        "too few plausible wrong replies",
        "A wrong choice is plausible if its total is below the best and none of its weights is -2: something a decent person might say. With fewer than two of them the best reply stands out, and the decision tests nothing. Silence counts as a choice. Hubs of topics are left out.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for (ix, beat, choices) in scene.decisions().filter(|(ix, ..)| !scene.is_hub(*ix)) {
        let Some(most) = choices.iter().map(|choice| choice.evidence.total()).max() else { continue };
        let wrong = |choice: &&Choice| choice.evidence.total() < most;
        let plausible =
            choices.iter().filter(wrong).filter(|choice| choice.evidence.0.iter().all(|weight| *weight > -2)).count();
        // Where nothing is wrong at all, another rule has its say.
        if plausible < 2 && choices.iter().any(|choice| wrong(&choice)) {
            let message = format!(
                "the beat `{}` has {plausible} plausible wrong {}, and needs 2",
                beat.id,
                if plausible == 1 { "reply" } else { "replies" }
            );
            found.at(
                scene.beat_path(ix),
                message,
                "add a reply a decent person might give, or soften one that is plainly wrong",
            );
        }
    }
}
