//! What an export and a report have ready before they run.

use std::path::{Path, PathBuf};

use super::{Destination, ExportError, PeopleNames, PlayRequest, RequestContext};
use crate::export::Names;
use crate::ledger::{LedgerSet, PlaySelection};
use crate::record::{Millis, PlayCriteria};

/// A request that was checked, the ledgers it reads, and the place and the names of its result.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) criteria: PlayCriteria,
    pub(super) ledgers: LedgerSet,
    /// The plays of the ledgers that are asked for; none if an export is read.
    pub(super) selected: PlaySelection,
    /// The file or folder that will be written.
    pub(super) out: PathBuf,
    pub(super) names: Names,
    /// The file of a key for pseudonyms that was created for this result.
    pub(super) new_key: Option<PathBuf>,
    pub(super) now: Millis,
}

impl Prepared {
    /// Checks which plays are asked for in the ledgers of data folders, and only then creates the folder and the key
    /// that the result needs: a request that cannot be met leaves nothing behind.
    pub(super) fn new(
        plays: &PlayRequest,
        folders: &[PathBuf],
        destination: &Destination,
        names: &PeopleNames,
        context: RequestContext<'_>,
    ) -> Result<Self, ExportError> {
        let criteria = plays.criteria()?;
        let ledgers = LedgerSet::open(folders, context.now)?;
        let selected = ledgers.select(&criteria)?;
        if selected.is_empty() && !folders.is_empty() {
            return Err(ExportError::NoPlays);
        }
        let out = destination.prepare()?;
        let (names, new_key) = names.load(Some(&out), context.random_key)?;
        let new_key = new_key.map(Path::to_path_buf);
        Ok(Self { criteria, ledgers, selected, out, names, new_key, now: context.now })
    }
}
