//! Verifying that a ledger goes on from what exports and backups of it say.

use rusqlite::params;

use super::finding::Finding;
use super::verifier::Verifier;
use crate::ledger::LedgerError;
use crate::record::Head;

impl Verifier<'_> {
    /// Compares the chain with the heads that exports or backups printed.
    pub(super) fn verify_against(&mut self, heads: &[Head]) -> Result<(), LedgerError> {
        let ours: Vec<&Head> = heads.iter().filter(|head| head.ledger == self.head.ledger).collect();
        if ours.is_empty() && !heads.is_empty() {
            self.add(Finding::Other { ledger: self.head.ledger.clone() });
        }
        for then in ours {
            if then.events > self.head.events {
                self.add(Finding::Shorter { then: then.events, now: self.head.events });
                continue;
            }
            let mut query = self.ledger.db.prepare("SELECT hash FROM event WHERE seq = ?1")?;
            let mut rows = query.query(params![then.events])?;
            let is_same = match rows.next()? {
                Some(row) => row.get::<_, Option<[u8; 32]>>(0)? == Some(then.head.0),
                None => then.events == 0,
            };
            if !is_same {
                self.add(Finding::Rewritten { events: then.events });
            }
        }
        Ok(())
    }
}
