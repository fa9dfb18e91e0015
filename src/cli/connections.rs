//! What leads to what in a library, as tables for the page of `rapport coverage`.

use std::collections::BTreeMap;

use super::coverage::table;
use crate::authoring::connections::Connections;
use crate::authoring::feature_usage::Read;
use crate::scenario::id::{PromiseId, Ref, ScenarioId};

/// What each scenario has to do with others; those that have nothing to do with any are left out.
pub(super) fn leads(connections: &[Connections]) -> String {
    let heads = ["Id", "Makes", "Keeps or breaks", "Opens", "Reads", "Says what others ask for"];
    let row = |one: &Connections| {
        let words = one.words.iter().map(|(word, by)| format!("{word} ({})", joined(by)));
        vec![
            one.id.to_string(),
            joined(one.promises.iter().map(|promise| &promise.id)),
            settled(one),
            joined(&one.opens),
            read(&one.reads),
            joined(words),
        ]
    };
    let rows = connections.iter().map(row);
    table(&heads, rows.filter(|cells| cells[1..].iter().any(|cell| !cell.is_empty())))
}

/// The promises of others that a scenario settles, each with how.
fn settled(one: &Connections) -> String {
    let mut how: BTreeMap<&Ref<PromiseId>, Vec<&str>> = BTreeMap::new();
    for (promises, word) in [(&one.keeps, "kept"), (&one.breaks, "broken"), (&one.misses, "missed")] {
        for promise in promises {
            how.entry(promise).or_default().push(word);
        }
    }
    joined(how.iter().map(|(promise, how)| format!("{promise} ({})", how.join(", "))))
}

/// What is read of other scenarios, scenario by scenario.
fn read(reads: &[Read]) -> String {
    let mut by_scenario: BTreeMap<&ScenarioId, Vec<String>> = BTreeMap::new();
    for read in reads {
        let Some(scenario) = read.scenario() else { continue };
        by_scenario.entry(scenario).or_default().push(match read {
            Read::Fact(fact) => format!("fact {}", fact.id),
            Read::Promise(promise) => format!("promise {}", promise.id),
            Read::Ended(_, outcome) => format!("ended {}", outcome.as_str()),
            Read::Word(word) => format!("word {}", word.id),
        });
    }
    let told = by_scenario.iter().map(|(scenario, what)| format!("{scenario}: {}", what.join(", ")));
    told.collect::<Vec<_>>().join("; ")
}

/// The promises that nothing breaks if nobody comes.
pub(super) fn can_stay_open(connections: &[Connections]) -> String {
    let rows = connections.iter().flat_map(|one| {
        let promises = one.promises.iter().filter(|promise| promise.missed_by.is_empty());
        promises.map(|promise| {
            let (id, made_in) = (promise.id.to_string(), one.id.to_string());
            vec![id, made_in, joined(&promise.awaited_by), joined(&promise.settled_by)]
        })
    });
    table(&["Promise", "Made in", "Waited for by", "Kept or broken in"], rows)
}

/// A list in a cell.
fn joined(list: impl IntoIterator<Item = impl ToString>) -> String {
    list.into_iter().map(|one| one.to_string()).collect::<Vec<_>>().join(", ")
}
