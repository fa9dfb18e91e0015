//! How far a play got: all that decisions change.

use super::condition_coverage::ConditionCoverage;
use super::draw::Draws;
use super::event::{Event, Offer};
use super::memory::Memory;
use super::state::State;
use super::status::{End, Status};
use crate::scenario::script::{BeatIx, Script};
use crate::util::num::{saturating_u8, saturating_u32};

/// Room for the decisions of a usual play from its start.
const USUAL_DECISIONS: usize = 16;

/// Room for the events of a usual decision from the start.
const USUAL_EVENTS: usize = 16;

/// The most choices on offer at once: a beat has at most eight, and silence.
pub(super) const MAX_OFFERS: usize = 9;

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

/// How far a play got. The script is given to each call, so that a step neither copies nor counts a reference to it.
#[derive(Debug)]
pub(super) struct Progress {
    /// The random draws; without them every line has its first wording and choices stand in the order of their ids.
    pub(super) draws: Option<Draws>,
    /// For each person, the index of the persona that was cast.
    pub(super) cast: Vec<u8>,
    pub(super) state: State,
    /// How often the present beat was entered, this time included.
    pub(super) visit: u32,
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

impl Progress {
    /// Begins a play with these draws.
    pub(super) fn start(script: &Script, memory: &Memory, draws: Option<Draws>) -> Self {
        let mut progress = Self {
            draws,
            cast: Vec::with_capacity(script.people.len()),
            state: State::new(script),
            visit: 0,
            taken: Vec::with_capacity(USUAL_DECISIONS),
            offered: [Offer(0); MAX_OFFERS],
            count: 0,
            status: Status::Open,
            end: None,
            events: Vec::with_capacity(USUAL_EVENTS),
            wordings: Vec::new(),
            coverage: ConditionCoverage::default(),
        };
        progress.begin(script, memory);
        progress
    }

    /// Begins again, with the same draws.
    pub(super) fn begin(&mut self, script: &Script, memory: &Memory) {
        self.state.reset(script);
        memory.recall(script, &mut self.state);
        self.state.assume_all(&script.given);
        self.cast.clear();
        let mut stream = self.draws.as_mut().map(Draws::casting);
        self.cast.extend(script.people.iter().map(|person| match (person.personas.len(), &mut stream) {
            (0 | 1, _) | (_, None) => 0,
            (n, Some(stream)) => saturating_u8(stream.below(saturating_u32(n))),
        }));
        self.forget();
        self.enter(script, script.start);
    }

    /// Forgets the decisions and keeps the state.
    pub(super) fn forget(&mut self) {
        self.taken.clear();
        self.events.clear();
        self.status = Status::Open;
        self.end = None;
    }

    /// The choices on offer as positions among the beat's choices, in the order shown.
    pub(super) fn offered(&self) -> &[Offer] {
        &self.offered[..usize::from(self.count)]
    }

    /// Whether the present decision is scored: it is the beat's first visit.
    pub(super) const fn is_scored(&self) -> bool {
        self.visit == 1
    }

    /// Takes a choice by its position among the beat's choices.
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
