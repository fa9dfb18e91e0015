//! Needs and promises of one play, counted.

use crate::encounter::PromiseState;
use crate::record::StoredPlay;
use crate::scenario::id::{PromiseId, Ref};
use crate::scenario::model::NeedKind;
use crate::util::num::saturating_u32;

/// Needs of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// How many there were.
    pub all: u32,
    /// How many were found.
    pub found: u32,
    /// How many were served.
    pub served: u32,
}

/// Promises of one play: those that were made in it, and what became of these and of others in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// How many were made.
    pub made: u32,
    /// How many were kept, those of other plays included.
    pub kept: u32,
    /// How many were broken by what was said, those of other plays included.
    pub broken: u32,
    /// How many of those made are open.
    pub open: u32,
    /// How many were missed on the evening of the day that the play ended: nobody came. They are not among those broken.
    pub missed: u32,
}

impl Needs {
    /// The needs of one kind in a play that has ended.
    pub(super) fn from_play(play: &StoredPlay, kind: NeedKind) -> Self {
        let of_kind =
            || play.transcript.needs.values().flat_map(|needs| needs.values()).filter(|need| need.kind == kind);
        Self {
            all: saturating_u32(of_kind().count()),
            found: saturating_u32(of_kind().filter(|need| need.found || need.spoken).count()),
            served: saturating_u32(of_kind().filter(|need| need.served).count()),
        }
    }

    /// Adds others.
    pub const fn add(&mut self, other: Self) {
        self.all += other.all;
        self.found += other.found;
        self.served += other.served;
    }
}

impl Promises {
    /// The promises in a play that has ended.
    pub(super) fn from_play(play: &StoredPlay) -> Self {
        let promises = &play.transcript.promises;
        let is_own = |promise: &Ref<PromiseId>| {
            promise.scenario.as_ref().is_none_or(|scenario| *scenario == play.transcript.scenario)
        };
        let count = |state: PromiseState| promises.values().filter(move |found| **found == state).count();
        let own = promises.iter().filter(|(promise, _)| is_own(promise));
        let open = own.clone().filter(|(_, state)| **state == PromiseState::Open);
        Self {
            made: saturating_u32(own.count()),
            kept: saturating_u32(count(PromiseState::Kept)),
            broken: saturating_u32(count(PromiseState::Broken)),
            open: saturating_u32(open.count()),
            missed: play.missed,
        }
    }

    /// Adds others.
    pub const fn add(&mut self, other: Self) {
        self.made += other.made;
        self.kept += other.kept;
        self.broken += other.broken;
        self.open += other.open;
        self.missed += other.missed;
    }
}
