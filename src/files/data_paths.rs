//! The folders of a run: the platform's data folder, or one that was named.

use std::path::PathBuf;

use directories::{ProjectDirs, UserDirs};

/// The name of the ledger's file in a data folder.
pub const LEDGER_FILE: &str = "ledger.sqlite";

/// Which folders a run uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataPaths {
    /// The data folder, which contains the ledger, the settings and the user's own scenarios; `None` if the user has no
    /// home folder.
    pub data: Option<PathBuf>,
    /// A further folder of scenarios, named with `--scenarios`.
    pub scenarios: Option<PathBuf>,
}

impl DataPaths {
    /// The named folders; the platform's data folder where none is named.
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

    /// The file of the settings.
    #[must_use]
    pub fn settings(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("settings.json"))
    }

    /// The folder for exports where none is named: in the user's documents, or else in the data folder.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        let documents = UserDirs::new().and_then(|dirs| dirs.document_dir().map(|dir| dir.join("Rapport")));
        let in_data = || self.data.as_ref().map(|data| data.join("exports"));
        documents.or_else(in_data).unwrap_or_default()
    }

    /// The folder of the user's own scenarios.
    #[must_use]
    pub fn own_scenarios(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("scenarios"))
    }
}
