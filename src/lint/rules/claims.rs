//! W21: a claim that nobody can check.

use std::collections::BTreeSet;

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::ron::place::Step;
use crate::scenario::script::Effect;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W21",
        Warning,
        "claim that nobody can check",
        "Chatter says something here, and no choice looks into it with `Check(..)`. What cannot be checked can only be guessed at, and the debrief would blame the trainee for a bad guess.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let checked: BTreeSet<usize> = (scene.sites.effects.iter())
        .filter_map(|site| match site.effect {
            Effect::Check(claim) => Some(claim.index()),
            _ => None,
        })
        .collect();
    for (_, claim) in scene.script.claims.iter().enumerate().filter(|(n, _)| !checked.contains(n)) {
        let path = vec![Step::Field("claims"), Step::Key(claim.as_str())];
        found.at(path, format!("nobody can check the claim `{claim}`"), "let a choice `Check` it, or drop it");
    }
}
