//! The ledger: who played what, every decision committed as it happens, in one file.

mod error;
mod schema;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use uuid::{ContextV7, Timestamp, Uuid};

pub use error::LedgerError;

use super::library::{json_of, script_from_json};
use super::places::Places;
use crate::encounter::{Decision, Encounter, Memory, Status, Trace, Transcript};
use crate::record::{Document, Millis, PlayId, Profile, ProfileId, Record, Source, Standing};
use crate::scenario::id::ScenarioId;
use crate::scoring::{Scorecard, Tally};

/// How long to wait while another program writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    db: Connection,
    ids: ContextV7,
}

/// A play that is being kept: nothing is written before its first decision.
#[derive(Clone, Debug)]
pub struct Play {
    /// Its id.
    pub id: PlayId,
    /// Who plays.
    pub profile: Profile,
    /// How it counts; the attempt is fixed by the first decision.
    pub standing: Standing,
    /// How many of the encounter's decisions are on the disk.
    kept: usize,
}

/// A play gone on with: on the scenario's text it began with.
#[derive(Debug)]
pub struct Resumed {
    /// The play.
    pub play: Play,
    /// Where it stands.
    pub encounter: Encounter,
}

/// What an event says, beside its kind.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Event {
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
    },
    Decided(Box<Decision>),
    Rewound {
        to: usize,
    },
    Ended {
        status: Status,
    },
}

impl Event {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Started { .. } => "started",
            Self::Decided(_) => "decided",
            Self::Rewound { .. } => "rewound",
            Self::Ended { .. } => "ended",
        }
    }
}

impl Ledger {
    /// Opens the ledger in the data folder, making it if need be.
    ///
    /// # Errors
    /// If there is no folder, or the file cannot be made, opened or understood.
    pub fn open(places: &Places, now: Millis) -> Result<Self, LedgerError> {
        let path = places.ledger().ok_or(LedgerError::NoFolder)?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| not_opened(folder, &error))?;
        }
        let db = Connection::open(&path).map_err(|error| not_opened(&path, &error))?;
        let mut ledger = Self { db, ids: ContextV7::new() };
        ledger.prepare()?;
        ledger.leave_stale(now)?;
        Ok(ledger)
    }

    fn prepare(&mut self) -> Result<(), LedgerError> {
        self.db.busy_timeout(PATIENCE)?;
        // A decision that was acknowledged survives the loss of the program and of the power.
        self.db.pragma_update(None, "journal_mode", "WAL")?;
        self.db.pragma_update(None, "synchronous", "FULL")?;
        self.db.pragma_update(None, "foreign_keys", true)?;
        schema::migrate(&mut self.db)
    }

    /// Plays without a decision for 14 days count as left.
    fn leave_stale(&mut self, now: Millis) -> Result<(), LedgerError> {
        let before = now.0 - Millis::STALE;
        let step = self.db.transaction_with_behavior(TransactionBehavior::Deferred)?;
        let stale = ids(&step, "SELECT id FROM play WHERE status = 'open' AND latest < ?1", params![before])?;
        for id in stale {
            end(&step, &id, Status::Abandoned, now)?;
        }
        step.commit()?;
        Ok(())
    }

    // --- people -------------------------------------------------------------------------------

    /// Everybody, in the order they were added.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn profiles(&self) -> Result<Vec<Profile>, LedgerError> {
        let mut query = self.db.prepare("SELECT id, name, staff, team FROM profile ORDER BY created, id")?;
        let profiles = query.query_map([], profile_of)?.collect::<Result<_, _>>()?;
        Ok(profiles)
    }

    /// The profile of this name, or a new one, which is written with its first decision or by
    /// [`Ledger::add_profile`].
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn profile(&self, name: &str, now: Millis) -> Result<Profile, LedgerError> {
        let found = self
            .db
            .query_row(
                "SELECT id, name, staff, team FROM profile WHERE name = ?1 ORDER BY created, id LIMIT 1",
                params![name],
                profile_of,
            )
            .optional()?;
        let new = || Profile { id: ProfileId(self.new_id(now)), name: name.to_owned(), staff: None, team: None };
        Ok(found.unwrap_or_else(new))
    }

    /// Writes a profile, if it is not there yet.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn add_profile(&mut self, profile: &Profile, now: Millis) -> Result<(), LedgerError> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        insert_profile(&step, profile, now)?;
        step.commit()?;
        Ok(())
    }

    // --- plays --------------------------------------------------------------------------------

    /// A play that is about to begin; it is written with its first decision.
    pub fn begin(&mut self, profile: &Profile, source: Source, now: Millis) -> Play {
        let id = PlayId(self.new_id(now));
        Play { id, profile: profile.clone(), standing: Standing::new(source), kept: 0 }
    }

    /// A new play that tries a turn of a completed one again, from before decision `n`: practice, and
    /// rewound.
    pub fn try_again(&mut self, profile: &Profile, now: Millis) -> Play {
        let mut play = self.begin(profile, Source::Play, now);
        play.standing.rewound = true;
        play.standing.practice = true;
        play
    }

    /// Writes the decisions an encounter has made since the last call, and how it stands, in one
    /// transaction. The first decision fixes the attempt, and leaves other open plays of it behind.
    ///
    /// # Errors
    /// If nothing could be written; then nothing was.
    pub fn keep(&mut self, play: &mut Play, encounter: &Encounter, now: Millis) -> Result<(), LedgerError> {
        let transcript = encounter.transcript();
        if transcript.decisions.len() <= play.kept {
            return Ok(());
        }
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut standing = play.standing;
        if play.kept == 0 {
            standing = start(&step, play, &transcript, encounter, now)?;
        }
        for decision in &transcript.decisions[play.kept..] {
            add(&step, &play.id, &Event::Decided(Box::new(decision.clone())), now)?;
        }
        stand(&step, &play.id, standing, &transcript, now)?;
        if transcript.status != Status::Open {
            add(&step, &play.id, &Event::Ended { status: transcript.status }, now)?;
            finish(&step, &play.id, standing, &transcript, encounter.trace().as_ref())?;
        }
        step.commit()?;
        play.standing = standing;
        play.kept = transcript.decisions.len();
        Ok(())
    }

    /// Takes decisions of an open play back, to before decision `n`: practice for good.
    ///
    /// # Errors
    /// If it could not be written; then nothing was.
    pub fn rewind(&mut self, play: &mut Play, encounter: &Encounter, now: Millis) -> Result<(), LedgerError> {
        let to = encounter.decisions();
        let mut standing = play.standing;
        standing.practice = true;
        standing.rewound = true;
        if play.kept > to {
            let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            add(&step, &play.id, &Event::Rewound { to }, now)?;
            stand(&step, &play.id, standing, &encounter.transcript(), now)?;
            step.commit()?;
        }
        play.standing = standing;
        play.kept = play.kept.min(to);
        Ok(())
    }

    /// Leaves an open play for good.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn abandon(&mut self, play: &PlayId, now: Millis) -> Result<(), LedgerError> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        end(&step, &play.0, Status::Abandoned, now)?;
        step.commit()?;
        Ok(())
    }

    /// The open play of a person and scenario, on the text it began with.
    ///
    /// # Errors
    /// If the ledger cannot be read, or what it keeps cannot be played.
    pub fn resume(&self, profile: &Profile, scenario: &ScenarioId) -> Result<Option<Resumed>, LedgerError> {
        let row = self
            .db
            .query_row(
                "SELECT id, content_hash, seed, memory, attempt, practice, rewound FROM play
                 WHERE person = ?1 AND scenario = ?2 AND status = 'open' AND source = 'play'
                 ORDER BY started DESC, id DESC LIMIT 1",
                params![profile.person().0, scenario.as_str()],
                |row| {
                    let standing = Standing {
                        source: Source::Play,
                        attempt: row.get(4)?,
                        practice: row.get(5)?,
                        rewound: row.get(6)?,
                    };
                    let (id, hash): (String, String) = (row.get(0)?, row.get(1)?);
                    Ok((id, hash, row.get::<_, i64>(2)?, row.get::<_, String>(3)?, standing))
                },
            )
            .optional()?;
        let Some((id, hash, seed, memory, standing)) = row else { return Ok(None) };
        let json: String =
            self.db.query_row("SELECT json FROM scenario WHERE content_hash = ?1", params![hash], |row| row.get(0))?;
        let kept = |why: String| LedgerError::Kept { scenario: scenario.to_string(), why };
        let script = script_from_json(scenario, &json).map_err(kept)?;
        let seed = u64::try_from(seed).unwrap_or(0);
        let mut encounter = Encounter::start(Arc::new(script), seed, serde_json::from_str(&memory)?);
        for decision in self.decisions(&id)? {
            encounter.act(decision.chosen.as_str(), decision.milliseconds).map_err(|error| kept(error.to_string()))?;
        }
        let kept = encounter.decisions();
        let play = Play { id: PlayId(id), profile: profile.clone(), standing, kept };
        Ok(Some(Resumed { play, encounter }))
    }

    /// The decisions of a play that stand.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn decisions(&self, play: &str) -> Result<Vec<Decision>, LedgerError> {
        let mut query = self.db.prepare("SELECT body FROM event WHERE play = ?1 ORDER BY seq")?;
        let mut decisions = Vec::new();
        let mut rows = query.query(params![play])?;
        while let Some(row) = rows.next()? {
            match serde_json::from_str(&row.get::<_, String>(0)?)? {
                Event::Decided(decision) => decisions.push(*decision),
                Event::Rewound { to } => decisions.truncate(to),
                Event::Started { .. } | Event::Ended { .. } => {}
            }
        }
        Ok(decisions)
    }

    /// The plays of a person, in the order of their last decision.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn records(&self, profile: &Profile) -> Result<Vec<Record>, LedgerError> {
        let mut query = self.db.prepare(
            "SELECT id, profile, source, attempt, practice, rewound, started, latest, scenario, status, decisions, card
             FROM play WHERE person = ?1 ORDER BY latest, id",
        )?;
        let records = query.query_map(params![profile.person().0], record_of)?.collect::<Result<_, _>>()?;
        Ok(records)
    }

    /// The document of a completed play as it was printed.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn document(&self, play: &PlayId) -> Result<Option<String>, LedgerError> {
        let found = self
            .db
            .query_row("SELECT document FROM play WHERE id = ?1", params![play.0], |row| row.get(0))
            .optional()?;
        Ok(found.flatten())
    }

    /// What is remembered of a person's completed plays that were not rewound, in the order they were
    /// completed; of scripts too, if asked.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn memory(&self, profile: &Profile, with_scripts: bool) -> Result<Memory, LedgerError> {
        let mut query = self.db.prepare(
            "SELECT trace FROM play
             WHERE person = ?1 AND status = 'completed' AND rewound = 0 AND trace IS NOT NULL
               AND (source = 'play' OR (?2 AND source = 'script'))
             ORDER BY latest, id",
        )?;
        let mut memory = Memory::default();
        let mut rows = query.query(params![profile.person().0, with_scripts])?;
        while let Some(row) = rows.next()? {
            memory.add(&serde_json::from_str::<Trace>(&row.get::<_, String>(0)?)?);
        }
        Ok(memory)
    }

    fn new_id(&self, now: Millis) -> String {
        let milliseconds = u64::try_from(now.0).unwrap_or(0);
        let nanoseconds = u32::try_from(milliseconds % 1000).unwrap_or(0) * 1_000_000;
        Uuid::new_v7(Timestamp::from_unix(&self.ids, milliseconds / 1000, nanoseconds)).to_string()
    }
}

fn not_opened(place: &Path, error: &dyn std::error::Error) -> LedgerError {
    LedgerError::NotOpened { place: place.display().to_string(), why: error.to_string() }
}

fn insert_profile(step: &Transaction<'_>, profile: &Profile, now: Millis) -> Result<(), LedgerError> {
    step.execute(
        "INSERT OR IGNORE INTO profile (id, name, staff, team, created) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![profile.id.0, profile.name, profile.staff, profile.team, now.0],
    )?;
    Ok(())
}

fn ids(step: &Transaction<'_>, sql: &str, params: impl rusqlite::Params) -> Result<Vec<String>, LedgerError> {
    let mut query = step.prepare(sql)?;
    let ids = query.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

fn add(step: &Transaction<'_>, play: &PlayId, event: &Event, now: Millis) -> Result<(), LedgerError> {
    step.prepare_cached("INSERT INTO event (play, kind, body, at) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        play.0,
        event.kind(),
        serde_json::to_string(event)?,
        now.0
    ])?;
    Ok(())
}

/// Ends plays that are open without having reached an end of their own.
fn end(step: &Transaction<'_>, play: &str, status: Status, now: Millis) -> Result<(), LedgerError> {
    let changed =
        step.execute("UPDATE play SET status = ?2 WHERE id = ?1 AND status = 'open'", params![play, status.word()])?;
    if changed > 0 {
        add(step, &PlayId(play.to_owned()), &Event::Ended { status }, now)?;
    }
    Ok(())
}

/// The first decision: fixes the attempt, and leaves what was open behind.
fn start(
    step: &Transaction<'_>,
    play: &Play,
    transcript: &Transcript,
    encounter: &Encounter,
    now: Millis,
) -> Result<Standing, LedgerError> {
    let mut standing = play.standing;
    let person = play.profile.person().0;
    let scenario = transcript.scenario.as_str();
    let exists: bool =
        step.query_row("SELECT EXISTS (SELECT 1 FROM play WHERE id = ?1)", params![play.id.0], |row| row.get(0))?;
    if exists {
        // It was rewound to its very beginning, and keeps its number.
        return Ok(standing);
    }
    insert_profile(step, &play.profile, now)?;
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
    };
    add(step, &play.id, &started, now)?;
    Ok(standing)
}

fn stand(
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

fn finish(
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

fn profile_of(row: &Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile { id: ProfileId(row.get(0)?), name: row.get(1)?, staff: row.get(2)?, team: row.get(3)? })
}

fn record_of(row: &Row<'_>) -> rusqlite::Result<Record> {
    let source = match row.get::<_, String>(2)?.as_str() {
        "tryout" => Source::Tryout,
        "script" => Source::Script,
        _ => Source::Play,
    };
    let status = match row.get::<_, String>(9)?.as_str() {
        "completed" => Status::Completed,
        "abandoned" => Status::Abandoned,
        "stuck" => Status::Stuck,
        _ => Status::Open,
    };
    let card = row.get::<_, Option<String>>(11)?;
    let card = card.and_then(|json| serde_json::from_str::<(Tally, [Tally; 8])>(&json).ok());
    Ok(Record {
        id: PlayId(row.get(0)?),
        profile: ProfileId(row.get(1)?),
        standing: Standing { source, attempt: row.get(3)?, practice: row.get(4)?, rewound: row.get(5)? },
        started: Millis(row.get(6)?),
        latest: Millis(row.get(7)?),
        scenario: ScenarioId::from(row.get::<_, String>(8)?.as_str()),
        status,
        decisions: row.get(10)?,
        card: card.map(|(overall, principles)| Scorecard { overall, principles }),
    })
}
