//! The machine: a seed and choices in, events out, and everything decided on record.

use std::sync::Arc;

use thiserror::Error;

use super::condition_coverage::ConditionCoverage;
use super::draw::Draws;
use super::event::{Event, LineRef, Offer};
use super::memory::{Memory, Trace};
use super::state::{End, State, Status};
use super::transcript::{Pending, Transcript};
use crate::num::{saturating_u8, saturating_u32};
use crate::scenario::id::ChoiceId;
use crate::scenario::script::{Beat, BeatIx, Body, Choice, Line, Next, Script};

/// The meaning of engine and scoring; changes only with it.
pub const RULES_VERSION: u32 = 1;

/// A play that is still open after this many decisions is stuck: the scenario's fault.
pub const MAX_DECISIONS: usize = 100;

/// A beat has at most eight choices and silence.
const MAX_OFFERS: usize = 9;

/// A choice was named that is not on offer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{choice}` is not on offer")]
pub struct NotOnOffer {
    /// What was named.
    pub choice: String,
}

/// A decision as it is held while playing: positions only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    pub(super) beat: BeatIx,
    /// On offer, as positions among the beat's choices, in the order shown.
    pub(super) offered: [Offer; MAX_OFFERS],
    pub(super) count: u8,
    /// Position among the beat's choices.
    pub(super) chosen: u8,
    /// Whether this is the beat's first visit.
    pub(super) scored: bool,
    /// Whether the choice served a need.
    pub(super) served: bool,
    /// How long the trainee took.
    pub(super) milliseconds: u32,
}

/// One play of a script.
#[derive(Debug)]
pub struct Encounter {
    pub(super) script: Arc<Script>,
    seed: u64,
    memory: Memory,
    /// Chance; without it every line has its first wording and choices stand in the order of their ids.
    draws: Option<Draws>,
    /// For each person, which persona was cast.
    cast: Vec<u8>,
    pub(super) state: State,
    pub(super) taken: Vec<Taken>,
    offered: [Offer; MAX_OFFERS],
    count: u8,
    status: Status,
    end: Option<End>,
    events: Vec<Event>,
    /// The wording picked for each line of the present beat that has several.
    wordings: Vec<u32>,
    /// Which conditions were seen to hold, for those who look at all plays.
    pub(super) coverage: ConditionCoverage,
}

impl Encounter {
    /// Begins a play. The events that lead to the first decision are in [`Encounter::events`].
    #[must_use]
    pub fn start(script: Arc<Script>, seed: u64, memory: Memory) -> Self {
        let draws = Draws::new(script.content_hash(), seed);
        Self::new(script, seed, memory, Some(draws))
    }

    /// Begins a play without chance: every line has its first wording, choices stand in the order of their
    /// ids and silence last, and the first of twins is cast. Chance changes words and order only, so
    /// whatever can happen in a play can happen in this one.
    #[must_use]
    pub fn plain(script: Arc<Script>, memory: Memory) -> Self {
        Self::new(script, 0, memory, None)
    }

    fn new(script: Arc<Script>, seed: u64, memory: Memory, draws: Option<Draws>) -> Self {
        let state = State::new(&script);
        let mut encounter = Self {
            script,
            seed,
            memory,
            draws,
            cast: Vec::new(),
            state,
            taken: Vec::new(),
            offered: [Offer(0); MAX_OFFERS],
            count: 0,
            status: Status::Open,
            end: None,
            events: Vec::new(),
            wordings: Vec::new(),
            coverage: ConditionCoverage::default(),
        };
        encounter.begin();
        encounter
    }

    /// The same script and memory from the start with another seed, without new storage.
    pub fn restart(&mut self, seed: u64) {
        self.seed = seed;
        if self.draws.is_some() {
            self.draws = Some(Draws::new(self.script.content_hash(), seed));
        }
        self.begin();
    }

    fn begin(&mut self) {
        self.state.reset(&self.script);
        self.memory.recall(&self.script, &mut self.state);
        self.state.assume_all(&self.script.given);
        self.cast.clear();
        let mut stream = self.draws.as_mut().map(Draws::casting);
        self.cast.extend(self.script.people.iter().map(|person| match (person.personas.len(), &mut stream) {
            (0 | 1, _) | (_, None) => 0,
            (n, Some(stream)) => saturating_u8(stream.below(saturating_u32(n))),
        }));
        self.forget();
        let script = Arc::clone(&self.script);
        self.enter(&script, script.start);
    }

    /// Nothing decided yet, whatever the state.
    pub(super) fn forget(&mut self) {
        self.taken.clear();
        self.events.clear();
        self.status = Status::Open;
        self.end = None;
    }

    // --- the view -----------------------------------------------------------------------------

    /// The script that is played.
    #[must_use]
    pub const fn script(&self) -> &Arc<Script> {
        &self.script
    }

    /// The seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// What was remembered at the start.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// For each person, which of their personas was cast.
    #[must_use]
    pub fn cast(&self) -> &[u8] {
        &self.cast
    }

    /// How people stand now.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Where the play stands.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.status
    }

    /// The beat one is in.
    #[must_use]
    pub fn beat(&self) -> &Beat {
        self.script.beat(self.state.beat)
    }

    /// What happened since the last decision, that decision first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The choices on offer in the order shown; none once the play is over.
    #[must_use]
    pub fn offers(&self) -> impl ExactSizeIterator<Item = &Choice> {
        let choices = self.beat().choices();
        self.offered().iter().map(|offer| &choices[usize::from(offer.0)])
    }

    /// The same as positions among the beat's choices.
    #[must_use]
    pub fn offered(&self) -> &[Offer] {
        &self.offered[..usize::from(self.count)]
    }

    /// Whether the present decision is scored: it is the beat's first visit.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.state.visits.count(self.state.beat) == 1
    }

    /// How many decisions were made.
    #[must_use]
    pub const fn decisions(&self) -> usize {
        self.taken.len()
    }

    /// The ids chosen so far, in order.
    pub fn choices(&self) -> impl Iterator<Item = &ChoiceId> {
        self.taken.iter().map(|taken| &self.script.beat(taken.beat).choices()[usize::from(taken.chosen)].id)
    }

    // --- acting -------------------------------------------------------------------------------

    /// Takes a choice by its id; `milliseconds` is how long the trainee thought.
    ///
    /// # Errors
    /// If the choice is not on offer; nothing changes then.
    pub fn choose(&mut self, choice: &str, milliseconds: u32) -> Result<&[Event], NotOnOffer> {
        let shown = self.offers().position(|offer| offer.id.as_str() == choice);
        let shown = shown.ok_or_else(|| NotOnOffer { choice: choice.to_owned() })?;
        Ok(self.choose_at(shown, milliseconds))
    }

    /// Takes the choice at a position of [`Encounter::offers`]; a position beyond them changes nothing.
    pub fn choose_at(&mut self, shown: usize, milliseconds: u32) -> &[Event] {
        self.events.clear();
        if shown < usize::from(self.count) {
            let script = Arc::clone(&self.script);
            self.take(&script, self.offered[shown].0, milliseconds);
        }
        &self.events
    }

    pub(super) fn clear_events(&mut self) {
        self.events.clear();
    }

    pub(super) fn take(&mut self, script: &Script, chosen: u8, milliseconds: u32) {
        let beat = self.state.beat;
        let choice = &script.beat(beat).choices()[usize::from(chosen)];
        self.events.push(Event::Chosen(beat, choice.ix));
        self.state.choose(choice.ix);
        self.state.apply(&choice.effects, &mut self.events, &mut self.coverage);
        let served = self.events.iter().any(|event| matches!(event, Event::Served(_)));
        self.taken.push(Taken {
            beat,
            offered: self.offered,
            count: self.count,
            chosen,
            scored: self.is_scored(),
            served,
            milliseconds,
        });
        self.count = 0;
        self.lines(beat, Some(chosen), &choice.answer);
        self.enter(script, choice.to);
    }

    /// Enters a beat, and those it leads to by itself.
    fn enter(&mut self, script: &Script, first: BeatIx) {
        let mut ix = first;
        loop {
            let beat = script.beat(ix);
            self.state.beat = ix;
            self.state.visits.increment(ix);
            self.events.push(Event::Entered(ix));
            self.draw_wordings(ix, beat);
            self.state.apply(&beat.effects, &mut self.events, &mut self.coverage);
            self.lines(ix, None, &beat.lines);
            match &beat.body {
                Body::Choices { choices, .. } => return self.ask(ix, beat, choices),
                Body::Next(nexts) => match self.next(nexts) {
                    Some(next) => ix = next.to,
                    // The reader makes sure that the last has no condition.
                    None => return self.stick(ix),
                },
                Body::End { outcome, .. } => {
                    self.status = Status::Completed;
                    self.end = Some((ix, *outcome));
                    self.events.push(Event::Ended(ix, *outcome));
                    return;
                }
            }
        }
    }

    /// The way on that is taken by itself.
    fn next<'n>(&mut self, nexts: &'n [Next]) -> Option<&'n Next> {
        nexts.iter().find(|next| self.state.all(&next.when, &mut self.coverage))
    }

    pub(super) fn draw_wordings(&mut self, ix: BeatIx, beat: &Beat) {
        self.wordings.clear();
        if beat.wordings.is_empty() {
            return;
        }
        let visit = self.state.visits.count(ix);
        match &mut self.draws {
            Some(draws) => {
                let mut stream = draws.entry(ix, visit);
                self.wordings.extend(beat.wordings.iter().map(|n| stream.below(*n)));
            }
            None => self.wordings.resize(beat.wordings.len(), 0),
        }
    }

    fn lines(&mut self, beat: BeatIx, answer: Option<u8>, lines: &[Line]) {
        for (n, line) in lines.iter().enumerate() {
            if !self.state.all(&line.when, &mut self.coverage) {
                continue;
            }
            let wording = line.slot.map_or(0, |slot| self.wordings[slot as usize]);
            let line_number = saturating_u32(n);
            self.events.push(Event::Line(LineRef { beat, answer, line: line_number, wording }));
            if let (Some(mood), crate::scenario::script::LineKind::Say(by)) = (line.mood, line.kind) {
                self.state.feel(by, mood, &mut self.events);
            }
            for fact in &line.learn {
                self.state.learn(*fact, &mut self.events);
            }
        }
    }

    pub(super) fn ask(&mut self, ix: BeatIx, beat: &Beat, choices: &[Choice]) {
        if self.taken.len() >= MAX_DECISIONS {
            return self.stick(ix);
        }
        let mut count = 0;
        let mut silence = 0;
        for (n, choice) in choices.iter().enumerate() {
            let used = choice.once && self.state.was_chosen(choice.ix);
            if self.state.all(&choice.when, &mut self.coverage) && !used {
                self.offered[count] = Offer(saturating_u8(n));
                count += 1;
                silence += usize::from(choice.silence);
            }
        }
        if count == 0 {
            return self.stick(ix);
        }
        // Silence stands last and is not shuffled.
        let shuffled = &mut self.offered[..count - silence];
        if let Some(draws) = self.draws.as_mut().filter(|_| shuffled.len() > 1) {
            let visit = self.state.visits.count(ix);
            // The wordings of this entry, if there are any, were drawn from the same stream.
            let mut stream = if beat.wordings.is_empty() { draws.entry(ix, visit) } else { draws.resume() };
            stream.shuffle(shuffled);
        }
        self.count = saturating_u8(count);
        self.events.push(Event::Asked(ix));
    }

    fn stick(&mut self, ix: BeatIx) {
        self.status = Status::Stuck;
        self.events.push(Event::Stuck(ix));
    }

    /// Goes back to before the `n`th decision, counted from 0; later ones are forgotten.
    pub fn rewind(&mut self, n: usize) {
        let before: Vec<Taken> = self.taken.iter().take(n).copied().collect();
        self.begin();
        let script = Arc::clone(&self.script);
        for taken in before {
            self.events.clear();
            self.take(&script, taken.chosen, taken.milliseconds);
        }
    }

    /// The same choices on another text of the scenario, as far as they can be made there, with the same seed and
    /// memory; and how many of them could be.
    #[must_use]
    pub fn onto(&self, script: Arc<Script>) -> (Self, usize) {
        let mut again = Self::start(script, self.seed, self.memory.clone());
        let ids = self.taken.iter().map(|taken| {
            let beat = self.script.beat(taken.beat);
            (&beat.id, &beat.choices()[usize::from(taken.chosen)].id, taken.milliseconds)
        });
        let mut fit = 0;
        for (beat, choice, milliseconds) in ids {
            if again.beat().id != *beat || again.choose(choice.as_str(), milliseconds).is_err() {
                break;
            }
            fit += 1;
        }
        (again, fit)
    }

    // --- what is left of it -------------------------------------------------------------------

    /// Everything that was decided, and how things stand.
    #[must_use]
    pub fn transcript(&self) -> Transcript {
        Transcript::from_encounter(self)
    }

    /// What villagers remember of it; `None` until it is completed.
    #[must_use]
    pub fn trace(&self) -> Option<Trace> {
        self.end.map(|(_, outcome)| Trace::new(&self.script, &self.memory, &self.state, outcome))
    }

    /// How it ended, once it did.
    pub(super) const fn end(&self) -> Option<End> {
        self.end
    }

    /// What is asked now; `None` once the play is over.
    #[must_use]
    pub fn pending(&self) -> Option<Pending> {
        let scored = self.is_scored();
        let offered = self.offered();
        (!offered.is_empty()).then(|| Pending::new(self.beat(), offered, scored))
    }
}
