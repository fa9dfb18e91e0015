//! Who stands in town today: the few encounters that a trainee is shown first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::setting::{Setting, Waiting};
use super::state::Town;
use crate::scenario::id::{ScenarioId, VillagerId};
use crate::scenario::model::Kind;
use crate::scenario::script::Script;

/// The most encounters that stand in town.
pub const MAX_OFFERED: usize = 9;

/// How many encounters stand in town, if so many can be played: more only if they were left open or are due.
const FEW: usize = 5;

/// An encounter that stands in town.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The scenario.
    pub script: Arc<Script>,
    /// The last day on which it can be played, for one that is due.
    pub last_day: Option<u32>,
    /// Whether the trainee has left it open.
    pub is_left: bool,
}

/// The encounters that stand in town today, the most pressing first: those that were `left` open, as far as they leave room
/// for what is due; what is due, soonest first; what comes `next` in the trainee's course; then others, the easier first and
/// one of each kind before a second, up to five in all. Nobody stands in two places: who is due in one does not wait in
/// another. A newcomer finds only one.
#[must_use]
pub fn offered(
    town: &Town,
    setting: &Setting,
    left: &BTreeSet<ScenarioId>,
    next: Option<&ScenarioId>,
    is_newcomer: bool,
) -> Vec<Offered> {
    let (mut all, rest): (Vec<Offered>, Vec<Offered>) = setting
        .waiting(town)
        .map(|Waiting { script, last_day }| Offered { is_left: left.contains(&script.id), script, last_day })
        .partition(|offered| offered.is_left);
    let (mut due, others): (Vec<Offered>, Vec<Offered>) = rest.into_iter().partition(|it| it.last_day.is_some());
    due.sort_by(|a, b| (a.last_day, &a.script.id).cmp(&(b.last_day, &b.script.id)));
    let mut standing: BTreeSet<VillagerId> = BTreeSet::new();
    let mut has_place =
        |script: &Script| script.villager(None).is_none_or(|villager| standing.insert(villager.clone()));
    due.retain(|offered| has_place(&offered.script));
    all.retain(|offered| has_place(&offered.script));
    all.truncate(MAX_OFFERED.saturating_sub(due.len()));
    all.extend(due);
    let mut others: Vec<Arc<Script>> = others.into_iter().map(|offered| offered.script).collect();
    others.sort_by(|a, b| (a.scenario.level, &a.id).cmp(&(b.scenario.level, &b.id)));
    let few = if is_newcomer { 1 } else { FEW };
    let mut kinds: BTreeSet<Kind> = all.iter().map(|offered| offered.script.scenario.kind).collect();
    while all.len() < few && !others.is_empty() {
        let next = others.iter().position(|other| Some(&other.id) == next);
        let place = next.or_else(|| others.iter().position(|other| !kinds.contains(&other.scenario.kind)));
        let place = place.unwrap_or_else(|| {
            kinds.clear();
            0
        });
        let script = others.remove(place);
        if has_place(&script) {
            kinds.insert(script.scenario.kind);
            all.push(Offered { script, last_day: None, is_left: false });
        }
    }
    all.truncate(MAX_OFFERED);
    all
}
