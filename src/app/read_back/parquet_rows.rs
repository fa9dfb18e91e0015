//! Rows of the tables of a Parquet export, and its description.

use std::fmt;
use std::path::{Path, PathBuf};

use super::invalid_cell::{InvalidCell, first_invalid};
use crate::app::{ExportError, OnProgress, ReadBackError, ReadBackFault};
use crate::export::decision::DecisionRow;
use crate::export::parquet::{Batch, ParquetFile, row_of};
use crate::export::{AboutRead, DECISIONS, ENCOUNTERS, EncounterRow, Table};
use crate::files::{ABOUT_FILE, OpenFile, is_folder, list_folder, open, open_reader, skip_mark};

/// Where a row of a Parquet table is.
pub(super) struct RowPosition<'p> {
    path: &'p Path,
    /// The row in the file, counted from 1.
    row: u64,
}

impl fmt::Display for RowPosition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, row {}", self.path.display(), self.row)
    }
}

/// The files of a table of a Parquet export, month by month.
pub(super) fn parquet_files(folder: &Path, table: &str) -> Result<Vec<PathBuf>, ReadBackError> {
    let table = folder.join(table);
    let mut files = Vec::new();
    for month in list_folder(&table).map_err(ReadBackError::at(&table))? {
        if is_folder(&month) {
            let in_month = list_folder(&month).map_err(ReadBackError::at(&month))?;
            files.extend(in_month.into_iter().filter(|file| file.extension().is_some_and(|it| it == "parquet")));
        }
    }
    files.sort();
    Ok(files)
}

/// Opens a file of a table.
pub(super) fn open_parquet(path: &Path) -> Result<ParquetFile<OpenFile>, ReadBackError> {
    open(path).and_then(ParquetFile::new).map_err(ReadBackError::at(path))
}

/// Hands every row of a table to `take`, with its position and its first invalid cell.
pub(super) fn for_each_parquet_row<R: Default, E: From<ExportError>>(
    folder: &Path,
    table: &Table<R>,
    on_progress: OnProgress<'_>,
    mut take: impl FnMut(R, RowPosition<'_>, Option<InvalidCell>) -> Result<(), E>,
) -> Result<(), E> {
    let files = parquet_files(folder, table.name).map_err(ExportError::from)?;
    let columns: Vec<&str> = table.columns.iter().map(|column| &*column.name).collect();
    let rows = files.iter().map(|path| Ok(open_parquet(path)?.rows().unsigned_abs()));
    let all: u64 = rows.sum::<Result<u64, ExportError>>()?;
    let mut done = 0;
    for path in &files {
        let file = open_parquet(path).map_err(ExportError::from)?;
        let mut before = 0;
        for group in 0..file.groups() {
            let batch = read_group(&file, path, group, &columns).map_err(ExportError::from)?;
            for n in 0..batch.rows {
                let row = row_of(table, &batch, n);
                let invalid = first_invalid(table, &row, |column| Some(batch.cell(column, n)));
                take(row, RowPosition { path, row: before + n as u64 + 1 }, invalid)?;
            }
            before += batch.rows as u64;
            done += batch.rows as u64;
            if on_progress(done, all).is_break() {
                return Err(ExportError::Cancelled.into());
            }
        }
    }
    Ok(())
}

/// Reports a row with an invalid cell.
fn require_valid(position: &RowPosition<'_>, invalid: Option<InvalidCell>) -> Result<(), ExportError> {
    let Some(InvalidCell { column, value }) = invalid else { return Ok(()) };
    let fault = ReadBackFault::InvalidValue(value);
    Err(ReadBackError::new(position.path, fault).in_row(position.row).in_column(&column).into())
}

/// Every encounter of a Parquet export, month by month in the order they began.
///
/// # Errors
/// If it cannot be read, a value in it is invalid, it was cancelled, or `take` fails.
pub fn read_encounters<E: From<ExportError>>(
    folder: &Path,
    on_progress: OnProgress<'_>,
    mut take: impl FnMut(EncounterRow) -> Result<(), E>,
) -> Result<(), E> {
    for_each_parquet_row(folder, &ENCOUNTERS, on_progress, |row, position, invalid| {
        require_valid(&position, invalid)?;
        take(row)
    })
}

/// Every decision of a Parquet export, in the order of its encounters.
///
/// # Errors
/// If it cannot be read, a value in it is invalid, it was cancelled, or `take` fails.
pub fn read_decisions<E: From<ExportError>>(
    folder: &Path,
    on_progress: OnProgress<'_>,
    mut take: impl FnMut(DecisionRow) -> Result<(), E>,
) -> Result<(), E> {
    for_each_parquet_row(folder, &DECISIONS, on_progress, |row, position, invalid| {
        require_valid(&position, invalid)?;
        take(row)
    })
}

/// The description of an export that is a folder.
pub(in crate::app) fn read_about(folder: &Path) -> Result<AboutRead, ReadBackError> {
    let path = folder.join(ABOUT_FILE);
    let (mut reader, _) = open_reader(&path).map_err(ReadBackError::at(&path))?;
    skip_mark(&mut reader).map_err(ReadBackError::at(&path))?;
    serde_json::from_reader(reader).map_err(ReadBackError::at(&path))
}

/// Some columns of one group of rows of a file.
pub(super) fn read_group(
    file: &ParquetFile<OpenFile>,
    path: &Path,
    group: usize,
    columns: &[&str],
) -> Result<Batch, ReadBackError> {
    file.group(group, columns).map_err(ReadBackError::at(path))
}
