//! Navigation: where "back" leads from each screen, and what ends there.

use super::state::Session;
use crate::game::drafts::Drafts;
use crate::game::forms::{ExportForm, ProfileForm};
use crate::game::screen::Screen;

/// The screens from which those were opened that can be opened from anywhere.
#[derive(Debug, Default)]
pub(super) struct Navigation {
    screen_stack: Vec<Screen>,
}

impl Navigation {
    /// The screen to return to, which is taken from the stack.
    pub(super) fn pop(&mut self) -> Option<Screen> {
        self.screen_stack.pop()
    }

    /// Forgets the way back.
    pub(super) fn clear(&mut self) {
        self.screen_stack.clear();
    }
}

/// Where "back" leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// Nowhere.
    Stay,
    /// This screen.
    To(Screen),
    /// The list of encounters, or the list of trainees while nobody is signed in.
    Home,
    /// The screen from which the current one was opened.
    Opener,
}

/// What ends when a screen is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Nothing,
    /// The trainee is signed out.
    SignIn,
    /// The play is left. What was decided is in the ledger; a try-out begins again.
    Play,
    /// The try-out is over.
    Tryout,
}

/// One row per screen, and one more where it differs for a try-out.
const fn back_from(screen: Screen, is_tryout: bool) -> (Target, Ends) {
    match (screen, is_tryout) {
        (Screen::Title, _) => (Target::Stay, Ends::Nothing),
        (Screen::SelectProfile, _) => (Target::To(Screen::Title), Ends::Nothing),
        (Screen::SelectScenario, _) => (Target::To(Screen::SelectProfile), Ends::SignIn),
        (Screen::Brief, true) => (Target::To(Screen::Import), Ends::Tryout),
        (Screen::Encounter | Screen::Debrief, true) => (Target::To(Screen::Brief), Ends::Play),
        (Screen::Encounter, false) => (Target::Home, Ends::Play),
        (Screen::Brief | Screen::Debrief, false) => (Target::Home, Ends::Nothing),
        (Screen::LookBack, _) => (Target::To(Screen::Debrief), Ends::Nothing),
        (
            Screen::EditProfile
            | Screen::Transcript
            | Screen::Progress
            | Screen::Import
            | Screen::Records
            | Screen::Settings
            | Screen::Credits
            | Screen::Help,
            _,
        ) => (Target::Opener, Ends::Nothing),
    }
}

impl Session {
    /// Opens a screen, and prepares the drafts it shows.
    pub(super) fn go_to(&mut self, to: Screen, from: Screen, drafts: &mut Drafts) -> Screen {
        match to {
            Screen::Import => self.import = None,
            Screen::EditProfile => {
                drafts.profile = self.trainees.current.as_ref().map(ProfileForm::from).unwrap_or_default();
            }
            Screen::Records => {
                self.export_jobs.last_result = None;
                self.export_jobs.is_open = false;
                drafts.coach_word.clear();
                drafts.export = ExportForm { folder: self.exports_folder(), ..ExportForm::default() };
                drafts.person_search.clear();
                self.reload_records();
            }
            _ => {}
        }
        if to != from {
            self.navigation.screen_stack.push(from);
        }
        to
    }

    /// Goes back; the screen to show.
    pub(super) fn go_back(&mut self, from: Screen) -> Screen {
        if from == Screen::SelectProfile && self.trainees.asked.take().is_some() {
            return from;
        }
        if from == Screen::Encounter {
            if let Some(play) = self.play.as_mut().filter(|play| play.history_open) {
                play.history_open = false;
                return from;
            }
            // A completed play is not lost by a key that came too early: its debrief follows.
            if let Some(to) = self.open_debrief() {
                return to;
            }
        }
        let (target, ends) = back_from(from, self.catalog.tryout.is_some());
        match ends {
            Ends::Nothing => {}
            Ends::SignIn => self.trainees.current = None,
            Ends::Play => self.play = None,
            Ends::Tryout => self.catalog.tryout = None,
        }
        let opener = if target == Target::Opener { self.navigation.pop() } else { None };
        if target != Target::Stay && opener.is_none() {
            self.reload_records();
        }
        let home = if self.trainees.current.is_some() { Screen::SelectScenario } else { Screen::SelectProfile };
        match target {
            Target::Stay => from,
            Target::To(screen) => screen,
            Target::Home => home,
            Target::Opener => opener.unwrap_or(home),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_back_often_enough_leads_to_the_title_from_every_screen() {
        for is_tryout in [false, true] {
            for screen in Screen::ALL {
                let mut at = screen;
                let mut is_tryout = is_tryout;
                let mut steps = 0;
                while at != Screen::Title {
                    let (target, ends) = back_from(at, is_tryout);
                    is_tryout &= ends != Ends::Tryout;
                    at = match target {
                        Target::Stay => panic!("nothing leads back from {at:?}"),
                        Target::To(to) => to,
                        Target::Home | Target::Opener => Screen::SelectScenario,
                    };
                    steps += 1;
                    assert!(steps <= Screen::ALL.len(), "the way back from {screen:?} is a circle");
                }
            }
        }
    }
}
