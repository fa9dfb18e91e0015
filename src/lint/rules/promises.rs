//! W19: a promise that comes to nothing, or one that is kept without being made.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Found, Run, Scene};
use crate::analysis::graph;
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::id::Ref;
use crate::scenario::model::Outcome;
use crate::scenario::script::{Body, Condition, Effect, PromiseIx};

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W19",
        Warning,
        "promise without its other half",
        "A promise is made with `Promise(..)`. After that something must become of it: it is kept or broken, here or in another scenario of the folder, or the play can end `Agreed`, which says that it stands. And whatever is kept, broken or asked for must be made somewhere.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    let agreed = graph::can_reach(scene.script, |beat| matches!(beat.body, Body::End { outcome: Outcome::Agreed, .. }));
    let mut made = BTreeMap::new();
    let mut used = BTreeMap::new();
    for site in &scene.sites.effects {
        match site.effect {
            Effect::Promise(promise) => {
                let choice = site.choice.and_then(|number| scene.choice(site.beat, number));
                let stands = agreed[choice.map_or(site.beat, |choice| choice.to).index()];
                made.entry(*promise).or_insert_with(Vec::new).push((&site.path, stands));
            }
            Effect::Keep(promise) | Effect::Break(promise) => drop(used.entry(*promise).or_insert(&site.path)),
            _ => {}
        }
    }
    let settled: BTreeSet<PromiseIx> = used.keys().copied().collect();
    for site in &scene.sites.conditions {
        if let Condition::Promised(promise)
        | Condition::Open(promise)
        | Condition::Kept(promise)
        | Condition::Broke(promise) = site.condition
        {
            used.entry(*promise).or_insert(&site.path);
        }
    }
    for (promise, places) in &made {
        let id = &scene.script.promises[promise.index()].id;
        let away = Ref { scenario: Some(scene.script.id.clone()), id: id.clone() };
        let settled_elsewhere = scene.catalogue.values().any(|other| other.settles.contains(&away));
        if settled.contains(promise) || settled_elsewhere {
            continue;
        }
        for (path, _) in places.iter().filter(|(_, stands)| !stands) {
            let hint = "keep or break it somewhere, or lead to an ending that is `Agreed`";
            found.at((*path).clone(), format!("nothing becomes of the promise `{id}` made here"), hint);
        }
    }
    for (promise, path) in used.iter().filter(|(promise, _)| !made.contains_key(*promise)) {
        let promise = &scene.script.promises[promise.index()];
        let is_made = promise
            .scenario
            .as_ref()
            .is_some_and(|other| scene.catalogue.get(other).is_none_or(|other| other.makes.contains(&promise.id)));
        if !is_made {
            let hint = "make it with `Promise(..)` before, or drop this";
            found.at((*path).clone(), format!("the promise `{promise}` is never made"), hint);
        }
    }
}
