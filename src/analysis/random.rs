//! The exact baseline of random play, computed from the state space.

use super::space::{StateSpace, Stop};
use crate::encounter::MAX_DECISIONS;
use crate::scoring::Baseline;
use crate::util::num::saturating_f64;

/// The limit of the work, as the number of moves times the number of decisions; above it, random play is simulated.
const MAX_STEPS: usize = 40_000_000;

/// The expected points gained and the expected span of a completed play in which each choice on offer is equally
/// likely. Loops are followed up to the limit of decisions. `None` if the state space is incomplete or too large.
///
/// Probabilities are 64-bit floating-point numbers that are added in the same order on every platform. The rounding
/// error is far below the tenth of a point that is shown.
#[must_use]
pub(super) fn exact_baseline(space: &StateSpace) -> Option<Baseline> {
    let decisions = if space.has_loop { MAX_DECISIONS } else { space.longest().min(MAX_DECISIONS) };
    if !space.complete || space.moves.len() * decisions.max(1) > MAX_STEPS {
        return None;
    }
    let count = space.nodes.len();
    // The probability that a play is completed, by the number of decisions left and the node.
    let mut completion = vec![vec![0.0; count]; decisions + 1];
    for left in 0..=decisions {
        for node in 0..count {
            completion[left][node] = match space.nodes[node].stop {
                Stop::Ended(_) => 1.0,
                Stop::Decision if left > 0 => {
                    let moves = space.moves_at(node);
                    let sum: f64 = moves.iter().map(|step| completion[left - 1][step.to]).sum();
                    sum / saturating_f64(moves.len())
                }
                _ => 0.0,
            };
        }
    }
    let mut sums = [(0.0, 0.0); 9];
    // The probability that a play is at each node.
    let mut here = vec![0.0; count];
    here[0] = 1.0;
    for left in (1..=decisions).rev() {
        let mut next = vec![0.0; count];
        for (node, likely) in here.iter().enumerate().filter(|(_, likely)| **likely > 0.0) {
            let moves = space.moves_at(node);
            for step in moves {
                let taken = likely / saturating_f64(moves.len());
                next[step.to] += taken;
                let weight = taken * completion[left - 1][step.to];
                for (sum, (gained, span)) in sums.iter_mut().zip(step.scores) {
                    sum.0 += weight * f64::from(gained);
                    sum.1 += weight * f64::from(span);
                }
            }
        }
        here = next;
    }
    let whole = completion[decisions][0];
    let of_completed = |sum: f64| if whole > 0.0 { sum / whole } else { 0.0 };
    Some(Baseline::exact(sums.map(|(gained, span)| (of_completed(gained), of_completed(span)))))
}
