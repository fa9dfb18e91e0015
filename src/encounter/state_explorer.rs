//! One play that can be put back to any state it was in; the analysis uses it to look at all plays of a script.

use std::sync::Arc;

use super::condition_coverage::ConditionCoverage;
use super::event::{Event, Offer};
use super::memory::Memory;
use super::progress::Progress;
use super::state::State;
use super::status::{PromiseState, Status};
use crate::scenario::model::Mood;
use crate::scenario::script::{BeatIx, Body, Script};
use crate::util::num::{saturating_u8, saturating_u32};

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the part of the state of that name")]
pub enum SlotKind {
    Rapport,
    Mood,
    Fact,
    Flag,
    Found,
    Served,
    Promise,
    Checked,
    Believed,
    Chosen,
    Visited,
}

const KINDS: [SlotKind; 11] = [
    SlotKind::Rapport,
    SlotKind::Mood,
    SlotKind::Fact,
    SlotKind::Flag,
    SlotKind::Found,
    SlotKind::Served,
    SlotKind::Promise,
    SlotKind::Checked,
    SlotKind::Believed,
    SlotKind::Chosen,
    SlotKind::Visited,
];

/// One part of the state: its kind, and its index in the script's table of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StateSlot {
    /// What it holds.
    pub kind: SlotKind,
    /// Which one.
    pub at: u32,
}

impl StateSlot {
    /// The `at`th of a kind.
    #[must_use]
    pub fn new(kind: SlotKind, at: usize) -> Self {
        Self { kind, at: saturating_u32(at) }
    }

    const fn with(self, value: u8) -> u64 {
        ((self.kind as u64) << 40) | ((self.at as u64) << 8) | value as u64
    }

    fn from_mark(mark: u64) -> (Self, u8) {
        let [value, a, b, c, d, kind, ..] = mark.to_le_bytes();
        (Self { kind: KINDS[usize::from(kind)], at: u32::from_le_bytes([a, b, c, d]) }, value)
    }
}

/// The state of a play, as a key: the beat, and what may still matter of the state as it differs from the start.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StateKey {
    beat: BeatIx,
    marks: Box<[u64]>,
}

impl StateKey {
    /// The beat.
    #[must_use]
    pub const fn beat(&self) -> BeatIx {
        self.beat
    }
}

/// One play without random draws that can be put into any earlier state.
#[derive(Debug)]
pub struct StateExplorer {
    script: Arc<Script>,
    progress: Progress,
    /// The state before anything happened.
    base: State,
    /// What may differ from it now.
    touched: Vec<StateSlot>,
}

impl StateExplorer {
    /// A play at its first decision, or at its end if it has none.
    #[must_use]
    pub fn new(script: &Arc<Script>, memory: &Memory) -> Self {
        let mut base = State::new(script);
        memory.recall(script, &mut base);
        let mut progress = Progress::start(script, memory, None);
        progress.coverage = ConditionCoverage::recording();
        progress.begin(script, memory);
        let mut explorer = Self { script: Arc::clone(script), progress, base, touched: Vec::new() };
        explorer.touch();
        explorer
    }

    /// Where the play stands.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.progress.status
    }

    /// What happened since the last decision, that decision first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.progress.events
    }

    /// The state.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.progress.state
    }

    /// The choices on offer, as positions among the beat's choices in id order, silence last.
    #[must_use]
    pub fn offered(&self) -> &[Offer] {
        self.progress.offered()
    }

    /// Whether the present decision is scored: the beat's first visit.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.progress.is_scored()
    }

    /// The present state as a key. Only slots that matter are part of it.
    #[must_use]
    pub fn key(&mut self, matters: impl Fn(StateSlot) -> bool) -> StateKey {
        self.touched.sort_unstable();
        self.touched.dedup();
        let state = &self.progress.state;
        let asks = self.progress.status == Status::Open;
        if !asks {
            // Nothing comes after it.
            return StateKey { beat: state.beat, marks: Box::default() };
        }
        let mark = |slot: &StateSlot| {
            let value = state.slot(*slot);
            // How often one was here before decides whether the decision is scored.
            let here = slot.kind == SlotKind::Visited && slot.at as usize == state.beat.index();
            let value = if slot.kind == SlotKind::Visited && !here { value.min(1) } else { value };
            let kept = here || (value != self.base.slot(*slot) && matters(*slot));
            kept.then(|| slot.with(value))
        };
        StateKey { beat: state.beat, marks: self.touched.iter().filter_map(mark).collect() }
    }

    /// Puts the play into a state in which a decision is asked.
    pub fn go_to(&mut self, key: &StateKey) {
        for slot in self.touched.drain(..) {
            let value = self.base.slot(slot);
            self.progress.state.set_slot(slot, value);
        }
        for mark in &key.marks {
            let (slot, value) = StateSlot::from_mark(*mark);
            self.progress.state.set_slot(slot, value);
            self.touched.push(slot);
        }
        self.progress.state.beat = key.beat;
        self.progress.visit = self.progress.state.visits.count(key.beat);
        self.progress.forget();
        let beat = self.script.beat(key.beat);
        // Answers have wordings as well, and those in hand are of the beat that was entered last.
        self.progress.draw_wordings(key.beat, beat);
        if let Body::Choices { choices, .. } = &beat.body {
            self.progress.ask(key.beat, beat, choices);
        }
    }

    /// Takes a choice that is on offer, by its position among the beat's choices.
    pub fn take(&mut self, choice: Offer) {
        self.progress.events.clear();
        self.progress.take(&self.script, choice.0, 0);
        self.touch();
    }

    /// The results of conditions so far.
    #[must_use]
    pub fn into_condition_coverage(self) -> ConditionCoverage {
        self.progress.coverage
    }

    /// Every change is an event.
    fn touch(&mut self) {
        use SlotKind as Kind;
        for event in &self.progress.events {
            let slot = match event {
                Event::Chosen(_, choice) => StateSlot::new(Kind::Chosen, choice.index()),
                Event::Entered(beat) => StateSlot::new(Kind::Visited, beat.index()),
                Event::Mood(person, _) => StateSlot::new(Kind::Mood, person.index()),
                Event::Rapport(person, ..) => StateSlot::new(Kind::Rapport, person.index()),
                Event::Set(flag) | Event::Cleared(flag) => StateSlot::new(Kind::Flag, flag.index()),
                Event::Learnt(fact) => StateSlot::new(Kind::Fact, fact.index()),
                Event::Found(need) => StateSlot::new(Kind::Found, need.index()),
                Event::Served(need) => StateSlot::new(Kind::Served, need.index()),
                Event::Promised(promise) | Event::Kept(promise) | Event::Broke(promise) => {
                    StateSlot::new(Kind::Promise, promise.index())
                }
                Event::Checked(claim) => StateSlot::new(Kind::Checked, claim.index()),
                Event::Believed(claim) => StateSlot::new(Kind::Believed, claim.index()),
                Event::Line(_)
                | Event::Clamped(_)
                | Event::Reached(_)
                | Event::Asked(_)
                | Event::Ended(..)
                | Event::Stuck(_) => continue,
            };
            self.touched.push(slot);
        }
    }
}

impl State {
    /// What a slot holds, as a number: 0 or 1 for what is or is not, at most 2 for visits.
    fn slot(&self, slot: StateSlot) -> u8 {
        let at = slot.at as usize;
        match slot.kind {
            SlotKind::Rapport => self.rapport[at],
            SlotKind::Mood => self.mood[at] as u8,
            SlotKind::Fact => self.facts.contains(at).into(),
            SlotKind::Flag => self.flags.contains(at).into(),
            SlotKind::Found => self.found.contains(at).into(),
            SlotKind::Served => self.served.contains(at).into(),
            SlotKind::Promise => match self.promises[at] {
                None => 0,
                Some(PromiseState::Open) => 1,
                Some(PromiseState::Kept) => 2,
                Some(PromiseState::Broken) => 3,
            },
            SlotKind::Checked => self.checked.contains(at).into(),
            SlotKind::Believed => self.believed.contains(at).into(),
            SlotKind::Chosen => self.chosen.contains(at).into(),
            SlotKind::Visited => saturating_u8(self.visits.count(BeatIx::new(at)).min(2)),
        }
    }

    fn set_slot(&mut self, slot: StateSlot, value: u8) {
        let at = slot.at as usize;
        let bits = match slot.kind {
            SlotKind::Rapport => return self.rapport[at] = value,
            SlotKind::Mood => return self.mood[at] = Mood::ALL[usize::from(value)],
            SlotKind::Promise => {
                let states = [None, Some(PromiseState::Open), Some(PromiseState::Kept), Some(PromiseState::Broken)];
                return self.promises[at] = states[usize::from(value)];
            }
            SlotKind::Visited => return self.visits.set(BeatIx::new(at), u32::from(value)),
            SlotKind::Fact => &mut self.facts,
            SlotKind::Flag => &mut self.flags,
            SlotKind::Found => &mut self.found,
            SlotKind::Served => &mut self.served,
            SlotKind::Checked => &mut self.checked,
            SlotKind::Believed => &mut self.believed,
            SlotKind::Chosen => &mut self.chosen,
        };
        if value == 1 {
            bits.insert(at)
        } else {
            bits.remove(at)
        };
    }
}
