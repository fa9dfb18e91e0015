//! Verifying the list of plays against the events.

use std::collections::HashMap;

use rusqlite::Row;

use super::finding::Finding;
use super::verifier::Verifier;
use crate::encounter::Status;
use crate::ledger::LedgerError;
use crate::ledger::event::{PlayHistory, Start};
use crate::ledger::play_rows::record_from_row;
use crate::record::Record;
use crate::scoring::Scorecard;

/// How many plays are verified between two calls of the progress function.
const PLAYS_PER_STEP: usize = 1000;

/// A row of the list of plays.
pub(super) struct ListedPlay {
    pub(super) record: Record,
    person: String,
    source: String,
    status: String,
    content_hash: String,
    rules: u32,
    seed: i64,
    memory: String,
    pub(super) trace: Option<String>,
}

impl ListedPlay {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            record: record_from_row(row)?,
            source: row.get(2)?,
            status: row.get(9)?,
            content_hash: row.get(12)?,
            rules: row.get(13)?,
            seed: row.get(14)?,
            memory: row.get(15)?,
            trace: row.get(16)?,
            person: row.get(17)?,
        })
    }
}

impl Verifier<'_> {
    /// Compares every play in the list with its events, and every score with its decisions.
    pub(super) fn verify_plays(&mut self, on_progress: &mut dyn FnMut(u64, u64)) -> Result<(), LedgerError> {
        let ledger = self.ledger;
        let mut query = ledger.db.prepare(
            "SELECT id, play.profile, source, attempt, practice, rewound, started, latest, scenario, status, decisions,
                    card, content_hash, rules, seed, memory, trace, person FROM play ORDER BY started, id",
        )?;
        let mut rows = query.query([])?;
        let people: HashMap<String, String> =
            ledger.profiles()?.iter().map(|profile| (profile.id.0.clone(), profile.person().0)).collect();
        let all = self.started.len() as u64;
        while let Some(row) = rows.next()? {
            let listed = ListedPlay::from_row(row)?;
            let record = &listed.record;
            self.plays += 1;
            self.started.remove(&record.id.0);
            let person = people.get(&record.profile.0).cloned().unwrap_or_default();
            self.verify_play(&listed, &person);
            if let Some(attempt) = record.attempt_info.attempt
                && !self.attempts.insert((listed.person.clone(), record.scenario.to_string(), attempt))
            {
                self.add(Finding::Twice { play: record.id.0.clone(), attempt });
            }
            if self.plays.is_multiple_of(PLAYS_PER_STEP) {
                on_progress(self.plays as u64, all);
            }
        }
        for play in std::mem::take(&mut self.started) {
            self.add(Finding::Gone { play });
        }
        Ok(())
    }

    /// Compares a row of the list of plays with the events of the play.
    pub(super) fn verify_row(&mut self, listed: &ListedPlay, history: &PlayHistory, start: &Start, person: &str) {
        let record = &listed.record;
        let status = history.status.unwrap_or(Status::Open);
        for (what, recorded, follows) in facts(listed, history, start, person, status) {
            if recorded != follows {
                self.add(Finding::Differs { play: record.id.0.clone(), what, recorded, follows });
            }
        }
        let card = history.end.as_ref().and_then(|end| end.card);
        if record.card != card {
            let overall = |card: Option<Scorecard>| format!("{:?}", card.map(|card| card.overall));
            let (recorded, follows) = (overall(record.card), overall(card));
            self.add(Finding::Differs { play: record.id.0.clone(), what: "the score", recorded, follows });
        }
    }
}

/// What the list of plays says of a play: the name of each fact, its value in the list, and the value that follows
/// from the events.
fn facts(
    listed: &ListedPlay,
    history: &PlayHistory,
    start: &Start,
    person: &str,
    status: Status,
) -> [(&'static str, String, String); 15] {
    let record = &listed.record;
    let info = record.attempt_info;
    let practice = start.practice || history.rewound;
    let memory = serde_json::to_string(&start.memory).unwrap_or_default();
    [
        ("whose it is", record.profile.0.clone(), start.profile.0.clone()),
        ("the person", listed.person.clone(), person.to_owned()),
        ("the source", listed.source.clone(), start.source.as_str().to_owned()),
        ("the attempt", format!("{:?}", info.attempt), format!("{:?}", start.attempt)),
        ("practice", info.practice.to_string(), practice.to_string()),
        ("rewound", info.rewound.to_string(), history.rewound.to_string()),
        ("the scenario", record.scenario.to_string(), start.scenario.to_string()),
        ("the status", listed.status.clone(), status.as_str().into()),
        ("the number of decisions", record.decisions.to_string(), history.decisions.len().to_string()),
        ("the scenario's hash", listed.content_hash.clone(), start.content_hash.to_string()),
        ("the version of the rules", listed.rules.to_string(), start.rules.to_string()),
        ("the seed", listed.seed.to_string(), start.seed.to_string()),
        ("what was remembered", listed.memory.clone(), memory),
        ("the time of the first decision", record.started.0.to_string(), history.began.to_string()),
        ("the time of the last decision", record.latest.0.to_string(), history.latest.to_string()),
    ]
}
