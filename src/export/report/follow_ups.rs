//! Encounters that follow from others: first attempts, and how they ended. They are in no score and no comparison.

use serde::Serialize;

use crate::export::totals::{SideMetrics, Totals};
use crate::scenario::model::Outcome;

/// An encounter that follows from another.
#[derive(Serialize)]
pub(super) struct FollowUpRow {
    title: String,
    /// Completed first attempts, each of another person.
    plays: u32,
    /// First attempts left early.
    left: u32,
    /// How many had each outcome.
    outcomes: Vec<u32>,
    /// Promises of others that were kept and broken in it.
    promises: [u32; 2],
}

/// All of them, in the order of their titles.
pub(super) fn follow_ups(totals: &Totals) -> Vec<FollowUpRow> {
    let row = |(id, (title, metrics)): (&String, &(String, SideMetrics))| FollowUpRow {
        title: if title.is_empty() { id.clone() } else { title.clone() },
        plays: metrics.plays,
        left: metrics.left_early,
        outcomes: Outcome::ALL.iter().map(|outcome| metrics.outcome(*outcome)).collect(),
        promises: [metrics.promises.kept, metrics.promises.broken],
    };
    let mut rows: Vec<FollowUpRow> = totals.follow_ups.iter().map(row).collect();
    rows.sort_by_key(|row| row.title.to_lowercase());
    rows
}
