//! An export from the request of a front end to the file or folder.

use std::path::{Path, PathBuf};

use super::chain_heads::description_of;
use super::run::ExportRun;
use crate::app::prepared::Prepared;
use crate::app::{Destination, ExportError, OnProgress, PeopleNames, PlayRequest, RequestContext};
use crate::export::ExportFormat;
use crate::files::{
    ABOUT_FILE, check_overwrite, close_writer, create_writer, is_about, write_file, write_file_with, write_folder_with,
};
use crate::record::Head;

/// What to export, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// The format.
    pub format: ExportFormat,
    /// Where to.
    pub destination: Destination,
    /// The data folders whose ledgers are read, as one.
    pub ledgers: Vec<PathBuf>,
    /// Which plays.
    pub plays: PlayRequest,
    /// What people are called.
    pub names: PeopleNames,
    /// The home page of people's accounts, for xAPI.
    pub home_page: String,
}

impl ExportRequest {
    /// Checks the request, and then creates the folder and the key it needs. The job can then run on any thread.
    ///
    /// # Errors
    /// If the request does not make sense, a ledger cannot be read, they hold nothing of the person, the team or
    /// the scenario that is asked for, or the folder or the key cannot be created.
    pub fn prepare(self, context: RequestContext<'_>) -> Result<ExportJob, ExportError> {
        let prepared = Prepared::new(&self.plays, &self.ledgers, &self.destination, &self.names, context)?;
        Ok(ExportJob { request: self, prepared })
    }
}

/// An export that is ready to run.
#[derive(Debug)]
pub struct ExportJob {
    pub(super) request: ExportRequest,
    pub(super) prepared: Prepared,
}

/// What an export holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How many plays.
    pub plays: u64,
    /// How many decisions.
    pub decisions: u64,
    /// How many copies of plays were found and left out.
    pub duplicates: usize,
    /// How far each ledger's chain reached.
    pub heads: Vec<Head>,
}

impl ExportJob {
    /// The file or folder that will be written.
    #[must_use]
    pub fn out(&self) -> &Path {
        &self.prepared.out
    }

    /// The file of a key for pseudonyms that was created for this export.
    #[must_use]
    pub fn new_key(&self) -> Option<&Path> {
        self.prepared.new_key.as_deref()
    }

    /// Writes the export. `on_progress` is called with plays.
    ///
    /// # Errors
    /// If the plays cannot be read, the export cannot be written, or it was cancelled; an earlier export at its place
    /// is then unchanged.
    pub fn run(&self, on_progress: OnProgress<'_>) -> Result<Exported, ExportError> {
        let run = ExportRun::new(self, &self.prepared.selected)?;
        if self.request.format.is_folder() {
            self.write_folder(run, on_progress)
        } else {
            self.write_file(run, on_progress)
        }
    }

    fn write_folder(&self, mut run: ExportRun<'_>, on_progress: OnProgress<'_>) -> Result<Exported, ExportError> {
        write_folder_with(self.out(), |folder| {
            match self.request.format {
                ExportFormat::Parquet => run.write_parquet(folder, on_progress)?,
                _ => run.write_csv(folder, on_progress)?,
            }
            write_file(&folder.join(ABOUT_FILE), &run.about_json()?)?;
            Ok(run.exported())
        })
    }

    fn write_file(&self, mut run: ExportRun<'_>, on_progress: OnProgress<'_>) -> Result<Exported, ExportError> {
        let description = description_of(self.out());
        check_overwrite(self.out(), |_| is_about(&description))?;
        let (exported, about) = write_file_with(self.out(), |part| {
            let mut out = create_writer(part).map_err(ExportError::write(self.out()))?;
            run.write_one_file(&mut out, on_progress)?;
            close_writer(out).map_err(ExportError::write(self.out()))?;
            Ok::<_, ExportError>((run.exported(), run.about_json()?))
        })?;
        write_file(&description, &about)?;
        Ok(exported)
    }
}
