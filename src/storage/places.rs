//! Where things lie: the platform's data folder, or the one that was named.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use super::file::bytes_of;
use crate::encounter::Memory;

/// What the ledger's file is called in a data folder.
pub(super) const LEDGER: &str = "ledger.sqlite";

/// The folders of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Where the ledger and one's own scenarios lie; `None` on a machine without a home folder.
    pub data: Option<PathBuf>,
    /// A further folder of scenarios.
    pub scenarios: Option<PathBuf>,
}

impl Places {
    /// The named folders, else the platform's.
    #[must_use]
    pub fn new(data: Option<PathBuf>, scenarios: Option<PathBuf>) -> Self {
        let platform = || ProjectDirs::from("", "", "rapport").map(|dirs| dirs.data_local_dir().to_path_buf());
        Self { data: data.or_else(platform), scenarios }
    }

    /// The ledger's file.
    #[must_use]
    pub fn ledger(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join(LEDGER))
    }

    /// The file of what was set.
    #[must_use]
    pub fn settings(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("settings.json"))
    }

    /// Where exports go if nobody names a place: with one's documents, else beside the records.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        let documents = UserDirs::new().and_then(|dirs| dirs.document_dir().map(|dir| dir.join("Rapport")));
        let beside = || self.data.as_ref().map(|data| data.join("exports"));
        documents.or_else(beside).unwrap_or_default()
    }

    /// The folder for one's own scenarios.
    #[must_use]
    pub fn own_scenarios(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("scenarios"))
    }
}

/// Reads what is remembered from a JSON file.
///
/// # Errors
/// In words, with the file's name, if it cannot be read or is not such an object.
pub fn read_memory(path: &Path) -> Result<Memory, String> {
    let name = path.display();
    let bytes = bytes_of(path).map_err(|problem| format!("`{name}`: {}", problem.message()))?;
    let memory: Memory =
        serde_json::from_slice(&bytes).map_err(|error| format!("`{name}` is not a memory: {error}"))?;
    match memory.fault() {
        Some((id, why)) => Err(format!("`{name}` is not a memory: `{id}` cannot be an id: {why}")),
        None => Ok(memory),
    }
}
