//! A play that can be put back to any place it was at: for those who look at all plays of a script.

use std::sync::Arc;

use super::event::{Event, Offer};
use super::machine::Encounter;
use super::memory::Memory;
use super::state::{PromiseState, State, Status};
use super::watch::Watch;
use crate::scenario::model::Mood;
use crate::scenario::script::{BeatIx, Body, Script};

/// What kind of thing a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the part of the state of that name")]
pub enum CellKind {
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

const KINDS: [CellKind; 11] = [
    CellKind::Rapport,
    CellKind::Mood,
    CellKind::Fact,
    CellKind::Flag,
    CellKind::Found,
    CellKind::Served,
    CellKind::Promise,
    CellKind::Checked,
    CellKind::Believed,
    CellKind::Chosen,
    CellKind::Visited,
];

/// One thing that can change in a play: its kind, and its position in the script's table of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// What it holds.
    pub kind: CellKind,
    /// Which one.
    pub at: u32,
}

impl Cell {
    /// The `at`th of a kind.
    #[must_use]
    pub fn new(kind: CellKind, at: usize) -> Self {
        Self { kind, at: u32::try_from(at).unwrap_or(u32::MAX) }
    }

    const fn with(self, value: u8) -> u64 {
        ((self.kind as u64) << 40) | ((self.at as u64) << 8) | value as u64
    }

    fn of(mark: u64) -> (Self, u8) {
        let [value, a, b, c, d, kind, ..] = mark.to_le_bytes();
        (Self { kind: KINDS[usize::from(kind)], at: u32::from_le_bytes([a, b, c, d]) }, value)
    }
}

/// A place in a play: the beat, and what of the state may still matter, as it differs from the start.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    beat: BeatIx,
    marks: Box<[u64]>,
}

impl Place {
    /// The beat.
    #[must_use]
    pub const fn beat(&self) -> BeatIx {
        self.beat
    }
}

/// One play without chance, moved about at will.
#[derive(Debug)]
pub struct Walk {
    script: Arc<Script>,
    encounter: Encounter,
    /// The state before anything happened.
    base: State,
    /// What may differ from it now.
    touched: Vec<Cell>,
}

impl Walk {
    /// At the first stop of a play: its first decision, or its end.
    #[must_use]
    pub fn new(script: &Arc<Script>, memory: &Memory) -> Self {
        let mut base = State::new(script);
        memory.recall(script, &mut base);
        let mut encounter = Encounter::plain(Arc::clone(script), memory.clone());
        encounter.watch = Watch::on();
        encounter.restart(0);
        let mut walk = Self { script: Arc::clone(script), encounter, base, touched: Vec::new() };
        walk.touch();
        walk
    }

    /// Where the play stands.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.encounter.status()
    }

    /// What happened since the last decision, that decision first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        self.encounter.events()
    }

    /// The state.
    #[must_use]
    pub const fn state(&self) -> &State {
        self.encounter.state()
    }

    /// The choices on offer, as positions among the beat's choices in id order, silence last.
    #[must_use]
    pub fn offered(&self) -> &[Offer] {
        self.encounter.offered()
    }

    /// Whether the present decision is scored: the beat's first visit.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.encounter.is_scored()
    }

    /// Where the play is. Only what `matters` of the state is remembered of it.
    #[must_use]
    pub fn place(&mut self, matters: impl Fn(Cell) -> bool) -> Place {
        self.touched.sort_unstable();
        self.touched.dedup();
        let state = &self.encounter.state;
        let asks = self.encounter.status() == Status::Open;
        if !asks {
            // Nothing comes after it.
            return Place { beat: state.beat, marks: Box::default() };
        }
        let mark = |cell: &Cell| {
            let value = state.cell(*cell);
            // How often one was here before decides whether the decision is scored.
            let here = cell.kind == CellKind::Visited && cell.at as usize == state.beat.index();
            let value = if cell.kind == CellKind::Visited && !here { value.min(1) } else { value };
            let kept = here || (value != self.base.cell(*cell) && matters(*cell));
            kept.then(|| cell.with(value))
        };
        Place { beat: state.beat, marks: self.touched.iter().filter_map(mark).collect() }
    }

    /// Goes to a place at which a decision is asked.
    pub fn go_to(&mut self, place: &Place) {
        for cell in self.touched.drain(..) {
            let value = self.base.cell(cell);
            self.encounter.state.set_cell(cell, value);
        }
        for mark in &place.marks {
            let (cell, value) = Cell::of(*mark);
            self.encounter.state.set_cell(cell, value);
            self.touched.push(cell);
        }
        self.encounter.state.beat = place.beat;
        self.encounter.forget();
        let beat = self.script.beat(place.beat);
        // Answers have wordings as well, and those in hand are of the beat that was entered last.
        self.encounter.draw_wordings(place.beat, beat);
        if let Body::Choices { choices, .. } = &beat.body {
            self.encounter.ask(place.beat, beat, choices);
        }
    }

    /// Takes a choice that is on offer, by its position among the beat's choices.
    pub fn take(&mut self, choice: Offer) {
        self.encounter.clear_events();
        let script = Arc::clone(&self.script);
        self.encounter.take(&script, choice.0, 0);
        self.touch();
    }

    /// What was seen of conditions so far.
    #[must_use]
    pub fn into_watch(self) -> Watch {
        self.encounter.watch
    }

    /// Every change is an event.
    fn touch(&mut self) {
        use CellKind as Kind;
        for event in self.encounter.events() {
            let cell = match event {
                Event::Chosen(_, choice) => Cell::new(Kind::Chosen, choice.index()),
                Event::Entered(beat) => Cell::new(Kind::Visited, beat.index()),
                Event::Mood(person, _) => Cell::new(Kind::Mood, person.index()),
                Event::Rapport(person, ..) => Cell::new(Kind::Rapport, person.index()),
                Event::Set(flag) | Event::Cleared(flag) => Cell::new(Kind::Flag, flag.index()),
                Event::Learnt(fact) => Cell::new(Kind::Fact, fact.index()),
                Event::Found(need) => Cell::new(Kind::Found, need.index()),
                Event::Served(need) => Cell::new(Kind::Served, need.index()),
                Event::Promised(promise) | Event::Kept(promise) | Event::Broke(promise) => {
                    Cell::new(Kind::Promise, promise.index())
                }
                Event::Checked(claim) => Cell::new(Kind::Checked, claim.index()),
                Event::Believed(claim) => Cell::new(Kind::Believed, claim.index()),
                Event::Line(_)
                | Event::Clamped(_)
                | Event::Reached(_)
                | Event::Asked(_)
                | Event::Ended(..)
                | Event::Stuck(_) => continue,
            };
            self.touched.push(cell);
        }
    }
}

impl State {
    /// What a cell holds, as a number: 0 or 1 for what is or is not, at most 2 for visits.
    fn cell(&self, cell: Cell) -> u8 {
        let at = cell.at as usize;
        match cell.kind {
            CellKind::Rapport => self.rapport[at],
            CellKind::Mood => self.mood[at] as u8,
            CellKind::Fact => self.facts.has(at).into(),
            CellKind::Flag => self.flags.has(at).into(),
            CellKind::Found => self.found.has(at).into(),
            CellKind::Served => self.served.has(at).into(),
            CellKind::Promise => match self.promises[at] {
                None => 0,
                Some(PromiseState::Open) => 1,
                Some(PromiseState::Kept) => 2,
                Some(PromiseState::Broken) => 3,
            },
            CellKind::Checked => self.checked.has(at).into(),
            CellKind::Believed => self.believed.has(at).into(),
            CellKind::Chosen => self.chosen.has(at).into(),
            CellKind::Visited => u8::try_from(self.visits[at].min(2)).unwrap_or(2),
        }
    }

    fn set_cell(&mut self, cell: Cell, value: u8) {
        let at = cell.at as usize;
        let bits = match cell.kind {
            CellKind::Rapport => return self.rapport[at] = value,
            CellKind::Mood => return self.mood[at] = Mood::ALL[usize::from(value)],
            CellKind::Promise => {
                let states = [None, Some(PromiseState::Open), Some(PromiseState::Kept), Some(PromiseState::Broken)];
                return self.promises[at] = states[usize::from(value)];
            }
            CellKind::Visited => return self.visits[at] = u32::from(value),
            CellKind::Fact => &mut self.facts,
            CellKind::Flag => &mut self.flags,
            CellKind::Found => &mut self.found,
            CellKind::Served => &mut self.served,
            CellKind::Checked => &mut self.checked,
            CellKind::Believed => &mut self.believed,
            CellKind::Chosen => &mut self.chosen,
        };
        if value == 1 {
            bits.add(at)
        } else {
            bits.remove(at)
        };
    }
}
