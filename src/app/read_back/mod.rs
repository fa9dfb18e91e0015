//! Exports read back: tables from CSV or Parquet, documents from JSON lines, a few thousand rows at a time.

mod csv_rows;
mod decision_reader;
mod invalid_cell;
mod parquet_rows;
mod rescore;

pub(super) use decision_reader::DecisionReader;
pub(super) use parquet_rows::read_about;
pub use parquet_rows::{read_decisions, read_encounters};
pub use rescore::rescore;
