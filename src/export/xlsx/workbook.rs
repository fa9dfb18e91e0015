//! The workbook as a whole: filled play by play, and written at the end.

use std::io::{self, Seek, Write};

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cells::Formats;
use crate::export::about::ScenarioNote;
use crate::export::encounter::EncounterRow;
use crate::export::totals::Totals;

/// The positions of the sheets before those of encounters.
pub(super) const ABOUT: usize = 0;
pub(super) const PEOPLE: usize = 1;
pub(super) const PRINCIPLES: usize = 2;

/// A workbook that is filled play by play; the other sheets are filled at the end.
pub struct WorkbookWriter {
    pub(super) file: Workbook,
    pub(super) formats: Formats,
    /// The next row of the last sheet.
    pub(super) next_row: u32,
    pub(super) totals: Totals,
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

impl WorkbookWriter {
    /// An empty workbook.
    ///
    /// # Errors
    /// If its temporary files cannot be created.
    pub fn new() -> io::Result<Self> {
        let mut book = Self { file: Workbook::new(), formats: Formats::new(), next_row: 0, totals: Totals::default() };
        for name in ["About", "People", "Principles"] {
            book.file.add_worksheet_with_constant_memory().and_then(|sheet| sheet.set_name(name)).map_err(failed)?;
        }
        book.begin_encounters().map_err(failed)?;
        Ok(book)
    }

    /// Adds a play.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, row: &EncounterRow) -> io::Result<()> {
        self.totals.add(row);
        self.write_encounter(row).map_err(failed)
    }

    /// Notes what random play scores on the scenarios; before the end.
    pub fn set_random_play(&mut self, notes: &[ScenarioNote]) {
        self.totals.set_random_play(notes);
    }

    /// Fills the other sheets, and writes the workbook. The description is on its first sheet.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self, out: impl Write + Seek + Send, description: &[(&str, String)]) -> io::Result<()> {
        self.write(out, description).map_err(failed)
    }

    fn write(&mut self, out: impl Write + Seek + Send, description: &[(&str, String)]) -> Result<(), XlsxError> {
        self.end_encounters()?;
        self.write_about(description)?;
        self.write_people()?;
        self.write_principles()?;
        self.file.worksheet_from_index(ABOUT)?.set_active(true);
        self.file.save_to_writer(out)
    }
}
