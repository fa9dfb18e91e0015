//! The values of a column, as the Parquet library takes and gives them.

use std::io;

use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;

/// The values of a column.
pub(super) enum Cells {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Boolean(Vec<bool>),
}

impl Cells {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Integer(cells) => cells.len(),
            Self::Boolean(cells) => cells.len(),
        }
    }
}

pub(super) fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
