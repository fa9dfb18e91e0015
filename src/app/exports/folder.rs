//! Exports in formats that are a folder of tables, with SQL scripts that load them.

use std::path::Path;

use super::month_tables::MonthTables;
use super::run::ExportRun;
use crate::app::{ExportError, OnProgress};
use crate::export::csv::CsvTable;
use crate::export::{DECISIONS, DecisionRow, ENCOUNTERS, sql};
use crate::files::{close_writer, create_writer, write_file};
use crate::record::Month;

const LOAD_CSV: &str = "-- Load this folder:  psql -f load.sql  from within it.\n";
const LOAD_PARQUET: &str = "-- Load this folder:  psql -f load.sql  from within it. The tables are read from Parquet by the\n\
     -- program `rapport`, which is to be where the shell finds programs.\n";

impl ExportRun<'_> {
    /// Writes the two tables as CSV.
    pub(super) fn write_csv(&mut self, folder: &Path, on_progress: OnProgress<'_>) -> Result<(), ExportError> {
        let failed = ExportError::write(self.out());
        let create = |name: &str| create_writer(&folder.join(name)).map_err(failed);
        let mut encounters = CsvTable::new(create("encounters.csv")?, &*ENCOUNTERS).map_err(failed)?;
        let mut decisions = CsvTable::new(create("decisions.csv")?, &*DECISIONS).map_err(failed)?;
        self.for_each(on_progress, |play, row| {
            encounters.add(row)?;
            for (n, decision) in play.transcript.decisions.iter().enumerate() {
                decisions.add(&DecisionRow::new(row, n, decision))?;
            }
            Ok(())
        })?;
        encounters.finish().and_then(close_writer).map_err(failed)?;
        decisions.finish().and_then(close_writer).map_err(failed)?;
        write_sql(folder, &sql::load("'encounters.csv'", "'decisions.csv'", LOAD_CSV))
    }

    /// Writes the two tables as Parquet, one file of each a month.
    pub(super) fn write_parquet(&mut self, folder: &Path, on_progress: OnProgress<'_>) -> Result<(), ExportError> {
        let mut open: Option<(Month, MonthTables)> = None;
        // Plays come in the order they began, so that a month that was left does not come again.
        self.for_each(on_progress, |play, row| {
            let month = Month::from_millis(play.started);
            if open.as_ref().is_none_or(|(open_month, _)| *open_month != month)
                && let Some((_, tables)) = open.replace((month, MonthTables::new(folder, month)?))
            {
                tables.finish()?;
            }
            if let Some((_, tables)) = &mut open {
                tables.add(play, row)?;
            }
            Ok(())
        })?;
        if let Some((_, tables)) = open {
            tables.finish().map_err(ExportError::write(self.out()))?;
        }
        let source = |table: &str| format!("PROGRAM 'rapport table {table} --from .'");
        write_sql(folder, &sql::load(&source("encounters"), &source("decisions"), LOAD_PARQUET))
    }
}

fn write_sql(folder: &Path, load: &str) -> Result<(), ExportError> {
    write_file(&folder.join("schema.sql"), sql::schema().as_bytes())?;
    write_file(&folder.join("load.sql"), load.as_bytes())?;
    Ok(())
}
