//! Needs and promises of one play, counted.

use crate::encounter::PromiseState;
use crate::record::StoredPlay;
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

/// Promises that were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// How many were made.
    pub made: u32,
    /// How many of them were kept.
    pub kept: u32,
    /// How many were broken.
    pub broken: u32,
    /// How many are open.
    pub open: u32,
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
        let count = |state: PromiseState| {
            saturating_u32(play.transcript.promises.values().filter(|promise| **promise == state).count())
        };
        let (kept, broken, open) = (count(PromiseState::Kept), count(PromiseState::Broken), count(PromiseState::Open));
        Self { made: kept + broken + open, kept, broken, open }
    }

    /// Adds others.
    pub const fn add(&mut self, other: Self) {
        self.made += other.made;
        self.kept += other.kept;
        self.broken += other.broken;
        self.open += other.open;
    }
}
