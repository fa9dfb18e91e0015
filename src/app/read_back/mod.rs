//! Exports read back: tables from CSV or Parquet, documents from JSON lines, a few thousand rows at a time.

mod csv_rows;
mod decision_reader;
mod parquet_rows;
mod rescore;

pub(super) use decision_reader::DecisionReader;
pub(super) use parquet_rows::read_about;
pub use parquet_rows::{read_decisions, read_encounters};
pub use rescore::rescore;

use std::fmt;

use crate::export::{Cell, Table};

/// A cell that the table would write in another way than it was read.
struct InvalidCell {
    column: String,
    value: String,
}

impl fmt::Display for InvalidCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` holds `{}`, which is not a value of this column", self.column, self.value)
    }
}

/// The first invalid cell of a row: invalid values are reported, not made to fit.
fn first_invalid<'c, R>(table: &Table<R>, row: &R, cell: impl Fn(usize) -> Option<Cell<'c>>) -> Option<InvalidCell> {
    table.columns.iter().enumerate().find_map(|(n, column)| {
        let (read, written) = (cell(n)?, (column.get)(row));
        let invalid = || InvalidCell { column: column.name.to_string(), value: read.to_text().into_owned() };
        (read != written).then(invalid)
    })
}
