//! The current play as the screens show it: its lines, moods, rapport and result.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::play_result::PlayResult;
use crate::app::{PlaySession, ShownNames, lines_so_far};
use crate::encounter::{Decision, Encounter, TranscriptLine, lines_since_last_decision};
use crate::game::playback::TextReveal;
use crate::ledger::{Ledger, LedgerError};
use crate::record::{Millis, Reflection};
use crate::scenario::model::{Mood, Outcome};
use crate::scenario::script::{Beat, Body, PersonIx};

/// The current play, with what the screens show of it.
pub struct ActivePlay {
    pub(super) session: PlaySession,
    /// Everything that was said, in order: the lines before the first decision, then those after each.
    pub lines: Vec<Vec<TranscriptLine>>,
    /// Rapport with each person before the last decision.
    pub(super) rapport_before: Vec<u8>,
    /// How many people found the thread while the trainee was thinking; shown, never scored.
    pub audience: u64,
    /// Whether the trainee has submitted or skipped an own answer to the current decision.
    pub(super) has_answered: bool,
    /// The result, once the play is completed.
    pub result: Option<PlayResult>,
    /// The turn that the debrief shows, counted from 0.
    pub debrief_turn: usize,
    /// Whether the history is shown in place of the encounter.
    pub history_open: bool,
}

impl ActivePlay {
    /// A play as far as it has come. `you` is the name of the trainee.
    pub(super) fn new(session: PlaySession, you: &str) -> Self {
        let encounter = session.encounter();
        Self {
            lines: lines_so_far(encounter, you),
            rapport_before: rapport_with_each(encounter),
            audience: audience_so_far(encounter),
            has_answered: false,
            result: None,
            debrief_turn: 0,
            history_open: false,
            session,
        }
    }

    /// A number that tells this play from others, for what a screen remembers of it, such as how far it is scrolled.
    #[must_use]
    pub fn key(&self) -> u64 {
        let encounter = self.encounter();
        let mut hasher = DefaultHasher::new();
        (encounter.script().id.as_str(), encounter.seed()).hash(&mut hasher);
        encounter.choices().for_each(|choice| choice.as_str().hash(&mut hasher));
        hasher.finish()
    }

    /// Takes the choice at this position among those on offer, after `milliseconds` of thinking.
    ///
    /// # Errors
    /// If the decision could not be recorded; it has been made all the same.
    pub(super) fn choose(
        &mut self,
        offer: usize,
        milliseconds: u32,
        ledger: Option<&mut Ledger>,
        now: Millis,
        you: &str,
    ) -> Result<(), LedgerError> {
        let encounter = self.session.encounter();
        let beat = encounter.beat();
        self.audience += audience_after(beat.spread, milliseconds);
        self.rapport_before = rapport_with_each(encounter);
        let recorded = self.session.choose(offer, milliseconds, ledger, now);
        self.has_answered = false;
        self.lines.push(lines_since_last_decision(self.session.encounter(), you));
        recorded
    }

    /// Says before the latest lines that the decision was not the trainee's.
    pub(super) fn say_patience_ran_out(&mut self) {
        if let Some(latest) = self.lines.last_mut() {
            latest.insert(0, TranscriptLine::Narration(RAN_OUT.into()));
        }
    }

    /// The play as the application layer has it: what is recorded, and how it counts.
    #[must_use]
    pub const fn session(&self) -> &PlaySession {
        &self.session
    }

    /// The encounter as it is now.
    #[must_use]
    pub const fn encounter(&self) -> &Encounter {
        self.session.encounter()
    }

    /// The lines since the last decision.
    #[must_use]
    pub fn latest_lines(&self) -> &[TranscriptLine] {
        self.lines.last().map_or(&[], Vec::as_slice)
    }

    /// Somebody's mood before the `n`th of the latest lines.
    #[must_use]
    pub fn mood(&self, person: PersonIx, n: usize) -> Mood {
        let (present, before) = match self.lines.split_last() {
            Some((present, before)) => (present.as_slice(), before),
            None => (&[][..], &[][..]),
        };
        let shown = before.iter().flatten().chain(&present[..n.min(present.len())]);
        let mut felt = shown.filter_map(|said| match said {
            TranscriptLine::Mood(by, mood) if *by == person => Some(*mood),
            _ => None,
        });
        felt.next_back().unwrap_or(self.encounter().script().person(person).mood)
    }

    /// The beat that is shown after `started` of the latest lines have started to appear: while an answer still
    /// appears, it is the beat in which it is given.
    #[must_use]
    pub fn beat(&self, started: usize) -> &Beat {
        let Some((present, before)) = self.lines.split_last() else { return self.encounter().beat() };
        let mut beats =
            before.iter().flatten().chain(&present[..started.min(present.len())]).filter_map(|said| match said {
                TranscriptLine::Entered(beat) => Some(*beat),
                _ => None,
            });
        // Before any line has started it is the beat of the first.
        let first = || {
            present.iter().find_map(|said| if let TranscriptLine::Entered(beat) = said { Some(*beat) } else { None })
        };
        beats
            .next_back()
            .or_else(first)
            .map_or_else(|| self.encounter().beat(), |beat| self.encounter().script().beat(beat))
    }

    /// Rapport with a person: the old value while the answer still appears, then the new one.
    #[must_use]
    pub fn rapport(&self, with: PersonIx, reveal: &TextReveal) -> u8 {
        let now = self.encounter().state().rapport(with);
        if reveal.is_done() { now } else { self.rapport_before.get(with.index()).copied().unwrap_or(now) }
    }

    /// What to call a person after `started` of the latest lines have started to appear.
    #[must_use]
    pub fn name_to_show(&self, person: PersonIx, started: usize) -> &str {
        self.names(started).of(person)
    }

    /// Whether the trainee knows a person's name after `started` of the latest lines have started to appear.
    #[must_use]
    pub fn is_name_known(&self, person: PersonIx, started: usize) -> bool {
        self.names(started).is_known(person)
    }

    fn names(&self, started: usize) -> ShownNames<'_, impl Iterator<Item = &TranscriptLine> + Clone> {
        let (latest, before) = self.lines.split_last().map_or((&[][..], &[][..]), |(latest, before)| (latest, before));
        let lines = before.iter().flatten().chain(&latest[..started.min(latest.len())]);
        ShownNames { encounter: self.encounter(), channel: self.beat(started).channel, lines }
    }

    /// Every line with the beat it was said in, which has its channel, place and person.
    pub fn lines_with_beats(&self) -> impl Iterator<Item = SaidLine<'_>> {
        let script = self.encounter().script();
        let mut beat = script.beat(script.start);
        let all = self
            .lines
            .iter()
            .enumerate()
            .flat_map(|(turn, all)| all.iter().enumerate().map(move |(n, line)| (turn, n, line)));
        all.map(move |(turn, n, line)| {
            if let TranscriptLine::Entered(entered) = line {
                beat = script.beat(*entered);
            }
            SaidLine { turn, n, line, beat }
        })
    }

    /// The outcome, once the encounter has ended.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match self.encounter().beat().body {
            Body::End { outcome, .. } => Some(outcome),
            _ => None,
        }
    }

    /// The trainee's own answer to a turn, if they wrote one.
    #[must_use]
    pub fn own_words(&self, turn: usize) -> Option<&str> {
        let mut words = self.session.reflections().iter().rev().filter_map(|reflection| match reflection {
            Reflection::Framed { turn: at, words } if *at == turn => Some(words.as_str()),
            _ => None,
        });
        words.next()
    }

    /// The turn that the trainee would take back, if they named one.
    #[must_use]
    pub fn taken_back(&self) -> Option<usize> {
        let mut turns = self.session.reflections().iter().filter_map(|reflection| match reflection {
            Reflection::TakeBack { turn } => Some(*turn),
            Reflection::Framed { .. } => None,
        });
        turns.next_back().flatten()
    }
}

/// A line, and where it was said.
#[derive(Clone, Copy, Debug)]
pub struct SaidLine<'a> {
    /// The turn after which it was said; 0 before the first decision.
    pub turn: usize,
    /// Its position among the lines of the turn.
    pub n: usize,
    /// The line.
    pub line: &'a TranscriptLine,
    /// The beat it was said in.
    pub beat: &'a Beat,
}

/// What is said where patience ran out.
const RAN_OUT: &str = "Their patience ran out before you answered.";

/// Rapport with each person of an encounter.
fn rapport_with_each(encounter: &Encounter) -> Vec<u8> {
    let people = 0..encounter.script().people.len();
    people.map(|n| encounter.state().rapport(PersonIx::new(n))).collect()
}

/// How many people find a thread within `milliseconds`, at a rate of people a minute.
#[must_use]
pub fn audience_after(people_a_minute: u32, milliseconds: u32) -> u64 {
    u64::from(people_a_minute) * u64::from(milliseconds) / 60_000
}

/// How many people found the thread during the turns that were taken.
fn audience_so_far(encounter: &Encounter) -> u64 {
    let script = encounter.script();
    let rate = |decision: &Decision| {
        script.beats.iter().find(|beat| beat.id == *decision.beat()).map_or(0, |beat| beat.spread)
    };
    encounter.transcript().decisions.iter().map(|decision| audience_after(rate(decision), decision.milliseconds)).sum()
}
