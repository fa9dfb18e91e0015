//! The sheets of encounters: one row a play, on as many sheets as needed.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::cells::{MAX_ROWS, column, write_cell, write_headings};
use super::workbook::{PRINCIPLES, WorkbookWriter};
use crate::export::encounter::{ENCOUNTERS, EncounterRow};
use crate::export::table::{CellKind, Column};

/// The first columns of a play, which stay in view.
const FROZEN_COLUMNS: u16 = 3;

impl WorkbookWriter {
    /// Begins a sheet of encounters.
    pub(super) fn begin_encounters(&mut self) -> Result<(), XlsxError> {
        let before = self.file.worksheets().len() - PRINCIPLES;
        let sheet = self.file.add_worksheet_with_constant_memory()?;
        let name = if before == 1 { "Encounters".into() } else { format!("Encounters {before}") };
        sheet.set_name(name)?;
        let heading = |column: &Column<EncounterRow>| (column.name.replace('_', " "), width(column));
        let headings: Vec<(String, u16)> = ENCOUNTERS.columns.iter().map(heading).collect();
        write_headings(sheet, &headings, FROZEN_COLUMNS, &self.formats)?;
        self.next_row = 1;
        Ok(())
    }

    /// Adds a row to the last sheet of encounters, or to a new one if that is full.
    pub(super) fn write_encounter(&mut self, row: &EncounterRow) -> Result<(), XlsxError> {
        if self.next_row == MAX_ROWS {
            self.end_encounters()?;
            self.begin_encounters()?;
        }
        let sheet = last_sheet(&mut self.file)?;
        for (n, it) in ENCOUNTERS.columns.iter().enumerate() {
            write_cell(sheet, self.next_row, column(n), (it.get)(row), &self.formats)?;
        }
        self.next_row += 1;
        Ok(())
    }

    /// Adds filters to the last sheet of encounters.
    pub(super) fn end_encounters(&mut self) -> Result<(), XlsxError> {
        let (last_row, last_column) = ((self.next_row - 1).max(1), column(ENCOUNTERS.columns.len() - 1));
        last_sheet(&mut self.file)?.autofilter(0, 0, last_row, last_column)?;
        Ok(())
    }
}

/// The width of a column, in characters.
fn width(column: &Column<EncounterRow>) -> u16 {
    match column.name.as_ref() {
        "trainee" | "title" => 24,
        "started" => 17,
        "play" | "person" => 38,
        _ if column.kind == CellKind::Text => 15,
        "seed" => 20,
        _ => 13,
    }
}

fn last_sheet(file: &mut Workbook) -> Result<&mut Worksheet, XlsxError> {
    let last = file.worksheets().len() - 1;
    file.worksheet_from_index(last)
}
