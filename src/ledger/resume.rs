//! Resuming an open play.

use std::sync::Arc;

use rusqlite::{OptionalExtension, params};

use super::{Ledger, LedgerError, OpenPlay, StoredScenarioError};
use crate::encounter::{Encounter, Memory};
use crate::record::{AttemptInfo, PlayId, PlaySource, Profile};
use crate::scenario::id::ScenarioId;
use crate::scenario::read::script_from_json;

/// A play that is resumed on the scenario's text that it began with.
#[derive(Debug)]
pub struct ResumedPlay {
    /// The play.
    pub play: OpenPlay,
    /// The encounter after the decisions of the play.
    pub encounter: Encounter,
}

/// The row of an open play.
struct OpenRow {
    id: String,
    content_hash: String,
    seed: i64,
    memory: String,
    attempt_info: AttemptInfo,
}

impl Ledger {
    /// The open play of a person and scenario, on the text it began with; `None` if there is none.
    ///
    /// # Errors
    /// If the ledger cannot be read, or the play cannot be played again.
    pub fn resume(&self, profile: &Profile, scenario: &ScenarioId) -> Result<Option<ResumedPlay>, LedgerError> {
        let Some(row) = self.open_row(profile, scenario)? else { return Ok(None) };
        let json: String = self.db.query_row(
            "SELECT json FROM scenario WHERE content_hash = ?1",
            params![row.content_hash],
            |row| row.get(0),
        )?;
        let unreadable = |source| LedgerError::UnreadableScenario { scenario: scenario.clone(), source };
        let script = script_from_json(scenario, &json).map_err(|error| unreadable(StoredScenarioError::new(&error)))?;
        let seed = u64::try_from(row.seed).unwrap_or(0);
        let memory: Memory = serde_json::from_str(&row.memory)?;
        let mut encounter = Encounter::start(Arc::new(script), seed, memory);
        for decision in self.decisions(&row.id)? {
            encounter
                .choose(decision.chosen().as_str(), decision.milliseconds)
                .map_err(|error| unreadable(StoredScenarioError::new(&error)))?;
        }
        let mut play = OpenPlay::new(PlayId(row.id), profile.clone(), row.attempt_info);
        play.written = encounter.decisions();
        Ok(Some(ResumedPlay { play, encounter }))
    }

    /// The open play of a person and scenario that was started last, whatever the clock said.
    fn open_row(&self, profile: &Profile, scenario: &ScenarioId) -> Result<Option<OpenRow>, LedgerError> {
        let row = self.db.query_row(
            "SELECT id, content_hash, seed, memory, attempt, practice, rewound FROM play
             WHERE person = ?1 AND scenario = ?2 AND status = 'open' AND source = 'play'
             ORDER BY (SELECT min(seq) FROM event WHERE event.play = play.id) DESC LIMIT 1",
            params![profile.person().0, scenario.as_str()],
            |row| {
                let (attempt, practice, rewound) = (row.get(4)?, row.get(5)?, row.get(6)?);
                Ok(OpenRow {
                    id: row.get(0)?,
                    content_hash: row.get(1)?,
                    seed: row.get(2)?,
                    memory: row.get(3)?,
                    attempt_info: AttemptInfo { source: PlaySource::Play, attempt, practice, rewound },
                })
            },
        );
        Ok(row.optional()?)
    }
}
