//! What an evening depends on beside what happened: the village and the scenarios of the library as they are that day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::conditions::holds_all;
use super::state::Town;
use super::ties::Ties;
use crate::scenario::id::{ScenarioId, VillagerId};
use crate::scenario::script::Script;
use crate::scenario::village::Village;

/// The village, and the scenarios of the library.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// Who knows whom.
    pub ties: Ties,
    /// All villagers.
    people: BTreeSet<VillagerId>,
    /// The villagers who are colleagues of the trainee.
    pub colleagues: BTreeSet<VillagerId>,
    /// The scenarios by id.
    pub scripts: BTreeMap<ScenarioId, Arc<Script>>,
}

/// A scenario that can be played in town today, and why it waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The scenario.
    pub script: Arc<Script>,
    /// The last day on which it can be played, for one that is due.
    pub last_day: Option<u32>,
}

impl Setting {
    /// A village, and scenarios.
    #[must_use]
    pub fn new(village: &Village, scripts: impl IntoIterator<Item = Arc<Script>>) -> Self {
        let colleagues = village.people.iter().filter(|(_, villager)| villager.works_here);
        Self {
            ties: Ties::of(village),
            people: village.people.keys().cloned().collect(),
            colleagues: colleagues.map(|(id, _)| id.clone()).collect(),
            scripts: scripts.into_iter().map(|script| (script.id.clone(), script)).collect(),
        }
    }

    /// All villagers, in the order of their ids.
    pub fn people(&self) -> impl Iterator<Item = &VillagerId> {
        self.people.iter()
    }

    /// Whether a play of a scenario that begins now has its place in the season: a follow-up has one only while it waits. One
    /// whose file was gone on its last day waits once more on the day on which it is there again.
    #[must_use]
    pub fn can_follow(&self, town: &Town, script: &Script) -> bool {
        script.scenario.opens.is_empty()
            || (town.open.contains_key(&script.id) && holds_all(town, script, town.day.saturating_sub(1)))
    }

    /// Whether a followed play of a scenario ends the day: one without `until` does, and where no other of those waits, each.
    #[must_use]
    pub fn ends_the_day(&self, town: &Town, script: &Script) -> bool {
        let takes_a_day = |waiting: Waiting| waiting.script.id != script.id && waiting.script.scenario.until == 0;
        script.scenario.until == 0 || !self.waiting(town).any(takes_a_day)
    }

    /// The scenarios that the town would follow today, in the order of their ids: those that were not followed in this season,
    /// and of those with `opens` the ones that are open and whose conditions still hold.
    pub fn waiting<'a>(&'a self, town: &'a Town) -> impl Iterator<Item = Waiting> + 'a {
        self.scripts.values().filter_map(|script| {
            if town.has_followed(&script.id) {
                return None;
            }
            if script.scenario.opens.is_empty() {
                return Some(Waiting { script: Arc::clone(script), last_day: None });
            }
            let open = town.open.get(&script.id)?;
            let last_day = open.last_day.map(|day| day.max(town.day));
            self.can_follow(town, script).then(|| Waiting { script: Arc::clone(script), last_day })
        })
    }
}
