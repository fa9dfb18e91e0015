//! One or many ledgers read as one, without changing them: every play once, attempts counted over all of them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use uuid::{ContextV7, Uuid};

use super::{Ledger, LedgerError, not_opened, schema, steps};
use crate::encounter::{Status, Transcript};
use crate::files::LEDGER_FILE;
use crate::record::{AttemptInfo, Head, Millis, PlayCriteria, PlayId, PlaySource, Profile, ProfileId, StoredPlay};
use crate::scenario::hash::Hash;
use crate::scenario::id::ScenarioId;
use crate::scenario::read::script_from_json;
use crate::scenario::script::Script;

/// A scenario as it was played.
#[derive(Clone, Debug)]
pub struct StoredScenario {
    /// Its id.
    pub id: ScenarioId,
    /// Fingerprint of all it says.
    pub content_hash: Hash,
    /// Fingerprint of how it plays.
    pub play_hash: Hash,
    /// Ready to be played again, or why it cannot be.
    pub script: Result<Arc<Script>, String>,
}

/// With fewer digits an id says nothing.
const SHORTEST_ID: usize = 4;

/// LedgerSet opened for reading.
#[derive(Debug)]
pub struct LedgerSet {
    all: Vec<Ledger>,
    now: Millis,
    scenarios: RefCell<HashMap<String, Arc<StoredScenario>>>,
}

/// A play that will be handed on.
#[derive(Clone, Copy, Debug)]
struct SelectedPlay {
    started: i64,
    id: Uuid,
    latest: i64,
    ledger: u16,
    ended: bool,
    wanted: bool,
    /// Which person and scenario; plays of other sources than `play` have none.
    of: Option<u32>,
    /// Its number over all ledgers, where there are several.
    attempt: Option<u32>,
}

/// The plays that will be handed on, in the order they began.
#[derive(Debug)]
pub struct PlaySelection {
    plays: Vec<SelectedPlay>,
    /// How many copies of plays were found beside them.
    pub duplicates: usize,
}

impl PlaySelection {
    /// How many plays there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.plays.len()
    }

    /// Leaves plays out.
    pub fn leave_out(&mut self, ids: &BTreeSet<PlayId>) {
        if !ids.is_empty() {
            self.plays.retain(|play| !ids.contains(&PlayId(play.id.to_string())));
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.plays.is_empty()
    }
}

impl LedgerSet {
    /// Opens the ledgers of data folders for reading. Nothing is written to them: one of an earlier version is
    /// read from a copy in memory.
    ///
    /// # Errors
    /// If one is not there, or cannot be read.
    pub fn open(folders: &[PathBuf], now: Millis) -> Result<Self, LedgerError> {
        let all = folders.iter().map(|folder| open(folder)).collect::<Result<_, _>>()?;
        Ok(Self { all, now, scenarios: RefCell::default() })
    }

    /// How far each one's chain reaches.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn heads(&self) -> Result<Vec<Head>, LedgerError> {
        self.all.iter().map(Ledger::head).collect()
    }

    /// Everybody, each person once by their profile; in the order of their names.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn profiles(&self) -> Result<Vec<Profile>, LedgerError> {
        let mut people = BTreeMap::new();
        for ledger in &self.all {
            people.extend(
                ledger.profiles()?.into_iter().map(|profile| ((profile.name.clone(), profile.person()), profile)),
            );
        }
        Ok(people.into_values().collect())
    }

    /// Looks which plays are asked for. Where there are several ledgers, the earliest first decision of a person
    /// and scenario is attempt 1, and the others are practice.
    ///
    /// # Errors
    /// If nobody is of the name that is asked for, or a ledger cannot be read.
    pub fn select(&self, selection: &PlayCriteria) -> Result<PlaySelection, LedgerError> {
        let mut plays = Vec::new();
        let mut people: HashMap<(String, String), u32> = HashMap::new();
        let mut anybody = selection.trainee.is_none();
        for (n, ledger) in self.all.iter().enumerate() {
            let wanted: BTreeSet<ProfileId> =
                ledger.profiles()?.into_iter().filter(|profile| selection.wants(profile)).map(|p| p.id).collect();
            anybody |= !wanted.is_empty();
            let mut query =
                ledger.db.prepare("SELECT id, profile, person, scenario, source, status, started, latest FROM play")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let (id, profile, scenario): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
                let (source, status): (String, String) = (row.get(4)?, row.get(5)?);
                let (started, latest): (i64, i64) = (row.get(6)?, row.get(7)?);
                let wanted = wanted.contains(&ProfileId(profile))
                    && selection.spans(Millis(started))
                    && selection.scenario.as_ref().is_none_or(|id| id.as_str() == scenario);
                let next = u32::try_from(people.len()).unwrap_or(u32::MAX);
                let of = (self.all.len() > 1 && source == PlaySource::Play.as_str())
                    .then(|| row.get::<_, String>(2).map(|person| *people.entry((person, scenario)).or_insert(next)))
                    .transpose()?;
                if !wanted && self.all.len() == 1 {
                    continue;
                }
                let id = Uuid::parse_str(&id).map_err(|_| LedgerError::Damaged(format!("`{id}` is no play's id")))?;
                let ledger = u16::try_from(n).unwrap_or(u16::MAX);
                let ended = status != Status::Open.as_str();
                plays.push(SelectedPlay { started, id, latest, ledger, ended, wanted, of, attempt: None });
            }
        }
        if !anybody {
            return Err(LedgerError::UnknownTrainee { name: selection.trainee.clone().unwrap_or_default() });
        }
        // Of several copies of a play the one that got furthest counts; of those that are alike the one in the
        // ledger that did, which knows best who it was.
        let events: Vec<i64> = self.heads()?.iter().map(|head| head.events).collect();
        let furthest = |play: &SelectedPlay| (play.latest, play.ended, events[usize::from(play.ledger)]);
        plays.sort_unstable_by_key(|play| (play.id, std::cmp::Reverse(furthest(play)), play.ledger));
        let found = plays.len();
        plays.dedup_by_key(|play| play.id);
        let duplicates = found - plays.len();
        plays.sort_unstable_by_key(|play| (play.started, play.id));
        let mut attempts = vec![0; people.len()];
        for play in &mut plays {
            if let Some(of) = play.of {
                let count = &mut attempts[of as usize];
                *count += 1;
                play.attempt = Some(*count);
            }
        }
        plays.retain(|play| play.wanted);
        Ok(PlaySelection { plays, duplicates })
    }

    /// Hands on every planned play, in the order they began.
    ///
    /// # Errors
    /// If a ledger cannot be read, or whoever takes them cannot go on.
    pub fn for_each<E: From<LedgerError>>(
        &self,
        plan: &PlaySelection,
        mut take: impl FnMut(StoredPlay) -> Result<(), E>,
    ) -> Result<(), E> {
        for play in &plan.plays {
            let mut kept = self.kept(usize::from(play.ledger), play.id)?;
            if let Some(attempt) = play.attempt {
                kept.attempt_info.attempt = Some(attempt);
                kept.attempt_info.practice = kept.attempt_info.rewound || attempt > 1;
            }
            take(kept)?;
        }
        Ok(())
    }

    /// The plays whose id begins or ends like this, in the order they began.
    ///
    /// # Errors
    /// If a ledger cannot be read.
    pub fn find(&self, id: &str) -> Result<Vec<StoredPlay>, LedgerError> {
        let mut plan = self.select(&PlayCriteria::default())?;
        let id = id.to_lowercase();
        if id.len() < SHORTEST_ID {
            return Ok(Vec::new());
        }
        plan.plays.retain(|play| {
            let whole = play.id.to_string();
            whole.starts_with(&id) || whole.ends_with(&id)
        });
        // More than that many nobody means.
        plan.plays.truncate(20);
        let mut found = Vec::new();
        self.for_each::<LedgerError>(&plan, |kept| {
            found.push(kept);
            Ok(())
        })?;
        Ok(found)
    }

    /// The scenario of a play as it was played; `None` if it cannot be read any more.
    ///
    /// # Errors
    /// If a ledger cannot be read.
    pub fn script(&self, kept: &StoredPlay) -> Result<Option<Arc<Script>>, LedgerError> {
        let wanted = |scenario: &&Arc<StoredScenario>| scenario.content_hash == kept.transcript.content_hash;
        Ok(self.scenarios()?.iter().find(wanted).and_then(|scenario| scenario.script.clone().ok()))
    }

    /// The scenarios of everything that was played, in the order of their ids.
    ///
    /// # Errors
    /// If a ledger cannot be read.
    pub fn scenarios(&self) -> Result<Vec<Arc<StoredScenario>>, LedgerError> {
        let mut all = BTreeMap::new();
        for (n, ledger) in self.all.iter().enumerate() {
            let hashes = steps::ids(&ledger.db, "SELECT content_hash FROM scenario", [])?;
            for hash in hashes {
                let scenario = self.scenario(n, &hash)?;
                all.insert((scenario.id.clone(), hash), scenario);
            }
        }
        Ok(all.into_values().collect())
    }

    fn scenario(&self, ledger: usize, hash: &str) -> Result<Arc<StoredScenario>, LedgerError> {
        if let Some(known) = self.scenarios.borrow().get(hash) {
            return Ok(Arc::clone(known));
        }
        let kept = Arc::new(stored_scenario(&self.all[ledger], hash)?);
        self.scenarios.borrow_mut().insert(hash.to_owned(), Arc::clone(&kept));
        Ok(kept)
    }

    fn kept(&self, n: usize, id: Uuid) -> Result<StoredPlay, LedgerError> {
        let ledger = &self.all[n];
        let id = id.to_string();
        let mut query = ledger.db.prepare_cached(
            "SELECT profile.id, profile.name, profile.staff, profile.team, play.status, play.attempt, play.practice,
                    play.rewound, play.started, play.latest, play.content_hash
             FROM play JOIN profile ON profile.id = play.profile WHERE play.id = ?1",
        )?;
        let (profile, status, attempt_info, started, latest, hash) = query.query_row(params![id], |row| {
            let attempt_info = AttemptInfo {
                source: PlaySource::Play,
                attempt: row.get(5)?,
                practice: row.get(6)?,
                rewound: row.get(7)?,
            };
            let (started, latest) = (Millis(row.get(8)?), Millis(row.get(9)?));
            Ok((
                steps::profile_of(row)?,
                row.get::<_, String>(4)?,
                attempt_info,
                started,
                latest,
                row.get::<_, String>(10)?,
            ))
        })?;
        let story = ledger.story(&id)?;
        let start = story.start.ok_or_else(|| LedgerError::Damaged(format!("play `{id}` has no beginning")))?;
        let scenario = self.scenario(n, &hash)?;
        let left = latest.0 < self.now.0 - Millis::STALE;
        let status = match super::status_of(&status) {
            Status::Open if left => Status::Abandoned,
            status => status,
        };
        let end = story.end.map(|end| *end);
        let card = end.as_ref().and_then(|end| end.card);
        let mut transcript = Transcript {
            scenario: start.scenario,
            content_hash: start.content_hash,
            play_hash: scenario.play_hash,
            rules: start.rules,
            seed: start.seed,
            memory: start.memory,
            status,
            ending: None,
            outcome: None,
            decisions: story.decisions,
            pending: None,
            people: BTreeMap::new(),
            needs: BTreeMap::new(),
            facts: Vec::new(),
            promises: BTreeMap::new(),
            claims: BTreeMap::new(),
        };
        if let Some(end) = end {
            (transcript.ending, transcript.outcome) = (end.ending, end.outcome);
            (transcript.people, transcript.needs) = (end.people, end.needs);
            (transcript.promises, transcript.claims) = (end.promises, end.claims);
        }
        let attempt_info = AttemptInfo { source: start.source, ..attempt_info };
        Ok(StoredPlay {
            id: PlayId(id),
            profile,
            attempt_info,
            started,
            latest,
            course: start.course,
            transcript,
            card,
        })
    }
}

/// A scenario as a ledger keeps it.
pub(super) fn stored_scenario(ledger: &Ledger, hash: &str) -> Result<StoredScenario, LedgerError> {
    let row: Option<(String, String, String)> = ledger
        .db
        .query_row("SELECT id, play_hash, json FROM scenario WHERE content_hash = ?1", params![hash], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (id, play_hash, json) =
        row.ok_or_else(|| LedgerError::Damaged(format!("the scenario with the hash `{hash}` is missing")))?;
    let no_hash = |_| LedgerError::Damaged(format!("the hashes of the scenario `{id}` are none"));
    let (content_hash, play_hash) = (hash.parse().map_err(no_hash)?, play_hash.parse().map_err(no_hash)?);
    let id = ScenarioId::from(id.as_str());
    let script = script_from_json(&id, &json).map(Arc::new).map_err(|error| error.to_string());
    Ok(StoredScenario { id, content_hash, play_hash, script })
}

/// How far the chain of a ledger's file reaches, wherever it lies.
///
/// # Errors
/// If it is no ledger, or cannot be read.
pub fn head_of_file(file: &Path) -> Result<Head, LedgerError> {
    open_file(file)?.head()
}

/// Opens the ledger of a data folder for reading.
pub(super) fn open(folder: &Path) -> Result<Ledger, LedgerError> {
    let path = folder.join(LEDGER_FILE);
    if !path.is_file() {
        return Err(LedgerError::NoRecords { folder: folder.display().to_string() });
    }
    open_file(&path)
}

fn open_file(path: &Path) -> Result<Ledger, LedgerError> {
    let db = connect(path)?;
    db.busy_timeout(super::PATIENCE)?;
    let version = schema::known_version(&db)?;
    if version == 0 {
        return Err(LedgerError::Damaged("there is nothing of a ledger in it".into()));
    }
    let db = if version == schema::VERSION { db } else { newer_copy(&db)? };
    let ledger = Ledger { db, ids: ContextV7::new() };
    ledger.look_for_damage()?;
    // As it stands now, whatever is written while it is read.
    ledger.db.execute_batch("BEGIN")?;
    ledger.head()?;
    Ok(ledger)
}

fn connect(path: &Path) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(|error| not_opened(path, &error))?;
    if db.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0)).is_ok() {
        return Ok(db);
    }
    // In a folder that may not be written to, SQLite cannot make the file it shares with other readers. A
    // copy that nobody writes to can be read without.
    let beside = path.with_file_name(format!("{LEDGER_FILE}-wal"));
    let unwritten = beside.metadata().map_or(true, |about| about.len() == 0);
    if unwritten {
        let escaped = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let uri = format!("file:{escaped}?immutable=1");
        let flags = flags | OpenFlags::SQLITE_OPEN_URI;
        let still = Connection::open_with_flags(uri, flags).map_err(|error| not_opened(path, &error))?;
        if still.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0)).is_ok() {
            return Ok(still);
        }
    }
    Ok(db)
}

/// A ledger of an earlier version, brought up to date in memory.
fn newer_copy(db: &Connection) -> Result<Connection, LedgerError> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(db, &mut copy)?.run_to_completion(1000, std::time::Duration::ZERO, None)?;
    schema::migrate(&mut copy, "an earlier version, read without being changed")?;
    Ok(copy)
}
