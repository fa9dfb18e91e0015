//! What the rules know beside the files that they look at.

use std::sync::Arc;

use crate::scenario::id::{CourseId, ScenarioId};
use crate::scenario::link::Catalogue;
use crate::scenario::village::{Courses, Village};

/// What the rules know beside the files that they look at.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// What these scenarios and the others of the library declare.
    pub catalogue: Catalogue,
    /// The courses.
    pub courses: Courses,
    /// The village of each file, in the order of the files. Where there is none, nothing is said of who hears what.
    pub villages: Vec<Arc<Village>>,
}

impl Surroundings {
    /// The village of the nth file, if one is known.
    pub(super) fn village(&self, n: usize) -> Option<&Village> {
        self.villages.get(n).map(Arc::as_ref).filter(|village| !village.people.is_empty())
    }

    /// The courses that contain a scenario.
    pub(super) fn courses_with(&self, scenario: &ScenarioId) -> impl Iterator<Item = &CourseId> {
        self.courses.iter().filter(|(_, course)| course.scenarios.contains(scenario)).map(|(id, _)| id)
    }
}
