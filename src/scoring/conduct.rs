//! Conduct: counts of how the trainee talked. They are shown beside the score and are not part of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::encounter::Decision;
use crate::scenario::model::Act;
use crate::util::num::saturating_u32;

/// Counts over the chosen choices of a play. A turn is one chosen choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conduct {
    /// Turns that reflected what was heard.
    pub reflect: u32,
    /// Turns that acknowledged what was said.
    pub acknowledge: u32,
    /// Turns that asked something.
    pub ask: u32,
    /// Turns that gave information.
    pub inform: u32,
    /// Turns that gave advice.
    pub advise: u32,
    /// Turns that used a person's name.
    pub name_used: u32,
    /// Replies that recall a fact.
    pub recall: Recall,
    /// Whether an offer or a served need came before the first request; `None` if there was no offer, no served need
    /// and no request.
    pub value_first: Option<bool>,
}

/// Replies that recall a fact; each reply counts once, however often it was on offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// The number of such replies that were chosen.
    pub taken: u32,
    /// The number of such replies that were on offer.
    pub offered: u32,
}

impl Conduct {
    /// Computes the counts of decisions.
    #[must_use]
    pub fn from_decisions(decisions: &[Decision]) -> Self {
        let mut conduct = Self::default();
        let mut offered = BTreeSet::new();
        let mut taken = BTreeSet::new();
        for decision in decisions {
            conduct.name_used += u32::from(decision.named);
            for reply in decision.offered().filter(|reply| reply.recalls) {
                offered.insert((decision.beat(), &reply.id));
                if reply.id == *decision.chosen() {
                    taken.insert((decision.beat(), &reply.id));
                }
            }
            let Some(chosen) = decision.choice() else { continue };
            match chosen.act {
                Act::Reflect => conduct.reflect += 1,
                Act::Acknowledge => conduct.acknowledge += 1,
                Act::Ask => conduct.ask += 1,
                Act::Inform => conduct.inform += 1,
                Act::Advise => conduct.advise += 1,
                _ => {}
            }
            // A request that serves a need itself counts as a request first.
            if conduct.value_first.is_none() {
                if chosen.act == Act::Request {
                    conduct.value_first = Some(false);
                } else if chosen.act == Act::Offer || decision.served {
                    conduct.value_first = Some(true);
                }
            }
        }
        conduct.recall = Recall { taken: saturating_u32(taken.len()), offered: saturating_u32(offered.len()) };
        conduct
    }
}
