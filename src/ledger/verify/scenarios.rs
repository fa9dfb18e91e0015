//! Verifying that the stored scenarios are those that were played.

use super::finding::Finding;
use super::verifier::Verifier;
use crate::ledger::play_rows::ids;
use crate::ledger::{LedgerError, StoredScenario};

impl Verifier<'_> {
    /// Compares every stored scenario with the hash it is stored under.
    pub(super) fn verify_scenarios(&mut self) -> Result<(), LedgerError> {
        for hash in ids(&self.ledger.db, "SELECT content_hash FROM scenario ORDER BY id", [])? {
            let stored = StoredScenario::read(self.ledger, &hash);
            let (id, is_unchanged) = match &stored {
                Ok(stored) => (stored.id.to_string(), stored.has_its_hashes()),
                Err(_) => (hash.clone(), false),
            };
            if !is_unchanged {
                self.add(Finding::Scenario { id, hash: hash.clone() });
            }
            self.scenarios.insert(hash, stored);
        }
        Ok(())
    }
}
