//! Why an export or a report was not made, or an export could not be read back.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::key::KeyError;
use super::request::RequestError;
use crate::export::report::PageError;
use crate::files::FileError;
use crate::ledger::LedgerError;

/// Why an export or a report was not made. What was at its place before is unchanged.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The request does not make sense.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// There is no usable key for pseudonyms.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// An export cannot be read back.
    #[error(transparent)]
    ReadBack(#[from] ReadBackError),
    /// The report's page cannot be rendered.
    #[error(transparent)]
    Page(#[from] PageError),
    /// A file or folder could not be created, written or replaced.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no play, or none that fits what was asked for.
    #[error("no play fits what was asked for; nothing was written")]
    NoPlays,
    /// The front end cancelled it.
    #[error("cancelled; the previous file is unchanged")]
    Cancelled,
}

impl ExportError {
    /// For `map_err`: the file or folder could not be written.
    pub(super) fn write(path: &Path) -> impl Fn(io::Error) -> Self + Copy + '_ {
        |source| Self::File(FileError::write(path)(source))
    }
}

/// An export that cannot be read back.
#[derive(Debug, Error)]
#[error("`{}` cannot be read as an export: {}{fault}", file.display(), Position(*row, column.as_deref()))]
pub struct ReadBackError {
    /// The file or folder.
    pub file: PathBuf,
    /// The line of a text file, or the row of a table, counted from 1.
    pub row: Option<u64>,
    /// The column's name.
    pub column: Option<String>,
    /// What is wrong.
    pub fault: ReadBackFault,
}

/// What is wrong with an export that cannot be read back.
#[derive(Debug, Error)]
pub enum ReadBackFault {
    /// The file or folder does not exist.
    #[error("it does not exist")]
    NotFound,
    /// It is not an export that scores can be recomputed from.
    #[error("scores are recomputed from what was on offer, which an export as csv, jsonl or parquet holds")]
    WrongFormat,
    /// It holds no encounter, so nothing can be verified.
    #[error("it holds no encounter")]
    Empty,
    /// A column is missing.
    #[error("the column is missing")]
    NoColumn,
    /// A cell that cannot be in this column.
    #[error("`{0}` is not a value of this column")]
    InvalidValue(String),
    /// Decisions that are not in the order of the encounters.
    #[error("the decisions of play {0} are not in the order of the encounters")]
    DecisionsOutOfOrder(String),
    /// A file that is not in the folder of a month.
    #[error("it is not in a folder named as `month=2026-11`")]
    NoMonth,
    /// The file cannot be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The file is not CSV.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// The file is not JSON.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

impl ReadBackError {
    /// A fault of a file as a whole.
    pub(super) fn new(file: &Path, fault: impl Into<ReadBackFault>) -> Self {
        Self { file: file.to_path_buf(), row: None, column: None, fault: fault.into() }
    }

    /// For `map_err`: a fault of a file as a whole.
    pub(super) fn at<F: Into<ReadBackFault>>(file: &Path) -> impl Fn(F) -> Self + Copy + '_ {
        |fault| Self::new(file, fault)
    }

    /// The same in a row.
    pub(super) fn in_row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same in a column.
    pub(super) fn in_column(self, column: &str) -> Self {
        Self { column: Some(column.to_owned()), ..self }
    }
}

/// A row and column before a fault; nothing where neither is known.
struct Position<'p>(Option<u64>, Option<&'p str>);

impl std::fmt::Display for Position<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0, self.1) {
            (None, None) => Ok(()),
            (Some(row), None) => write!(f, "row {row}: "),
            (None, Some(column)) => write!(f, "column `{column}`: "),
            (Some(row), Some(column)) => write!(f, "row {row}, column `{column}`: "),
        }
    }
}
