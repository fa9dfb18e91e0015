//! What the ledger contains of a person's plays.

use rusqlite::params;

use super::event::PlayHistory;
use super::play_rows::record_from_row;
use super::{Ledger, LedgerError};
use crate::encounter::Decision;
use crate::record::{PlayId, Profile, Record, Reflection};

impl Ledger {
    /// The decisions of a play, without those that were taken back.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn decisions(&self, play: &str) -> Result<Vec<Decision>, LedgerError> {
        Ok(self.history(play)?.decisions)
    }

    /// The trainee's reflections on a play, in order.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn reflections(&self, play: &PlayId) -> Result<Vec<Reflection>, LedgerError> {
        Ok(self.history(&play.0)?.reflections)
    }

    /// A play as its events add up.
    pub(super) fn history(&self, play: &str) -> Result<PlayHistory, LedgerError> {
        let mut query = self.db.prepare_cached("SELECT body, at FROM event WHERE play = ?1 ORDER BY seq")?;
        let mut history = PlayHistory::default();
        let mut rows = query.query(params![play])?;
        while let Some(row) = rows.next()? {
            history.add(serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?, row.get(1)?);
        }
        Ok(history)
    }

    /// The plays of a person, in the order in which the last event of each was recorded, whatever the clock said.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn records(&self, profile: &Profile) -> Result<Vec<Record>, LedgerError> {
        let mut query = self.db.prepare(
            "SELECT id, profile, source, attempt, practice, rewound, started, latest, scenario, status, decisions, card
             FROM play WHERE person = ?1
             ORDER BY (SELECT max(seq) FROM event WHERE event.play = play.id), id",
        )?;
        let records = query.query_map(params![profile.person().0], record_from_row)?.collect::<Result<_, _>>()?;
        Ok(records)
    }
}
