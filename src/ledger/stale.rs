//! When an open play counts as abandoned: after 14 days of use of its ledger without an event of the play.
//!
//! Days are counted from event to event, only as far as the time goes beyond all that was recorded before, and a stretch
//! without events counts as one day at most, however long it was by the clock. So neither a clock that was wrong for a while,
//! however often, nor a long holiday ends a play that somebody left open.

use rusqlite::{Connection, OptionalExtension, params};

use super::LedgerError;
use crate::record::Millis;

/// An open play without an event for more than this many milliseconds of use counts as abandoned: 14 days.
const STALE: i64 = 14 * MAX_GAP;

/// The most milliseconds that the time from one event to the next counts: one day.
const MAX_GAP: i64 = 24 * 60 * 60 * 1000;

/// The time of use that has passed, from the first event that is added.
struct UsedTime {
    /// The latest moment of all events so far.
    latest: Option<i64>,
    milliseconds: i64,
}

impl UsedTime {
    const NONE: Self = Self { latest: None, milliseconds: 0 };

    /// Adds an event, or the present.
    fn add(&mut self, at: i64) {
        let latest = self.latest.unwrap_or(at);
        self.milliseconds += at.saturating_sub(latest).clamp(0, MAX_GAP);
        self.latest = Some(latest.max(at));
    }
}

/// The number of the latest event since which more than 14 days of use have passed: a play whose last event is this one, or
/// an earlier one, has been left. 0 if no open play is that old.
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
    let mut query = db.prepare_cached("SELECT seq, at FROM event WHERE seq >= ?1 AND erased = 0 ORDER BY seq")?;
    let mut used = UsedTime::NONE;
    let mut rows = query.query(params![oldest])?;
    while let Some(row) = rows.next()? {
        used.add(row.get(1)?);
    }
    drop(rows);
    used.add(now.0);
    let before = used.milliseconds - STALE;
    if before <= 0 {
        return Ok(0);
    }
    // Once more, up to the event at which so much was used that 14 days were left.
    let (mut used, mut latest_stale) = (UsedTime::NONE, 0);
    let mut rows = query.query(params![oldest])?;
    while let Some(row) = rows.next()? {
        used.add(row.get(1)?);
        if used.milliseconds >= before {
            break;
        }
        latest_stale = row.get(0)?;
    }
    Ok(latest_stale)
}
