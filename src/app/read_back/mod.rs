//! Exports read back: tables from CSV or Parquet, documents from JSON lines, a few thousand rows at a time.

mod csv_rows;
mod decision_reader;
mod parquet_rows;
mod rescore;

pub(super) use decision_reader::DecisionReader;
pub(super) use parquet_rows::read_about;
pub use parquet_rows::{read_decisions, read_encounters};
pub use rescore::rescore;

use crate::export::{Cell, Table};

/// The first cell that the table would write in another way than it was read, in words: invalid values are reported,
/// not made to fit.
fn first_mismatch<'c, R>(table: &Table<R>, row: &R, cell: impl Fn(usize) -> Option<Cell<'c>>) -> Option<String> {
    table.columns.iter().enumerate().find_map(|(n, column)| {
        let (read, written) = (cell(n)?, (column.get)(row));
        (read != written).then(|| format!("`{}` holds `{}`, which cannot stand there", column.name, read.to_text()))
    })
}
