//! W14: a condition that holds in every play, or in none.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::encounter::ConditionResults;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W14",
        Warning,
        "condition that decides nothing",
        "Whenever this condition is looked at, it holds; or it never does. So it decides nothing: either it can go, or it asks for the wrong thing. All plays were looked at, with everything that may be remembered.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    if !scene.follows_feelings() || !scene.knows_all() {
        return;
    }
    let mut above: Option<&Vec<_>> = None;
    for site in &scene.sites.conditions {
        // What stands inside a condition that was named goes with it.
        if above.is_some_and(|above| site.path.starts_with(above)) {
            continue;
        }
        let seen = scene.plays.spaces.iter().map(|space| space.condition_coverage.results(site.condition)).fold(
            ConditionResults::default(),
            |all, seen| ConditionResults { held: all.held || seen.held, failed: all.failed || seen.failed },
        );
        let (message, hint) = match seen {
            ConditionResults { held: true, failed: false } => {
                ("this condition always holds", "drop it, or ask for something else")
            }
            ConditionResults { held: false, failed: true } => {
                ("this condition never holds", "let what it asks for happen before, or drop it")
            }
            _ => continue,
        };
        above = Some(&site.path);
        found.at(site.path.clone(), message, hint);
    }
}
