//! W22: a scenario that can never open in town.

use super::table::{CheckerRule, RuleFunction};
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::id::{PromiseId, Ref};
use crate::scenario::link::{Catalogue, Declared};
use crate::scenario::model::Condition;

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W22",
        severity: Severity::Warning,
        title: "can never open",
        explanation: "All conditions of `opens` must hold at once, and no play of the scenario that this one names can bring it about: a fact that nobody can learn there, a promise that is never made, kept or broken, or an outcome that none of its endings has. So it never waits in town.",
        example: Example::in_template(
            "level: First,",
            r#"level: First, opens: [Ended("the-sofa", Referred)],"#,
            r#"level: First, opens: [Ended("the-sofa", Lost)],"#,
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let places = context.root.field("opens").values();
    for (condition, place) in context.scenario().opens.iter().zip(places) {
        if let Some(why) = impossible(condition, context.catalogue) {
            findings.add(
                place,
                format!("it can never open: {why}"),
                "name what a play of that scenario can bring about",
            );
        }
    }
}

/// Why a condition never holds; `None` if it may.
fn impossible(condition: &Condition, catalogue: &Catalogue) -> Option<String> {
    // A scenario that is missing altogether is for another rule.
    let declared = |id| catalogue.get(id);
    match condition {
        Condition::Knows(fact) => {
            let other = declared(fact.scenario.as_ref()?)?;
            (!other.learns.contains(&fact.id)).then(|| format!("nobody can learn `{fact}`"))
        }
        Condition::Promised(promise) | Condition::Open(promise) => {
            is_never_made(promise, catalogue).then(|| format!("nothing promises `{promise}`"))
        }
        Condition::Kept(promise) | Condition::Broke(promise) => {
            let is_settled = |other: &Declared| other.settles.contains(promise);
            let own = promise.scenario.as_ref().and_then(declared);
            let is_settled_at_home = own.is_some_and(|own| own.settles.contains(&Ref::own(promise.id.clone())));
            let is_never_settled = !is_settled_at_home && !catalogue.values().any(is_settled);
            (is_never_made(promise, catalogue) || is_never_settled).then(|| {
                format!(
                    "nothing {} `{promise}`",
                    if matches!(condition, Condition::Kept(_)) { "keeps" } else { "breaks" }
                )
            })
        }
        Condition::Ended(scenario, outcome) => {
            let other = declared(scenario)?;
            (!other.outcomes.contains(outcome)).then(|| format!("`{scenario}` never ends {}", outcome.as_str()))
        }
        Condition::All(inner) => inner.iter().find_map(|one| impossible(one, catalogue)),
        Condition::Any(inner) => {
            let why: Option<Vec<String>> = inner.iter().map(|one| impossible(one, catalogue)).collect();
            why.filter(|why| !why.is_empty()).map(|why| why.join(", and "))
        }
        Condition::With(_, inner) => impossible(inner, catalogue),
        _ => None,
    }
}

fn is_never_made(promise: &Ref<PromiseId>, catalogue: &Catalogue) -> bool {
    let own = promise.scenario.as_ref().and_then(|scenario| catalogue.get(scenario));
    own.is_some_and(|own| !own.makes.contains(&promise.id))
}
