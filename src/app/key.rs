//! The key of pseudonyms: a file that only its owner can read, created with a random key.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::export::{KeyTooShort, Names};
use crate::files::{FileError, create_secret, exists_or_dangling, read_bytes};
use crate::scenario::hash::Hash;

/// What people are called in a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PeopleNames {
    /// By their names.
    #[default]
    Real,
    /// By pseudonyms made with the key in this file, which is created if it does not exist.
    Pseudonyms(PathBuf),
}

impl PeopleNames {
    /// The file of the key in a data folder, where no other file is named.
    pub const KEY_FILE: &'static str = "pseudonyms.key";

    /// Whether people go by pseudonyms.
    #[must_use]
    pub const fn are_pseudonyms(&self) -> bool {
        matches!(self, Self::Pseudonyms(_))
    }

    /// Reads the key, or creates it; returns also the file of a key that was created. `out` is where the result goes,
    /// if it is written to the disk.
    ///
    /// # Errors
    /// If the key cannot be read or created, is too short, or would be inside of the result.
    pub fn load(
        &self,
        out: Option<&Path>,
        random_key: &dyn Fn() -> [u8; 32],
    ) -> Result<(Names, Option<&Path>), KeyError> {
        let Self::Pseudonyms(file) = self else { return Ok((Names::default(), None)) };
        let is_new = !exists_or_dangling(file);
        if is_new {
            if out.is_some_and(|out| file.starts_with(out)) {
                return Err(KeyError::InsideResult { file: file.clone() });
            }
            let hex = Hash(random_key()).to_string();
            create_secret(file, hex.as_bytes()).map_err(FileError::write(file))?;
        }
        let bytes = read_bytes(file)?;
        let names = Names::pseudonyms(bytes.trim_ascii())
            .map_err(|source| KeyError::TooShort { file: file.clone(), source })?;
        Ok((names, is_new.then_some(file)))
    }
}

/// Why there is no usable key for pseudonyms.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The key would be inside the result, which is given to others.
    #[error("`{}` is inside of the export and would be handed on with it; keep the key elsewhere", file.display())]
    InsideResult {
        /// The key's file.
        file: PathBuf,
    },
    /// The file could not be created or read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file holds no key.
    #[error("`{}`: {source}", file.display())]
    TooShort {
        /// The key's file.
        file: PathBuf,
        /// How short it is.
        source: KeyTooShort,
    },
}
