//! Navigation: where "back" leads from each screen, and what ends there.

use super::state::Session;
use crate::game::drafts::Drafts;
use crate::game::forms::{ExportForm, ProfileForm};
use crate::game::screen::Screen;

/// The screens from which those were opened that can be opened from anywhere.
#[derive(Debug, Default)]
pub(super) struct Navigation {
    screen_stack: Vec<Screen>,
    /// The list, if the brief was opened there; else it was in town.
    brief_opener: Option<Screen>,
}

impl Navigation {
    /// The screen to return to, which is taken from the stack.
    pub(super) fn pop(&mut self) -> Option<Screen> {
        self.screen_stack.pop()
    }

    /// Notes where a brief is opened, which is where "back" leads.
    pub(super) fn note_brief_opener(&mut self, from: Screen) {
        // From one brief to another the way back stays.
        if from == Screen::Brief {
            return;
        }
        self.brief_opener = Some(from).filter(|from| *from == Screen::SelectScenario);
    }

    /// Whether the brief was opened in the list.
    pub(super) fn is_brief_from_list(&self) -> bool {
        self.brief_opener == Some(Screen::SelectScenario)
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
    /// The town, or the list of encounters where there is none, or the list of trainees while nobody is signed in; the
    /// evening before, if a day has ended.
    Home,
    /// Where the brief was opened.
    BriefOpener,
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

/// Which of two ways back a screen has.
#[derive(Clone, Copy, Debug)]
struct Situation {
    /// Whether a file is tried out.
    is_tryout: bool,
    /// Whether there is a town.
    has_town: bool,
}

/// One row per screen, and one more where it differs for a try-out, or where there is no town.
const fn back_from(screen: Screen, situation: Situation) -> (Target, Ends) {
    let Situation { is_tryout, has_town } = situation;
    match (screen, is_tryout) {
        (Screen::Title, _) => (Target::Stay, Ends::Nothing),
        (Screen::SelectProfile, _) => (Target::To(Screen::Title), Ends::Nothing),
        (Screen::SelectScenario, _) if has_town => (Target::To(Screen::Town), Ends::Nothing),
        (Screen::Town | Screen::SelectScenario, _) => (Target::To(Screen::SelectProfile), Ends::SignIn),
        (Screen::Brief, true) => (Target::To(Screen::Import), Ends::Tryout),
        (Screen::Encounter | Screen::Debrief, true) => (Target::To(Screen::Brief), Ends::Play),
        (Screen::Brief, false) => (Target::BriefOpener, Ends::Nothing),
        (Screen::Encounter, false) => (Target::Home, Ends::Play),
        (Screen::Debrief, false) | (Screen::Evening, _) => (Target::Home, Ends::Nothing),
        (Screen::LookBack, _) => (Target::To(Screen::Debrief), Ends::Nothing),
        (
            Screen::EditProfile
            | Screen::WhoKnowsWhom
            | Screen::YourWord
            | Screen::NewSeason
            | Screen::Menu
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
            Screen::WhoKnowsWhom => self.town.open_map(),
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
        let situation = Situation { is_tryout: self.catalog.tryout.is_some(), has_town: self.town.view.is_some() };
        let (target, ends) = back_from(from, situation);
        match ends {
            Ends::Nothing => {}
            Ends::SignIn => self.sign_out(),
            Ends::Play => self.play = None,
            Ends::Tryout => self.catalog.tryout = None,
        }
        let opener = if target == Target::Opener { self.navigation.pop() } else { None };
        if target != Target::Stay && opener.is_none() {
            self.reload_records();
        }
        match target {
            Target::Stay => from,
            Target::To(screen) => screen,
            Target::Home => self.home_or_evening(),
            Target::BriefOpener => self.navigation.brief_opener.unwrap_or_else(|| self.home()),
            Target::Opener => opener.unwrap_or_else(|| self.home()),
        }
    }

    /// Where one is when nothing else is open: the town, or the list where there is none, or the question who plays.
    #[must_use]
    pub(super) const fn home(&self) -> Screen {
        match (&self.trainees.current, &self.town.view) {
            (None, _) => Screen::SelectProfile,
            (Some(_), None) => Screen::SelectScenario,
            (Some(_), Some(_)) => Screen::Town,
        }
    }

    /// The same, or the evening before, if a day has ended.
    fn home_or_evening(&mut self) -> Screen {
        let home = self.home();
        if home == Screen::Town && std::mem::take(&mut self.town.has_unseen_evening) {
            self.town.shows_whole_evening = false;
            return Screen::Evening;
        }
        home
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_back_often_enough_leads_to_the_title_from_every_screen() {
        for (is_tryout, has_town) in [(false, false), (false, true), (true, false), (true, true)] {
            for screen in Screen::ALL {
                let mut at = screen;
                let mut situation = Situation { is_tryout, has_town };
                let mut steps = 0;
                while at != Screen::Title {
                    let (target, ends) = back_from(at, situation);
                    situation.is_tryout &= ends != Ends::Tryout;
                    at = match target {
                        Target::Stay => panic!("nothing leads back from {at:?}"),
                        Target::To(to) => to,
                        Target::Home if has_town => Screen::Town,
                        Target::Home | Target::BriefOpener | Target::Opener => Screen::SelectScenario,
                    };
                    steps += 1;
                    assert!(steps <= Screen::ALL.len(), "the way back from {screen:?} is a circle");
                }
            }
        }
    }
}
