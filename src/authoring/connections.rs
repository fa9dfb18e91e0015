//! What the scenarios of a library have to do with each other: which makes a promise that another keeps, which waits for
//! another, and which reads what was remembered or said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::feature_usage::{FeatureUsage, Read};
use crate::scenario::id::{PromiseId, Ref, ScenarioId, WordId};
use crate::scenario::link::Declared;
use crate::scenario::model::Condition;
use crate::scenario::script::Script;

/// What a scenario has to do with the others of a library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Connections {
    /// The id of the scenario.
    pub id: ScenarioId,
    /// The promises that can be made in it.
    pub promises: Vec<MadePromise>,
    /// Promises of other scenarios that can be kept in it.
    pub keeps: Vec<Ref<PromiseId>>,
    /// Promises of other scenarios that can be broken in it.
    pub breaks: Vec<Ref<PromiseId>>,
    /// Promises of other scenarios that are broken if it is missed.
    pub misses: Vec<Ref<PromiseId>>,
    /// The scenarios whose `opens` asks for something of it.
    pub opens: Vec<ScenarioId>,
    /// What its conditions ask of other scenarios.
    pub reads: Vec<Read>,
    /// What is said after it and other scenarios ask for, with these.
    pub words: BTreeMap<WordId, Vec<ScenarioId>>,
}

/// A promise, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MadePromise {
    /// The id of the promise.
    pub id: PromiseId,
    /// The scenarios whose `opens` asks whether it is open.
    pub awaited_by: Vec<ScenarioId>,
    /// The scenarios in which it can be kept or broken, or which break it if they are missed.
    pub settled_by: Vec<ScenarioId>,
    /// The scenarios which break it if they are missed. Where there is none, it can stay open to the end of a season.
    pub missed_by: Vec<ScenarioId>,
}

/// What each of some scenarios has to do with the others among them, in the order of their ids.
#[must_use]
pub fn connections(scripts: &[Arc<Script>]) -> Vec<Connections> {
    let mut all: Vec<Scenario> = scripts.iter().map(|script| Scenario::of(script)).collect();
    all.sort_by(|a, b| a.id.cmp(b.id));
    all.iter().map(|one| one.connections(&all)).collect()
}

/// A scenario, with what it declares and asks for.
struct Scenario<'a> {
    id: &'a ScenarioId,
    declared: Declared,
    /// What all of its conditions ask for.
    reads: BTreeSet<Read>,
    /// What its `opens` asks for.
    opens_on: BTreeSet<Read>,
    /// The promises that its `opens` waits for while they are open.
    awaits: BTreeSet<Ref<PromiseId>>,
}

impl<'a> Scenario<'a> {
    fn of(script: &'a Script) -> Self {
        let mut opening = FeatureUsage::default();
        opening.conditions(&script.scenario.opens);
        let mut awaits = BTreeSet::new();
        script.scenario.opens.iter().for_each(|condition| awaited(condition, &mut awaits));
        Self {
            id: &script.id,
            declared: Declared::from_scenario(&script.scenario),
            reads: FeatureUsage::from_scenario(&script.scenario).reads,
            opens_on: opening.reads,
            awaits,
        }
    }

    fn connections(&self, all: &[Self]) -> Connections {
        let away = |settled: &BTreeSet<Ref<PromiseId>>| {
            settled
                .iter()
                .filter(|promise| promise.scenario.as_ref().is_some_and(|of| of != self.id))
                .cloned()
                .collect()
        };
        let words = self.declared.words.keys().filter_map(|word| {
            let asked = Read::Word(self.of_this(word));
            let by = ids(all, |other| other.id != self.id && other.reads.contains(&asked));
            (!by.is_empty()).then(|| (word.clone(), by))
        });
        Connections {
            id: self.id.clone(),
            promises: self.declared.makes.iter().map(|promise| self.promise(promise, all)).collect(),
            keeps: away(&self.declared.keeps),
            breaks: away(&self.declared.breaks),
            misses: away(&self.declared.misses),
            opens: ids(all, |other| other.opens_on.iter().any(|read| read.scenario() == Some(self.id))),
            reads: self.reads.iter().filter(|read| read.scenario() != Some(self.id)).cloned().collect(),
            words: words.collect(),
        }
    }

    fn promise(&self, promise: &PromiseId, all: &[Self]) -> MadePromise {
        let (own, away) = (Ref::own(promise.clone()), self.of_this(promise));
        MadePromise {
            id: promise.clone(),
            awaited_by: ids(all, |other| other.awaits.contains(&away)),
            settled_by: ids(all, |other| {
                other.declared.settles(&away) || (other.id == self.id && other.declared.settles(&own))
            }),
            missed_by: ids(all, |other| other.declared.misses.contains(&away)),
        }
    }

    /// The name of something of this scenario in others.
    fn of_this<I: Clone>(&self, id: &I) -> Ref<I> {
        Ref { scenario: Some(self.id.clone()), id: id.clone() }
    }
}

/// The ids of those of which something is the case.
fn ids(all: &[Scenario<'_>], is: impl Fn(&Scenario<'_>) -> bool) -> Vec<ScenarioId> {
    all.iter().filter(|one| is(one)).map(|one| one.id.clone()).collect()
}

/// Adds the promises that a condition waits for while they are open.
fn awaited(condition: &Condition, promises: &mut BTreeSet<Ref<PromiseId>>) {
    match condition {
        Condition::Open(promise) => drop(promises.insert(promise.clone())),
        Condition::All(inner) | Condition::Any(inner) => inner.iter().for_each(|one| awaited(one, promises)),
        _ => {}
    }
}
