//! Writing many plays at once into a new ledger, for load tests.

use rusqlite::params;

use super::chain::ChainWriter;
use super::event::Event;
use super::play_rows::{finish_play, update_status};
use super::recording::start;
use super::{Ledger, LedgerError, OpenPlay};
use crate::encounter::{Encounter, Status};
use crate::record::Millis;

/// Writes whole plays within one transaction.
#[derive(Debug)]
pub struct BulkWriter<'w, 't>(&'w mut ChainWriter<'t>);

impl BulkWriter<'_, '_> {
    /// Writes a play, each decision as long after the one before as it took; a play that is still open is abandoned.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn add(&mut self, mut play: OpenPlay, encounter: &Encounter, began: Millis) -> Result<(), LedgerError> {
        let transcript = encounter.transcript();
        start(self.0, &mut play, &transcript, encounter, began)?;
        let mut at = began;
        for (n, decision) in transcript.decisions.iter().enumerate() {
            if n > 0 {
                at.0 += i64::from(decision.milliseconds);
            }
            self.0.add(&play.id.0, &Event::Decided(Box::new(decision.clone())), at)?;
        }
        update_status(self.0.transaction, &play.id, play.attempt_info, &transcript, at)?;
        if transcript.status != Status::Open {
            return finish_play(self.0, &play.id, &transcript, encounter.trace().as_ref(), at);
        }
        let status = Status::Abandoned;
        self.0.transaction.execute("UPDATE play SET status = ?2 WHERE id = ?1", params![play.id.0, status.as_str()])?;
        self.0.add(&play.id.0, &Event::Ended { status, result: None }, at)
    }
}

impl Ledger {
    /// Writes plays in one transaction, without waiting for the disk.
    ///
    /// # Errors
    /// If they could not be written; none is written then.
    pub fn in_bulk<T>(
        &mut self,
        work: impl FnOnce(&mut BulkWriter<'_, '_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        self.db.pragma_update(None, "synchronous", "OFF")?;
        let done = self.write(|writer| work(&mut BulkWriter(writer)));
        self.db.pragma_update(None, "synchronous", "FULL")?;
        done
    }
}
