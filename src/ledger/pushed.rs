//! Which plays were sent to which learning record store.

use std::collections::BTreeSet;

use rusqlite::params;

use super::play_rows::ids;
use super::{Ledger, LedgerError};
use crate::record::{Millis, PlayId};

impl Ledger {
    /// The plays that a store has acknowledged.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn pushed(&self, store: &str) -> Result<BTreeSet<PlayId>, LedgerError> {
        let plays = ids(&self.db, "SELECT play FROM pushed WHERE store = ?1", params![store])?;
        Ok(plays.into_iter().map(PlayId).collect())
    }

    /// Records that a store has acknowledged plays.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn note_pushed(&mut self, store: &str, plays: &[PlayId], now: Millis) -> Result<(), LedgerError> {
        self.write(|writer| {
            let mut note =
                writer.transaction.prepare("INSERT OR IGNORE INTO pushed (store, play, at) VALUES (?1, ?2, ?3)")?;
            for play in plays {
                note.execute(params![store, play.0, now.0])?;
            }
            Ok(())
        })
    }
}
