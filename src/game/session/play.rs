//! Playing: how an encounter is started, gone on with, decided, ended and tried again.

use std::sync::Arc;
use std::time::Duration;

use bevy::platform::cell::SyncCell;

use super::{Moment, Session};
use crate::analysis::random_play;
use crate::encounter::{Decision, Encounter, Memory, Said, Status, said};
use crate::game::clock::{Clock, reading_time};
use crate::game::intent::Screen;
use crate::game::reveal::Reveal;
use crate::game::sound::Sound;
use crate::ledger::OpenPlay;
use crate::record::{PlaySource, Reflection};
use crate::scenario::id::ChoiceId;
use crate::scenario::model::{Channel, Mood, Outcome};
use crate::scenario::script::{Beat, Body, PersonIx};
use crate::scoring::Baseline;
use crate::scoring::debrief::{self, Led, Turn};

/// A play in the window.
pub struct Playing {
    /// Where it stands.
    pub encounter: Encounter,
    /// How it is kept; `None` for a try-out, and where nothing can be kept.
    pub play: Option<OpenPlay>,
    /// Everything that was said, in order; each entry is one decision's worth.
    pub said: Vec<Vec<Said>>,
    /// Rapport before the last decision, with whom it was about.
    before: u8,
    /// How many people came to see the thread while the trainee thought; shown, never scored.
    pub came: u64,
    /// Whether the replies to the present decision may be seen.
    pub framed: bool,
    /// What the trainee noted.
    pub remarks: Vec<Reflection>,
    /// What came of it, once it is completed.
    pub result: Option<Aftermath>,
}

/// What came of a completed play.
pub struct Aftermath {
    /// Turn by turn.
    pub turns: Vec<Turn>,
    /// Random play.
    pub baseline: Baseline,
    /// Rapport before each turn and at the end.
    pub rapport: Vec<u8>,
    /// What each turn led to, and what the best reply would have, where there was a better one.
    pub led: Vec<(Option<Led>, Option<Led>)>,
}

impl Playing {
    /// What was said since the last decision.
    #[must_use]
    pub fn present(&self) -> &[Said] {
        self.said.last().map_or(&[], Vec::as_slice)
    }

    /// Somebody's mood before the `n`th thing that was said since the last decision.
    #[must_use]
    pub fn mood(&self, person: PersonIx, n: usize) -> Mood {
        let (present, before) = match self.said.split_last() {
            Some((present, before)) => (present.as_slice(), before),
            None => (&[][..], &[][..]),
        };
        let shown = before.iter().flatten().chain(&present[..n.min(present.len())]);
        let mut felt = shown.filter_map(|said| match said {
            Said::Mood(by, mood) if *by == person => Some(*mood),
            _ => None,
        });
        felt.next_back().unwrap_or(self.encounter.script().person(person).mood)
    }

    /// The beat one sees after `begun` parts of what was said since the last decision: while an answer still
    /// appears, one is where it is given.
    #[must_use]
    pub fn beat(&self, begun: usize) -> &Beat {
        let Some((present, before)) = self.said.split_last() else { return self.encounter.beat() };
        let mut beats =
            before.iter().flatten().chain(&present[..begun.min(present.len())]).filter_map(|said| match said {
                Said::At(beat) => Some(*beat),
                _ => None,
            });
        // Before anything has begun one is where the first line is said.
        let first = || present.iter().find_map(|said| if let Said::At(beat) = said { Some(*beat) } else { None });
        beats
            .next_back()
            .or_else(first)
            .map_or_else(|| self.encounter.beat(), |beat| self.encounter.script().beat(beat))
    }

    /// Rapport with whoever is seen: as it was while the answer still appears, then as it is.
    #[must_use]
    pub fn rapport(&self, reveal: &Reveal) -> u8 {
        let with = self.beat(reveal.begun()).with;
        if reveal.is_done() { self.encounter.state().rapport(with) } else { self.before }
    }

    /// How it ended, once it did.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match self.encounter.beat().body {
            Body::End { outcome, .. } => Some(outcome),
            _ => None,
        }
    }

    /// The trainee's own words for a turn, if they framed some.
    #[must_use]
    pub fn own_words(&self, turn: usize) -> Option<&str> {
        let mut words = self.remarks.iter().rev().filter_map(|remark| match remark {
            Reflection::Framed { turn: at, words } if *at == turn => Some(words.as_str()),
            _ => None,
        });
        words.next()
    }

    /// The turn the trainee would take back, if they said so.
    #[must_use]
    pub fn taken_back(&self) -> Option<usize> {
        let mut turns = self.remarks.iter().filter_map(|remark| match remark {
            Reflection::TakeBack { turn } => Some(*turn),
            Reflection::Framed { .. } => None,
        });
        turns.next_back().flatten()
    }
}

impl Session {
    pub(super) fn start(&mut self, moment: &mut Moment<'_>) -> Option<Screen> {
        let script = Arc::clone(self.script()?);
        let now = self.now();
        let mut memory = Memory::default();
        let mut play = None;
        let keeps = self.trying.is_none();
        if let (Some(ledger), Some(profile)) = (self.ledger.as_mut().map(SyncCell::get), &self.profile) {
            match ledger.memory(profile, false) {
                Ok(remembered) => memory = remembered,
                Err(error) => self.notice = Some(format!("What people remember cannot be read: {error}.")),
            }
            if keeps {
                let mut begun = ledger.begin(profile, PlaySource::Play, now);
                begun.no_hurry = self.settings.no_hurry;
                begun.course = self.course().and_then(|course| self.library.from_course(course, &script.id));
                play = Some(begun);
            }
        }
        let encounter = Encounter::start(script, (self.setting.seed)(), memory);
        if encounter.beat().channel == Channel::Phone {
            moment.cues.extend([Sound::Ring, Sound::PickUp]);
        }
        let screen = self.play(encounter, play, Vec::new());
        self.present(moment);
        screen
    }

    pub(super) fn go_on(&mut self, moment: &mut Moment<'_>) -> Option<Screen> {
        let (Some(ledger), Some(profile), Some(id)) =
            (self.ledger.as_mut().map(SyncCell::get), &self.profile, &self.looked_at)
        else {
            return None;
        };
        match ledger.resume(profile, id) {
            Ok(Some(resumed)) => {
                let remarks = ledger.remarks(&resumed.play.id).unwrap_or_else(|error| {
                    self.notice =
                        Some(format!("What you noted before cannot be read: {error}. The play itself is whole."));
                    Vec::new()
                });
                let screen = self.play(resumed.encounter, Some(resumed.play), remarks);
                self.present(moment);
                // It was read before.
                moment.reveal.finish();
                screen
            }
            Ok(None) => {
                self.refresh();
                None
            }
            Err(error) => {
                self.notice = Some(format!("This play cannot be gone on with: {error}. You can start it again."));
                None
            }
        }
    }

    /// Before turn `turn` of the play that was completed, as practice.
    pub(super) fn begin_retry(&mut self, turn: usize, moment: &mut Moment<'_>) -> Option<Screen> {
        let now = self.now();
        let mut playing = self.playing.take()?;
        playing.encounter.rewind(turn);
        let kept = playing.play.is_some();
        // What was noted about the turns that stay belongs to the new play, too.
        let stays = |remark: &Reflection| matches!(remark, Reflection::Framed { turn: at, .. } if *at < turn);
        playing.remarks.retain(stays);
        let play = match (self.ledger.as_mut().map(SyncCell::get), &self.profile) {
            (Some(ledger), Some(profile)) if kept => {
                let mut again = ledger.begin_retry(profile, now);
                again.no_hurry = self.settings.no_hurry;
                playing.remarks.iter().for_each(|remark| again.remark(remark.clone()));
                Some(again)
            }
            _ => None,
        };
        let screen = self.play(playing.encounter, play, playing.remarks);
        self.present(moment);
        moment.reveal.finish();
        screen
    }

    pub(super) fn play(
        &mut self,
        encounter: Encounter,
        play: Option<OpenPlay>,
        remarks: Vec<Reflection>,
    ) -> Option<Screen> {
        let said = retold(&encounter, self.you());
        let before = encounter.state().rapport(encounter.beat().with);
        let came = came(&encounter);
        self.history = false;
        self.step = 0;
        self.playing = Some(Playing { encounter, play, said, before, came, framed: false, remarks, result: None });
        self.after()
    }

    /// The trainee's own answer; the replies show from now on.
    pub(super) fn frame(&mut self, words: &str) {
        let Some(playing) = &mut self.playing else { return };
        playing.framed = true;
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let remark = Reflection::Framed { turn: playing.encounter.decisions(), words: words.to_owned() };
        if let Some(play) = &mut playing.play {
            play.remark(remark.clone());
        }
        playing.remarks.push(remark);
    }

    /// Whether the trainee is asked for words of their own before the replies show.
    #[must_use]
    pub fn is_framing(&self) -> bool {
        self.settings.say_first
            && self
                .playing
                .as_ref()
                .is_some_and(|playing| !playing.framed && playing.encounter.status() == Status::Open)
    }

    pub(super) fn take(&mut self, shown: usize, moment: &mut Moment<'_>) -> Option<Screen> {
        let now = self.now();
        let you = self.you().to_owned();
        let playing = self.playing.as_mut()?;
        if shown >= playing.encounter.offers().len() {
            return None;
        }
        let before = playing.encounter.beat().channel;
        playing.came += spread(playing.encounter.beat().spread, moment.clock.milliseconds());
        playing.before = playing.encounter.state().rapport(playing.encounter.beat().with);
        playing.encounter.act_at(shown, moment.clock.milliseconds());
        if let (Some(ledger), Some(play)) = (self.ledger.as_mut().map(SyncCell::get), &mut playing.play)
            && let Err(error) = ledger.record(play, &playing.encounter, now)
        {
            self.notice = Some(format!("This turn could not be kept: {error}."));
        }
        playing.said.push(said(&playing.encounter, &you));
        playing.framed = false;
        moment.cues.push(Sound::Tick);
        if playing.outcome() == Some(Outcome::Lost) && before == Channel::Phone {
            moment.cues.push(Sound::Drop);
        } else if playing.outcome().is_some() {
            moment.cues.push(Sound::Done);
        }
        let screen = self.after();
        self.present(moment);
        screen
    }

    /// Where the play goes after something happened.
    fn after(&mut self) -> Option<Screen> {
        let you = self.you().to_owned();
        let playing = self.playing.as_mut()?;
        match playing.encounter.status() {
            Status::Completed => {
                let turns = debrief::turns(&playing.encounter, &you);
                let led = |turn: usize, reply: &ChoiceId| debrief::led_to(&playing.encounter, turn, reply, &you);
                let chosen = playing.encounter.choices().zip(&turns).enumerate();
                let led = chosen
                    .map(|(n, (chosen, turn))| (led(n, chosen), turn.best.as_ref().and_then(|best| led(n, &best.id))));
                playing.result = Some(Aftermath {
                    led: led.collect(),
                    turns,
                    baseline: random_play(playing.encounter.script()),
                    rapport: debrief::rapport_over_turns(&playing.encounter),
                });
                self.refresh();
                Some(Screen::Encounter)
            }
            Status::Stuck | Status::Abandoned => {
                self.playing = None;
                self.notice = Some(
                    "This encounter has come to a place with no way on. That is the scenario's fault, not yours."
                        .into(),
                );
                self.refresh();
                Some(Screen::Choose)
            }
            Status::Open => Some(Screen::Encounter),
        }
    }

    /// After the last words: to the debrief, by way of the question which line one would take back.
    pub(super) fn finish(&mut self) -> Option<Screen> {
        let playing = self.playing.as_ref()?;
        let turns = &playing.result.as_ref()?.turns;
        // The first turn with something better on offer is the one worth looking at.
        self.step = turns.iter().position(|turn| turn.best.is_some()).unwrap_or(0);
        let asked = self.settings.look_back && !turns.is_empty();
        Some(if asked { Screen::LookBack } else { Screen::Debrief })
    }

    pub(super) fn take_back(&mut self, turn: Option<usize>) -> Option<Screen> {
        let now = self.now();
        let playing = self.playing.as_mut()?;
        let remark = Reflection::TakeBack { turn };
        playing.remarks.push(remark.clone());
        if let Some(turn) = turn {
            self.step = turn;
        }
        if let (Some(ledger), Some(play)) = (self.ledger.as_mut().map(SyncCell::get), &playing.play)
            && let Err(error) = ledger.remark(&play.id, remark, now)
        {
            self.notice = Some(format!("What you would take back could not be kept: {error}."));
        }
        Some(Screen::Debrief)
    }

    /// Starts the clock and the words of the present decision.
    pub(super) fn present(&self, moment: &mut Moment<'_>) {
        let standing = moment.clock.standing;
        *moment.clock = Clock { standing, ..Clock::default() };
        let Some(playing) = &self.playing else { return };
        *moment.reveal = Reveal::of(playing.present());
        if playing.encounter.status() != Status::Open {
            return;
        }
        let count = |text: &str| u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
        let told = playing.present().iter().filter(|said| !matches!(said, Said::Noted(_)));
        let lines: u32 = told.map(|said| count(said.words())).sum();
        let replies: u32 = playing.encounter.offers().map(|choice| count(choice.words.raw())).sum();
        moment.clock.reading = reading_time(lines + replies);
        moment.clock.silence = playing.encounter.offers().position(|choice| choice.silence);
        self.hurry(moment.clock);
    }

    /// Gives the clock the patience of the present decision, or none where there is no hurry.
    pub(super) fn hurry(&self, clock: &mut Clock) {
        let beat = self.playing.as_ref().map(|playing| playing.encounter.beat());
        let patience = match beat.map(|beat| &beat.body) {
            Some(Body::Choices { patience, .. }) if !self.settings.no_hurry && clock.silence.is_some() => *patience,
            _ => 0,
        };
        clock.patience = (patience > 0).then(|| Duration::from_secs(u64::from(patience)));
    }
}

/// How many people come to see a thread in a time, at so many a minute.
#[must_use]
pub fn spread(a_minute: u32, milliseconds: u32) -> u64 {
    u64::from(a_minute) * u64::from(milliseconds) / 60_000
}

/// How many people came to see the thread during the turns that were taken.
fn came(encounter: &Encounter) -> u64 {
    let script = encounter.script();
    let rate =
        |decision: &Decision| script.beats.iter().find(|beat| beat.id == decision.beat).map_or(0, |beat| beat.spread);
    encounter.transcript().decisions.iter().map(|decision| spread(rate(decision), decision.milliseconds)).sum()
}

/// Everything said so far, by playing it once more.
fn retold(encounter: &Encounter, you: &str) -> Vec<Vec<Said>> {
    let choices: Vec<_> = encounter.choices().cloned().collect();
    let script = Arc::clone(encounter.script());
    let mut again = Encounter::start(script, encounter.seed(), encounter.memory().clone());
    let mut all = vec![said(&again, you)];
    for choice in choices {
        if again.act(choice.as_str(), 0).is_ok() {
            all.push(said(&again, you));
        }
    }
    all
}
