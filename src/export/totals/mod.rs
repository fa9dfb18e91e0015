//! What many plays add up to: sums by team, scenario and month, and totals of each person. Everything here is a sum of
//! whole numbers, so that plays can come in any order, and memory grows with people, not with plays.

mod interner;
mod person;
mod side_metrics;
mod sums;
mod total;

pub use interner::{Interner, Symbol};
pub use person::{PairedScores, PersonTotals, PlayedScenario, PlayedScenarios};
pub use side_metrics::SideMetrics;
pub use sums::{Group, Sum, Sums};
pub use total::Totals;
