//! Opening ledgers for reading, without changing them.

use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use uuid::ContextV7;

use super::connection::BUSY_TIMEOUT;
use super::{Damage, Ledger, LedgerError, schema};
use crate::files::{LEDGER_FILE, is_empty_or_missing, is_file};
use crate::record::Head;

/// How far the chain of a ledger's file reaches, whatever its name.
///
/// # Errors
/// If it is not a ledger, or cannot be read.
pub fn head_of_file(file: &Path) -> Result<Head, LedgerError> {
    open_file(file)?.head()
}

impl Ledger {
    /// Opens the ledger of a data folder for reading. Nothing is written to it: a ledger of an earlier version is read
    /// from a copy in memory.
    ///
    /// # Errors
    /// If it does not exist or cannot be read.
    pub fn open_read_only(folder: &Path) -> Result<Self, LedgerError> {
        let path = folder.join(LEDGER_FILE);
        if !is_file(&path) {
            return Err(LedgerError::NoRecords { folder: folder.to_path_buf() });
        }
        open_file(&path)
    }
}

fn open_file(path: &Path) -> Result<Ledger, LedgerError> {
    let db = connect(path)?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    let version = schema::known_version(&db)?;
    if version == 0 {
        return Err(LedgerError::Damaged(Damage::Empty));
    }
    let db = if version == schema::VERSION { db } else { migrated_copy(&db)? };
    let ledger = Ledger { db, ids: ContextV7::new() };
    ledger.check_for_damage()?;
    // It is read as it is at this moment, whatever is written meanwhile.
    ledger.db.execute_batch("BEGIN")?;
    ledger.head()?;
    Ok(ledger)
}

fn connect(path: &Path) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(LedgerError::cannot_open(path))?;
    if is_readable(&db) {
        return Ok(db);
    }
    // In a folder that may not be written to, SQLite cannot create the file that it shares with other readers. A copy
    // that nobody writes to can be read without it.
    let write_ahead_log = path.with_file_name(format!("{LEDGER_FILE}-wal"));
    if is_empty_or_missing(&write_ahead_log) {
        let escaped = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let uri = format!("file:{escaped}?immutable=1");
        let flags = flags | OpenFlags::SQLITE_OPEN_URI;
        let immutable = Connection::open_with_flags(uri, flags).map_err(LedgerError::cannot_open(path))?;
        if is_readable(&immutable) {
            return Ok(immutable);
        }
    }
    Ok(db)
}

fn is_readable(db: &Connection) -> bool {
    db.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0)).is_ok()
}

/// A copy in memory of a ledger of an earlier version, migrated to this one.
fn migrated_copy(db: &Connection) -> Result<Connection, LedgerError> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(db, &mut copy)?.run_to_completion(1000, std::time::Duration::ZERO, None)?;
    schema::migrate(&mut copy, "an earlier version, read without being changed")?;
    Ok(copy)
}
