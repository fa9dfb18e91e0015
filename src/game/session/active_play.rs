//! The current play as the screens show it: its lines, moods, rapport and result.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use super::play_result::PlayResult;
use crate::app::PlaySession;
use crate::encounter::{Decision, Encounter, TranscriptLine, lines_since_last_decision};
use crate::game::playback::TextReveal;
use crate::ledger::{Ledger, LedgerError};
use crate::record::{Millis, Reflection};
use crate::scenario::model::{Channel, Kind, Mood, Outcome, Persona};
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
            lines: replay_lines(encounter, you),
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

    /// What to call a person after `started` of the latest lines have started to appear: by name, or, as long as it is not
    /// known, by the beginning of what one can see of them.
    #[must_use]
    pub fn name_to_show(&self, person: PersonIx, started: usize) -> String {
        let persona = self.persona(person);
        let seen = persona.role.split([',', ';', ':']).next().unwrap_or_default().trim();
        if seen.is_empty() || self.is_name_known(person, started) { persona.name.clone() } else { seen.to_owned() }
    }

    /// Whether the trainee knows a person's name after `started` of the latest lines have started to appear: somebody has
    /// said it, it is a colleague's or that of somebody met before, or it stands beside what people write.
    #[must_use]
    pub fn is_name_known(&self, person: PersonIx, started: usize) -> bool {
        let encounter = self.encounter();
        let (script, scenario) = (encounter.script(), &encounter.script().scenario);
        let persona = self.persona(person);
        scenario.kind == Kind::Colleague
            || matches!(self.beat(started).channel, Channel::Feed | Channel::Chat)
            || persona.villager.as_ref().is_some_and(|villager| encounter.memory().rapport.contains_key(villager))
            || [&persona.name, &persona.called].into_iter().any(|name| {
                has_word_of(&scenario.title, name)
                    || has_word_of(&script.brief.with(script, encounter.cast(), "").to_string(), name)
                    || self.has_been_named(name, started)
            })
    }

    fn persona(&self, person: PersonIx) -> &Persona {
        let cast = usize::from(self.encounter().cast()[person.index()]);
        &self.encounter().script().person(person).personas[cast].1
    }

    /// Whether a line that has started to appear has a word of a name.
    fn has_been_named(&self, name: &str, started: usize) -> bool {
        let Some((latest, before)) = self.lines.split_last() else { return false };
        let shown = before.iter().flatten().chain(&latest[..started.min(latest.len())]);
        shown.into_iter().any(|said| has_word_of(said.words(), name))
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

/// Everything that was said so far, by playing the same choices once more.
fn replay_lines(encounter: &Encounter, you: &str) -> Vec<Vec<TranscriptLine>> {
    let choices: Vec<_> = encounter.choices().cloned().collect();
    let script = Arc::clone(encounter.script());
    let mut again = Encounter::start(script, encounter.seed(), encounter.memory().clone());
    let mut all = vec![lines_since_last_decision(&again, you)];
    for choice in choices {
        if again.choose(choice.as_str(), 0).is_ok() {
            all.push(lines_since_last_decision(&again, you));
        }
    }
    all
}

/// Whether a text has a word of a name, other than a form of address.
fn has_word_of(text: &str, name: &str) -> bool {
    let words = |text: &'_ str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let text = words(text);
    words(name).iter().any(|word| {
        word.chars().count() > 1 && !matches!(word.as_str(), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr") && text.contains(word)
    })
}
