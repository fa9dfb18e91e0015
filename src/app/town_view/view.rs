//! The view as data, and what is asked of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::lines::{MissedLine, PersonLine, PromiseLine, WaitingLine, WordLine};
use super::viewer::{Knowledge, Viewer};
use crate::ledger::{Ledger, LedgerError, OpenInTown};
use crate::library::Library;
use crate::record::{Profile, summaries};
use crate::scenario::id::{CourseId, ScenarioId, VillagerId};
use crate::town::{Offered, Waiting, offered};

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
    /// Everything whose last day is set, the soonest first, whether or not it has a place in town.
    #[serde(skip)]
    pub(super) due: Vec<WaitingLine>,
    /// The encounters that the town would follow if they were begun today.
    #[serde(skip)]
    pub(super) waits: BTreeSet<ScenarioId>,
    /// The encounters with an open play, each with whether the town follows it when it is gone on with.
    #[serde(skip)]
    pub(super) open: BTreeMap<ScenarioId, OpenInTown>,
    /// The encounters that end the day if the town follows them.
    #[serde(skip)]
    end_the_day: BTreeSet<ScenarioId>,
    /// The encounters that were followed in this season.
    #[serde(skip)]
    pub(super) followed: BTreeSet<ScenarioId>,
    /// What tells this season from others of the trainee.
    #[serde(skip)]
    pub season: i64,
}

/// How an encounter is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// A play begins.
    New {
        /// Whether it is in a course that begins with nothing remembered.
        is_fresh: bool,
    },
    /// The open play is gone on with.
    Continued,
}

impl TownView {
    /// The town of a trainee today. `course` is the course that they follow.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn new(
        ledger: &Ledger,
        profile: &Profile,
        library: &Library,
        course: Option<&CourseId>,
    ) -> Result<Self, LedgerError> {
        Self::build(ledger, profile, library, course, Knowledge::OfTheTrainee)
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
        course: Option<&CourseId>,
        knowledge: Knowledge,
    ) -> Result<Self, LedgerError> {
        let viewer = Viewer::new(ledger, library, ledger.town(profile, false)?, &profile.name, knowledge);
        let summaries = summaries(&ledger.records(profile)?);
        let (town, setting) = (&viewer.town, library.setting());
        let is_newcomer = summaries.is_empty();
        let open = ledger.open_plays(profile)?;
        let is_followed = |id: &&ScenarioId| open.get(*id) == Some(&OpenInTown::Followed);
        let left: BTreeSet<ScenarioId> = open.keys().filter(is_followed).cloned().collect();
        let waiting: Vec<Waiting> = setting.waiting(town).collect();
        let next = next(library, course, &waiting, is_newcomer);
        let all = offered(town, &setting, &left, next.as_ref(), is_newcomer);
        let mut due: Vec<&Waiting> = waiting.iter().filter(|it| it.last_day.is_some()).collect();
        due.sort_by_key(|it| (it.last_day, &it.script.id));
        let due = due.into_iter().map(|it| Offered {
            script: Arc::clone(&it.script),
            last_day: it.last_day,
            is_left: left.contains(&it.script.id),
        });
        let scripts = library.entries.values().map(|entry| &entry.script);
        let end_the_day = scripts.filter(|script| setting.ends_the_day(town, script));
        let end_the_day = end_the_day.map(|script| script.id.clone()).collect();
        // What is gone on with may have lost its file.
        let lost = left.iter().filter(|id| {
            let script = library.get(id.as_str()).map(|entry| &entry.script).filter(|script| !script.is_follow_up());
            script.is_some() && !town.has_followed(id)
        });
        let lost: Vec<ScenarioId> = lost.cloned().collect();
        Ok(Self {
            day: town.day,
            others: waiting.iter().filter(|it| !all.iter().any(|other| other.script.id == it.script.id)).count(),
            waits: waiting.iter().map(|it| it.script.id.clone()).chain(lost).collect(),
            end_the_day,
            followed: town.followed.keys().cloned().collect(),
            is_newcomer,
            waiting: all.iter().map(|offered| viewer.waiting(offered)).collect(),
            due: due.map(|offered| viewer.waiting(&offered)).collect(),
            words: viewer.words(),
            promises: viewer.promises(&setting),
            people: viewer.people(),
            missed: viewer.missed(),
            season: ledger.season(profile)?,
            open,
        })
    }

    /// Whether the town would follow a play of a scenario that begins now.
    #[must_use]
    pub fn can_be_followed(&self, scenario: &ScenarioId) -> bool {
        self.waits.contains(scenario)
    }

    /// The encounters whose last day is today, and that are missed if this scenario is played now: the town follows it, and it
    /// ends the day.
    #[must_use]
    pub fn missed_by(&self, scenario: &ScenarioId, beginning: Beginning) -> Vec<&WaitingLine> {
        if self.why_not_counted(scenario, beginning).is_some() || !self.end_the_day.contains(scenario) {
            return Vec::new();
        }
        let is_due = |line: &&WaitingLine| line.last_day == Some(self.day) && line.scenario != *scenario;
        self.due.iter().filter(is_due).collect()
    }

    /// What a villager has heard of the trainee from others, as far as the trainee knows that it is said.
    pub fn heard_by<'a>(&'a self, villager: &'a VillagerId) -> impl Iterator<Item = &'a WordLine> {
        self.words.iter().filter(move |word| word.heard_by.contains(villager))
    }

    /// What a villager thinks whom the trainee has met.
    #[must_use]
    pub fn person(&self, villager: &VillagerId) -> Option<&PersonLine> {
        self.people.iter().find(|line| line.villager == *villager)
    }
}

/// The encounter that comes next: the first of the trainee's course that waits; for a newcomer who follows none, the first of
/// the list. What is played in a `fresh` course has no place in the season, and so none in town.
fn next(library: &Library, course: Option<&CourseId>, waiting: &[Waiting], is_newcomer: bool) -> Option<ScenarioId> {
    let course = course.and_then(|id| library.courses.get(id)).filter(|course| !course.fresh);
    if let Some(course) = course {
        let waits = |id: &&ScenarioId| waiting.iter().any(|it| it.script.id == **id);
        return course.scenarios.iter().find(waits).cloned();
    }
    is_newcomer.then(|| library.in_order().first().map(|entry| entry.script.id.clone()))?
}
