//! The first sheet: what the workbook is about, and what its sheets and columns mean.

use rust_xlsxwriter::XlsxError;

use super::cells::cut;
use super::workbook::{ABOUT, WorkbookWriter};
use crate::export::encounter::ENCOUNTERS;

/// What the sheets hold, for their readers.
const SHEETS: [(&str, &str); 5] = [
    ("", ""),
    (
        "People",
        "Scores in per cent: what was gained of what could be, summed over first attempts. A principle with fewer than 4 moments or 3 different scenarios is withheld: its cell is empty.",
    ),
    (
        "Principles",
        "The same, principle by principle, with what stands behind each. The 90 % interval is that of a ratio over encounters, from 5 on. Random play is everything on offer equally likely, over all plays of each scenario (10,000 simulated plays where there are too many), weighted by what was played.",
    ),
    ("Practice", "Whatever is not a first attempt. It is never mixed with first attempts."),
    ("Encounters", "One row a play. Its columns:"),
];

impl WorkbookWriter {
    /// Fills the first sheet with the description of the export and of the columns.
    pub(super) fn write_about(&mut self, description: &[(&str, String)]) -> Result<(), XlsxError> {
        let formats = &self.formats;
        let sheet = self.file.worksheet_from_index(ABOUT)?;
        sheet.set_column_width(0, 24)?;
        sheet.set_column_width(1, 110)?;
        sheet.write_string_with_format(0, 0, "Rapport: encounters, people and principles", &formats.title)?;
        let columns = ENCOUNTERS.columns.iter().map(|column| {
            let unit = if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
            (column.name.replace('_', " "), format!("{}{unit}", column.meaning))
        });
        let description = description.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        let sheets = SHEETS.map(|(key, value)| (key.to_owned(), value.to_owned()));
        for (row, (key, value)) in (2..).zip(description.chain(sheets).chain(columns)) {
            sheet.write_string_with_format(row, 0, key, &formats.wrapped)?;
            sheet.write_string_with_format(row, 1, cut(&value), &formats.wrapped)?;
        }
        Ok(())
    }
}
