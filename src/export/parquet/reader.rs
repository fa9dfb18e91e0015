//! Reading a table from Parquet, one group of rows at a time.

use std::collections::HashMap;
use std::io;

use parquet::basic::ConvertedType;
use parquet::column::reader::ColumnReader;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};

use super::cells::{Cells, failed};
use crate::export::table::{Cell, Table};
use crate::record::Millis;

/// A Parquet file to read.
pub struct ParquetFile<C: ChunkReader + 'static>(SerializedFileReader<C>);

/// Some columns of one group of rows.
pub struct Batch {
    /// How many rows.
    pub rows: usize,
    columns: Vec<ColumnBatch>,
}

struct ColumnBatch {
    /// For each row, the position of its value; `None` for an empty cell.
    positions: Vec<Option<u32>>,
    cells: Cells,
    is_time: bool,
}

impl Batch {
    /// The cell of a row in the `n`th of the columns that were read.
    #[must_use]
    pub fn cell(&self, n: usize, row: usize) -> Cell<'_> {
        let column = &self.columns[n];
        let Some(at) = column.positions[row] else { return Cell::Empty };
        let at = at as usize;
        match &column.cells {
            Cells::Text(cells) => Cell::Text(cells[at].as_utf8().unwrap_or_default()),
            Cells::Integer(cells) if column.is_time => Cell::Datetime(Millis(cells[at])),
            Cells::Integer(cells) => Cell::Integer(cells[at]),
            Cells::Boolean(cells) => Cell::Boolean(cells[at]),
        }
    }
}

impl<C: ChunkReader + 'static> ParquetFile<C> {
    /// Reads the metadata of a file.
    ///
    /// # Errors
    /// If the file is not Parquet.
    pub fn new(file: C) -> io::Result<Self> {
        Ok(Self(SerializedFileReader::new(file).map_err(failed)?))
    }

    /// How many groups of rows it has.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.0.num_row_groups()
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> i64 {
        self.0.metadata().file_metadata().num_rows()
    }

    /// The named columns of one group of rows.
    ///
    /// # Errors
    /// If a column is missing or has another type, or the file is damaged.
    pub fn group(&self, n: usize, names: &[&str]) -> io::Result<Batch> {
        let group = self.0.get_row_group(n).map_err(failed)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        let schema = self.0.metadata().file_metadata().schema_descr();
        let places: HashMap<&str, usize> =
            schema.columns().iter().enumerate().map(|(n, column)| (column.name(), n)).collect();
        let mut columns = Vec::with_capacity(names.len());
        for name in names {
            let place = places.get(name).ok_or_else(|| io::Error::other(format!("the column `{name}` is missing")))?;
            let is_time = schema.column(*place).converted_type() == ConvertedType::TIMESTAMP_MILLIS;
            let reader = group.get_column_reader(*place).map_err(failed)?;
            let (levels, cells) = read_cells(reader, rows).map_err(|error| in_column(name, &error))?;
            let positions = positions(&levels);
            if positions.len() != rows || positions.iter().flatten().count() != cells.len() {
                return Err(in_column(name, &"it has not as many cells as there are rows"));
            }
            columns.push(ColumnBatch { positions, cells, is_time });
        }
        Ok(Batch { rows, columns })
    }
}

fn in_column(name: &str, what: &dyn std::fmt::Display) -> io::Error {
    io::Error::other(format!("the column `{name}`: {what}"))
}

/// The definition level of each row, and the values.
fn read_cells(reader: ColumnReader, rows: usize) -> io::Result<(Vec<i16>, Cells)> {
    let mut levels = Vec::with_capacity(rows);
    let cells = match reader {
        ColumnReader::ByteArrayColumnReader(mut reader) => {
            let mut cells = Vec::with_capacity(rows);
            reader.read_records(rows, Some(&mut levels), None, &mut cells).map_err(failed)?;
            Cells::Text(cells)
        }
        ColumnReader::Int64ColumnReader(mut reader) => {
            let mut cells = Vec::with_capacity(rows);
            reader.read_records(rows, Some(&mut levels), None, &mut cells).map_err(failed)?;
            Cells::Integer(cells)
        }
        ColumnReader::BoolColumnReader(mut reader) => {
            let mut cells = Vec::with_capacity(rows);
            reader.read_records(rows, Some(&mut levels), None, &mut cells).map_err(failed)?;
            Cells::Boolean(cells)
        }
        _ => return Err(io::Error::other("its type is not one of an export")),
    };
    Ok((levels, cells))
}

/// The position of each row's value among the values.
fn positions(levels: &[i16]) -> Vec<Option<u32>> {
    let mut next = 0;
    let position = |level: &i16| {
        (*level > 0).then(|| {
            next += 1;
            next - 1
        })
    };
    levels.iter().map(position).collect()
}

/// A row of a table from a batch that holds all its columns.
#[must_use]
pub fn row_of<R: Default>(table: &Table<R>, batch: &Batch, row: usize) -> R {
    let mut read = R::default();
    for (n, column) in table.columns.iter().enumerate() {
        (column.set)(&mut read, batch.cell(n, row));
    }
    read
}
