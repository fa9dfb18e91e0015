//! What stands beside the scenarios: the people of the place, and courses.

use std::collections::BTreeMap;

use super::id::{CourseId, NeedId, ScenarioId, VillagerId};
use super::model::{Look, Mood, Need, Pronouns, Tie};
use crate::scenario::principle::Principle;

/// The people of the place, whom scenarios cast and who remember.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Village {
    /// Version of the format, 1.
    pub format: u32,
    /// Everybody.
    pub people: BTreeMap<VillagerId, Villager>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Villager {
    /// Full name.
    pub name: String,
    /// What to call them, if not by the name.
    pub called: String,
    /// Who they are, in a few words.
    pub role: String,
    /// As in `she/her`.
    pub pronouns: Pronouns,
    /// How they look.
    pub look: Look,
    /// Their mood where a scenario gives none.
    pub temper: Mood,
    /// What they always need.
    pub needs: BTreeMap<NeedId, Need>,
    /// Whom they are tied to, and how.
    pub ties: BTreeMap<VillagerId, Tie>,
}

/// Scenarios in an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Version of the format, 1.
    pub format: u32,
    /// What it is called.
    pub title: String,
    /// The principles it is for.
    pub trains: Vec<Principle>,
    /// The scenarios; completing one unlocks the next.
    pub scenarios: Vec<ScenarioId>,
    /// Per cent of overall at which an organisation counts a play as passed.
    pub pass: Option<u32>,
}

/// All courses by id.
pub type Courses = BTreeMap<CourseId, Course>;
