//! Tables as CSV: RFC 4180, UTF-8 with a byte order mark for Excel, and no cell that a spreadsheet would take for a
//! formula.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use super::table::{Cell, Table};

/// The byte order mark, which makes Excel read a file as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table that is written row by row.
pub struct CsvTable<W: Write, R: 'static> {
    out: Writer<W>,
    table: &'static Table<R>,
}

impl<W: Write, R> CsvTable<W, R> {
    /// Begins a file with the column names.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(mut out: W, table: &'static Table<R>) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let mut out = writer(out);
        out.write_record(table.columns.iter().map(|column| column.name.as_bytes()))?;
        Ok(Self { out, table })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, row: &R) -> io::Result<()> {
        for column in &self.table.columns {
            self.out.write_field(escape_formula((column.get)(row)).as_bytes())?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is left, and returns the writer.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(|error| io::Error::new(error.error().kind(), error.error().to_string()))
    }
}

/// The writer of every CSV file.
pub(super) fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

/// A cell as text that no spreadsheet takes for a formula: such text gets an apostrophe before it, as in spreadsheets
/// themselves. Numbers stay numbers.
#[must_use]
pub fn escape_formula(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) if is_formula(text) => format!("'{text}").into(),
        other => other.to_text(),
    }
}

/// The text of a cell without the apostrophe of [`escape_formula`].
#[must_use]
pub fn unescape_formula(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

/// Whether a spreadsheet could take a text for a formula: after blanks it begins with a sign of formulas, the
/// full-width form of one, a tab or a return. A text with apostrophes before such a sign counts too, so that it can be
/// read back unchanged.
fn is_formula(text: &str) -> bool {
    let begins_formula = |text: &str| {
        let first = |c: char| {
            matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
        };
        text.starts_with(first) || text.trim_start().starts_with(first)
    };
    begins_formula(text.trim_start_matches('\''))
}
