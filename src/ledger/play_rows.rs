//! The list of plays: how each play is now. It follows from the events, and is kept so that lists are quick.

use rusqlite::{Connection, Row, Transaction, params};

use super::LedgerError;
use super::chain::ChainWriter;
use super::event::{End, Event};
use crate::encounter::{Status, Trace, Transcript};
use crate::record::{AttemptInfo, Millis, PlayId, PlaySource, ProfileId, Record};
use crate::scenario::id::ScenarioId;
use crate::town::TownPart;

/// The first column of every row of a query.
pub(super) fn ids(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<String>, LedgerError> {
    let mut query = db.prepare(sql)?;
    let ids = query.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Updates the status of a play after a decision.
pub(super) fn update_status(
    transaction: &Transaction<'_>,
    play: &PlayId,
    attempt_info: AttemptInfo,
    transcript: &Transcript,
    now: Millis,
) -> Result<(), LedgerError> {
    let decisions = u32::try_from(transcript.decisions.len()).unwrap_or(u32::MAX);
    let AttemptInfo { practice, rewound, .. } = attempt_info;
    transaction
        .prepare_cached(
            "UPDATE play SET status = ?2, decisions = ?3, latest = ?4, practice = ?5, rewound = ?6 WHERE id = ?1",
        )?
        .execute(params![play.0, transcript.status.as_str(), decisions, now.0, practice, rewound])?;
    Ok(())
}

/// Ends a play, if it is open, that has not come to an end of its own.
pub(super) fn end_open_play(
    writer: &mut ChainWriter<'_>,
    play: &str,
    status: Status,
    now: Millis,
) -> Result<(), LedgerError> {
    let changed = writer
        .transaction
        .execute("UPDATE play SET status = ?2 WHERE id = ?1 AND status = 'open'", params![play, status.as_str()])?;
    if changed > 0 {
        writer.add(play, &Event::Ended { status, result: None, town: None }, now)?;
    }
    Ok(())
}

/// Writes the end of a play: its result, what is remembered of it, and what it means to the town.
pub(super) fn finish_play(
    writer: &mut ChainWriter<'_>,
    play: &PlayId,
    transcript: &Transcript,
    trace: Option<&Trace>,
    town: Option<TownPart>,
    now: Millis,
) -> Result<(), LedgerError> {
    let result = Some(Box::new(End::from_transcript(transcript)));
    writer.add(&play.0, &Event::Ended { status: transcript.status, result, town: town.map(Box::new) }, now)?;
    writer.transaction.prepare_cached("UPDATE play SET trace = ?2, card = ?3 WHERE id = ?1")?.execute(params![
        play.0,
        trace.map(serde_json::to_string).transpose()?,
        Record::card_of(transcript).map(|card| serde_json::to_string(&card)).transpose()?
    ])?;
    Ok(())
}

/// The status of a play from its name in the table; open if it is none of the others.
pub(super) fn status_from_str(name: &str) -> Status {
    let all = [Status::Completed, Status::Abandoned, Status::Stuck];
    all.into_iter().find(|status| status.as_str() == name).unwrap_or(Status::Open)
}

/// Where a play came from, from its name in the table; a trainee if it is none of the others.
pub(super) fn source_from_str(name: &str) -> PlaySource {
    PlaySource::ALL.into_iter().find(|source| source.as_str() == name).unwrap_or(PlaySource::Play)
}

/// A record from the columns id, profile, source, attempt, practice, rewound, started, latest, scenario, status,
/// decisions and card.
pub(super) fn record_from_row(row: &Row<'_>) -> rusqlite::Result<Record> {
    let source = source_from_str(row.get_ref(2)?.as_str()?);
    let status = status_from_str(&row.get::<_, String>(9)?);
    let card = row.get::<_, Option<String>>(11)?;
    let card = card.and_then(|json| serde_json::from_str(&json).ok());
    Ok(Record {
        id: PlayId(row.get(0)?),
        profile: ProfileId(row.get(1)?),
        attempt_info: AttemptInfo { source, attempt: row.get(3)?, practice: row.get(4)?, rewound: row.get(5)? },
        started: Millis(row.get(6)?),
        latest: Millis(row.get(7)?),
        scenario: ScenarioId::from(row.get::<_, String>(8)?.as_str()),
        status,
        decisions: row.get(10)?,
        card,
    })
}
