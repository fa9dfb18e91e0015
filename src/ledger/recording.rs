//! Writing the decisions of a play as they are made.

use rusqlite::{OptionalExtension, Transaction, params};

use super::chain::ChainWriter;
use super::event::{Event, Start};
use super::play_rows::{end_open_play, finish_play, ids, update_status};
use super::profiles::ensure_profile;
use super::town::town_part;
use super::{Ledger, LedgerError, OpenPlay};
use crate::encounter::{Encounter, Status, Transcript};
use crate::record::{Millis, PlayId, Reflection};
use crate::scenario::hash::content_json;
use crate::scenario::script::Script;
use crate::town::TownPart;

impl Ledger {
    /// Writes the decisions an encounter has made since the last call, and the status of the play, in one
    /// transaction. The first decision fixes the attempt, and abandons other open plays of the same person and
    /// scenario.
    ///
    /// # Errors
    /// If it could not be written, or the play was changed by another program; nothing is written then.
    pub fn record(&mut self, play: &mut OpenPlay, encounter: &Encounter, now: Millis) -> Result<(), LedgerError> {
        let transcript = encounter.transcript();
        if transcript.decisions.len() <= play.written {
            return Ok(());
        }
        // The id of a play tells when its first decision was made, not when somebody began to think about it.
        let id = PlayId(self.new_id(now));
        *play = self.write(|writer| write_decisions(writer, play, id, encounter, &transcript, now))?;
        Ok(())
    }

    /// Takes decisions of an open play back, to before decision `n`; the play counts as practice from then on.
    ///
    /// # Errors
    /// If it could not be written, or the play was changed by another program; nothing is written then.
    pub fn rewind(&mut self, play: &mut OpenPlay, encounter: &Encounter, now: Millis) -> Result<(), LedgerError> {
        let to = encounter.decisions();
        let mut attempt_info = play.attempt_info;
        attempt_info.practice = true;
        attempt_info.rewound = true;
        if play.written > to {
            self.write(|writer| {
                is_written(writer.transaction, play)?;
                writer.add(&play.id.0, &Event::Rewound { to }, now)?;
                update_status(writer.transaction, &play.id, attempt_info, &encounter.transcript(), now)
            })?;
        }
        play.attempt_info = attempt_info;
        play.written = play.written.min(to);
        Ok(())
    }

    /// Adds a reflection of the trainee to a completed play.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn add_reflection(&mut self, play: &PlayId, reflection: Reflection, now: Millis) -> Result<(), LedgerError> {
        self.write(|writer| writer.add(&play.0, &Event::Reflected(reflection), now))
    }
}

/// Writes the decisions a play has made since the last call, and its status; returns the play as it is then.
fn write_decisions(
    writer: &mut ChainWriter<'_>,
    play: &OpenPlay,
    new_id: PlayId,
    encounter: &Encounter,
    transcript: &Transcript,
    now: Millis,
) -> Result<OpenPlay, LedgerError> {
    let mut play = play.clone();
    // A play that was rewound to its beginning is written already, and keeps its attempt.
    if !is_written(writer.transaction, &play)? {
        play.id = new_id;
        start(writer, &mut play, transcript, encounter, now)?;
    }
    for reflection in play.reflections.drain(..) {
        writer.add(&play.id.0, &Event::Reflected(reflection), now)?;
    }
    for decision in &transcript.decisions[play.written..] {
        writer.add(&play.id.0, &Event::Decided(Box::new(decision.clone())), now)?;
    }
    update_status(writer.transaction, &play.id, play.attempt_info, transcript, now)?;
    if transcript.status != Status::Open {
        let town = town_part(writer.transaction, &play, encounter)?;
        store_follow_ups(writer.transaction, &play, town.as_ref())?;
        play.town.clone_from(&town);
        finish_play(writer, &play.id, transcript, encounter.trace().as_ref(), town, now)?;
    }
    play.written = transcript.decisions.len();
    Ok(play)
}

/// Whether a play is in the ledger.
///
/// # Errors
/// If it is not as this program left it.
fn is_written(transaction: &Transaction<'_>, play: &OpenPlay) -> Result<bool, LedgerError> {
    let row = transaction
        .query_row("SELECT status, decisions FROM play WHERE id = ?1", params![play.id.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    match row {
        None if play.written == 0 => Ok(false),
        Some((status, decisions))
            if status == Status::Open.as_str() && usize::try_from(decisions) == Ok(play.written) =>
        {
            Ok(true)
        }
        _ => Err(LedgerError::ChangedElsewhere),
    }
}

/// Writes the beginning of a play with its first decision.
fn start(
    writer: &mut ChainWriter<'_>,
    play: &mut OpenPlay,
    transcript: &Transcript,
    encounter: &Encounter,
    now: Millis,
) -> Result<(), LedgerError> {
    ensure_profile(writer, &play.profile, now)?;
    fix_attempt(writer, play, transcript, now)?;
    store_scenario(writer.transaction, encounter.script())?;
    insert_play(writer.transaction, play, transcript, now)?;
    let attempt_info = play.attempt_info;
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
    writer.add(&play.id.0, &Event::Started(Box::new(started)), now)
}

/// Gives a play its number among those of the same person and scenario, and abandons the open ones of them.
fn fix_attempt(
    writer: &mut ChainWriter<'_>,
    play: &mut OpenPlay,
    transcript: &Transcript,
    now: Millis,
) -> Result<(), LedgerError> {
    if !play.attempt_info.source.is_of_trainee() {
        return Ok(());
    }
    let (person, scenario) = (play.profile.person().0, transcript.scenario.as_str());
    let before: u32 = writer
        .transaction
        .prepare_cached(
            "SELECT count(*) FROM play WHERE person = ?1 AND scenario = ?2 AND source IN ('play', 'follow-up')",
        )?
        .query_row(params![person, scenario], |row| row.get(0))?;
    play.attempt_info.attempt = Some(before + 1);
    play.attempt_info.practice |= before > 0;
    let open = ids(
        writer.transaction,
        "SELECT id FROM play WHERE person = ?1 AND scenario = ?2 AND source IN ('play', 'follow-up') AND status = 'open'",
        params![person, scenario],
    )?;
    for id in open {
        end_open_play(writer, &id, Status::Abandoned, now)?;
    }
    Ok(())
}

/// Stores the follow-ups that an evening names, whose texts the town tells later.
fn store_follow_ups(
    transaction: &Transaction<'_>,
    play: &OpenPlay,
    town: Option<&TownPart>,
) -> Result<(), LedgerError> {
    let (Some(setting), Some(evening)) = (&play.setting, town.and_then(|town| town.evening.as_ref())) else {
        return Ok(());
    };
    let named = evening.missed.iter().map(|missed| &missed.scenario);
    for id in named.chain(evening.opened.iter().map(|opened| &opened.scenario)) {
        if let Some(script) = setting.scripts.get(id) {
            store_scenario(transaction, script)?;
        }
    }
    Ok(())
}

/// Stores a scenario as it is now, unless it is stored already.
fn store_scenario(transaction: &Transaction<'_>, script: &Script) -> Result<(), LedgerError> {
    let content_hash = script.content_hash().to_string();
    let is_stored: bool = transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM scenario WHERE content_hash = ?1)")?
        .query_row(params![content_hash], |row| row.get(0))?;
    if !is_stored {
        let (id, play_hash) = (script.id.as_str(), script.play_hash().to_string());
        transaction.execute(
            "INSERT INTO scenario (content_hash, id, play_hash, json) VALUES (?1, ?2, ?3, ?4)",
            params![content_hash, id, play_hash, content_json(&script.scenario)],
        )?;
    }
    Ok(())
}

/// Adds a play without decisions to the list of plays.
fn insert_play(
    transaction: &Transaction<'_>,
    play: &OpenPlay,
    transcript: &Transcript,
    now: Millis,
) -> Result<(), LedgerError> {
    transaction
        .prepare_cached(
            "INSERT INTO play (id, profile, person, scenario, content_hash, rules, seed, memory, source, attempt,
                               practice, rewound, status, decisions, started, latest)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'open', 0, ?13, ?13)",
        )?
        .execute(params![
            play.id.0,
            play.profile.id.0,
            play.profile.person().0,
            transcript.scenario.as_str(),
            transcript.content_hash.to_string(),
            transcript.rules,
            i64::try_from(transcript.seed).unwrap_or(i64::MAX),
            serde_json::to_string(&transcript.memory)?,
            play.attempt_info.source.as_str(),
            play.attempt_info.attempt,
            play.attempt_info.practice,
            play.attempt_info.rewound,
            now.0
        ])?;
    Ok(())
}
