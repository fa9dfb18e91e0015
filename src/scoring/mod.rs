//! From a transcript to a scorecard: whole numbers, sums, and the evidence behind each point.

mod baseline;
mod card;
mod conduct;
pub mod debrief;
mod interval;

pub use baseline::{Baseline, PLAYS as BASELINE_PLAYS};
pub use card::{Mark, Scorecard, Tally, counted, mark};
pub use conduct::{Conduct, Recall};
pub use interval::{Clusters, Missing, Several, THIN, difference, missing, over_clusters, wilson};
