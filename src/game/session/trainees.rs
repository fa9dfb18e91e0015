//! Trainees: who plays, how somebody new is added, and what they change about themselves.

use std::collections::BTreeMap;

use super::state::Session;
use crate::app::trainee_named;
use crate::game::forms::ProfileForm;
use crate::game::screen::Screen;
use crate::record::{Profile, ProfileId, Progress, Summary};
use crate::scenario::id::ScenarioId;
use crate::util::text::one_line;

/// The trainees of this machine, and what is known of the current one.
#[derive(Debug, Default)]
pub struct Trainees {
    /// Everybody in the ledger.
    pub profiles: Vec<Profile>,
    /// Who plays.
    pub current: Option<Profile>,
    /// Their best and last play of each scenario.
    pub summaries: BTreeMap<ScenarioId, Summary>,
    /// Their scores over all attempts; `None` where nobody plays or nothing is recorded.
    pub progress: Option<Progress>,
}

impl Trainees {
    /// Whether the current trainee has completed a scenario.
    #[must_use]
    pub fn has_completed(&self, id: &ScenarioId) -> bool {
        self.summaries.get(id).is_some_and(|summary| summary.completed > 0)
    }
}

impl Session {
    /// The name of the current trainee; "you" for nobody.
    #[must_use]
    pub fn trainee_name(&self) -> &str {
        self.trainees.current.as_ref().map_or("you", |profile| profile.name.as_str())
    }

    /// Lets a trainee of the list play.
    pub(super) fn select_profile(&mut self, id: &ProfileId) -> Option<Screen> {
        let profile = self.trainees.profiles.iter().find(|profile| profile.id == *id)?.clone();
        Some(self.sign_in(profile))
    }

    /// Lets a trainee of this name play, and adds them to the ledger if they are new. An empty name does nothing.
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
        let added = trainee_named(ledger, name, now).and_then(|profile| Ok(ledger.add_profile(&profile, now)?));
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
        self.trainees.current = Some(profile);
        self.reload_records();
        Screen::SelectScenario
    }
}
