//! One play of a script: a seed and choices go in, events come out, and every decision is recorded.

use std::sync::Arc;

use thiserror::Error;

use super::condition_coverage::ConditionCoverage;
use super::draw::Draws;
use super::event::{Event, Offer};
use super::memory::Memory;
use super::state::State;
use super::status::{End, Status};
use crate::scenario::script::{BeatIx, Script};
use crate::util::num::{saturating_u8, saturating_u32};

/// Version of the rules of engine and scoring; it changes only when what they mean changes.
pub const RULES_VERSION: u32 = 1;

/// A play that is still open after this many decisions is stuck, which is a fault of the scenario.
pub const MAX_DECISIONS: usize = 100;

/// The most choices on offer at once: a beat has at most eight, and silence.
const MAX_OFFERS: usize = 9;

/// Error: the named choice is not on offer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{choice}` is not on offer")]
pub struct NotOnOffer {
    /// The id that was given.
    pub choice: String,
}

/// A decision as it is held while playing: indices only, no texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct DecisionMade {
    pub(super) beat: BeatIx,
    /// On offer, as positions among the beat's choices, in the order shown.
    pub(super) offered: [Offer; MAX_OFFERS],
    pub(super) count: u8,
    /// Position among the beat's choices.
    pub(super) chosen: u8,
    /// Whether this was the beat's first visit.
    pub(super) scored: bool,
    /// Whether the choice served a need.
    pub(super) served: bool,
    /// How long the trainee thought, in milliseconds.
    pub(super) milliseconds: u32,
}

/// One play of a script.
///
/// ```
/// use rapport::authoring::template;
/// use rapport::encounter::{Encounter, Memory, Status};
/// use rapport::scenario::link::World;
/// use rapport::scenario::model::Kind;
/// use rapport::scenario::read::Reading;
/// use rapport::scenario::village::Village;
///
/// let text = template(&"lamp".into(), Kind::WalkIn).into_bytes();
/// let world = World { village: &Village::default(), catalogue: None };
/// let script = Reading::new("lamp.ron", "lamp", text).link(world).script.expect("the template has no errors");
///
/// let mut encounter = Encounter::start(script, 7, Memory::default());
/// while encounter.status() == Status::Open {
///     encounter.choose_at(0, 4_000);
/// }
/// assert_eq!(encounter.status(), Status::Completed);
/// assert_eq!(encounter.transcript().decisions.len(), encounter.decisions());
/// ```
#[derive(Debug)]
pub struct Encounter {
    pub(super) script: Arc<Script>,
    pub(super) seed: u64,
    pub(super) memory: Memory,
    /// The random draws; without them every line has its first wording and choices stand in the order of their ids.
    pub(super) draws: Option<Draws>,
    /// For each person, the index of the persona that was cast.
    pub(super) cast: Vec<u8>,
    pub(super) state: State,
    /// The decisions made so far, in order.
    pub(super) taken: Vec<DecisionMade>,
    /// The choices on offer, as positions among the beat's choices; the first `count` are in use.
    pub(super) offered: [Offer; MAX_OFFERS],
    pub(super) count: u8,
    pub(super) status: Status,
    pub(super) end: Option<End>,
    /// What happened since the last decision, that decision first.
    pub(super) events: Vec<Event>,
    /// The wording drawn for each line of the present beat that has several.
    pub(super) wordings: Vec<u32>,
    /// Which conditions held and which did not; recorded for the analysis only.
    pub(super) coverage: ConditionCoverage,
}

impl Encounter {
    /// Starts a play. The events that lead to the first decision are in [`Encounter::events`].
    #[must_use]
    pub fn start(script: Arc<Script>, seed: u64, memory: Memory) -> Self {
        let draws = Draws::new(script.content_hash(), seed);
        Self::new(script, seed, memory, Some(draws))
    }

    /// Starts a play without random draws: every line has its first wording, choices stand in the order of their
    /// ids and silence last, and the first of twins is cast. Draws change words and order only, so
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

    /// Starts again with the same script and memory and another seed, and keeps the storage.
    pub fn restart(&mut self, seed: u64) {
        self.seed = seed;
        if self.draws.is_some() {
            self.draws = Some(Draws::new(self.script.content_hash(), seed));
        }
        self.begin();
    }

    pub(super) fn begin(&mut self) {
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

    /// Forgets the decisions and keeps the state.
    pub(super) fn forget(&mut self) {
        self.taken.clear();
        self.events.clear();
        self.status = Status::Open;
        self.end = None;
    }

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
        self.taken.push(DecisionMade {
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
}
