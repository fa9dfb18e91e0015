//! Who knows whom, and how quickly they tell each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::id::VillagerId;
use crate::scenario::model::Tie;
use crate::scenario::village::Village;

/// How quickly a word goes along a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieKind {
    /// Family and friends: on the evening on which it is told.
    Close,
    /// Neighbours and colleagues: an evening later.
    Loose,
}

impl TieKind {
    /// The evenings that pass between telling and knowing.
    #[must_use]
    pub const fn delay(self) -> u32 {
        match self {
            Self::Close => 0,
            Self::Loose => 1,
        }
    }
}

/// The ties of a village. A tie that is written on either side counts both ways, and of two kinds the quicker one counts;
/// who follows whom stands beside them and goes one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    known: BTreeMap<VillagerId, BTreeMap<VillagerId, TieKind>>,
    /// For each villager, who reads what they post.
    followers: BTreeMap<VillagerId, BTreeSet<VillagerId>>,
}

impl Ties {
    /// The ties of a village.
    #[must_use]
    pub fn of(village: &Village) -> Self {
        let written = village
            .people
            .iter()
            .flat_map(|(id, villager)| villager.ties.iter().map(move |(other, tie)| (id.clone(), *tie, other.clone())));
        Self::from_list(written)
    }

    /// Ties from a list of who is tied to whom, and how.
    #[must_use]
    pub fn from_list(list: impl IntoIterator<Item = (VillagerId, Tie, VillagerId)>) -> Self {
        let mut ties = Self::default();
        for (one, tie, other) in list {
            let kind = match tie {
                Tie::Family | Tie::Friend => TieKind::Close,
                Tie::Neighbour | Tie::Colleague => TieKind::Loose,
                Tie::Follows => {
                    ties.followers.entry(other).or_default().insert(one);
                    continue;
                }
            };
            for (from, to) in [(&one, &other), (&other, &one)] {
                let known = ties.known.entry(from.clone()).or_default();
                let quicker = known.get(to).map_or(kind, |before| kind.min(*before));
                known.insert(to.clone(), quicker);
            }
        }
        ties
    }

    /// Those whom a villager tells what they hear, with how quickly.
    pub fn of_villager(&self, villager: &VillagerId) -> impl Iterator<Item = (&VillagerId, TieKind)> {
        self.known.get(villager).into_iter().flatten().map(|(other, kind)| (other, *kind))
    }

    /// Those who read what a villager posts.
    pub fn followers(&self, villager: &VillagerId) -> impl Iterator<Item = &VillagerId> {
        self.followers.get(villager).into_iter().flatten()
    }
}
