//! What people are called in exports and reports: their name, or a pseudonym that only the key's owner can resolve.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use thiserror::Error;

use crate::record::Profile;

/// Minimum length of a key for pseudonyms, in bytes.
pub const MIN_KEY_BYTES: usize = 16;

/// A key for pseudonyms that is too short to be safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a key for pseudonyms has at least {MIN_KEY_BYTES} bytes, and this one {bytes}")]
pub struct KeyTooShort {
    /// Its length.
    pub bytes: usize,
}

/// What people are called: by their names unless there is a key for pseudonyms.
#[derive(Clone, Default)]
pub struct Names {
    key: Option<Vec<u8>>,
}

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.key.is_some() { "pseudonyms" } else { "names" })
    }
}

/// How one person is named in an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The account over plays and machines: pseudonym, else staff number, else profile id.
    pub account: String,
    /// The name, or the pseudonym.
    pub name: String,
    /// The staff number; empty with pseudonyms.
    pub staff: String,
    /// The team.
    pub team: String,
}

impl Names {
    /// Pseudonyms: the first 80 bits of the HMAC-SHA-256 (RFC 2104) of the person under a key. Only with the key can
    /// somebody tell whether a pseudonym is a given person's.
    ///
    /// # Errors
    /// If the key is too short.
    pub fn pseudonyms(key: &[u8]) -> Result<Self, KeyTooShort> {
        if key.len() < MIN_KEY_BYTES {
            return Err(KeyTooShort { bytes: key.len() });
        }
        Ok(Self { key: Some(key.to_vec()) })
    }

    /// Whether people go by pseudonyms.
    #[must_use]
    pub const fn are_pseudonyms(&self) -> bool {
        self.key.is_some()
    }

    /// How a person is named.
    #[must_use]
    pub fn name_of(&self, profile: &Profile) -> Name {
        let team = profile.team.clone().unwrap_or_default();
        let Some(key) = &self.key else {
            let staff = profile.staff.clone().unwrap_or_default();
            let account = if staff.is_empty() { profile.id.0.clone() } else { staff.clone() };
            return Name { account, name: profile.name.clone(), staff, team };
        };
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
        mac.update(profile.person().0.as_bytes());
        let mut pseudonym = String::from("p-");
        for byte in &mac.finalize().into_bytes()[..10] {
            let _ = write!(pseudonym, "{byte:02x}");
        }
        Name { account: pseudonym.clone(), name: pseudonym, staff: String::new(), team }
    }
}
