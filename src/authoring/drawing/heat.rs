//! The heat of each beat: the figure behind its colour.

use std::sync::Arc;

use crate::lint::{Player, Words, simulate};
use crate::scenario::script::Script;
use crate::util::num::saturating_f64;

/// What beats are coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    /// How much can be gained at them.
    Evidence,
    /// The share of random plays that enter them.
    Visits,
}

/// The number of random plays over which visits are counted.
const PLAYS: u64 = 10_000;

/// The heat of each beat, 0 to 1, and the figure behind it in words.
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
            let played = simulate(script, Player::Random, words, PLAYS, 0);
            let seen = played.visits.iter().map(|times| saturating_f64(*times) / saturating_f64(PLAYS));
            seen.map(|part| (part.min(1.0), format!("{:.0} of 100 plays", 100.0 * part.min(1.0)))).collect()
        }
    }
}
