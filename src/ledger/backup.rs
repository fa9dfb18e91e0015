//! A copy of the whole ledger while it is in use.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::chain;
use super::{Ledger, LedgerError, not_opened};
use crate::files::{exists_or_dangling, write_file_with};
use crate::record::Head;

/// How many pages are copied between two looks at how far it is.
const PAGES: i32 = 4096;

/// How often a copy waits for somebody who writes, a tenth of a second each time.
const WAITS: u32 = 100;

impl Ledger {
    /// Copies the ledger into a new file, which can be put in its place; how far the copy's chain reaches. What
    /// is written meanwhile is in it, or not, but never half.
    ///
    /// # Errors
    /// If there is such a file already, or it cannot be written; then nothing is left of it.
    pub fn backup(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Head, LedgerError> {
        if exists_or_dangling(to) {
            return Err(LedgerError::FileExists { place: to.display().to_string() });
        }
        write_file_with(to, |part| self.copy(part, progress).map_err(|error| named(error, to)))
    }

    /// Opens the ledger of a data folder for copying, and changes nothing in it.
    ///
    /// # Errors
    /// If it is not there or cannot be read.
    pub fn read(folder: &Path) -> Result<Self, LedgerError> {
        super::ledger_set::open(folder)
    }

    fn copy(&self, part: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Head, LedgerError> {
        let mut copy = Connection::open(part).map_err(|error| not_opened(part, &error))?;
        {
            let backup = Backup::new(&self.db, &mut copy)?;
            let mut waits = 0;
            loop {
                match backup.step(PAGES)? {
                    StepResult::Done => break,
                    StepResult::More => waits = 0,
                    _ if waits == WAITS => return Err(LedgerError::Busy),
                    _ => {
                        waits += 1;
                        std::thread::sleep(Duration::from_millis(100));
                    }
                }
                let now = backup.progress();
                let (all, left) = (now.pagecount.unsigned_abs(), now.remaining.unsigned_abs());
                progress(u64::from(all - left.min(all)), u64::from(all));
            }
        }
        // One file, without others beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        chain::head(&copy)
    }
}

/// A fault of the new file, by the name that was given and not the one it has while it is made.
fn named(error: LedgerError, to: &Path) -> LedgerError {
    match error {
        LedgerError::CannotOpen { why, .. } => {
            LedgerError::File(format!("`{}` could not be written: {why}", to.display()))
        }
        other => other,
    }
}
