//! Tables as Parquet: typed columns, written and read many rows at a time.

mod reader;
mod writer;

use std::io;

use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;

pub use reader::{Batch, ParquetFile, row_of};
pub use writer::ParquetTable;

/// The values of a column.
enum Cells {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Boolean(Vec<bool>),
}

impl Cells {
    fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Integer(cells) => cells.len(),
            Self::Boolean(cells) => cells.len(),
        }
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
