//! W19: a promise that is made and never settled, or settled and never made.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{CheckerRule, RuleFunction};
use crate::analysis::graph;
use crate::diagnostic::{Example, Rule, Severity};
use crate::lint::context::RuleContext;
use crate::lint::findings::Findings;
use crate::scenario::id::Ref;
use crate::scenario::model::Outcome;
use crate::scenario::script::{Body, Condition, Effect, PromiseIx};

pub(super) static RULE: CheckerRule = CheckerRule {
    rule: Rule {
        code: "W19",
        severity: Severity::Warning,
        title: "promise that is never settled or never made",
        explanation: "A promise is made with `Promise(..)`. After that it must be settled: it is kept or broken, here or in another scenario of the folder, or the play can end `Agreed`, which says that it stands. And whatever is kept, broken or asked for must be made somewhere.",
        example: Example::of_template(
            r"end: Ending(
                outcome: Solved,",
            r"end: Ending(
                outcome: Agreed,",
        ),
    },
    check: RuleFunction::Scenario(check),
};

fn check<'a>(context: &RuleContext<'a>, findings: &mut Findings<'a>) {
    let agreed =
        graph::can_reach(context.script, |beat| matches!(beat.body, Body::End { outcome: Outcome::Agreed, .. }));
    let mut made = BTreeMap::new();
    let mut used = BTreeMap::new();
    for site in &context.sites.effects {
        match site.effect {
            Effect::Promise(promise) => {
                let choice = site.choice.and_then(|number| context.choice(site.beat, number));
                let stands = agreed[choice.map_or(site.beat, |choice| choice.to).index()];
                made.entry(*promise).or_insert_with(Vec::new).push((site.place, stands));
            }
            Effect::Keep(promise) | Effect::Break(promise) => drop(used.entry(*promise).or_insert(site.place)),
            _ => {}
        }
    }
    let settled: BTreeSet<PromiseIx> = used.keys().copied().collect();
    for site in &context.sites.conditions {
        if let Condition::Promised(promise)
        | Condition::Open(promise)
        | Condition::Kept(promise)
        | Condition::Broke(promise) = site.condition
        {
            used.entry(*promise).or_insert(site.place);
        }
    }
    for (promise, places) in &made {
        let id = &context.script.promises[promise.index()].id;
        let away = Ref { scenario: Some(context.script.id.clone()), id: id.clone() };
        let settled_elsewhere = context.catalogue.values().any(|other| other.settles(&away));
        if settled.contains(promise) || settled_elsewhere {
            continue;
        }
        for (place, _) in places.iter().filter(|(_, stands)| !stands) {
            let hint = "keep or break it somewhere, or lead to an ending that is `Agreed`";
            findings.add(*place, format!("the promise `{id}` made here is never kept or broken"), hint);
        }
    }
    for (promise, place) in used.iter().filter(|(promise, _)| !made.contains_key(*promise)) {
        let promise = &context.script.promises[promise.index()];
        let is_made = promise
            .scenario
            .as_ref()
            .is_some_and(|other| context.catalogue.get(other).is_none_or(|other| other.makes.contains(&promise.id)));
        if !is_made {
            let hint = "make it with `Promise(..)` before, or drop this";
            findings.add(*place, format!("the promise `{promise}` is never made"), hint);
        }
    }
}
