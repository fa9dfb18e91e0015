//! The scenarios and courses that can be played.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::builder::LibraryBuilder;
use super::fault::Fault;
use crate::files::DataPaths;
use crate::record::FromCourse;
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scenario::model::Level;
use crate::scenario::script::Script;
use crate::scenario::village::{Course, Courses, Village};
use crate::town::Setting;

/// Where a scenario comes from; a scenario from a later origin replaces one of the same id from an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Built into the program.
    Shipped,
    /// The data folder.
    Own,
    /// The folder named with `--scenarios`.
    Folder,
    /// An open play, whose scenario is in none of these any more or has an error; the ledger keeps its text.
    OpenPlay,
}

impl Origin {
    /// Its name in lists.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Own => "your own",
            Self::Folder => "from your folder",
            Self::OpenPlay => "from a play that was left open",
        }
    }
}

/// A scenario that can be played.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The script to play.
    pub script: Arc<Script>,
    /// Where it comes from.
    pub origin: Origin,
    /// Where the scenario of the same id that it replaces comes from, if it replaces one.
    pub replaces: Option<Origin>,
}

/// Everything that can be played, and everything that cannot.
#[derive(Debug, Default)]
pub struct Library {
    /// The scenarios by id.
    pub entries: BTreeMap<ScenarioId, Entry>,
    /// Files with something to mend.
    pub faults: Vec<Fault>,
    /// The courses by id.
    pub courses: Courses,
    /// The people of all villages that the scenarios refer to; of the same id, the one of the later village.
    pub village: Village,
}

impl Library {
    /// Loads the shipped scenarios, then those of the data folder, then those of the named folder. It never fails as
    /// a whole: a file that cannot be read is in [`faults`](Self::faults).
    ///
    /// ```
    /// use rapport::files::DataPaths;
    /// use rapport::library::{Library, Origin};
    ///
    /// let library = Library::load(&DataPaths::default());
    /// let entry = library.get("the-sofa").expect("the scenario is shipped");
    /// assert_eq!(entry.origin, Origin::Shipped);
    /// ```
    #[must_use]
    pub fn load(data_paths: &DataPaths) -> Self {
        let mut builder = LibraryBuilder::with_shipped();
        builder.add_data_paths(data_paths);
        builder.into_library()
    }

    /// The course that a play of this scenario is started from, as the course is now; `None` if the course does not
    /// contain the scenario.
    #[must_use]
    pub fn from_course(&self, course: &CourseId, scenario: &ScenarioId) -> Option<FromCourse> {
        let found = self.courses.get(course).filter(|found| found.scenarios.contains(scenario))?;
        Some(FromCourse { id: course.clone(), pass: found.pass, fresh: found.fresh })
    }

    /// The courses, easier ones first: by the levels of their scenarios from the hardest down.
    #[must_use]
    pub fn courses_in_order(&self) -> Vec<(&CourseId, &Course)> {
        let levels = |course: &Course| {
            let found = course.scenarios.iter().filter_map(|id| self.get(id.as_str()));
            let mut levels: Vec<Level> = found.map(|entry| entry.script.scenario.level).collect();
            levels.sort_by_key(|level| Reverse(*level));
            levels
        };
        let mut courses: Vec<(&CourseId, &Course)> = self.courses.iter().collect();
        courses.sort_by_cached_key(|(_, course)| levels(course));
        courses
    }

    /// The scenarios in the order in which they are offered to a trainee: those of the easiest course as they come in it, then
    /// those of the next; those in no course by their level, then by their ids; and last those that follow from others.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Entry> {
        let courses = self.courses_in_order();
        let place = |entry: &&Entry| {
            let script = &entry.script;
            let in_course = courses
                .iter()
                .enumerate()
                .find_map(|(n, (_, course))| Some((n, course.scenarios.iter().position(|id| *id == script.id)?)));
            (script.is_follow_up(), in_course.unwrap_or((courses.len(), 0)), script.scenario.level)
        };
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        // Stable, and they are by their ids already.
        entries.sort_by_cached_key(place);
        entries
    }

    /// The village and the scenarios, as the town sees them. Scenarios that are only gone on with are not among them.
    #[must_use]
    pub fn setting(&self) -> Setting {
        let present = self.entries.values().filter(|entry| entry.origin != Origin::OpenPlay);
        Setting::new(&self.village, present.map(|entry| Arc::clone(&entry.script)))
    }

    /// The scenario with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }
}
