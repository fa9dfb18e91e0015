//! The encounters: the library, which of it is listed, and which encounter is selected.

use std::sync::Arc;

use super::state::Session;
use crate::app::TryOut;
use crate::files::DataPaths;
use crate::game::intent::EncounterFilter;
use crate::game::screen::Screen;
use crate::library::{Library, Origin};
use crate::record::{Advice, FromCourse, advice};
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scenario::script::Script;
use crate::town::Setting;

/// The encounters, and which of them is selected.
#[derive(Debug)]
pub struct Catalog {
    /// The scenarios that can be played, and the faults of those that cannot.
    pub library: Library,
    /// Which encounters are listed.
    pub filter: EncounterFilter,
    /// The encounter that is selected.
    pub selected: Option<ScenarioId>,
    /// The scenario file that is tried out in its place.
    pub tryout: Option<ActiveTryOut>,
}

/// A scenario file that is tried out: nothing of it is recorded.
#[derive(Debug)]
pub struct ActiveTryOut {
    /// The file; it is read again when it is saved.
    pub source: TryOut,
    /// The last version of it that can be played.
    pub script: Arc<Script>,
    /// Whether the file could not be played when it was last saved.
    pub is_broken: bool,
}

impl Catalog {
    /// Reads the library.
    pub(super) fn load(places: &DataPaths) -> Self {
        Self { library: Library::load(places), filter: EncounterFilter::All, selected: None, tryout: None }
    }

    /// The script of the try-out or of the selected encounter.
    #[must_use]
    pub fn selected_script(&self) -> Option<&Arc<Script>> {
        if let Some(tryout) = &self.tryout {
            return Some(&tryout.script);
        }
        let entry = self.library.get(self.selected.as_ref()?.as_str())?;
        Some(&entry.script)
    }

    /// The course that is listed.
    pub(super) const fn course(&self) -> Option<&CourseId> {
        if let EncounterFilter::Course(id) = &self.filter { Some(id) } else { None }
    }
}

impl Session {
    /// The script of the try-out or of the selected encounter.
    #[must_use]
    pub fn selected_script(&self) -> Option<&Arc<Script>> {
        self.catalog.selected_script()
    }

    /// Whether the trainee has an open play of the selected encounter.
    #[must_use]
    pub fn can_resume(&self) -> bool {
        let is_open = |id| self.trainees.summaries.get(id).is_some_and(|summary| summary.open);
        self.catalog.tryout.is_none() && self.catalog.selected.as_ref().is_some_and(is_open)
    }

    /// The village and the library, as the town sees them; `None` where a file is tried out.
    pub(super) fn setting(&self) -> Option<Arc<Setting>> {
        self.catalog.tryout.is_none().then(|| Arc::new(self.catalog.library.setting()))
    }

    /// Whether the selected encounter can only be gone on with, since its file has errors now, or is gone.
    #[must_use]
    pub fn is_only_resumable(&self) -> bool {
        let selected = self.catalog.selected.as_ref().and_then(|id| self.catalog.library.get(id.as_str()));
        self.catalog.tryout.is_none() && selected.is_some_and(|entry| entry.origin == Origin::OpenPlay)
    }

    /// What the trainee should practise next, and why.
    #[must_use]
    pub fn advice(&self) -> Option<Advice> {
        let scripts = self.catalog.library.in_order().into_iter().map(|entry| &entry.script);
        let trains = scripts.map(|script| (&script.id, script.scenario.trains.as_slice()));
        advice(self.trainees.progress.as_ref()?, trains, &|id| self.trainees.has_completed(id))
    }

    /// Lists other encounters; a course that is listed is the one that the trainee follows from then on.
    pub(super) fn set_filter(&mut self, filter: &EncounterFilter) {
        self.catalog.filter = filter.clone();
        if let EncounterFilter::Course(id) = filter {
            self.trainees.course = Some(id.clone());
        }
        self.reload_town();
    }

    /// The course in which the selected encounter is played, if it is in it: from the list the one that is listed, from the
    /// town the one that the trainee follows. One that begins with nothing remembered has no place in town.
    pub(super) fn course_of_selected(&self) -> Option<FromCourse> {
        let from_list = self.navigation.is_brief_from_list();
        let course = if from_list { self.catalog.course() } else { self.trainees.course.as_ref() };
        let found = self.catalog.library.from_course(course?, self.catalog.selected.as_ref()?)?;
        Some(found).filter(|course| from_list || !course.fresh)
    }

    /// Whether the selected encounter is played in a course that begins with nothing remembered: the town does not follow it.
    #[must_use]
    pub fn is_fresh_course(&self) -> bool {
        self.course_of_selected().is_some_and(|course| course.fresh)
    }

    /// Selects an encounter of the library and shows its brief; without a trainee, asks who plays.
    pub(super) fn open_scenario(&mut self, id: &ScenarioId, from: Screen) -> Screen {
        if self.trainees.current.is_none() {
            return Screen::SelectProfile;
        }
        self.catalog.tryout = None;
        self.catalog.selected = Some(id.clone());
        self.navigation.note_brief_opener(from);
        Screen::Brief
    }

    /// Reads the library again.
    pub(super) fn reload_library(&mut self) {
        self.catalog.library = Library::load(&self.environment.places);
        self.add_open_plays();
        self.reload_town();
    }
}
