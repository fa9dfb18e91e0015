//! Who plays, by the name that was typed.

use thiserror::Error;

use crate::ledger::{Ledger, LedgerError};
use crate::record::{Millis, Profile};
use crate::util::text::one_line;

/// The profile of this name, or a new one, which is not written yet. However the name was typed or pasted, it is one
/// line, and the same person as before. The name of a new one must not be too long; whoever is in the ledger can play,
/// however long their name is.
///
/// # Errors
/// If nothing of the name can be seen, a new name is too long, or the ledger cannot be read.
pub fn trainee_named(ledger: &Ledger, name: &str, now: Millis) -> Result<Profile, TraineeError> {
    // Somebody whose name was written in another form before is found by it as it stands.
    if let Some(profile) = ledger.profile_named(name)? {
        return Ok(profile);
    }
    let name = one_line(name);
    if name.is_empty() {
        return Err(TraineeError::NoName);
    }
    if name.chars().count() <= Profile::MAX_NAME_CHARS {
        return Ok(ledger.profile(&name, now)?);
    }
    ledger.profile_named(&name)?.ok_or(TraineeError::NameTooLong)
}

/// Why nobody can play under a name.
#[derive(Debug, Error)]
pub enum TraineeError {
    /// Nothing of the name can be seen.
    #[error("a name has at least one character")]
    NoName,
    /// A new name is too long.
    #[error("a name has at most {} characters", Profile::MAX_NAME_CHARS)]
    NameTooLong,
    /// The ledger cannot be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}
