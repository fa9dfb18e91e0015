//! Verifying the profiles against their events.

use super::finding::Finding;
use super::verifier::Verifier;
use crate::ledger::LedgerError;
use crate::ledger::play_rows::ids;

/// What a profile is called, according to its events.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct KnownProfile {
    pub(super) name: String,
    pub(super) staff: Option<String>,
    pub(super) team: Option<String>,
    /// When it was added, in milliseconds since 1970.
    pub(super) since: i64,
}

impl Verifier<'_> {
    /// Compares the profiles with their events.
    pub(super) fn verify_profiles(&mut self) -> Result<(), LedgerError> {
        let mut known = std::mem::take(&mut self.known);
        let created = ids(&self.ledger.db, "SELECT CAST(created AS TEXT) FROM profile ORDER BY created, id", [])?;
        for (profile, created) in self.ledger.profiles()?.into_iter().zip(created) {
            let listed = KnownProfile {
                name: profile.name,
                staff: profile.staff,
                team: profile.team,
                since: created.parse().unwrap_or_default(),
            };
            if known.remove(&profile.id.0) != Some(listed) {
                self.add(Finding::Profile { profile: profile.id.0 });
            }
        }
        for (profile, _) in known {
            self.add(Finding::Profile { profile });
        }
        Ok(())
    }
}
