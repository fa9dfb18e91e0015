//! W18: a fact that is asked for and that nobody can learn.

use std::collections::BTreeSet;

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::script::{Condition, Effect, FactIx};

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W18",
        Warning,
        "fact that nobody can learn",
        "A condition asks whether the trainee knows this, and no line teaches it (`learn: [..]`) and no effect does (`Learn(..)`). So it is never known. A fact of another scenario must be learnt there.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let mut learnt: BTreeSet<FactIx> = BTreeSet::new();
    for beat in &scene.script.beats {
        let answers = beat.choices().iter().flat_map(|choice| &choice.answer);
        learnt.extend(beat.lines.iter().chain(answers).flat_map(|line| &line.learn));
    }
    for site in &scene.sites.effects {
        if let Effect::Learn(fact) = site.effect {
            learnt.insert(*fact);
        }
    }
    let mut said = BTreeSet::new();
    for site in &scene.sites.conditions {
        let Condition::Knows(ix) = site.condition else { continue };
        let fact = &scene.script.facts[ix.index()];
        let is_learnt = match &fact.scenario {
            None => learnt.contains(ix),
            // That a scenario is not there at all is said elsewhere.
            Some(other) => scene.catalogue.get(other).is_none_or(|other| other.learns.contains(&fact.id)),
        };
        if !is_learnt && said.insert(*ix) {
            let hint = "add `learn: [..]` to the line that tells it";
            found.at(site.path.clone(), format!("the fact `{fact}` is asked for, and nobody can learn it"), hint);
        }
    }
}
