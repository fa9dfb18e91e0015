//! What is written in one transaction: events are added, and how a play stands follows from them.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use super::{LedgerError, Play};
use crate::encounter::{Decision, Encounter, Memory, Status, Trace, Transcript};
use crate::record::{Document, Millis, PlayId, Profile, ProfileId, Record, Remark, Source, Standing};
use crate::scenario::id::ScenarioId;
use crate::storage::library::json_of;

/// What an event says, beside its kind.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Event {
    Started {
        scenario: ScenarioId,
        content_hash: String,
        rules: u32,
        seed: u64,
        memory: Memory,
        source: Source,
        attempt: Option<u32>,
        practice: bool,
        rewound: bool,
        no_hurry: bool,
    },
    Decided(Box<Decision>),
    Rewound {
        to: usize,
    },
    Ended {
        status: Status,
    },
    Remarked(Remark),
}

impl Event {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Started { .. } => "started",
            Self::Decided(_) => "decided",
            Self::Rewound { .. } => "rewound",
            Self::Ended { .. } => "ended",
            Self::Remarked(_) => "remarked",
        }
    }
}

/// Writes a profile, unless it is there, or somebody of its name without a staff number: two programs may
/// have met the same newcomer.
pub(super) fn settle_profile(step: &Transaction<'_>, profile: &Profile, now: Millis) -> Result<Profile, LedgerError> {
    let is_there: bool =
        step.query_row("SELECT EXISTS (SELECT 1 FROM profile WHERE id = ?1)", params![profile.id.0], |row| row.get(0))?;
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
    Ok(profile.clone())
}

/// The first profile of a name.
pub(super) fn profile_named(db: &Connection, name: &str) -> Result<Option<Profile>, LedgerError> {
    let sql = "SELECT id, name, staff, team FROM profile WHERE name = ?1 ORDER BY created, id LIMIT 1";
    Ok(db.query_row(sql, params![name], profile_of).optional()?)
}

pub(super) fn profile_of(row: &Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile { id: ProfileId(row.get(0)?), name: row.get(1)?, staff: row.get(2)?, team: row.get(3)? })
}

/// Whether a play is on the disk, standing as this program left it.
pub(super) fn is_written(step: &Transaction<'_>, play: &Play) -> Result<bool, LedgerError> {
    let row = step
        .query_row("SELECT status, decisions FROM play WHERE id = ?1", params![play.id.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    match row {
        None if play.kept == 0 => Ok(false),
        Some((status, decisions)) if status == Status::Open.word() && usize::try_from(decisions) == Ok(play.kept) => {
            Ok(true)
        }
        _ => Err(LedgerError::Elsewhere),
    }
}

pub(super) fn ids(
    step: &Transaction<'_>,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<String>, LedgerError> {
    let mut query = step.prepare(sql)?;
    let ids = query.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

pub(super) fn add(step: &Transaction<'_>, play: &PlayId, event: &Event, now: Millis) -> Result<(), LedgerError> {
    step.prepare_cached("INSERT INTO event (play, kind, body, at) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        play.0,
        event.kind(),
        serde_json::to_string(event)?,
        now.0
    ])?;
    Ok(())
}

/// Ends plays that are open without having reached an end of their own.
pub(super) fn end(step: &Transaction<'_>, play: &str, status: Status, now: Millis) -> Result<(), LedgerError> {
    let changed =
        step.execute("UPDATE play SET status = ?2 WHERE id = ?1 AND status = 'open'", params![play, status.word()])?;
    if changed > 0 {
        add(step, &PlayId(play.to_owned()), &Event::Ended { status }, now)?;
    }
    Ok(())
}

/// The first decision: fixes the attempt, and leaves what was open behind.
pub(super) fn start(
    step: &Transaction<'_>,
    play: &mut Play,
    transcript: &Transcript,
    encounter: &Encounter,
    now: Millis,
) -> Result<(), LedgerError> {
    play.profile = settle_profile(step, &play.profile, now)?;
    let mut standing = play.standing;
    let person = play.profile.person().0;
    let scenario = transcript.scenario.as_str();
    if standing.source == Source::Play {
        let before: u32 = step.query_row(
            "SELECT count(*) FROM play WHERE person = ?1 AND scenario = ?2 AND source = 'play'",
            params![person, scenario],
            |row| row.get(0),
        )?;
        standing.attempt = Some(before + 1);
        standing.practice |= before > 0;
        let open = ids(
            step,
            "SELECT id FROM play WHERE person = ?1 AND scenario = ?2 AND source = 'play' AND status = 'open'",
            params![person, scenario],
        )?;
        for id in open {
            end(step, &id, Status::Abandoned, now)?;
        }
    }
    step.execute(
        "INSERT OR IGNORE INTO scenario (content_hash, id, play_hash, json) VALUES (?1, ?2, ?3, ?4)",
        params![
            transcript.content_hash.to_string(),
            scenario,
            transcript.play_hash.to_string(),
            json_of(encounter.script())
        ],
    )?;
    let seed = i64::try_from(transcript.seed).unwrap_or(i64::MAX);
    step.execute(
        "INSERT INTO play (id, profile, person, scenario, content_hash, rules, seed, memory, source, attempt,
                           practice, rewound, status, decisions, started, latest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'open', 0, ?13, ?13)",
        params![
            play.id.0,
            play.profile.id.0,
            person,
            scenario,
            transcript.content_hash.to_string(),
            transcript.rules,
            seed,
            serde_json::to_string(&transcript.memory)?,
            standing.source.word(),
            standing.attempt,
            standing.practice,
            standing.rewound,
            now.0
        ],
    )?;
    let started = Event::Started {
        scenario: transcript.scenario.clone(),
        content_hash: transcript.content_hash.to_string(),
        rules: transcript.rules,
        seed: transcript.seed,
        memory: transcript.memory.clone(),
        source: standing.source,
        attempt: standing.attempt,
        practice: standing.practice,
        rewound: standing.rewound,
        no_hurry: play.no_hurry,
    };
    add(step, &play.id, &started, now)?;
    play.standing = standing;
    Ok(())
}

pub(super) fn stand(
    step: &Transaction<'_>,
    play: &PlayId,
    standing: Standing,
    transcript: &Transcript,
    now: Millis,
) -> Result<(), LedgerError> {
    let decisions = u32::try_from(transcript.decisions.len()).unwrap_or(u32::MAX);
    step.execute(
        "UPDATE play SET status = ?2, decisions = ?3, latest = ?4, practice = ?5, rewound = ?6 WHERE id = ?1",
        params![play.0, transcript.status.word(), decisions, now.0, standing.practice, standing.rewound],
    )?;
    Ok(())
}

pub(super) fn finish(
    step: &Transaction<'_>,
    play: &PlayId,
    standing: Standing,
    transcript: &Transcript,
    trace: Option<&Trace>,
) -> Result<(), LedgerError> {
    let card = Record::card_of(transcript).map(|card| (card.overall, card.principles));
    step.execute(
        "UPDATE play SET document = ?2, trace = ?3, card = ?4 WHERE id = ?1",
        params![
            play.0,
            Document::new(transcript, standing).json(),
            trace.map(serde_json::to_string).transpose()?,
            card.map(|card| serde_json::to_string(&card)).transpose()?
        ],
    )?;
    Ok(())
}
