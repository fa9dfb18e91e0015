//! The expected score of random play, computed exactly over all plays.

use super::space::{StateSpace, Stop};
use crate::encounter::MAX_DECISIONS;
use crate::scoring::Baseline;
use crate::util::num::saturating_f64;

/// The most steps (moves times decisions) that are computed; above, random play is simulated.
const MAX_STEPS: usize = 40_000_000;

/// Expected gained over expected span where everything on offer is equally likely, over completed plays;
/// `None` if not all states are known or there are too many. Loops are followed up to the limit of decisions.
///
/// Probabilities are 64-bit floating point, added in the same order everywhere; the points are exact to far
/// below the tenth that is shown.
#[must_use]
pub(super) fn exactly(space: &StateSpace) -> Option<Baseline> {
    let decisions = if space.has_loop { MAX_DECISIONS } else { space.longest().min(MAX_DECISIONS) };
    if !space.complete || space.moves.len() * decisions.max(1) > MAX_STEPS {
        return None;
    }
    let count = space.nodes.len();
    // How likely a play is completed from each node, with so many decisions left.
    let mut completes = vec![vec![0.0; count]; decisions + 1];
    for left in 0..=decisions {
        for node in 0..count {
            completes[left][node] = match space.nodes[node].stop {
                Stop::Ended(_) => 1.0,
                Stop::Decision if left > 0 => {
                    let moves = space.moves_at(node);
                    let sum: f64 = moves.iter().map(|made| completes[left - 1][made.to]).sum();
                    sum / saturating_f64(moves.len())
                }
                _ => 0.0,
            };
        }
    }
    let mut sums = [(0.0, 0.0); 9];
    let mut here = vec![0.0; count];
    here[0] = 1.0;
    for left in (1..=decisions).rev() {
        let mut next = vec![0.0; count];
        for (node, likely) in here.iter().enumerate().filter(|(_, likely)| **likely > 0.0) {
            let moves = space.moves_at(node);
            for made in moves {
                let taken = likely / saturating_f64(moves.len());
                next[made.to] += taken;
                let counts = taken * completes[left - 1][made.to];
                for (sum, (gained, span)) in sums.iter_mut().zip(made.scores) {
                    sum.0 += counts * f64::from(gained);
                    sum.1 += counts * f64::from(span);
                }
            }
        }
        here = next;
    }
    let whole = completes[decisions][0];
    let of_completed = |sum: f64| if whole > 0.0 { sum / whole } else { 0.0 };
    Some(Baseline::exact(sums.map(|(gained, span)| (of_completed(gained), of_completed(span)))))
}
