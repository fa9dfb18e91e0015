//! What people are called in what is handed on: as they are, or by a pseudonym that only a key can tell.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::record::Profile;

/// The fewest bytes of a key that pseudonyms are made with.
pub const FEWEST_KEY_BYTES: usize = 16;

/// How people are called.
#[derive(Clone, Default)]
pub struct Names {
    key: Option<Vec<u8>>,
}

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.key.is_some() { "pseudonyms" } else { "names" })
    }
}

/// What one person is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Who they are over plays and machines: staff number, else profile id, else pseudonym.
    pub account: String,
    /// What they are called.
    pub called: String,
    /// Their staff number; empty with pseudonyms.
    pub staff: String,
    /// Their team.
    pub team: String,
}

impl Names {
    /// By pseudonyms: HMAC-SHA-256 (RFC 2104) of the person under a key, the first 80 bits of it. Whoever has the
    /// key can tell whether a pseudonym is a given person's; nobody else can.
    ///
    /// # Errors
    /// In words, if the key is too short to be one.
    pub fn pseudonyms(key: &[u8]) -> Result<Self, String> {
        if key.len() < FEWEST_KEY_BYTES {
            return Err(format!(
                "a key for pseudonyms has at least {FEWEST_KEY_BYTES} bytes, and this one {}",
                key.len()
            ));
        }
        Ok(Self { key: Some(key.to_vec()) })
    }

    /// Whether people go by pseudonyms.
    #[must_use]
    pub const fn are_pseudonyms(&self) -> bool {
        self.key.is_some()
    }

    /// What a person is called.
    #[must_use]
    pub fn of(&self, profile: &Profile) -> Name {
        let team = profile.team.clone().unwrap_or_default();
        let Some(key) = &self.key else {
            let staff = profile.staff.clone().unwrap_or_default();
            let account = if staff.is_empty() { profile.id.0.clone() } else { staff.clone() };
            return Name { account, called: profile.name.clone(), staff, team };
        };
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("it takes keys of any length");
        mac.update(profile.person().0.as_bytes());
        let mut pseudonym = String::from("p-");
        for byte in &mac.finalize().into_bytes()[..10] {
            let _ = write!(pseudonym, "{byte:02x}");
        }
        Name { account: pseudonym.clone(), called: pseudonym, staff: String::new(), team }
    }
}
