//! Scenarios as they were played.

use std::sync::Arc;

use rusqlite::{OptionalExtension, params};
use thiserror::Error;

use super::{Damage, Ledger, LedgerError};
use crate::scenario::hash::Hash;
use crate::scenario::id::ScenarioId;
use crate::scenario::read::script_from_json;
use crate::scenario::script::Script;

/// A scenario as it was played.
#[derive(Clone, Debug)]
pub struct StoredScenario {
    /// Its id.
    pub id: ScenarioId,
    /// Fingerprint of all its content.
    pub content_hash: Hash,
    /// Fingerprint of what matters to how it plays.
    pub play_hash: Hash,
    /// The script to play again, or why there is none.
    pub script: Result<Arc<Script>, StoredScenarioError>,
}

/// Why a stored scenario cannot be played again.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{why}")]
pub struct StoredScenarioError {
    why: String,
}

impl StoredScenarioError {
    pub(super) fn new(why: &impl ToString) -> Self {
        Self { why: why.to_string() }
    }
}

impl StoredScenario {
    /// Reads the scenario with a content hash from a ledger.
    pub(super) fn read(ledger: &Ledger, content_hash: &str) -> Result<Self, LedgerError> {
        let row: Option<(String, String, String)> = ledger
            .db
            .query_row(
                "SELECT id, play_hash, json FROM scenario WHERE content_hash = ?1",
                params![content_hash],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let (id, play_hash, json) =
            row.ok_or_else(|| LedgerError::Damaged(Damage::NoScenario(content_hash.to_owned())))?;
        let no_hash = |_| LedgerError::Damaged(Damage::ScenarioHash(id.clone()));
        let (content_hash, play_hash) = (content_hash.parse().map_err(no_hash)?, play_hash.parse().map_err(no_hash)?);
        let id = ScenarioId::from(id.as_str());
        let script = script_from_json(&id, &json).map(Arc::new).map_err(|error| StoredScenarioError::new(&error));
        Ok(Self { id, content_hash, play_hash, script })
    }

    /// Whether it still has the hashes it is stored under.
    pub(super) fn has_its_hashes(&self) -> bool {
        let Ok(script) = &self.script else { return false };
        script.content_hash() == self.content_hash && script.play_hash() == self.play_hash
    }
}
