//! Writing a table as Parquet.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::cells::{Cells, failed};
use crate::export::table::{Cell, CellKind, Table};
use crate::record::Millis;

/// Rows that are written together: enough for columns to be worth it, few enough for a small machine.
const ROWS_IN_GROUP: usize = 20_000;

/// A table that is written row by row.
pub struct ParquetTable<W: Write + Send, R: 'static> {
    out: SerializedFileWriter<W>,
    table: &'static Table<R>,
    columns: Vec<ColumnBuffer>,
    rows: usize,
}

/// A column's cells that are not written yet.
struct ColumnBuffer {
    /// For each row, 1 if its cell has a value, else 0.
    levels: Vec<i16>,
    /// The values of cells that have one.
    cells: Cells,
}

impl<W: Write + Send, R> ParquetTable<W, R> {
    /// Begins a file, with notes in its metadata.
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
        let empty = |kind: CellKind| match kind {
            CellKind::Text => Cells::Text(Vec::new()),
            CellKind::Integer | CellKind::Datetime => Cells::Integer(Vec::new()),
            CellKind::Boolean => Cells::Boolean(Vec::new()),
        };
        let columns =
            table.columns.iter().map(|column| ColumnBuffer { levels: Vec::new(), cells: empty(column.kind) }).collect();
        Ok(Self { out, table, columns, rows: 0 })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, row: &R) -> io::Result<()> {
        for (buffer, column) in self.columns.iter_mut().zip(&self.table.columns) {
            match (&mut buffer.cells, (column.get)(row)) {
                (Cells::Text(cells), Cell::Text(text)) => cells.push(ByteArray::from(text)),
                (Cells::Integer(cells), Cell::Integer(number) | Cell::Datetime(Millis(number))) => cells.push(number),
                (Cells::Boolean(cells), Cell::Boolean(yes)) => cells.push(yes),
                _ => {
                    buffer.levels.push(0);
                    continue;
                }
            }
            buffer.levels.push(1);
        }
        self.rows += 1;
        if self.rows == ROWS_IN_GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.out.next_row_group().map_err(failed)?;
        for buffer in &mut self.columns {
            let Some(mut column) = group.next_column().map_err(failed)? else { break };
            let levels = Some(buffer.levels.as_slice());
            match &buffer.cells {
                Cells::Text(cells) => column.typed::<ByteArrayType>().write_batch(cells, levels, None),
                Cells::Integer(cells) => column.typed::<Int64Type>().write_batch(cells, levels, None),
                Cells::Boolean(cells) => column.typed::<BoolType>().write_batch(cells, levels, None),
            }
            .map_err(failed)?;
            column.close().map_err(failed)?;
            buffer.levels.clear();
            match &mut buffer.cells {
                Cells::Text(cells) => cells.clear(),
                Cells::Integer(cells) => cells.clear(),
                Cells::Boolean(cells) => cells.clear(),
            }
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }

    /// Writes what is left, and the file's footer.
    ///
    /// # Errors
    /// If what is left cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.write_group()?;
        self.out.into_inner().map_err(failed)
    }
}

fn schema<R>(table: &Table<R>) -> Result<TypePtr, ParquetError> {
    let mut fields = Vec::new();
    for column in &table.columns {
        let (physical, logical, converted) = match column.kind {
            CellKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8),
            CellKind::Integer => (Physical::INT64, None, ConvertedType::NONE),
            CellKind::Boolean => (Physical::BOOLEAN, None, ConvertedType::NONE),
            CellKind::Datetime => {
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
