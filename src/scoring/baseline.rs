//! The baseline with which scores are compared: the expected score if each choice on offer is equally likely.

use std::sync::Arc;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::card::Scorecard;
use crate::encounter::{Encounter, Memory, Status};
use crate::scenario::script::Script;
use crate::util::num::saturating_usize;

/// The number of plays that are simulated if the baseline cannot be computed exactly.
pub const PLAYS: u64 = 10_000;

/// Points gained and span of a completed random play with an empty memory: the expected values, or the means of
/// simulated plays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baseline {
    /// Points gained and span: overall, then P1 to P8.
    sums: [(f64, f64); 9],
    /// The number of simulated plays, and how many of them were completed; `None` for an exact baseline.
    simulated: Option<(u64, u64)>,
}

impl Baseline {
    /// Creates a baseline from the expected points gained and the expected span of a completed play, both computed over
    /// all plays.
    #[must_use]
    pub const fn exact(sums: [(f64, f64); 9]) -> Self {
        Self { sums, simulated: None }
    }

    /// Simulates `plays` plays of a script with the seeds from 0 upwards.
    #[must_use]
    pub fn simulate(script: &Arc<Script>, plays: u64) -> Self {
        let (mut sum, mut completed) = ([(0_u64, 0_u64); 9], 0);
        let mut encounter = Encounter::start(Arc::clone(script), 0, Memory::default());
        // The seed is fixed so that the result is the same on every machine.
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        for seed in 0..plays {
            encounter.restart(seed);
            while encounter.status() == Status::Open {
                let offers = encounter.offers().len() as u64;
                let chosen = (u64::from(rng.next_u32()) * offers) >> 32;
                encounter.choose_at(saturating_usize(chosen), 0);
            }
            if encounter.status() == Status::Completed {
                let card = Scorecard::from_decisions(&encounter.transcript().decisions);
                for (n, sum) in sum.iter_mut().enumerate() {
                    sum.0 += u64::from(card.nth(n).gained);
                    sum.1 += u64::from(card.nth(n).span);
                }
                completed += 1;
            }
        }
        let mean = |sum: u64| share(sum) / share(completed.max(1));
        let sums = sum.map(|(gained, span)| (mean(gained), mean(span)));
        Self { sums, simulated: Some((plays, completed)) }
    }

    /// Whether the baseline was computed over all plays rather than simulated.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        self.simulated.is_none()
    }

    /// The number of simulated plays, and how many of them were completed; `None` for an exact baseline.
    #[must_use]
    pub const fn simulated(&self) -> Option<(u64, u64)> {
        self.simulated
    }

    /// Points gained and span of one completed play: overall, then P1 to P8.
    #[must_use]
    pub const fn sums(&self) -> [(f64, f64); 9] {
        self.sums
    }

    /// One of the nine scores in tenths of a point, 0 to 1000, rounded half up. `n` is 0 for overall and 1 to 8 for P1
    /// to P8. `None` if nothing was observed.
    #[must_use]
    pub fn nth(&self, n: usize) -> Option<u64> {
        let (gained, span) = self.sums[n];
        if span <= 0.0 {
            return None;
        }
        // The small term keeps a half that is too small by a rounding error from being rounded down.
        let tenths = (1_000.0 * gained / span + 0.5 + 1e-9).floor();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
        Some(tenths as u64)
    }

    /// The overall score in tenths of a point, 0 to 1000; `None` if nothing was observed.
    #[must_use]
    pub fn overall(&self) -> Option<u64> {
        self.nth(0)
    }

    /// The score of a principle in tenths of a point, 0 to 1000, by the principle's index, 0 to 7; `None` if nothing
    /// was observed.
    #[must_use]
    pub fn principle(&self, index: usize) -> Option<u64> {
        self.nth(index + 1)
    }
}

#[expect(clippy::cast_precision_loss, reason = "sums of a few thousand plays")]
const fn share(n: u64) -> f64 {
    n as f64
}
