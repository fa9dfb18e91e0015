//! Resuming an open play.

use std::sync::Arc;

use rusqlite::{OptionalExtension, params};

use super::play_rows::{ids, source_from_str};
use super::{Ledger, LedgerError, OpenPlay, StoredScenarioError};
use crate::encounter::{Encounter, Memory};
use crate::record::{AttemptInfo, PlayId, Profile};
use crate::scenario::id::ScenarioId;
use crate::scenario::read::script_from_json;
use crate::scenario::script::Script;

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
        let Some(row) = self.open_row(Some(profile), scenario)? else { return Ok(None) };
        let unreadable = |source| LedgerError::UnreadableScenario { scenario: scenario.clone(), source };
        let script = self.kept_script(scenario, &row.content_hash)?;
        let seed = u64::try_from(row.seed).unwrap_or(0);
        let memory: Memory = serde_json::from_str(&row.memory)?;
        let mut encounter = Encounter::start(script, seed, memory);
        let history = self.history(&row.id)?;
        for decision in history.decisions {
            encounter
                .choose(decision.chosen().as_str(), decision.milliseconds)
                .map_err(|error| unreadable(StoredScenarioError::new(&error)))?;
        }
        let mut play = OpenPlay::new(PlayId(row.id), profile.clone(), row.attempt_info);
        play.course = history.start.and_then(|start| start.course);
        play.written = encounter.decisions();
        Ok(Some(ResumedPlay { play, encounter }))
    }

    /// The scenarios of which a person has an open play, by their ids.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn open_scenarios(&self, profile: &Profile) -> Result<Vec<ScenarioId>, LedgerError> {
        let sql = "SELECT DISTINCT scenario FROM play
                   WHERE person = ?1 AND status = 'open' AND source IN ('play', 'follow-up') ORDER BY scenario";
        let found = ids(&self.db, sql, params![profile.person().0])?;
        Ok(found.iter().map(|id| ScenarioId::from(id.as_str())).collect())
    }

    /// The scenario of an open play, as it was when the play began; without a profile that of the open play of anybody
    /// that was started last. `None` if there is no open play.
    ///
    /// # Errors
    /// If the ledger cannot be read, or the scenario that it keeps cannot be played any more.
    pub fn open_script(
        &self,
        profile: Option<&Profile>,
        scenario: &ScenarioId,
    ) -> Result<Option<Arc<Script>>, LedgerError> {
        let Some(row) = self.open_row(profile, scenario)? else { return Ok(None) };
        self.kept_script(scenario, &row.content_hash).map(Some)
    }

    /// The script of a scenario that the ledger keeps, as it was then.
    ///
    /// # Errors
    /// If the ledger cannot be read, or does not keep it, or it cannot be played any more.
    pub fn kept_script(&self, scenario: &ScenarioId, content_hash: &str) -> Result<Arc<Script>, LedgerError> {
        let json: String =
            self.db.query_row("SELECT json FROM scenario WHERE content_hash = ?1", params![content_hash], |row| {
                row.get(0)
            })?;
        let script = script_from_json(scenario, &json).map_err(|error| LedgerError::UnreadableScenario {
            scenario: scenario.clone(),
            source: StoredScenarioError::new(&error),
        })?;
        Ok(Arc::new(script))
    }

    /// The open play of a person, or of anybody, and a scenario that was started last, whatever the clock said.
    fn open_row(&self, profile: Option<&Profile>, scenario: &ScenarioId) -> Result<Option<OpenRow>, LedgerError> {
        let row = self.db.query_row(
            "SELECT id, content_hash, seed, memory, attempt, practice, rewound, source FROM play
             WHERE (?1 IS NULL OR person = ?1) AND scenario = ?2 AND status = 'open' AND source IN ('play', 'follow-up')
             ORDER BY (SELECT min(seq) FROM event WHERE event.play = play.id) DESC LIMIT 1",
            params![profile.map(|profile| profile.person().0), scenario.as_str()],
            |row| {
                let (attempt, practice, rewound) = (row.get(4)?, row.get(5)?, row.get(6)?);
                let source = source_from_str(row.get_ref(7)?.as_str()?);
                Ok(OpenRow {
                    id: row.get(0)?,
                    content_hash: row.get(1)?,
                    seed: row.get(2)?,
                    memory: row.get(3)?,
                    attempt_info: AttemptInfo { source, attempt, practice, rewound },
                })
            },
        );
        Ok(row.optional()?)
    }
}
