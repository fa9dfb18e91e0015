//! When an open play counts as abandoned: after 14 days of use of its ledger without an event of the play.
//!
//! Days are counted from event to event, and a stretch without events counts as one day at most, however long it was by
//! the clock. So neither a clock that was wrong for a while nor a long holiday ends a play that somebody left open.

use rusqlite::{Connection, OptionalExtension, params};

use super::LedgerError;
use crate::record::Millis;

/// An open play without an event for this many milliseconds of use counts as abandoned: 14 days.
const STALE: i64 = 14 * MAX_GAP;

/// The most milliseconds that the time from one event to the next counts: one day.
const MAX_GAP: i64 = 24 * 60 * 60 * 1000;

/// The number of the latest event from which 14 days of use have passed: a play whose last event is this one, or an
/// earlier one, has been left. 0 if no open play is that old.
///
/// # Errors
/// If the ledger cannot be read.
pub(super) fn latest_stale_event(db: &Connection, now: Millis) -> Result<i64, LedgerError> {
    let oldest: Option<i64> = db
        .query_row(
            "SELECT min((SELECT max(seq) FROM event WHERE event.play = play.id)) FROM play WHERE status = 'open'",
            [],
            |row| row.get(0),
        )
        .optional()?
        .flatten();
    let Some(oldest) = oldest else { return Ok(0) };
    let mut query = db.prepare_cached("SELECT seq, at FROM event WHERE seq >= ?1 AND erased = 0 ORDER BY seq DESC")?;
    let mut rows = query.query(params![oldest])?;
    let (mut later, mut used) = (now.0, 0);
    while let Some(row) = rows.next()? {
        let at: i64 = row.get(1)?;
        used += later.saturating_sub(at).clamp(0, MAX_GAP);
        if used > STALE {
            return Ok(row.get(0)?);
        }
        later = at;
    }
    Ok(0)
}
