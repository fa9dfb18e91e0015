//! Many plays written at once into a new ledger: for trying out what many records weigh.

use rusqlite::params;

use super::chain::Writer;
use super::event::Event;
use super::steps::{finish, stand, start};
use super::{Ledger, LedgerError, OpenPlay};
use crate::encounter::{Encounter, Status};
use crate::record::Millis;

/// Takes whole plays within one transaction.
#[derive(Debug)]
pub struct Bulk<'w, 't>(&'w mut Writer<'t>);

impl Bulk<'_, '_> {
    /// Writes a play from its first decision on, each decision as long after the one before as was thought
    /// about it; one that is still open was left there.
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
        stand(self.0.step, &play.id, play.attempt_info, &transcript, at)?;
        if transcript.status != Status::Open {
            return finish(self.0, &play.id, &transcript, encounter.trace().as_ref(), at);
        }
        let status = Status::Abandoned;
        self.0.step.execute("UPDATE play SET status = ?2 WHERE id = ?1", params![play.id.0, status.as_str()])?;
        self.0.add(&play.id.0, &Event::Ended { status, result: None }, at)
    }
}

impl Ledger {
    /// Writes plays in one transaction, without waiting for the disk.
    ///
    /// # Errors
    /// If they could not be written; then none was.
    pub fn in_bulk<T>(
        &mut self,
        work: impl FnOnce(&mut Bulk<'_, '_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        self.db.pragma_update(None, "synchronous", "OFF")?;
        let done = self.write(|writer| work(&mut Bulk(writer)));
        self.db.pragma_update(None, "synchronous", "FULL")?;
        done
    }
}
