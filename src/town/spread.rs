//! How a word travels from who was there to those who hear of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ties::Ties;
use crate::scenario::id::VillagerId;
use crate::scenario::model::Tone;

/// The most ties that a word goes along, by its tone. People pass a complaint on to more others than praise (the direction is
/// that of Anderson 1998, "Customer satisfaction and word of mouth", Journal of Service Research 1(1), 5-17; the numbers are
/// ours), and what is neither goes no further than to those who are told directly.
pub const MAX_TIES: [(Tone, u32); 3] = [(Tone::Complaint, 3), (Tone::Praise, 2), (Tone::Plain, 1)];

/// When somebody hears a word, and from whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The evening of this day, from 1.
    pub evening: u32,
    /// Who tells them; `None` for those who were there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<VillagerId>,
}

/// Who knows a word on which evening. Those who were there (`first`) tell it on the evening on which it is said; whoever hears
/// it tells it from the next evening on. A public word is also read by those who follow somebody who knows it, on the same
/// evening; that is a tie too.
///
/// Each villager knows it on the earliest evening that any way of at most [`MAX_TIES`] brings it, from the teller on the way
/// with the fewest ties, and of several from the first by id.
#[must_use]
pub fn spread<'a>(
    ties: &Ties,
    first: impl IntoIterator<Item = &'a VillagerId>,
    tone: Tone,
    is_public: bool,
    evening: u32,
) -> BTreeMap<VillagerId, Way> {
    let mut known: BTreeMap<VillagerId, Way> =
        first.into_iter().map(|villager| (villager.clone(), Way { evening, from: None })).collect();
    // Those at the end of the ways of as many ties as were gone along so far, with the earliest evening of these ways.
    let mut ends: BTreeMap<VillagerId, u32> = known.keys().map(|villager| (villager.clone(), evening)).collect();
    for length in 0..max_ties(tone) {
        let mut next: BTreeMap<VillagerId, Way> = BTreeMap::new();
        for (teller, heard) in &ends {
            let tells = if length == 0 { *heard } else { heard + 1 };
            let told = ties.of_villager(teller).map(|(other, kind)| (other, tells + kind.delay()));
            let read = ties.followers(teller).filter(|_| is_public).map(|other| (other, *heard));
            for (other, evening) in told.chain(read) {
                // Tellers come in the order of their ids, so that the first of equal ones stays.
                if next.get(other).is_none_or(|way| evening < way.evening) {
                    next.insert(other.clone(), Way { evening, from: Some(teller.clone()) });
                }
            }
        }
        ends = next.iter().map(|(villager, way)| (villager.clone(), way.evening)).collect();
        for (villager, way) in next {
            if known.get(&villager).is_none_or(|before| way.evening < before.evening) {
                known.insert(villager, way);
            }
        }
    }
    known
}

/// The most ties that a word of a tone goes along.
#[must_use]
pub fn max_ties(tone: Tone) -> u32 {
    MAX_TIES.iter().find(|(of, _)| *of == tone).map_or(0, |(_, ties)| *ties)
}
