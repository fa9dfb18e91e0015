//! The other files of a library: the village, whose people scenarios cast, and courses.

use std::collections::BTreeMap;

use super::id::{CourseId, NeedId, ScenarioId, VillagerId};
use super::model::{Look, Mood, Need, Pronouns, Tie};
use super::ron::place::Origin;
use crate::scenario::principle::Principle;

/// The people whom scenarios may cast, and who remember earlier encounters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Village {
    /// Version of the format, 1.
    pub format: u32,
    /// All villagers.
    pub people: BTreeMap<VillagerId, Villager>,
    /// Where it was read from; no part of the value.
    pub origin: Origin,
}

/// A person of the village.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Villager {
    /// Full name.
    pub name: String,
    /// What to call them, if not by the name.
    pub called: String,
    /// Who they are, in a few words, as `regular customer`.
    pub role: String,
    /// As in `she/her`.
    pub pronouns: Pronouns,
    /// How they look.
    pub look: Look,
    /// Their mood where a scenario gives none.
    pub temper: Mood,
    /// Needs they have in every scenario.
    pub needs: BTreeMap<NeedId, Need>,
    /// The villagers they know, and how.
    pub ties: BTreeMap<VillagerId, Tie>,
    /// Whether they are a colleague of the trainee.
    pub works_here: bool,
    /// Where it was read from; no part of the value.
    pub origin: Origin,
}

/// Scenarios to be played in an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Version of the format, 1.
    pub format: u32,
    /// The title.
    pub title: String,
    /// The principles it trains.
    pub trains: Vec<Principle>,
    /// The scenarios; completing one unlocks the next.
    pub scenarios: Vec<ScenarioId>,
    /// Overall score in per cent from which a play counts as passed.
    pub pass: Option<u32>,
    /// Whether its encounters are played with nothing remembered, and without a place in the season.
    pub fresh: bool,
    /// Where it was read from; no part of the value.
    pub origin: Origin,
}

/// All courses by id.
pub type Courses = BTreeMap<CourseId, Course>;
