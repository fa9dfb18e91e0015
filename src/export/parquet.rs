//! Tables as Parquet: typed columns, written and read a few thousand rows at a time.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::column::reader::ColumnReader;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::table::{Cell, Kind, Table};
use crate::record::Millis;

/// How many rows are held before they are written together: enough for columns to be worth it, little enough for
/// a small machine.
const GROUP: usize = 50_000;

/// Writes the rows of one table.
pub struct ParquetTable<W: Write + Send, R: 'static> {
    out: SerializedFileWriter<W>,
    table: &'static Table<R>,
    columns: Vec<Held>,
    rows: usize,
}

/// A column's cells since the last were written, and which of them are empty.
struct Held {
    there: Vec<i16>,
    cells: Cells,
}

enum Cells {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Yes(Vec<bool>),
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

impl<W: Write + Send, R> ParquetTable<W, R> {
    /// Begins a file; `notes` are kept in it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(out: W, table: &'static Table<R>, notes: &[(&str, String)]) -> io::Result<Self> {
        let notes = notes.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), value.clone())).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(notes))
            .set_created_by(concat!("rapport ", env!("CARGO_PKG_VERSION")).into())
            .build();
        let out =
            SerializedFileWriter::new(out, schema(table).map_err(failed)?, Arc::new(properties)).map_err(failed)?;
        let held = |kind: Kind| match kind {
            Kind::Text => Cells::Text(Vec::new()),
            Kind::Integer | Kind::Datetime => Cells::Whole(Vec::new()),
            Kind::Boolean => Cells::Yes(Vec::new()),
        };
        let columns = table.columns.iter().map(|column| Held { there: Vec::new(), cells: held(column.kind) }).collect();
        Ok(Self { out, table, columns, rows: 0 })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, row: &R) -> io::Result<()> {
        for (held, column) in self.columns.iter_mut().zip(&self.table.columns) {
            match (&mut held.cells, (column.get)(row)) {
                (Cells::Text(cells), Cell::Text(words)) => cells.push(ByteArray::from(words)),
                (Cells::Whole(cells), Cell::Whole(number) | Cell::Time(Millis(number))) => cells.push(number),
                (Cells::Yes(cells), Cell::Yes(yes)) => cells.push(yes),
                _ => {
                    held.there.push(0);
                    continue;
                }
            }
            held.there.push(1);
        }
        self.rows += 1;
        if self.rows == GROUP { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.out.next_row_group().map_err(failed)?;
        for held in &mut self.columns {
            let Some(mut column) = group.next_column().map_err(failed)? else { break };
            let there = Some(held.there.as_slice());
            match &held.cells {
                Cells::Text(cells) => column.typed::<ByteArrayType>().write_batch(cells, there, None),
                Cells::Whole(cells) => column.typed::<Int64Type>().write_batch(cells, there, None),
                Cells::Yes(cells) => column.typed::<BoolType>().write_batch(cells, there, None),
            }
            .map_err(failed)?;
            column.close().map_err(failed)?;
            held.there.clear();
            match &mut held.cells {
                Cells::Text(cells) => cells.clear(),
                Cells::Whole(cells) => cells.clear(),
                Cells::Yes(cells) => cells.clear(),
            }
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If what is left cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.write()?;
        self.out.into_inner().map_err(failed)
    }
}

fn schema<R>(table: &Table<R>) -> Result<TypePtr, ParquetError> {
    let mut fields = Vec::new();
    for column in &table.columns {
        let (physical, logical, converted) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8),
            Kind::Integer => (Physical::INT64, None, ConvertedType::NONE),
            Kind::Boolean => (Physical::BOOLEAN, None, ConvertedType::NONE),
            Kind::Datetime => {
                let moment = LogicalType::timestamp(true, TimeUnit::MILLIS);
                (Physical::INT64, Some(moment), ConvertedType::TIMESTAMP_MILLIS)
            }
        };
        let field = Type::primitive_type_builder(&column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .with_converted_type(converted)
            .build()?;
        fields.push(Arc::new(field));
    }
    Ok(Arc::new(Type::group_type_builder(table.name).with_fields(fields).build()?))
}

/// A file that is read.
pub struct ParquetFile<C: ChunkReader + 'static>(SerializedFileReader<C>);

/// Some columns of some rows.
pub struct Batch {
    /// How many rows.
    pub rows: usize,
    columns: Vec<Read>,
}

struct Read {
    /// For each row, where its value lies; `None` if it is empty.
    there: Vec<Option<u32>>,
    cells: Cells,
    is_time: bool,
}

impl Batch {
    /// The cell of a row in the `n`th of the columns that were asked for.
    #[must_use]
    pub fn cell(&self, n: usize, row: usize) -> Cell<'_> {
        let column = &self.columns[n];
        let Some(at) = column.there[row] else { return Cell::Empty };
        let at = at as usize;
        match &column.cells {
            Cells::Text(cells) => Cell::Text(cells[at].as_utf8().unwrap_or_default()),
            Cells::Whole(cells) if column.is_time => Cell::Time(Millis(cells[at])),
            Cells::Whole(cells) => Cell::Whole(cells[at]),
            Cells::Yes(cells) => Cell::Yes(cells[at]),
        }
    }
}

impl Batch {
    /// The words of a row in a column of words; none if it is empty.
    #[must_use]
    pub fn text(&self, n: usize, row: usize) -> &str {
        if let Cell::Text(words) = self.cell(n, row) { words } else { "" }
    }
}

impl<C: ChunkReader + 'static> ParquetFile<C> {
    /// Opens a file.
    ///
    /// # Errors
    /// If it is not one.
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
    /// If one is missing, or the file is damaged.
    pub fn group(&self, n: usize, names: &[&str]) -> io::Result<Batch> {
        let group = self.0.get_row_group(n).map_err(failed)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        let schema = self.0.metadata().file_metadata().schema_descr();
        let places: HashMap<&str, usize> =
            schema.columns().iter().enumerate().map(|(n, column)| (column.name(), n)).collect();
        let mut columns = Vec::with_capacity(names.len());
        for name in names {
            let place =
                places.get(name).ok_or_else(|| io::Error::other(format!("there is no column `{name}` in it")))?;
            let is_time = schema.column(*place).converted_type() == ConvertedType::TIMESTAMP_MILLIS;
            let mut there = Vec::with_capacity(rows);
            let cells = match group.get_column_reader(*place).map_err(failed)? {
                ColumnReader::ByteArrayColumnReader(mut reader) => {
                    let mut cells = Vec::with_capacity(rows);
                    reader.read_records(rows, Some(&mut there), None, &mut cells).map_err(failed)?;
                    Cells::Text(cells)
                }
                ColumnReader::Int64ColumnReader(mut reader) => {
                    let mut cells = Vec::with_capacity(rows);
                    reader.read_records(rows, Some(&mut there), None, &mut cells).map_err(failed)?;
                    Cells::Whole(cells)
                }
                ColumnReader::BoolColumnReader(mut reader) => {
                    let mut cells = Vec::with_capacity(rows);
                    reader.read_records(rows, Some(&mut there), None, &mut cells).map_err(failed)?;
                    Cells::Yes(cells)
                }
                _ => return Err(io::Error::other(format!("the column `{name}` holds something else than it should"))),
            };
            let held = match &cells {
                Cells::Text(cells) => cells.len(),
                Cells::Whole(cells) => cells.len(),
                Cells::Yes(cells) => cells.len(),
            };
            let mut next = 0;
            let there: Vec<Option<u32>> = there
                .iter()
                .map(|level| {
                    (*level > 0).then(|| {
                        next += 1;
                        next - 1
                    })
                })
                .collect();
            if there.len() != rows || next as usize != held {
                return Err(io::Error::other(format!("the column `{name}` has not as many cells as there are rows")));
            }
            columns.push(Read { there, cells, is_time });
        }
        Ok(Batch { rows, columns })
    }
}

/// Reads rows of a table back from a batch that holds all its columns.
#[must_use]
pub fn row_of<R: Default>(table: &Table<R>, batch: &Batch, row: usize) -> R {
    let mut read = R::default();
    for (n, column) in table.columns.iter().enumerate() {
        (column.set)(&mut read, batch.cell(n, row));
    }
    read
}
