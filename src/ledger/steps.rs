//! What is written in one transaction: events are added, and how a play stands follows from them.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::chain::Writer;
use super::event::{End, Event, Start};
use super::{LedgerError, OpenPlay};
use crate::encounter::{Encounter, Status, Trace, Transcript};
use crate::record::{AttemptInfo, Millis, PlayId, PlaySource, Profile, ProfileId, Record};
use crate::scenario::hash::content_json;

/// Writes a profile, unless it is there, or somebody of its name without a staff number: two programs may
/// have met the same newcomer.
pub(super) fn settle_profile(writer: &mut Writer<'_>, profile: &Profile, now: Millis) -> Result<Profile, LedgerError> {
    let step = writer.step;
    let is_there: bool = step
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM profile WHERE id = ?1)")?
        .query_row(params![profile.id.0], |row| row.get(0))?;
    if is_there {
        return Ok(profile.clone());
    }
    if profile.staff.is_none()
        && let Some(known) = profile_named(step, &profile.name)?
    {
        return Ok(known);
    }
    step.execute(
        "INSERT INTO profile (id, name, staff, team, created) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![profile.id.0, profile.name, profile.staff, profile.team, now.0],
    )?;
    know(writer, profile, now)?;
    Ok(profile.clone())
}

/// Notes in the chain who a profile is from here on.
pub(super) fn know(writer: &mut Writer<'_>, profile: &Profile, now: Millis) -> Result<(), LedgerError> {
    let Profile { id, name, staff, team } = profile.clone();
    writer.add(&id.0, &Event::Known { name, staff, team }, now)
}

/// The first profile of a name.
pub(super) fn profile_named(db: &Connection, name: &str) -> Result<Option<Profile>, LedgerError> {
    let sql = "SELECT id, name, staff, team FROM profile WHERE name = ?1 ORDER BY created, id LIMIT 1";
    Ok(db.query_row(sql, params![name], profile_of).optional()?)
}

pub(super) fn profile_of(row: &Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile { id: ProfileId(row.get(0)?), name: row.get(1)?, staff: row.get(2)?, team: row.get(3)? })
}

/// Whether a play is on the disk, attempt_info as this program left it.
pub(super) fn is_written(step: &Transaction<'_>, play: &OpenPlay) -> Result<bool, LedgerError> {
    let row = step
        .query_row("SELECT status, decisions FROM play WHERE id = ?1", params![play.id.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    match row {
        None if play.kept == 0 => Ok(false),
        Some((status, decisions)) if status == Status::Open.as_str() && usize::try_from(decisions) == Ok(play.kept) => {
            Ok(true)
        }
        _ => Err(LedgerError::ChangedElsewhere),
    }
}

pub(super) fn ids(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<String>, LedgerError> {
    let mut query = db.prepare(sql)?;
    let ids = query.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Ends plays that are open without having reached an end of their own.
pub(super) fn end(writer: &mut Writer<'_>, play: &str, status: Status, now: Millis) -> Result<(), LedgerError> {
    let changed = writer
        .step
        .execute("UPDATE play SET status = ?2 WHERE id = ?1 AND status = 'open'", params![play, status.as_str()])?;
    if changed > 0 {
        writer.add(play, &Event::Ended { status, result: None }, now)?;
    }
    Ok(())
}

/// The first decision: fixes the attempt, and leaves what was open behind.
pub(super) fn start(
    writer: &mut Writer<'_>,
    play: &mut OpenPlay,
    transcript: &Transcript,
    encounter: &Encounter,
    now: Millis,
) -> Result<(), LedgerError> {
    let step = writer.step;
    play.profile = settle_profile(writer, &play.profile, now)?;
    let mut attempt_info = play.attempt_info;
    let person = play.profile.person().0;
    let scenario = transcript.scenario.as_str();
    if attempt_info.source == PlaySource::Play {
        let before: u32 = step
            .prepare_cached("SELECT count(*) FROM play WHERE person = ?1 AND scenario = ?2 AND source = 'play'")?
            .query_row(params![person, scenario], |row| row.get(0))?;
        attempt_info.attempt = Some(before + 1);
        attempt_info.practice |= before > 0;
        let open = ids(
            step,
            "SELECT id FROM play WHERE person = ?1 AND scenario = ?2 AND source = 'play' AND status = 'open'",
            params![person, scenario],
        )?;
        for id in open {
            end(writer, &id, Status::Abandoned, now)?;
        }
    }
    let content_hash = transcript.content_hash.to_string();
    let is_kept: bool = step
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM scenario WHERE content_hash = ?1)")?
        .query_row(params![content_hash], |row| row.get(0))?;
    if !is_kept {
        step.execute(
            "INSERT INTO scenario (content_hash, id, play_hash, json) VALUES (?1, ?2, ?3, ?4)",
            params![
                content_hash,
                scenario,
                transcript.play_hash.to_string(),
                content_json(&encounter.script().scenario)
            ],
        )?;
    }
    let seed = i64::try_from(transcript.seed).unwrap_or(i64::MAX);
    step.prepare_cached(
        "INSERT INTO play (id, profile, person, scenario, content_hash, rules, seed, memory, source, attempt,
                           practice, rewound, status, decisions, started, latest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'open', 0, ?13, ?13)",
    )?
    .execute(params![
        play.id.0,
        play.profile.id.0,
        person,
        scenario,
        content_hash,
        transcript.rules,
        seed,
        serde_json::to_string(&transcript.memory)?,
        attempt_info.source.as_str(),
        attempt_info.attempt,
        attempt_info.practice,
        attempt_info.rewound,
        now.0
    ])?;
    let started = Start {
        profile: play.profile.id.clone(),
        scenario: transcript.scenario.clone(),
        content_hash: transcript.content_hash,
        rules: transcript.rules,
        seed: transcript.seed,
        memory: transcript.memory.clone(),
        source: attempt_info.source,
        attempt: attempt_info.attempt,
        practice: attempt_info.practice,
        rewound: attempt_info.rewound,
        no_hurry: play.no_hurry,
        course: play.course.clone(),
    };
    writer.add(&play.id.0, &Event::Started(Box::new(started)), now)?;
    play.attempt_info = attempt_info;
    Ok(())
}

/// How a play stands now.
pub(super) fn stand(
    step: &Transaction<'_>,
    play: &PlayId,
    attempt_info: AttemptInfo,
    transcript: &Transcript,
    now: Millis,
) -> Result<(), LedgerError> {
    let decisions = u32::try_from(transcript.decisions.len()).unwrap_or(u32::MAX);
    step.prepare_cached(
        "UPDATE play SET status = ?2, decisions = ?3, latest = ?4, practice = ?5, rewound = ?6 WHERE id = ?1",
    )?
    .execute(params![
        play.0,
        transcript.status.as_str(),
        decisions,
        now.0,
        attempt_info.practice,
        attempt_info.rewound
    ])?;
    Ok(())
}

/// A play has come to its end: what it is worth, and what is remembered of it.
pub(super) fn finish(
    writer: &mut Writer<'_>,
    play: &PlayId,
    transcript: &Transcript,
    trace: Option<&Trace>,
    now: Millis,
) -> Result<(), LedgerError> {
    let result = Some(Box::new(End::of(transcript)));
    writer.add(&play.0, &Event::Ended { status: transcript.status, result }, now)?;
    writer.step.prepare_cached("UPDATE play SET trace = ?2, card = ?3 WHERE id = ?1")?.execute(params![
        play.0,
        trace.map(serde_json::to_string).transpose()?,
        Record::card_of(transcript).map(|card| serde_json::to_string(&card)).transpose()?
    ])?;
    Ok(())
}
