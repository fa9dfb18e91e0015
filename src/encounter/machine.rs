//! One play of a script: a seed and choices go in, events come out, and every decision is recorded.

use std::sync::Arc;

use thiserror::Error;

use super::draw::Draws;
use super::event::Event;
use super::memory::Memory;
use super::progress::Progress;
use crate::scenario::script::Script;

/// Version of the rules of engine and scoring; it changes only when what they mean changes.
pub const RULES_VERSION: u32 = 1;

/// A play that is still open after this many decisions is stuck, which is a fault of the scenario.
pub const MAX_DECISIONS: usize = 100;

/// Error: the named choice is not on offer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{choice}` is not on offer")]
pub struct NotOnOffer {
    /// The id that was given.
    pub choice: String,
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
    pub(super) progress: Progress,
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
        let progress = Progress::start(&script, &memory, draws);
        Self { script, seed, memory, progress }
    }

    /// Starts again with the same script and memory and another seed, and keeps the storage.
    pub fn restart(&mut self, seed: u64) {
        self.seed = seed;
        if self.progress.draws.is_some() {
            self.progress.draws = Some(Draws::new(self.script.content_hash(), seed));
        }
        self.begin();
    }

    pub(super) fn begin(&mut self) {
        self.progress.begin(&self.script, &self.memory);
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
        self.progress.events.clear();
        if let Some(offer) = self.offered().get(shown) {
            self.progress.take(&self.script, offer.0, milliseconds);
        }
        self.events()
    }
}
