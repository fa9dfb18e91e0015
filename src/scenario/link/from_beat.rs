//! A script that starts at any beat, with conditions that are taken to hold: for trying out a part of a scenario.

use super::catalogue::World;
use super::linker::link;
use crate::diagnostic::Diagnostic;
use crate::scenario::id::{BeatId, ScenarioId};
use crate::scenario::model::{Beat, Condition, Next, Scenario};
use crate::scenario::script::{Body, Script};

/// The id of the beat that holds the conditions while they are resolved. No id sorts after it, so that every other
/// beat keeps its index.
const LAST_ID: &str = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

/// Resolves a scenario as if it started at a beat, with conditions that hold. The conditions are resolved as if they
/// were written in that beat: a bare need is that of the person the beat is about.
///
/// # Errors
/// What is wrong with the conditions, or with the scenario.
pub fn from_beat(
    id: &ScenarioId,
    scenario: &Scenario,
    world: World<'_>,
    start: &BeatId,
    given: Vec<Condition>,
) -> Result<Script, Vec<Diagnostic>> {
    let mut scenario = scenario.clone();
    scenario.start = start.clone();
    let has_conditions = !given.is_empty();
    if has_conditions {
        let with = scenario.beats.get(start).and_then(|beat| beat.with.clone());
        let next = |when| Next { to: start.clone(), when, ..Next::default() };
        let holder = Beat { with, next: vec![next(given), next(Vec::new())], ..Beat::default() };
        scenario.beats.insert(BeatId::from(LAST_ID), holder);
    }
    let (script, problems) = link(id, scenario, world, None);
    let mut script = script.ok_or(problems)?;
    if let Some(Body::Next(nexts)) = has_conditions.then(|| script.beats.pop()).flatten().map(|beat| beat.body) {
        script.given = nexts.into_iter().next().map(|next| next.when).unwrap_or_default();
    }
    Ok(script)
}
