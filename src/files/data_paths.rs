//! Where things lie: the platform's data folder, or the one that was named.

use std::path::PathBuf;

use directories::{ProjectDirs, UserDirs};

/// What the ledger's file is called in a data folder.
pub const LEDGER_FILE: &str = "ledger.sqlite";

/// The folders of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataPaths {
    /// Where the ledger and one's own scenarios lie; `None` on a machine without a home folder.
    pub data: Option<PathBuf>,
    /// A further folder of scenarios.
    pub scenarios: Option<PathBuf>,
}

impl DataPaths {
    /// The named folders, else the platform's.
    #[must_use]
    pub fn new(data: Option<PathBuf>, scenarios: Option<PathBuf>) -> Self {
        let platform = || ProjectDirs::from("", "", "rapport").map(|dirs| dirs.data_local_dir().to_path_buf());
        Self { data: data.or_else(platform), scenarios }
    }

    /// The ledger's file.
    #[must_use]
    pub fn ledger(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join(LEDGER_FILE))
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
