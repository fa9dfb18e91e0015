//! W37: evidence on the topics of a hub.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::ron::place::Step;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W37",
        Warning,
        "evidence on a topic of a hub",
        "A beat is scored on its first visit only. Topics that may be asked in any order lead back to the same beat, so that only the first one asked would ever count. Put the evidence into the beat that a topic leads to, or into the one after the hub.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for (ix, beat, choices) in scene.decisions() {
        for choice in choices.iter().filter(|choice| scene.is_topic(ix, choice)) {
            if choice.evidence.named().next().is_some() {
                let mut path = scene.choice_path(ix, choice);
                path.push(Step::Field("evidence"));
                let message = format!(
                    "the topic `{}` of the hub `{}` has evidence, which counts only if it is asked first",
                    choice.id, beat.id
                );
                found.at(path, message, "lead the topic to a beat of its own, and score what is said there");
            }
        }
    }
}
