//! A script that begins in its middle, with something given: for trying out one beat.

use super::{World, link};
use crate::diagnostic::Diagnostic;
use crate::scenario::id::{BeatId, ScenarioId};
use crate::scenario::model::{Beat, Condition, Next, Scenario};
use crate::scenario::script::{Body, Script};

/// The last id there can be: what is added stands behind all beats, so that none of them moves.
const LAST: &str = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

/// Resolves a scenario as if it began at a beat, with conditions that hold. They are resolved as if they stood in
/// that beat: a bare need is that of the person it is about.
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
    let with = scenario.beats.get(start).and_then(|beat| beat.with.clone());
    let next = |when| Next { to: start.clone(), when };
    let holder = Beat { with, next: vec![next(given), next(Vec::new())], ..Beat::default() };
    let is_empty = holder.next[0].when.is_empty();
    if !is_empty {
        scenario.beats.insert(BeatId::from(LAST), holder);
    }
    let (script, problems) = link(id, scenario, world, None);
    let mut script = script.ok_or(problems)?;
    if let Some(Body::Next(nexts)) = (!is_empty).then(|| script.beats.pop()).flatten().map(|beat| beat.body) {
        script.given = nexts.into_iter().next().map(|next| next.when).unwrap_or_default();
    }
    Ok(script)
}
