//! The two tables of one month as Parquet files.

use std::io;
use std::path::Path;

use crate::export::parquet::ParquetTable;
use crate::export::{DECISIONS, DecisionRow, ENCOUNTERS, EncounterRow};
use crate::files::{FileWriter, close_writer, create_writer_in_new_folder};
use crate::record::{Month, StoredPlay};
use crate::scoring::debrief::USE_NOTICE;

/// The two tables of one month, in files named `encounters/month=2026-11/encounters.parquet`.
pub(super) struct MonthTables {
    encounters: ParquetTable<FileWriter, EncounterRow>,
    decisions: ParquetTable<FileWriter, DecisionRow>,
}

impl MonthTables {
    pub(super) fn new(folder: &Path, month: Month) -> io::Result<Self> {
        let notes = [("notice", USE_NOTICE.to_owned()), ("month", month.to_string())];
        let create = |table: &str| {
            let in_month = folder.join(table).join(format!("month={month}"));
            create_writer_in_new_folder(&in_month.join(format!("{table}.parquet")))
        };
        Ok(Self {
            encounters: ParquetTable::new(create("encounters")?, &*ENCOUNTERS, &notes)?,
            decisions: ParquetTable::new(create("decisions")?, &*DECISIONS, &notes)?,
        })
    }

    pub(super) fn add(&mut self, play: &StoredPlay, row: &EncounterRow) -> io::Result<()> {
        self.encounters.add(row)?;
        for (n, decision) in play.transcript.decisions.iter().enumerate() {
            self.decisions.add(&DecisionRow::new(row, n, decision))?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.encounters.finish().and_then(close_writer)?;
        self.decisions.finish().and_then(close_writer)
    }
}
