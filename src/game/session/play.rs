//! Playing: turns intents into calls of the play session, and its errors into notices.

use std::sync::Arc;

use super::active_play::ActivePlay;
use super::intents::FrameContext;
use super::play_result::PlayResult;
use super::state::Session;
use crate::app::{NOT_OPEN_NOTICE, PlayOrigin, PlaySession, STUCK_NOTICE, StartRequest};
use crate::encounter::Status;
use crate::game::playback::Sound;
use crate::game::screen::Screen;
use crate::record::Reflection;
use crate::scenario::model::{Channel, Outcome};

impl Session {
    /// Starts the selected encounter.
    pub(super) fn start(&mut self, context: &mut FrameContext<'_>) -> Option<Screen> {
        let script = Arc::clone(self.selected_script()?);
        if self.is_only_resumable() {
            return None;
        }
        let origin = if self.catalog.tryout.is_some() {
            PlayOrigin::TryOut { record: false }
        } else {
            PlayOrigin::Library { course: self.course_of_selected() }
        };
        let (seed, no_hurry) = ((self.environment.seed)(), self.settings.no_hurry);
        let request = StartRequest { script, origin, seed, no_hurry, setting: self.setting() };
        let (now, profile) = (self.now(), self.trainees.current.clone());
        let started = PlaySession::start(request, self.ledger().zip(profile.as_ref()), now);
        if let Some(error) = started.memory_error {
            self.notice = Some(format!("What people remember cannot be read: {error}."));
        }
        if started.is_not_open {
            self.notice = Some(NOT_OPEN_NOTICE.to_owned());
        }
        if started.session.encounter().beat().channel == Channel::Phone {
            context.sounds.extend([Sound::Ring, Sound::PickUp]);
        }
        let screen = self.begin_play(started.session);
        self.present_decision(context);
        screen
    }

    /// Resumes the open play of the selected encounter.
    pub(super) fn resume(&mut self, context: &mut FrameContext<'_>) -> Option<Screen> {
        let (profile, id) = (self.trainees.current.clone()?, self.catalog.selected.clone()?);
        let setting = self.setting();
        match PlaySession::resume(self.ledger()?, &profile, &id, setting) {
            Ok(Some(session)) => self.continue_play(session, context),
            Ok(None) => {
                self.reload_records();
                None
            }
            Err(error) => {
                self.notice = Some(format!("This play cannot be resumed: {error}. You can start it again."));
                None
            }
        }
    }

    /// Tries a turn of the completed play again, as practice.
    pub(super) fn retry_turn(&mut self, turn: usize, context: &mut FrameContext<'_>) -> Option<Screen> {
        let (now, no_hurry) = (self.now(), self.settings.no_hurry);
        let mut session = self.play.take()?.session;
        session.try_again(turn, no_hurry, self.ledger(), now);
        self.continue_play(session, context)
    }

    /// Makes a session the current play; the screen to show.
    fn begin_play(&mut self, session: PlaySession) -> Option<Screen> {
        self.play = Some(ActivePlay::new(session, self.trainee_name()));
        self.update_status()
    }

    /// The same for a session of which the trainee has read the latest lines before.
    pub(super) fn continue_play(&mut self, session: PlaySession, context: &mut FrameContext<'_>) -> Option<Screen> {
        let screen = self.begin_play(session);
        self.present_decision(context);
        context.reveal.finish();
        screen
    }

    /// Records the trainee's own answer, if there is one; the replies are shown from now on.
    pub(super) fn submit_own_answer(&mut self, words: &str) {
        let now = self.now();
        let Some(mut play) = self.play.take() else { return };
        play.has_answered = true;
        let words = words.trim().to_owned();
        if !words.is_empty() {
            let reflection = Reflection::Framed { turn: play.encounter().decisions(), words };
            if let Err(error) = play.session.add_reflection(reflection, self.ledger(), now) {
                self.notice = Some(format!("Your own words could not be kept: {error}."));
            }
        }
        self.play = Some(play);
    }

    /// Whether the trainee is asked for an own answer before the replies are shown.
    #[must_use]
    pub fn awaits_own_answer(&self) -> bool {
        let waits = |play: &ActivePlay| !play.has_answered && play.encounter().status() == Status::Open;
        self.settings.say_first && self.play.as_ref().is_some_and(waits)
    }

    /// Takes the choice at this position among those on offer; `ran_out` if patience has run out.
    pub(super) fn choose(&mut self, offer: usize, ran_out: bool, context: &mut FrameContext<'_>) -> Option<Screen> {
        let (now, you) = (self.now(), self.trainee_name().to_owned());
        let mut play = self.play.take_if(|play| offer < play.encounter().offers().len())?;
        let channel = play.encounter().beat().channel;
        if let Err(error) = play.choose(offer, context.clock.milliseconds(), self.ledger(), now, &you) {
            self.notice = Some(format!("This turn could not be kept: {error}."));
        }
        if ran_out {
            play.say_patience_ran_out();
        }
        context.sounds.push(Sound::Tick);
        match play.outcome() {
            Some(Outcome::Lost) if channel == Channel::Phone => context.sounds.push(Sound::Drop),
            Some(_) => context.sounds.push(Sound::Done),
            None => {}
        }
        self.play = Some(play);
        let screen = self.update_status();
        self.present_decision(context);
        screen
    }

    /// Reacts to the status of the encounter; the screen to show.
    fn update_status(&mut self) -> Option<Screen> {
        let you = self.trainee_name().to_owned();
        let play = self.play.as_mut()?;
        match play.encounter().status() {
            Status::Open => Some(Screen::Encounter),
            Status::Completed => {
                play.result = Some(PlayResult::new(play.encounter(), &you));
                self.town.has_unseen_evening |= play.session().town_part().is_some_and(|part| part.evening.is_some());
                self.reload_records();
                Some(Screen::Encounter)
            }
            Status::Stuck | Status::Abandoned => {
                self.play = None;
                self.notice = Some(STUCK_NOTICE.into());
                self.reload_records();
                Some(self.home())
            }
        }
    }
}
