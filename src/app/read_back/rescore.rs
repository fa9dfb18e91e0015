//! Every score of an export recomputed from what was on offer in it.

use std::path::Path;

use super::csv_rows::{for_each_csv_row, for_each_line};
use super::parquet_rows::for_each_parquet_row;
use crate::app::{ExportError, OnProgress, ReadBackError, ReadBackFault};
use crate::export::rescore::Rescored;
use crate::export::{DECISIONS, ENCOUNTERS};
use crate::files::{is_file, is_folder};

/// Recomputes every score of an export; rows that differ are in the result.
///
/// # Errors
/// If the export does not exist, is not of a format that holds what was on offer, cannot be read, holds no encounter,
/// or it was cancelled.
pub fn rescore(export: &Path, on_progress: OnProgress<'_>) -> Result<Rescored, ExportError> {
    let mut rescored = Rescored::default();
    if !is_file(export) && !is_folder(export) {
        return Err(ReadBackError::new(export, ReadBackFault::NotFound).into());
    }
    let is_table = export.file_name().is_some_and(|name| name == "encounters.csv" || name == "decisions.csv");
    let folder = if is_table { export.parent().unwrap_or(export) } else { export };
    if is_file(export) && export.extension().is_some_and(|extension| extension == "jsonl") {
        rescore_lines(export, &mut rescored, on_progress)?;
    } else if is_file(&folder.join("decisions.csv")) {
        rescore_csv(folder, &mut rescored, on_progress)?;
    } else if is_folder(&folder.join("decisions")) {
        rescore_parquet(folder, &mut rescored, on_progress)?;
    } else {
        return Err(ReadBackError::new(export, ReadBackFault::WrongFormat).into());
    }
    // Nothing at all proves nothing.
    if rescored.encounters == 0 {
        return Err(ReadBackError::new(export, ReadBackFault::Empty).into());
    }
    Ok(rescored)
}

fn rescore_lines(file: &Path, rescored: &mut Rescored, on_progress: OnProgress<'_>) -> Result<(), ExportError> {
    for_each_line(file, on_progress, |line, number| {
        rescored.add_line(line, || format!("{}, line {number}", file.display()));
    })
}

fn rescore_csv(folder: &Path, rescored: &mut Rescored, on_progress: OnProgress<'_>) -> Result<(), ExportError> {
    for_each_csv_row(&folder.join("decisions.csv"), &DECISIONS, on_progress, |row, line, invalid| {
        let position = || format!("decisions.csv, line {line}");
        rescored.add_invalid(invalid.map(|cell| cell.to_string()), position);
        rescored.add_decision(&row, position);
    })?;
    for_each_csv_row(&folder.join("encounters.csv"), &ENCOUNTERS, on_progress, |row, line, invalid| {
        let position = || format!("encounters.csv, line {line}");
        rescored.add_invalid(invalid.map(|cell| cell.to_string()), position);
        rescored.add_encounter(&row, position);
    })?;
    rescored.finish();
    Ok(())
}

fn rescore_parquet(folder: &Path, rescored: &mut Rescored, on_progress: OnProgress<'_>) -> Result<(), ExportError> {
    for_each_parquet_row(folder, &DECISIONS, on_progress, |row, position, invalid| {
        rescored.add_invalid(invalid.map(|cell| cell.to_string()), || position.to_string());
        rescored.add_decision(&row, || position.to_string());
        Ok::<_, ExportError>(())
    })?;
    for_each_parquet_row(folder, &ENCOUNTERS, on_progress, |row, position, invalid| {
        rescored.add_invalid(invalid.map(|cell| cell.to_string()), || position.to_string());
        rescored.add_encounter(&row, || position.to_string());
        Ok::<_, ExportError>(())
    })?;
    rescored.finish();
    Ok(())
}
