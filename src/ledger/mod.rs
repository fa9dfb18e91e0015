//! The ledger: who played what, every decision committed as it happens, in one file.

mod backup;
mod bulk;
mod chain;
mod erase;
mod error;
mod event;
mod ledger_set;
mod pushed;
mod schema;
mod steps;
mod verify;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use uuid::{ContextV7, Timestamp, Uuid};

use chain::Writer;
use event::{Event, Story};

pub use bulk::Bulk;
pub use erase::Erased;
pub use error::LedgerError;
pub use ledger_set::head_of_file;
pub use ledger_set::{LedgerSet, PlaySelection, StoredScenario};
pub use verify::{Finding, Verified};

use crate::encounter::{Decision, Encounter, Memory, Status, Trace, Transcript};
use crate::files::DataPaths;
use crate::record::{
    AttemptInfo, FromCourse, Head, Millis, PlayId, PlaySource, Profile, ProfileId, Record, Reflection,
};
use crate::scenario::id::ScenarioId;
use crate::scenario::read::script_from_json;
use steps::{end, finish, ids, is_written, know, profile_named, settle_profile, stand, start};

/// How long to wait while another program writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Above so many bytes a ledger is not looked through for damage each time it is opened.
const LARGE: i64 = 8 << 20;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    db: Connection,
    ids: ContextV7,
}

/// A play that is being kept: nothing is written before its first decision.
#[derive(Clone, Debug)]
pub struct OpenPlay {
    /// Its id.
    pub id: PlayId,
    /// Who plays.
    pub profile: Profile,
    /// How it counts; the attempt is fixed by the first decision.
    pub attempt_info: AttemptInfo,
    /// Whether the patience clock is off: kept for replay, never handed on.
    pub no_hurry: bool,
    /// The course it was started from; set before the first decision.
    pub course: Option<FromCourse>,
    /// How many of the encounter's decisions are on the disk.
    kept: usize,
    /// What was noted since, to be written with the next decision.
    remarks: Vec<Reflection>,
}

impl OpenPlay {
    /// Notes something about the play; it is written with the next decision.
    pub fn remark(&mut self, remark: Reflection) {
        self.remarks.push(remark);
    }
}

/// A play gone on with: on the scenario's text it began with.
#[derive(Debug)]
pub struct ResumedPlay {
    /// The play.
    pub play: OpenPlay,
    /// Where it stands.
    pub encounter: Encounter,
}

impl Ledger {
    /// Opens the ledger in the data folder, making it if need be.
    ///
    /// # Errors
    /// If there is no folder, or the file cannot be made, opened or understood.
    pub fn open(places: &DataPaths, now: Millis) -> Result<Self, LedgerError> {
        let path = places.ledger().ok_or(LedgerError::NoDataFolder)?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| not_opened(folder, &error))?;
        }
        let db = Connection::open(&path).map_err(|error| not_opened(&path, &error))?;
        let mut ledger = Self { db, ids: ContextV7::new() };
        ledger.prepare(now)?;
        ledger.leave_stale(now)?;
        Ok(ledger)
    }

    /// Whether there is a ledger in the data folder.
    #[must_use]
    pub fn is_kept(places: &DataPaths) -> bool {
        places.ledger().is_some_and(|ledger| ledger.is_file())
    }

    /// Opens the ledger that is in the data folder; makes none.
    ///
    /// # Errors
    /// If there is none, or it cannot be opened or understood.
    pub fn open_existing(places: &DataPaths, now: Millis) -> Result<Self, LedgerError> {
        if !Self::is_kept(places) {
            let folder = places.data.clone().unwrap_or_default().display().to_string();
            return Err(LedgerError::NoRecords { folder });
        }
        Self::open(places, now)
    }

    fn prepare(&mut self, now: Millis) -> Result<(), LedgerError> {
        self.db.busy_timeout(PATIENCE)?;
        // A decision that was acknowledged survives the loss of the program and of the power.
        self.db.pragma_update(None, "journal_mode", "WAL")?;
        self.db.pragma_update(None, "synchronous", "FULL")?;
        self.db.pragma_update(None, "foreign_keys", true)?;
        let id = self.new_id(now);
        schema::migrate(&mut self.db, &id)?;
        self.look_for_damage()
    }

    /// Damage is said when the ledger is opened, not in the middle of a play. A large ledger is not read
    /// whole for it; `verify` does that.
    fn look_for_damage(&self) -> Result<(), LedgerError> {
        let (pages, size): (i64, i64) = (
            self.db.query_row("PRAGMA page_count", [], |row| row.get(0))?,
            self.db.query_row("PRAGMA page_size", [], |row| row.get(0))?,
        );
        if pages * size > LARGE {
            return Ok(());
        }
        let found: String = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if found == "ok" { Ok(()) } else { Err(LedgerError::Damaged(found)) }
    }

    /// Does something in one transaction, at the end of the chain.
    fn write<T>(&mut self, work: impl FnOnce(&mut Writer<'_>) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = written(&step, work)?;
        step.commit()?;
        Ok(done)
    }

    /// Sets a limit of SQLite's on this connection: for trying out a full disk and the like.
    ///
    /// # Errors
    /// If there is no such limit.
    #[doc(hidden)]
    pub fn limit(&self, pragma: &str) -> Result<(), LedgerError> {
        Ok(self.db.execute_batch(pragma)?)
    }

    /// How far its chain reaches.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn head(&self) -> Result<Head, LedgerError> {
        chain::head(&self.db)
    }

    /// Plays without a decision for 14 days count as left.
    fn leave_stale(&mut self, now: Millis) -> Result<(), LedgerError> {
        let before = now.0 - Millis::STALE;
        let stale = "SELECT id FROM play WHERE status = 'open' AND latest < ?1";
        if !self.db.prepare(stale)?.exists(params![before])? {
            return Ok(());
        }
        self.write(|writer| {
            for id in ids(writer.step, stale, params![before])? {
                end(writer, &id, Status::Abandoned, now)?;
            }
            Ok(())
        })
    }

    // --- people -------------------------------------------------------------------------------

    /// Everybody, in the order they were added.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn profiles(&self) -> Result<Vec<Profile>, LedgerError> {
        let mut query = self.db.prepare("SELECT id, name, staff, team FROM profile ORDER BY created, id")?;
        let profiles = query.query_map([], steps::profile_of)?.collect::<Result<_, _>>()?;
        Ok(profiles)
    }

    /// The profile of this name, or a new one, which is written with its first decision or by
    /// [`Ledger::add_profile`].
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn profile(&self, name: &str, now: Millis) -> Result<Profile, LedgerError> {
        let new = || Profile { id: ProfileId(self.new_id(now)), name: name.to_owned(), staff: None, team: None };
        Ok(profile_named(&self.db, name)?.unwrap_or_else(new))
    }

    /// Writes a profile, if nobody of its id or name is there yet; who it is then.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn add_profile(&mut self, profile: &Profile, now: Millis) -> Result<Profile, LedgerError> {
        self.write(|writer| settle_profile(writer, profile, now))
    }

    /// Changes a profile's name, staff number and team. Plays follow the person: whoever gets a staff number
    /// keeps what they played before.
    ///
    /// # Errors
    /// If the staff number is somebody else's, or it could not be written; then nothing was.
    pub fn change_profile(&mut self, profile: &Profile, now: Millis) -> Result<(), LedgerError> {
        self.write(|writer| {
            let step = writer.step;
            let (name, staff, team) = (&profile.name, &profile.staff, &profile.team);
            let holder: Option<String> = step
                .query_row(
                    "SELECT name FROM profile WHERE staff = ?1 AND id <> ?2 LIMIT 1",
                    params![staff, profile.id.0],
                    |row| row.get(0),
                )
                .optional()?;
            if let (Some(staff), Some(name)) = (staff, holder) {
                return Err(LedgerError::StaffNumberTaken { staff: staff.clone(), name });
            }
            step.execute(
                "UPDATE profile SET name = ?2, staff = ?3, team = ?4 WHERE id = ?1",
                params![profile.id.0, name, staff, team],
            )?;
            step.execute("UPDATE play SET person = ?2 WHERE profile = ?1", params![profile.id.0, profile.person().0])?;
            know(writer, profile, now)
        })
    }

    // --- plays --------------------------------------------------------------------------------

    /// A play that is about to begin; it is written with its first decision. Nothing is taken by itself
    /// unless [`OpenPlay::no_hurry`] is turned off.
    pub fn begin(&mut self, profile: &Profile, source: PlaySource, now: Millis) -> OpenPlay {
        let id = PlayId(self.new_id(now));
        OpenPlay {
            id,
            profile: profile.clone(),
            attempt_info: AttemptInfo::new(source),
            no_hurry: true,
            course: None,
            kept: 0,
            remarks: Vec::new(),
        }
    }

    /// A new play that tries a turn of a completed one again: practice, and rewound. The encounter it is
    /// kept with has been rewound to before that turn.
    pub fn begin_retry(&mut self, profile: &Profile, now: Millis) -> OpenPlay {
        let mut play = self.begin(profile, PlaySource::Play, now);
        play.attempt_info.rewound = true;
        play.attempt_info.practice = true;
        play
    }

    /// Writes the decisions an encounter has made since the last call, and how it stands, in one
    /// transaction. The first decision fixes the attempt, and leaves other open plays of it behind.
    ///
    /// # Errors
    /// If nothing could be written, or the play was gone on with or left elsewhere; then nothing was.
    pub fn record(&mut self, play: &mut OpenPlay, encounter: &Encounter, now: Millis) -> Result<(), LedgerError> {
        let transcript = encounter.transcript();
        if transcript.decisions.len() <= play.kept {
            return Ok(());
        }
        // The id of a play tells when it was made: that is when its first decision was taken, not when somebody began
        // to think about it.
        let id = PlayId(self.new_id(now));
        let begun = self.write(|writer| keep(writer, play, id, encounter, &transcript, now))?;
        *play = begun;
        Ok(())
    }

    /// Takes decisions of an open play back, to before decision `n`: practice for good.
    ///
    /// # Errors
    /// If it could not be written, or the play was gone on with or left elsewhere; then nothing was.
    pub fn rewind(&mut self, play: &mut OpenPlay, encounter: &Encounter, now: Millis) -> Result<(), LedgerError> {
        let to = encounter.decisions();
        let mut attempt_info = play.attempt_info;
        attempt_info.practice = true;
        attempt_info.rewound = true;
        if play.kept > to {
            self.write(|writer| {
                is_written(writer.step, play)?;
                writer.add(&play.id.0, &Event::Rewound { to }, now)?;
                stand(writer.step, &play.id, attempt_info, &encounter.transcript(), now)
            })?;
        }
        play.attempt_info = attempt_info;
        play.kept = play.kept.min(to);
        Ok(())
    }

    /// The open play of a person and scenario, on the text it began with.
    ///
    /// # Errors
    /// If the ledger cannot be read, or what it keeps cannot be played.
    pub fn resume(&self, profile: &Profile, scenario: &ScenarioId) -> Result<Option<ResumedPlay>, LedgerError> {
        let row = self
            .db
            .query_row(
                "SELECT id, content_hash, seed, memory, attempt, practice, rewound FROM play
                 WHERE person = ?1 AND scenario = ?2 AND status = 'open' AND source = 'play'
                 ORDER BY started DESC, id DESC LIMIT 1",
                params![profile.person().0, scenario.as_str()],
                |row| {
                    let attempt_info = AttemptInfo {
                        source: PlaySource::Play,
                        attempt: row.get(4)?,
                        practice: row.get(5)?,
                        rewound: row.get(6)?,
                    };
                    let (id, hash): (String, String) = (row.get(0)?, row.get(1)?);
                    Ok((id, hash, row.get::<_, i64>(2)?, row.get::<_, String>(3)?, attempt_info))
                },
            )
            .optional()?;
        let Some((id, hash, seed, memory, attempt_info)) = row else { return Ok(None) };
        let json: String =
            self.db.query_row("SELECT json FROM scenario WHERE content_hash = ?1", params![hash], |row| row.get(0))?;
        let kept = |why: String| LedgerError::UnreadableScenario { scenario: scenario.to_string(), why };
        let script = script_from_json(scenario, &json).map_err(|error| kept(error.to_string()))?;
        let seed = u64::try_from(seed).unwrap_or(0);
        let mut encounter = Encounter::start(Arc::new(script), seed, serde_json::from_str(&memory)?);
        for decision in self.decisions(&id)? {
            encounter
                .choose(decision.chosen.as_str(), decision.milliseconds)
                .map_err(|error| kept(error.to_string()))?;
        }
        let kept = encounter.decisions();
        let play = OpenPlay {
            id: PlayId(id),
            profile: profile.clone(),
            attempt_info,
            no_hurry: true,
            course: None,
            kept,
            remarks: Vec::new(),
        };
        Ok(Some(ResumedPlay { play, encounter }))
    }

    /// The decisions of a play that stand.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn decisions(&self, play: &str) -> Result<Vec<Decision>, LedgerError> {
        Ok(self.story(play)?.decisions)
    }

    /// A play as its events add up.
    fn story(&self, play: &str) -> Result<Story, LedgerError> {
        let mut query = self.db.prepare_cached("SELECT body, at FROM event WHERE play = ?1 ORDER BY seq")?;
        let mut story = Story::default();
        let mut rows = query.query(params![play])?;
        while let Some(row) = rows.next()? {
            story.add(serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?, row.get(1)?);
        }
        Ok(story)
    }

    /// Notes something about a completed play.
    ///
    /// # Errors
    /// If it could not be written.
    pub fn remark(&mut self, play: &PlayId, remark: Reflection, now: Millis) -> Result<(), LedgerError> {
        self.write(|writer| writer.add(&play.0, &Event::Remarked(remark), now))
    }

    /// What was noted about a play, in order.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn remarks(&self, play: &PlayId) -> Result<Vec<Reflection>, LedgerError> {
        Ok(self.story(&play.0)?.remarks)
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

/// Does something at the end of the chain of an open transaction.
fn written<T>(
    step: &Transaction<'_>,
    work: impl FnOnce(&mut Writer<'_>) -> Result<T, LedgerError>,
) -> Result<T, LedgerError> {
    let mut writer = Writer::new(step)?;
    let done = work(&mut writer)?;
    writer.close()?;
    Ok(done)
}

/// Writes the decisions a play has made since the last call, and how it stands; the play as it is then.
fn keep(
    writer: &mut Writer<'_>,
    play: &OpenPlay,
    id: PlayId,
    encounter: &Encounter,
    transcript: &Transcript,
    now: Millis,
) -> Result<OpenPlay, LedgerError> {
    let mut begun = play.clone();
    // It may have been rewound to its very beginning, and keeps its number.
    if !is_written(writer.step, play)? {
        begun.id = id;
        start(writer, &mut begun, transcript, encounter, now)?;
    }
    let id = begun.id.clone();
    for remark in begun.remarks.drain(..) {
        writer.add(&id.0, &Event::Remarked(remark), now)?;
    }
    for decision in &transcript.decisions[play.kept..] {
        writer.add(&id.0, &Event::Decided(Box::new(decision.clone())), now)?;
    }
    stand(writer.step, &id, begun.attempt_info, transcript, now)?;
    if transcript.status != Status::Open {
        finish(writer, &id, transcript, encounter.trace().as_ref(), now)?;
    }
    begun.kept = transcript.decisions.len();
    Ok(begun)
}

fn not_opened(place: &Path, error: &dyn std::error::Error) -> LedgerError {
    LedgerError::CannotOpen { place: place.display().to_string(), why: error.to_string() }
}

fn status_of(word: &str) -> Status {
    let all = [Status::Completed, Status::Abandoned, Status::Stuck];
    all.into_iter().find(|status| status.as_str() == word).unwrap_or(Status::Open)
}

fn record_of(row: &Row<'_>) -> rusqlite::Result<Record> {
    let source = match row.get::<_, String>(2)?.as_str() {
        "tryout" => PlaySource::Tryout,
        "script" => PlaySource::Script,
        _ => PlaySource::Play,
    };
    let status = status_of(&row.get::<_, String>(9)?);
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
