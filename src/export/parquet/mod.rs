//! Tables as Parquet: typed columns, written and read many rows at a time.

mod cells;
mod reader;
mod writer;

pub use reader::{Batch, ParquetFile, row_of};
pub use writer::ParquetTable;
