//! Tables as CSV: RFC 4180, UTF-8 with a mark at the beginning that Excel knows it by, and no cell that a spreadsheet
//! would run.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use super::table::{Cell, Table};

/// What makes Excel read a file as UTF-8.
pub const MARK: &str = "\u{feff}";

/// Writes the rows of one table.
pub struct CsvTable<W: Write, R: 'static> {
    out: Writer<W>,
    table: &'static Table<R>,
}

impl<W: Write, R> CsvTable<W, R> {
    /// Begins with the column names.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(mut out: W, table: &'static Table<R>) -> io::Result<Self> {
        out.write_all(MARK.as_bytes())?;
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
            self.out.write_field(harmless((column.get)(row)).as_bytes())?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If what is left cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(|error| io::Error::new(error.error().kind(), error.error().to_string()))
    }
}

/// How every CSV file here is written.
pub(super) fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

/// A cell as it may stand in a file that somebody opens in a spreadsheet: words that would be taken for a formula
/// get an apostrophe before them, as spreadsheets do themselves. Numbers stay numbers.
#[must_use]
pub fn harmless(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Text(words) if is_formula(words) => format!("'{words}").into(),
        other => other.to_text(),
    }
}

/// Takes the apostrophe away again.
#[must_use]
pub fn as_meant(words: &str) -> &str {
    words.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(words)
}

/// Whether a spreadsheet could take words for a formula: they begin, blanks aside, with one of its signs, or the
/// full-width form of one, or with a tab or a return. Words that begin with an apostrophe before such a sign count
/// too, so that what is written can be read back as it was.
fn is_formula(words: &str) -> bool {
    let formula = |words: &str| {
        let first = |c: char| {
            matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
        };
        words.starts_with(first) || words.trim_start().starts_with(first)
    };
    formula(words.trim_start_matches('\''))
}
