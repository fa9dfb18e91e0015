//! What the session tells playback: when the clock pauses, which text appears, and how long patience lasts.

use std::time::Duration;

use bevy::prelude::*;

use super::intents::FrameContext;
use super::state::Session;
use crate::encounter::{Status, TranscriptLine};
use crate::game::playback::{Clock, PlaybackSettings, PlaybackTick, TextReveal, Unfocused, reading_time};
use crate::game::schedule::AppSystems;
use crate::scenario::script::Body;
use crate::util::num::saturating_u32;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, update_playback.in_set(AppSystems::TickTimers).before(PlaybackTick));
}

/// Passes the settings on, and pauses the clock while history, a notice or the question for the trainee's own
/// answer is open, or the window has no focus.
fn update_playback(
    session: Res<Session>,
    reveal: Res<TextReveal>,
    unfocused: Res<Unfocused>,
    mut settings: ResMut<PlaybackSettings>,
    mut clock: ResMut<Clock>,
) {
    let text_at_once = session.settings.words_at_once || session.settings.reduce_motion;
    settings.set_if_neq(PlaybackSettings { text_at_once, captions: session.settings.captions });
    let is_asked = session.awaits_own_answer() && reveal.is_done();
    let history_open = session.play.as_ref().is_some_and(|play| play.history_open);
    let paused = unfocused.0 || history_open || session.notice.is_some() || is_asked;
    if clock.paused != paused {
        clock.paused = paused;
    }
}

/// How many words a text has.
fn count_words(text: &str) -> u32 {
    saturating_u32(text.split_whitespace().count())
}

impl Session {
    /// Starts the clock and the text of the current decision.
    pub(super) fn present_decision(&self, context: &mut FrameContext<'_>) {
        *context.clock = Clock { paused: context.clock.paused, ..Clock::default() };
        let Some(play) = &self.play else { return };
        let lines = play.latest_lines();
        *context.reveal = TextReveal::new(lines, |person, n| play.mood(person, n));
        let encounter = play.encounter();
        if encounter.status() != Status::Open {
            return;
        }
        let read = lines.iter().filter(|line| !matches!(line, TranscriptLine::Learnt(_)));
        let in_lines: u32 = read.map(|line| count_words(line.words())).sum();
        let in_offers: u32 = encounter.offers().map(|choice| count_words(choice.words.raw())).sum();
        context.clock.reading = reading_time(in_lines + in_offers);
        context.clock.silence = encounter.offers().position(|choice| choice.silence);
        self.set_patience(context.clock);
    }

    /// Sets the patience of the current decision: no limit with "No hurry", and where silence cannot be chosen.
    pub(super) fn set_patience(&self, clock: &mut Clock) {
        let beat = self.play.as_ref().map(|play| play.encounter().beat());
        let seconds = match beat.map(|beat| &beat.body) {
            Some(Body::Choices { patience, .. }) if !self.settings.no_hurry && clock.silence.is_some() => *patience,
            _ => 0,
        };
        clock.patience = (seconds > 0).then(|| Duration::from_secs(u64::from(seconds)));
    }
}
