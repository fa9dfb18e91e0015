//! Random play: what a score is when everything on offer is equally likely. A score is read beside it.

use std::sync::Arc;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::card::{Scorecard, Tally};
use crate::encounter::{Encounter, Memory, Status};
use crate::scenario::script::Script;

/// How many plays are simulated.
pub const PLAYS: u64 = 10_000;

/// Sums over simulated plays that were completed, with nothing remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    overall: (u64, u64),
    principles: [(u64, u64); 8],
    /// How many of the plays were completed.
    pub completed: u64,
}

impl Baseline {
    /// Plays a script `plays` times, seeds 0 and up.
    #[must_use]
    pub fn simulate(script: &Arc<Script>, plays: u64) -> Self {
        let mut sums = Self::default();
        let mut encounter = Encounter::start(Arc::clone(script), 0, Memory::default());
        // Which choices are drawn is of no consequence, only that they are the same on every machine.
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        for seed in 0..plays {
            encounter.restart(seed);
            while encounter.status() == Status::Open {
                let offers = encounter.offers().len() as u64;
                let chosen = (u64::from(rng.next_u32()) * offers) >> 32;
                encounter.act_at(usize::try_from(chosen).unwrap_or(0), 0);
            }
            if encounter.status() == Status::Completed {
                sums.add(&Scorecard::of(&encounter.transcript().decisions));
            }
        }
        sums
    }

    fn add(&mut self, card: &Scorecard) {
        let add = |sum: &mut (u64, u64), tally: Tally| {
            sum.0 += u64::from(tally.gained);
            sum.1 += u64::from(tally.span);
        };
        add(&mut self.overall, card.overall);
        for (sum, tally) in self.principles.iter_mut().zip(card.principles) {
            add(sum, tally);
        }
        self.completed += 1;
    }

    /// Gained and span over the plays that were completed: overall, then P1 to P8.
    #[must_use]
    pub fn sums(&self) -> [(u64, u64); 9] {
        std::array::from_fn(|n| if n == 0 { self.overall } else { self.principles[n - 1] })
    }

    /// Overall in tenths of a point, 0 to 1000; `None` where nothing was observed.
    #[must_use]
    pub const fn overall(&self) -> Option<u64> {
        tenths(self.overall)
    }

    /// A principle, by its index, in tenths of a point.
    #[must_use]
    pub const fn principle(&self, index: usize) -> Option<u64> {
        tenths(self.principles[index])
    }
}

/// Expected gained over expected span, rounded half up to tenths of a point.
const fn tenths((gained, span): (u64, u64)) -> Option<u64> {
    if span == 0 {
        return None;
    }
    Some((2_000 * gained + span) / (2 * span))
}
