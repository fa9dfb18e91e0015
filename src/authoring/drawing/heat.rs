//! The heat of beats: a figure by which a drawing colours them.

use std::sync::Arc;

use crate::lint::{Player, Words, simulate};
use crate::scenario::script::Script;
use crate::util::num::saturating_f64;

/// The figure by which beats are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    /// The difference between the largest and the smallest total of the choices.
    Evidence,
    /// The number of visits in random play, as a share of the plays.
    Visits,
}

/// The number of random plays over which visits are counted.
const PLAYS: u64 = 10_000;

/// The heat of each beat, 0 to 1, with the figure in words.
pub(super) fn heats(script: &Arc<Script>, heat: Heat, words: &Words) -> Vec<(f64, String)> {
    match heat {
        Heat::Evidence => {
            let spans: Vec<u64> = (script.beats.iter())
                .map(|beat| {
                    let totals = || beat.choices().iter().map(|choice| choice.evidence.total());
                    let span = totals().max().unwrap_or(0) - totals().min().unwrap_or(0);
                    span.unsigned_abs().into()
                })
                .collect();
            let most = spans.iter().copied().max().unwrap_or(0).max(1);
            spans
                .into_iter()
                .map(|span| (saturating_f64(span) / saturating_f64(most), format!("{span} to gain")))
                .collect()
        }
        Heat::Visits => {
            let plays = simulate(script, Player::Random, words, PLAYS, 0);
            let shares = plays.visits.iter().map(|times| saturating_f64(*times) / saturating_f64(PLAYS));
            shares.map(|share| (share.min(1.0), format!("{:.0} of 100 plays", 100.0 * share.min(1.0)))).collect()
        }
    }
}
