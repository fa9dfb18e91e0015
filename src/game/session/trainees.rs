//! Trainees: who plays, how somebody new is added, and what they change about themselves.

use std::collections::BTreeMap;

use super::state::Session;
use super::town::TownState;
use crate::app::{AlikeTrainees, STAND_IN_NAME, TraineeError, TraineeMatch, another_trainee, find_trainee};
use crate::game::forms::ProfileForm;
use crate::game::intent::EncounterFilter;
use crate::game::screen::Screen;
use crate::record::{Profile, ProfileId, Progress, Summary};
use crate::scenario::id::{CourseId, ScenarioId};
use crate::util::text::one_line;

/// The trainees of this machine, and what is known of the current one.
#[derive(Debug, Default)]
pub struct Trainees {
    /// Everybody in the ledger.
    pub profiles: Vec<Profile>,
    /// What tells those apart who have the same or nearly the same name.
    pub distinctions: BTreeMap<ProfileId, String>,
    /// A name that was typed, and the people of the name, one of whom may have typed it.
    pub asked: Option<AlikeTrainees>,
    /// Who plays.
    pub current: Option<Profile>,
    /// The course that they follow: the one that they listed last, or that of their latest play in one.
    pub course: Option<CourseId>,
    /// Their best and last play of each scenario.
    pub summaries: BTreeMap<ScenarioId, Summary>,
    /// Their scores over all attempts; `None` where nobody plays or nothing is recorded.
    pub progress: Option<Progress>,
}

impl Trainees {
    /// What stands beside a person's name: what tells apart from others of the name, or else the team; may be empty.
    #[must_use]
    pub fn details(&self, profile: &Profile) -> String {
        let distinction = self.distinctions.get(&profile.id).cloned();
        distinction.or_else(|| profile.team.as_deref().map(one_line)).unwrap_or_default()
    }

    /// Whether the current trainee has completed a scenario.
    #[must_use]
    pub fn has_completed(&self, id: &ScenarioId) -> bool {
        self.summaries.get(id).is_some_and(|summary| summary.completed > 0)
    }
}

impl Session {
    /// The name by which people in a scenario call the trainee: a stand-in while nobody is signed in, as in a try-out.
    #[must_use]
    pub fn trainee_name(&self) -> &str {
        self.trainees.current.as_ref().map_or(STAND_IN_NAME, |profile| profile.name.as_str())
    }

    /// Lets a trainee of the list play.
    pub(super) fn select_profile(&mut self, id: &ProfileId) -> Option<Screen> {
        let profile = self.trainees.profiles.iter().find(|profile| profile.id == *id)?.clone();
        Some(self.sign_in(profile))
    }

    /// Lets a trainee of this name play, and adds them to the ledger if they are new. If people of the name are here, asks
    /// whether it is one of them. An empty name does nothing.
    pub(super) fn create_profile(&mut self, name: &str) -> Option<Screen> {
        let name = &one_line(name);
        if name.is_empty() {
            return None;
        }
        let now = self.now();
        let Some(ledger) = self.ledger() else {
            let id = ProfileId(String::new());
            return Some(self.sign_in(Profile { id, name: name.to_owned(), staff: None, team: None }));
        };
        match find_trainee(ledger, name) {
            Ok(TraineeMatch::Known(profile)) => Some(self.sign_in(profile)),
            Ok(TraineeMatch::Alike(alike)) => {
                self.trainees.asked = Some(alike);
                self.reload_records();
                None
            }
            Ok(TraineeMatch::New(name)) => {
                let added = ledger.add_profile(&name, &[], now);
                self.sign_in_added(added.map_err(TraineeError::from))
            }
            Err(error) => self.sign_in_added(Err(error)),
        }
    }

    /// Lets somebody play who is another than those of the name who are here.
    pub(super) fn create_namesake(&mut self, name: &str) -> Option<Screen> {
        let now = self.now();
        let added = another_trainee(self.ledger()?, name, now);
        self.sign_in_added(added)
    }

    fn sign_in_added(&mut self, added: Result<Profile, TraineeError>) -> Option<Screen> {
        match added {
            Ok(profile) => Some(self.sign_in(profile)),
            Err(error) => {
                self.notice = Some(format!("Your name could not be kept: {error}."));
                None
            }
        }
    }

    /// Changes the current trainee; an empty name changes nothing.
    pub(super) fn update_profile(&mut self, form: &ProfileForm) -> Option<Screen> {
        let typed = |text: &str| Some(one_line(text)).filter(|text| !text.is_empty());
        let mut changed = self.trainees.current.clone()?;
        changed.name = typed(&form.name)?;
        (changed.staff, changed.team) = (typed(&form.staff), typed(&form.team));
        let now = self.now();
        if let Some(ledger) = self.ledger()
            && let Err(error) = ledger.change_profile(&changed, now)
        {
            self.notice = Some(format!("The change could not be kept: {error}."));
            return None;
        }
        let home = self.sign_in(changed);
        Some(self.navigation.pop().unwrap_or(home))
    }

    fn sign_in(&mut self, profile: Profile) -> Screen {
        if self.trainees.current.is_none() {
            self.trainees.course = self.ledger().and_then(|ledger| ledger.latest_course(&profile).ok()?);
        }
        self.trainees.current = Some(profile);
        self.trainees.asked = None;
        self.reload_records();
        self.home()
    }

    /// Lets nobody play.
    pub(super) fn sign_out(&mut self) {
        (self.trainees.current, self.trainees.course) = (None, None);
        self.catalog.filter = EncounterFilter::All;
        self.town = TownState::default();
    }
}
