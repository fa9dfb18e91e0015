//! One or several ledgers read as one, without changing them.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::params;
use uuid::Uuid;

use super::event::{End, PlayHistory, Start};
use super::play_rows::{ids, status_from_str};
use super::profiles::profile_from_row;
use super::selection::PlaySelection;
use super::stale::latest_stale_event;
use super::{Damage, Ledger, LedgerError, StoredScenario};
use crate::encounter::{Status, Transcript};
use crate::record::{AttemptInfo, Head, Millis, PlayCriteria, PlayId, Profile, StoredPlay};
use crate::scenario::hash::Hash;
use crate::scenario::script::Script;

/// The shortest beginning or end of a play's id that is searched for.
const MIN_ID_LENGTH: usize = 4;

/// The most plays that a search for an id returns.
const MAX_FOUND: usize = 20;

/// Ledgers that are read as one: every play once, attempts counted over all of them.
#[derive(Debug)]
pub struct LedgerSet {
    pub(super) ledgers: Vec<Ledger>,
    /// For each ledger, the event up to which an open play counts as abandoned.
    stale: Vec<i64>,
    scenarios: RefCell<HashMap<String, Arc<StoredScenario>>>,
}

/// A row of the list of plays, with its profile.
struct PlayRow {
    profile: Profile,
    status: Status,
    attempt: Option<u32>,
    practice: bool,
    rewound: bool,
    started: Millis,
    latest: Millis,
    /// The number of its last event, if it is open.
    last_event: i64,
    content_hash: String,
}

impl LedgerSet {
    /// Opens the ledgers of data folders for reading. Nothing is written to them: a ledger of an earlier version is
    /// read from a copy in memory.
    ///
    /// # Errors
    /// If one does not exist, or cannot be read.
    pub fn open(folders: &[PathBuf], now: Millis) -> Result<Self, LedgerError> {
        let ledgers: Vec<Ledger> =
            folders.iter().map(|folder| Ledger::open_read_only(folder)).collect::<Result<_, _>>()?;
        let stale = ledgers.iter().map(|ledger| latest_stale_event(&ledger.db, now)).collect::<Result<_, _>>()?;
        Ok(Self { ledgers, stale, scenarios: RefCell::default() })
    }

    /// How far each ledger's chain reaches.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn heads(&self) -> Result<Vec<Head>, LedgerError> {
        self.ledgers.iter().map(Ledger::head).collect()
    }

    /// All people, each once, in the order of their names.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn profiles(&self) -> Result<Vec<Profile>, LedgerError> {
        let mut people = BTreeMap::new();
        for ledger in &self.ledgers {
            people.extend(
                ledger.profiles()?.into_iter().map(|profile| ((profile.name.clone(), profile.person()), profile)),
            );
        }
        Ok(people.into_values().collect())
    }

    /// Calls `take` with every selected play, in the order they began.
    ///
    /// # Errors
    /// If a ledger cannot be read, or `take` fails.
    pub fn for_each<E: From<LedgerError>>(
        &self,
        selection: &PlaySelection,
        mut take: impl FnMut(StoredPlay) -> Result<(), E>,
    ) -> Result<(), E> {
        for selected in &selection.plays {
            let mut play = self.stored_play(usize::from(selected.ledger), selected.id)?;
            if let Some(attempt) = selected.attempt {
                play.attempt_info.attempt = Some(attempt);
                play.attempt_info.practice = play.attempt_info.rewound || attempt > 1;
            }
            take(play)?;
        }
        Ok(())
    }

    /// The plays whose id begins or ends with a text of at least four characters, in the order they began; 20 at most.
    ///
    /// # Errors
    /// If a ledger cannot be read.
    pub fn find(&self, id: &str) -> Result<Vec<StoredPlay>, LedgerError> {
        let mut selection = self.select(&PlayCriteria::default())?;
        let id = id.to_lowercase();
        if id.len() < MIN_ID_LENGTH {
            return Ok(Vec::new());
        }
        selection.plays.retain(|play| {
            let whole = play.id.to_string();
            whole.starts_with(&id) || whole.ends_with(&id)
        });
        selection.plays.truncate(MAX_FOUND);
        let mut found = Vec::new();
        self.for_each::<LedgerError>(&selection, |play| {
            found.push(play);
            Ok(())
        })?;
        Ok(found)
    }

    /// The scenario of a play as it was played; `None` if it cannot be read any more.
    ///
    /// # Errors
    /// If a ledger cannot be read.
    pub fn script(&self, play: &StoredPlay) -> Result<Option<Arc<Script>>, LedgerError> {
        let is_of_play = |scenario: &&Arc<StoredScenario>| scenario.content_hash == play.transcript.content_hash;
        Ok(self.scenarios()?.iter().find(is_of_play).and_then(|scenario| scenario.script.clone().ok()))
    }

    /// The scenarios of all plays, in the order of their ids.
    ///
    /// # Errors
    /// If a ledger cannot be read.
    pub fn scenarios(&self) -> Result<Vec<Arc<StoredScenario>>, LedgerError> {
        let mut all = BTreeMap::new();
        for ledger in &self.ledgers {
            for hash in ids(&ledger.db, "SELECT content_hash FROM scenario", [])? {
                let scenario = self.scenario(ledger, &hash)?;
                all.insert((scenario.id.clone(), hash), scenario);
            }
        }
        Ok(all.into_values().collect())
    }

    /// A stored scenario, which is read once.
    fn scenario(&self, ledger: &Ledger, content_hash: &str) -> Result<Arc<StoredScenario>, LedgerError> {
        if let Some(known) = self.scenarios.borrow().get(content_hash) {
            return Ok(Arc::clone(known));
        }
        let scenario = Arc::new(StoredScenario::read(ledger, content_hash)?);
        self.scenarios.borrow_mut().insert(content_hash.to_owned(), Arc::clone(&scenario));
        Ok(scenario)
    }

    fn stored_play(&self, index: usize, id: Uuid) -> Result<StoredPlay, LedgerError> {
        let ledger = &self.ledgers[index];
        let id = id.to_string();
        let row = ledger.play_row(&id)?;
        let PlayHistory { start, decisions, end, town, .. } = ledger.history(&id)?;
        let start = start.ok_or_else(|| LedgerError::Damaged(Damage::NoStart(id.clone())))?;
        let play_hash = self.scenario(ledger, &row.content_hash)?.play_hash;
        let status = match row.status {
            Status::Open if row.last_event <= self.stale[index] => Status::Abandoned,
            status => status,
        };
        let attempt_info =
            AttemptInfo { source: start.source, attempt: row.attempt, practice: row.practice, rewound: row.rewound };
        let course = start.course.clone();
        let card = end.as_ref().and_then(|end| end.card);
        let mut transcript = transcript_from_start(*start, play_hash, status);
        transcript.decisions = decisions;
        if let Some(end) = end {
            add_end(&mut transcript, *end);
        }
        let PlayRow { profile, started, latest, .. } = row;
        let profile_then = ledger.profile_at_end(&id, &profile)?;
        Ok(StoredPlay {
            id: PlayId(id),
            profile,
            profile_then,
            attempt_info,
            own_attempt_info: attempt_info,
            started,
            latest,
            course,
            transcript,
            missed: town.and_then(|town| town.evening).map_or(0, |evening| evening.missed_promises()),
            card,
        })
    }
}

impl Ledger {
    fn play_row(&self, id: &str) -> Result<PlayRow, LedgerError> {
        let mut query = self.db.prepare_cached(
            "SELECT profile.id, profile.name, profile.staff, profile.team, play.status, play.attempt, play.practice,
                    play.rewound, play.started, play.latest, play.content_hash,
                    iif(play.status = 'open', (SELECT max(seq) FROM event WHERE event.play = play.id), 0)
             FROM play JOIN profile ON profile.id = play.profile WHERE play.id = ?1",
        )?;
        let row = query.query_row(params![id], |row| {
            Ok(PlayRow {
                profile: profile_from_row(row)?,
                status: status_from_str(&row.get::<_, String>(4)?),
                attempt: row.get(5)?,
                practice: row.get(6)?,
                rewound: row.get(7)?,
                started: Millis(row.get(8)?),
                latest: Millis(row.get(9)?),
                content_hash: row.get(10)?,
                last_event: row.get(11)?,
            })
        })?;
        Ok(row)
    }
}

/// The transcript of a play without its decisions and its end.
fn transcript_from_start(start: Start, play_hash: Hash, status: Status) -> Transcript {
    Transcript {
        scenario: start.scenario,
        content_hash: start.content_hash,
        play_hash,
        rules: start.rules,
        seed: start.seed,
        memory: start.memory,
        status,
        ending: None,
        outcome: None,
        decisions: Vec::new(),
        pending: None,
        people: BTreeMap::new(),
        needs: BTreeMap::new(),
        facts: Vec::new(),
        promises: BTreeMap::new(),
        claims: BTreeMap::new(),
    }
}

/// Adds the state in which a play ended to its transcript.
fn add_end(transcript: &mut Transcript, end: End) {
    (transcript.ending, transcript.outcome) = (end.ending, end.outcome);
    (transcript.people, transcript.needs) = (end.people, end.needs);
    (transcript.promises, transcript.claims) = (end.promises, end.claims);
}
