//! Who stands in town today: the few encounters that a trainee is shown first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::setting::Setting;
use super::state::Town;
use crate::scenario::id::VillagerId;
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

/// The encounters that stand in town today, the most pressing first: those that were `left` open; what is due, soonest first;
/// what comes `next` in the trainee's course; then others, the easier first and one of each kind before a second, up to
/// five in all and nobody in two places. A newcomer finds only one.
#[must_use]
pub fn offered(
    town: &Town,
    setting: &Setting,
    left: &[Arc<Script>],
    next: Option<&Arc<Script>>,
    is_newcomer: bool,
) -> Vec<Offered> {
    let mut all: Vec<Offered> = left
        .iter()
        .map(|script| {
            let last_day = town.open.get(&script.id).and_then(|open| open.last_day);
            Offered { script: Arc::clone(script), last_day, is_left: true }
        })
        .collect();
    let waiting: Vec<_> = setting.waiting(town).filter(|it| !left.iter().any(|left| left.id == it.script.id)).collect();
    let mut due: Vec<_> = waiting.iter().filter_map(|it| Some((it.last_day?, &it.script))).collect();
    due.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    all.extend(due.into_iter().map(|(day, script)| Offered {
        script: Arc::clone(script),
        last_day: Some(day),
        is_left: false,
    }));
    let mut others: Vec<&Arc<Script>> =
        waiting.iter().filter(|it| it.last_day.is_none()).map(|it| &it.script).collect();
    others.sort_by(|a, b| (a.scenario.level, &a.id).cmp(&(b.scenario.level, &b.id)));
    if let Some(next) = next.filter(|next| others.iter().any(|other| other.id == next.id)) {
        others.retain(|other| other.id != next.id);
        others.insert(0, next);
    }
    let few = if is_newcomer { 1 } else { FEW };
    let mut kinds: BTreeSet<Kind> = all.iter().map(|offered| offered.script.scenario.kind).collect();
    while all.len() < few {
        // Nobody waits in two places.
        let who = |script: &Script| script.villager(None).cloned();
        let met: BTreeSet<VillagerId> = all.iter().filter_map(|offered| who(&offered.script)).collect();
        others.retain(|other| who(other).is_none_or(|villager| !met.contains(&villager)));
        if others.is_empty() {
            break;
        }
        let place = others.iter().position(|other| !kinds.contains(&other.scenario.kind)).unwrap_or_else(|| {
            kinds.clear();
            0
        });
        let script = Arc::clone(others.remove(place));
        kinds.insert(script.scenario.kind);
        all.push(Offered { script, last_day: None, is_left: false });
    }
    all.truncate(MAX_OFFERED);
    all
}
