//! A copy of the whole ledger while it is in use.

use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::chain;
use super::{Ledger, LedgerError};
use crate::files::{FileError, exists_or_dangling, write_file_with};
use crate::record::Head;

/// How many pages are copied between two calls of the progress function.
const PAGES_PER_STEP: i32 = 4096;

/// How often a copy waits for a program that writes.
const MAX_WAITS: u32 = 100;

/// How long it waits each time.
const WAIT: Duration = Duration::from_millis(100);

impl Ledger {
    /// Copies the ledger into a new file, which can replace it later; returns how far the copy's chain reaches. What
    /// is written meanwhile is in the copy as a whole or not at all. `on_progress` is called with pages.
    ///
    /// # Errors
    /// If the file exists, or cannot be written; nothing is left of it then.
    pub fn backup(&self, to: &Path, on_progress: &mut dyn FnMut(u64, u64)) -> Result<Head, LedgerError> {
        if exists_or_dangling(to) {
            return Err(FileError::Exists { path: to.to_path_buf() }.into());
        }
        write_file_with(to, |temporary| {
            let not_opened = |error: rusqlite::Error| FileError::write(to)(io::Error::other(error));
            let mut copy = Connection::open(temporary).map_err(not_opened)?;
            self.copy_to(&mut copy, on_progress)
        })
    }

    fn copy_to(&self, copy: &mut Connection, on_progress: &mut dyn FnMut(u64, u64)) -> Result<Head, LedgerError> {
        {
            let backup = Backup::new(&self.db, copy)?;
            let mut waits = 0;
            loop {
                match backup.step(PAGES_PER_STEP)? {
                    StepResult::Done => break,
                    StepResult::More => waits = 0,
                    _ if waits == MAX_WAITS => return Err(LedgerError::Busy),
                    _ => {
                        waits += 1;
                        std::thread::sleep(WAIT);
                    }
                }
                let now = backup.progress();
                let (all, left) = (now.pagecount.unsigned_abs(), now.remaining.unsigned_abs());
                on_progress(u64::from(all - left.min(all)), u64::from(all));
            }
        }
        // A single file, without the files of a write-ahead log.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        chain::head(copy)
    }
}
