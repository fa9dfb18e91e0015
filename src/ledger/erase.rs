//! Erasing a person: what they were called, played and noted goes; the chain stays whole, with a mark where it was.

use rusqlite::params;

use super::chain::{Salt, Writer, digest};
use super::event::Event;
use super::steps::ids;
use super::{Ledger, LedgerError};
use crate::record::{Millis, Profile};

/// What was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// How many plays.
    pub plays: usize,
    /// How many events lost what they said.
    pub events: usize,
    /// Whether what was erased can still be found in the file, until other programs have closed it.
    pub lingers: bool,
}

impl Ledger {
    /// Erases a profile with all its plays. Every event keeps its place and its hash, so that the chain can still
    /// be verified, and an event is added that says what is gone.
    ///
    /// # Errors
    /// If it could not be written; then nothing was.
    pub fn erase(&mut self, profile: &Profile, now: Millis) -> Result<Erased, LedgerError> {
        // What is deleted is written over, not only forgotten.
        self.db.pragma_update(None, "secure_delete", true)?;
        let erased = self.write(|writer| {
            let plays = ids(writer.step, "SELECT id FROM play WHERE profile = ?1 ORDER BY id", params![profile.id.0])?;
            let mut erased = Erased { plays: plays.len(), ..Erased::default() };
            for play in &plays {
                writer.step.execute("DELETE FROM play WHERE id = ?1", params![play])?;
                writer.step.execute("DELETE FROM pushed WHERE play = ?1", params![play])?;
                erased.events += empty(writer, play, now)?;
            }
            writer.step.execute("DELETE FROM profile WHERE id = ?1", params![profile.id.0])?;
            erased.events += empty(writer, &profile.id.0, now)?;
            Ok(erased)
        })?;
        // The log of writes holds earlier copies of pages, and free pages what stood in them.
        let vacuumed = self.db.execute_batch("VACUUM").is_ok();
        let emptied = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        Ok(Erased { lingers: !vacuumed || emptied != Ok(0), ..erased })
    }
}

/// Empties the events of a play or profile, and says so in the chain.
fn empty(writer: &mut Writer<'_>, of: &str, now: Millis) -> Result<usize, LedgerError> {
    let mut query = writer.step.prepare("SELECT seq, body, at, salt FROM event WHERE play = ?1 AND erased = 0")?;
    let bodies = query.query_map(params![of], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let bodies: Vec<(i64, String, i64, Salt)> = bodies.collect::<Result<_, _>>()?;
    for (seq, body, at, salt) in &bodies {
        writer.step.execute(
            "UPDATE event SET body = ?2, erased = 1, at = 0, salt = NULL WHERE seq = ?1",
            params![seq, digest(salt, *at, body).to_string()],
        )?;
    }
    writer.add(of, &Event::Erased, now)?;
    Ok(bodies.len())
}
