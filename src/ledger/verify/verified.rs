//! Verifying a ledger from its beginning to its end, and the result.

use std::path::Path;

use super::finding::Finding;
use super::verifier::Verifier;
use crate::ledger::{Ledger, LedgerError};
use crate::record::Head;

/// The result of verifying a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How far its chain reaches.
    pub head: Head,
    /// How many plays there are.
    pub plays: usize,
    /// How many of them were played again on the stored scenario.
    pub replayed: usize,
    /// How many of them, of older rules, were scored again from the stored offers.
    pub rescored: usize,
    /// How many plays and profiles were erased.
    pub erased: usize,
    /// What is not as it was recorded; a thousand findings at most.
    pub findings: Vec<Finding>,
}

impl Ledger {
    /// Verifies the ledger of a data folder, without changing it. `against` are heads that exports or backups of it
    /// printed. `on_progress` is called with events, and then with plays.
    ///
    /// # Errors
    /// If the ledger does not exist or cannot be read; what is wrong in it is in the result.
    pub fn verify(
        folder: &Path,
        against: &[Head],
        on_progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Verified, LedgerError> {
        // It is read as it is at one moment: somebody may be playing.
        let ledger = Self::open_read_only(folder)?;
        let mut verifier = Verifier::new(&ledger)?;
        verifier.verify_chain(on_progress)?;
        verifier.verify_against(against)?;
        verifier.verify_scenarios()?;
        verifier.verify_profiles()?;
        verifier.verify_plays(on_progress)?;
        Ok(Verified {
            head: verifier.head,
            plays: verifier.plays,
            replayed: verifier.replayed,
            rescored: verifier.rescored,
            erased: verifier.erased.len(),
            findings: verifier.findings,
        })
    }
}
