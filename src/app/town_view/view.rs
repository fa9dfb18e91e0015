//! The view as data, and what is asked of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::lines::{MissedLine, PersonLine, PromiseLine, WaitingLine, WordLine};
use super::viewer::{Knowledge, Viewer};
use crate::encounter::Status;
use crate::ledger::{Ledger, LedgerError};
use crate::library::Library;
use crate::record::{Profile, summaries};
use crate::scenario::id::{ScenarioId, VillagerId};
use crate::scenario::script::Script;
use crate::town::offered;

/// The town of a trainee.
#[derive(Clone, Debug, Serialize)]
pub struct TownView {
    /// The day of the season, from 1.
    pub day: u32,
    /// Who stands in town today, the most pressing first.
    pub waiting: Vec<WaitingLine>,
    /// How many more encounters the list has that can be played today.
    pub others: usize,
    /// What reached the trainee, the latest first.
    pub words: Vec<WordLine>,
    /// What the trainee promised.
    pub promises: Vec<PromiseLine>,
    /// What those think whom the trainee has met.
    pub people: Vec<PersonLine>,
    /// What was missed, the latest first.
    pub missed: Vec<MissedLine>,
    /// Whether the trainee has played nothing yet, in this season or before.
    pub is_newcomer: bool,
    /// The encounters that the town would follow if they were played today.
    #[serde(skip)]
    can_be_followed: BTreeSet<ScenarioId>,
    /// Those of them that end the day.
    #[serde(skip)]
    end_the_day: BTreeSet<ScenarioId>,
}

impl TownView {
    /// The town of a trainee today. `next` is what comes next in the course that they follow.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn new(
        ledger: &Ledger,
        profile: &Profile,
        library: &Library,
        next: Option<&ScenarioId>,
    ) -> Result<Self, LedgerError> {
        Self::build(ledger, profile, library, next, Knowledge::OfTheTrainee)
    }

    /// The town of a trainee at the end of a season, when everything is told: every word with its whole way, and what everybody
    /// thinks.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn at_the_end(ledger: &Ledger, profile: &Profile, library: &Library) -> Result<Self, LedgerError> {
        Self::build(ledger, profile, library, None, Knowledge::Everything)
    }

    fn build(
        ledger: &Ledger,
        profile: &Profile,
        library: &Library,
        next: Option<&ScenarioId>,
        knowledge: Knowledge,
    ) -> Result<Self, LedgerError> {
        let records = ledger.records(profile)?;
        let viewer = Viewer::new(ledger, library, ledger.town(profile, false)?, &profile.name, knowledge);
        let summaries = summaries(&records);
        let is_left = |id: &ScenarioId| summaries.get(id).is_some_and(|summary| summary.open);
        let entries = library.entries.values().map(|entry| &entry.script);
        let left: Vec<Arc<Script>> = entries.filter(|script| is_left(&script.id)).map(Arc::clone).collect();
        let next = next.and_then(|id| library.get(id.as_str())).map(|entry| &entry.script);
        let (town, setting) = (&viewer.town, library.setting());
        let is_newcomer = summaries.is_empty();
        let all = offered(town, &setting, &left, next, is_newcomer);
        let waiting: Vec<_> = setting.waiting(town).collect();
        // A play that was rewound is not followed when it ends.
        let is_rewound = |id: &ScenarioId| {
            records
                .iter()
                .any(|record| record.scenario == *id && record.status == Status::Open && record.attempt_info.rewound)
        };
        let followed = waiting.iter().map(|it| &it.script).filter(|script| !is_rewound(&script.id));
        Ok(Self {
            day: town.day,
            others: waiting.iter().filter(|it| !all.iter().any(|other| other.script.id == it.script.id)).count(),
            can_be_followed: followed.clone().map(|script| script.id.clone()).collect(),
            end_the_day: followed
                .filter(|script| setting.ends_the_day(town, script))
                .map(|script| script.id.clone())
                .collect(),
            is_newcomer,
            waiting: all.iter().map(|offered| viewer.waiting(offered)).collect(),
            words: viewer.words(),
            promises: viewer.promises(&setting),
            people: viewer.people(),
            missed: viewer.missed(),
        })
    }

    /// Whether the town would follow a play of a scenario that begins now.
    #[must_use]
    pub fn can_be_followed(&self, scenario: &ScenarioId) -> bool {
        self.can_be_followed.contains(scenario)
    }

    /// The encounters whose last day is today, and that are missed if this scenario is played now: it ends the day.
    #[must_use]
    pub fn missed_by(&self, scenario: &ScenarioId) -> Vec<&WaitingLine> {
        if !self.end_the_day.contains(scenario) {
            return Vec::new();
        }
        let is_due = |line: &&WaitingLine| line.last_day == Some(self.day) && line.scenario != *scenario;
        self.waiting.iter().filter(is_due).collect()
    }

    /// What a villager has heard of the trainee, as far as the trainee knows that it is said.
    pub fn heard_by<'a>(&'a self, villager: &'a VillagerId) -> impl Iterator<Item = &'a WordLine> {
        self.words.iter().filter(move |word| word.known_to.contains(villager))
    }

    /// What a villager thinks whom the trainee has met.
    #[must_use]
    pub fn person(&self, villager: &VillagerId) -> Option<&PersonLine> {
        self.people.iter().find(|line| line.villager == *villager)
    }
}
