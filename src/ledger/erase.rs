//! Erasing a person: the name, plays and reflections are removed; the chain stays whole, with an event that says so.

use rusqlite::params;

use super::chain::{ChainWriter, Salt, digest};
use super::event::Event;
use super::play_rows::ids;
use super::{Ledger, LedgerError};
use crate::record::{Millis, Profile};

/// What was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// How many plays.
    pub plays: usize,
    /// How many events lost their content.
    pub events: usize,
    /// Whether the erased content can still be found in the file until other programs have closed it.
    pub lingers: bool,
}

impl Ledger {
    /// Erases a profile with all its plays. Every event keeps its position and its hash, so that the chain can still be
    /// verified, and an event is added that says what was erased.
    ///
    /// # Errors
    /// If it could not be written; nothing is changed then.
    pub fn erase(&mut self, profile: &Profile, now: Millis) -> Result<Erased, LedgerError> {
        // Deleted content is overwritten, not only released.
        self.db.pragma_update(None, "secure_delete", true)?;
        let erased = self.write(|writer| {
            let plays =
                ids(writer.transaction, "SELECT id FROM play WHERE profile = ?1 ORDER BY id", params![profile.id.0])?;
            let mut erased = Erased { plays: plays.len(), ..Erased::default() };
            for play in &plays {
                writer.transaction.execute("DELETE FROM play WHERE id = ?1", params![play])?;
                writer.transaction.execute("DELETE FROM pushed WHERE play = ?1", params![play])?;
                erased.events += empty_events(writer, play, now)?;
            }
            writer.transaction.execute("DELETE FROM profile WHERE id = ?1", params![profile.id.0])?;
            erased.events += empty_events(writer, &profile.id.0, now)?;
            Ok(erased)
        })?;
        // The write-ahead log contains earlier copies of pages, and free pages keep their content.
        let vacuumed = self.db.execute_batch("VACUUM").is_ok();
        let emptied = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        Ok(Erased { lingers: !vacuumed || emptied != Ok(0), ..erased })
    }
}

/// Removes the content of the events of a play or profile, and adds an event that says so; returns how many.
fn empty_events(writer: &mut ChainWriter<'_>, of: &str, now: Millis) -> Result<usize, LedgerError> {
    let mut query =
        writer.transaction.prepare("SELECT seq, body, at, salt FROM event WHERE play = ?1 AND erased = 0")?;
    let bodies = query.query_map(params![of], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let bodies: Vec<(i64, String, i64, Salt)> = bodies.collect::<Result<_, _>>()?;
    for (seq, body, at, salt) in &bodies {
        writer.transaction.execute(
            "UPDATE event SET body = ?2, erased = 1, at = 0, salt = NULL WHERE seq = ?1",
            params![seq, digest(salt, *at, body).to_string()],
        )?;
    }
    writer.add(of, &Event::Erased, now)?;
    Ok(bodies.len())
}
