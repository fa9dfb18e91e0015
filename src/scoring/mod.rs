//! Scores of plays: scorecards computed from transcripts, the baseline of random play, confidence intervals, and the
//! sentences of the debrief. The rules are in `docs/scoring.md`.

mod baseline;
mod card;
mod conduct;
pub mod debrief;
mod interval;

pub use baseline::{Baseline, PLAYS as BASELINE_PLAYS};
pub use card::{Mark, Scorecard, Tally, counted, mark};
pub use conduct::{Conduct, Recall};
pub use interval::{
    Clusters, Missing, RatioInterval, THIN_BELOW, difference_interval, missing, ratio_interval, wilson,
};
