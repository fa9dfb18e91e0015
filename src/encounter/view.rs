//! What can be seen of a play: where it stands, what just happened, and what is on offer.

use std::sync::Arc;

use super::event::{Event, Offer};
use super::machine::Encounter;
use super::memory::Memory;
use super::state::State;
use super::status::{End, Status};
use crate::scenario::id::ChoiceId;
use crate::scenario::script::{Beat, Choice, Script};

impl Encounter {
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

    /// What villagers remembered at the start.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// For each person, the index of the persona that was cast.
    #[must_use]
    pub fn cast(&self) -> &[u8] {
        &self.progress.cast
    }

    /// The present state.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.progress.state
    }

    /// The status of the play.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.progress.status
    }

    /// The present beat.
    #[must_use]
    pub fn beat(&self) -> &Beat {
        self.script.beat(self.progress.state.beat)
    }

    /// What happened since the last decision, that decision first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.progress.events
    }

    /// The choices on offer in the order shown; none once the play is over.
    #[must_use]
    pub fn offers(&self) -> impl ExactSizeIterator<Item = &Choice> {
        let choices = self.beat().choices();
        self.offered().iter().map(|offer| &choices[usize::from(offer.0)])
    }

    /// The choices on offer as positions among the beat's choices, in the order shown.
    #[must_use]
    pub fn offered(&self) -> &[Offer] {
        self.progress.offered()
    }

    /// Whether the present decision is scored: it is the beat's first visit.
    #[must_use]
    pub const fn is_scored(&self) -> bool {
        self.progress.is_scored()
    }

    /// The number of decisions made.
    #[must_use]
    pub const fn decisions(&self) -> usize {
        self.progress.taken.len()
    }

    /// The ids chosen so far, in order.
    pub fn choices(&self) -> impl Iterator<Item = &ChoiceId> {
        self.progress.taken.iter().map(|taken| &self.script.beat(taken.beat).choices()[usize::from(taken.chosen)].id)
    }

    /// How it ended, once it did.
    pub(super) const fn end(&self) -> Option<End> {
        self.progress.end
    }
}
