//! People: who plays, how somebody new joins, and what they change about themselves.

use bevy::platform::cell::SyncCell;

use super::Session;
use crate::game::intent::{Card, Screen};
use crate::record::{Profile, ProfileId};

impl Session {
    pub(super) fn join(&mut self, name: &str) -> Option<Screen> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let now = self.now();
        let Some(ledger) = self.ledger.as_mut().map(SyncCell::get) else {
            let id = ProfileId(String::new());
            return Some(self.be(Profile { id, name: name.to_owned(), staff: None, team: None }));
        };
        let joined = ledger.profile(name, now).and_then(|profile| ledger.add_profile(&profile, now));
        match joined {
            Ok(profile) => Some(self.be(profile)),
            Err(error) => {
                self.notice = Some(format!("Your name could not be kept: {error}."));
                None
            }
        }
    }

    pub(super) fn be(&mut self, profile: Profile) -> Screen {
        self.profile = Some(profile);
        self.refresh();
        Screen::Choose
    }

    /// Name, staff number and team as they were typed; an empty name changes nothing.
    pub(super) fn change(&mut self, card: &Card) -> Option<Screen> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut changed = self.profile.clone()?;
        changed.name = given(&card.name)?;
        (changed.staff, changed.team) = (given(&card.staff), given(&card.team));
        let now = self.now();
        if let Some(ledger) = self.ledger.as_mut().map(SyncCell::get)
            && let Err(error) = ledger.change_profile(&changed, now)
        {
            self.notice = Some(format!("The change could not be kept: {error}."));
            return None;
        }
        Some(self.be(changed))
    }
}
