//! Open plays whose scenario the library has no more.

use crate::ledger::{Ledger, LedgerError};
use crate::library::{Entry, Library, Origin};
use crate::record::Profile;

/// Adds to a library the scenarios of which a person has an open play and which cannot be read any more, since the file
/// has an error or is gone: as they were when the play began, which the ledger keeps. Those that were added for somebody
/// else, or whose play has ended since, are taken out; without a person, all are.
///
/// # Errors
/// If the ledger cannot be read.
pub fn add_open_plays(library: &mut Library, player: Option<(&Ledger, &Profile)>) -> Result<(), LedgerError> {
    library.entries.retain(|_, entry| entry.origin != Origin::OpenPlay);
    let Some((ledger, profile)) = player else { return Ok(()) };
    for id in ledger.open_scenarios(profile)? {
        if library.entries.contains_key(&id) {
            continue;
        }
        // What cannot be read from the ledger either cannot be gone on with.
        match ledger.open_script(Some(profile), &id) {
            Ok(Some(script)) => {
                let entry = Entry { script, origin: Origin::OpenPlay, replaces: None };
                library.entries.insert(id, entry);
            }
            Ok(None) | Err(LedgerError::UnreadableScenario { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
