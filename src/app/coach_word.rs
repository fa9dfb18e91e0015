//! The word that opens the reports over everybody in the window.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use thiserror::Error;

use crate::util::text::one_line;

/// How often the word is hashed, so that trying many words takes long: the number that the OWASP Password Storage Cheat
/// Sheet (2023) names for PBKDF2 with HMAC-SHA-256.
const ROUNDS: u32 = 600_000;

/// The coach's word as it is kept: a salted hash, from which nobody can read the word. It keeps people at a shared machine
/// from each other's scores; whoever may read the files of the account that runs the program needs no word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoachWord {
    /// Random bytes, in Base64.
    salt: String,
    /// The hash of salt and word, in Base64.
    hash: String,
}

impl CoachWord {
    /// The fewest characters of a word.
    pub const MIN_CHARS: usize = 6;

    /// The most characters of a word.
    pub const MAX_CHARS: usize = 60;

    /// Keeps a new word; `salt` are random bytes.
    ///
    /// # Errors
    /// If the word is too short.
    pub fn new(word: &str, salt: [u8; 16]) -> Result<Self, CoachWordError> {
        if one_line(word).chars().count() < Self::MIN_CHARS {
            return Err(CoachWordError::TooShort);
        }
        let salt = BASE64_STANDARD.encode(salt);
        let hash = hash(word, &salt);
        Ok(Self { salt, hash })
    }

    /// Stands for a word that was set and cannot be read: no word is it.
    #[must_use]
    pub const fn unreadable() -> Self {
        Self { salt: String::new(), hash: String::new() }
    }

    /// Whether this is the word.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        hash(word, &self.salt) == self.hash
    }
}

/// Why a word was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CoachWordError {
    /// It is too short.
    #[error("a coach's word has at least {} characters", CoachWord::MIN_CHARS)]
    TooShort,
    /// It cannot be kept, so that anybody could set another one.
    #[error("the coach's word cannot be kept on this machine; use `rapport export` and `rapport report`")]
    NotKept,
    /// It is another word than the one that was set.
    #[error("that is not the coach's word of this machine")]
    Wrong,
}

fn hash(word: &str, salt: &str) -> String {
    let hash: [u8; 32] = pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(one_line(word).as_bytes(), salt.as_bytes(), ROUNDS);
    BASE64_STANDARD.encode(hash)
}
