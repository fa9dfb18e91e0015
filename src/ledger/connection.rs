//! An open ledger: its connection, its transactions and the ids it gives.

use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior, params};
use uuid::{ContextV7, Timestamp, Uuid};

use super::chain::{self, ChainWriter};
use super::play_rows::{end_open_play, ids};
use super::stale::latest_stale_event;
use super::{Damage, LedgerError, schema};
use crate::encounter::Status;
use crate::files::{DataPaths, FileError, create_folder, is_file};
use crate::record::{Head, Millis};

/// How long to wait while another program writes.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The largest ledger, in bytes, that is searched for damage each time it is opened.
const MAX_CHECKED_BYTES: i64 = 8 << 20;

/// An open ledger.
///
/// ```
/// use rapport::encounter::{Encounter, Memory, Status};
/// use rapport::files::DataPaths;
/// use rapport::ledger::Ledger;
/// use rapport::library::Library;
/// use rapport::record::{Millis, PlaySource};
///
/// let folder = tempfile::tempdir()?;
/// let now = Millis(1_800_000_000_000);
/// let data_paths = DataPaths::new(Some(folder.path().to_path_buf()), None);
/// let mut ledger = Ledger::open(&data_paths, now)?;
/// let sam = ledger.add_profile("Sam", &[], now)?;
///
/// let library = Library::load(&DataPaths::default());
/// let script = library.get("the-sofa").expect("the scenario is shipped").script.clone();
/// let mut encounter = Encounter::start(script, 7, Memory::default());
/// let mut play = ledger.begin(&sam, PlaySource::Play, now);
/// while encounter.status() == Status::Open {
///     encounter.choose_at(0, 900);
///     ledger.record(&mut play, &encounter, now)?;
/// }
/// assert_eq!(play.attempt_info.attempt, Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Ledger {
    pub(super) db: Connection,
    pub(super) ids: ContextV7,
}

impl Ledger {
    /// Opens the ledger in the data folder; creates it if it does not exist.
    ///
    /// # Errors
    /// If there is no data folder, or the file cannot be created, opened or understood.
    pub fn open(data_paths: &DataPaths, now: Millis) -> Result<Self, LedgerError> {
        let path = data_paths.ledger().ok_or(LedgerError::NoDataFolder)?;
        if let Some(folder) = path.parent() {
            create_folder(folder).map_err(|error| match error {
                FileError::CreateFolder { path, source } => LedgerError::CannotOpen { path, source: source.into() },
                other => LedgerError::File(other),
            })?;
        }
        let db = Connection::open(&path).map_err(LedgerError::cannot_open(&path))?;
        let mut ledger = Self { db, ids: ContextV7::new() };
        ledger.prepare(now)?;
        ledger.abandon_stale(now)?;
        Ok(ledger)
    }

    /// Whether there is a ledger in the data folder.
    #[must_use]
    pub fn exists(data_paths: &DataPaths) -> bool {
        data_paths.ledger().is_some_and(|ledger| is_file(&ledger))
    }

    /// Opens the ledger in the data folder; does not create it.
    ///
    /// # Errors
    /// If it does not exist, or cannot be opened or understood.
    pub fn open_existing(data_paths: &DataPaths, now: Millis) -> Result<Self, LedgerError> {
        if !Self::exists(data_paths) {
            return Err(LedgerError::NoRecords { folder: data_paths.data.clone().unwrap_or_default() });
        }
        Self::open(data_paths, now)
    }

    /// How far the hash chain reaches.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn head(&self) -> Result<Head, LedgerError> {
        chain::head(&self.db)
    }

    fn prepare(&mut self, now: Millis) -> Result<(), LedgerError> {
        self.db.busy_timeout(BUSY_TIMEOUT)?;
        // A decision that was acknowledged survives a crash of the program and a loss of power.
        self.db.pragma_update(None, "journal_mode", "WAL")?;
        self.db.pragma_update(None, "synchronous", "FULL")?;
        self.db.pragma_update(None, "foreign_keys", true)?;
        let id = self.new_id(now);
        schema::migrate(&mut self.db, &id)?;
        self.check_for_damage()
    }

    /// Reports damage when the ledger is opened rather than in the middle of a play. A large ledger is not searched;
    /// `verify` does that.
    pub(super) fn check_for_damage(&self) -> Result<(), LedgerError> {
        let (pages, size): (i64, i64) = (
            self.db.query_row("PRAGMA page_count", [], |row| row.get(0))?,
            self.db.query_row("PRAGMA page_size", [], |row| row.get(0))?,
        );
        if pages * size > MAX_CHECKED_BYTES {
            return Ok(());
        }
        let found: String = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if found == "ok" { Ok(()) } else { Err(LedgerError::Damaged(Damage::Check(found))) }
    }

    /// Ends the plays that have been left open too long.
    fn abandon_stale(&mut self, now: Millis) -> Result<(), LedgerError> {
        let latest = latest_stale_event(&self.db, now)?;
        if latest == 0 {
            return Ok(());
        }
        let stale = "SELECT id FROM play WHERE status = 'open'
                     AND (SELECT max(seq) FROM event WHERE event.play = play.id) <= ?1";
        self.write(|writer| {
            for id in ids(writer.transaction, stale, params![latest])? {
                end_open_play(writer, &id, Status::Abandoned, now)?;
            }
            Ok(())
        })
    }

    /// Writes in one transaction, at the end of the chain.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut ChainWriter<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut writer = ChainWriter::new(&transaction)?;
        let done = work(&mut writer)?;
        writer.close()?;
        transaction.commit()?;
        Ok(done)
    }

    /// A new id, which sorts by the time it was given.
    pub(super) fn new_id(&self, now: Millis) -> String {
        let milliseconds = u64::try_from(now.0).unwrap_or(0);
        let nanoseconds = u32::try_from(milliseconds % 1000).unwrap_or(0) * 1_000_000;
        Uuid::new_v7(Timestamp::from_unix(&self.ids, milliseconds / 1000, nanoseconds)).to_string()
    }
}
