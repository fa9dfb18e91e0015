//! Rows of a table read from CSV.

use std::io::BufRead as _;
use std::path::Path;

use super::invalid_cell::{InvalidCell, first_invalid};
use crate::app::{ExportError, OnProgress, ReadBackError, ReadBackFault};
use crate::export::csv::{BYTE_ORDER_MARK, unescape_formula};
use crate::export::{Cell, CellKind, Table};
use crate::files::{open_reader, skip_mark};
use crate::record::Millis;

/// Rows between two reports of progress.
const ROWS_BETWEEN_PROGRESS: u64 = 1024;

/// Hands every row to `take`, with the line it begins on and its first invalid cell.
pub(super) fn for_each_csv_row<R: Default>(
    path: &Path,
    table: &Table<R>,
    on_progress: OnProgress<'_>,
    mut take: impl FnMut(R, u64, Option<InvalidCell>),
) -> Result<(), ExportError> {
    let (mut file, length) = open_reader(path).map_err(ReadBackError::at(path))?;
    if file.fill_buf().map_err(ReadBackError::at(path))?.starts_with(BYTE_ORDER_MARK.as_bytes()) {
        file.consume(BYTE_ORDER_MARK.len());
    }
    let mut reader = csv::ReaderBuilder::new().from_reader(file);
    let positions = column_positions(path, table, reader.headers().map_err(ReadBackError::at(path))?)?;
    let mut record = csv::StringRecord::new();
    let mut number = 0_u64;
    while reader.read_record(&mut record).map_err(ReadBackError::at(path))? {
        let line = record.position().map_or(0, csv::Position::line);
        let field = |n: usize| record.get(positions[n]).unwrap_or_default();
        let mut row = R::default();
        for (n, column) in table.columns.iter().enumerate() {
            let wrong_kind = || {
                let fault = ReadBackFault::InvalidValue(field(n).to_owned());
                ReadBackError::new(path, fault).in_row(line).in_column(&column.name)
            };
            (column.set)(&mut row, cell_of(column.kind, field(n)).ok_or_else(wrong_kind)?);
        }
        let invalid = first_invalid(table, &row, |n| cell_of(table.columns[n].kind, field(n)));
        take(row, line, invalid);
        number += 1;
        let position = record.position().map_or(0, csv::Position::byte);
        if number.is_multiple_of(ROWS_BETWEEN_PROGRESS) && on_progress(position, length).is_break() {
            return Err(ExportError::Cancelled);
        }
    }
    Ok(())
}

/// Where in the file each column of the table is.
fn column_positions<R>(path: &Path, table: &Table<R>, header: &csv::StringRecord) -> Result<Vec<usize>, ReadBackError> {
    let position = |name: &str| {
        let missing = || ReadBackError::new(path, ReadBackFault::NoColumn).in_column(name);
        header.iter().position(|field| field == name).ok_or_else(missing)
    };
    table.columns.iter().map(|column| position(&column.name)).collect()
}

/// A cell as written in CSV; `None` if the field is not of this kind.
fn cell_of(kind: CellKind, field: &str) -> Option<Cell<'_>> {
    if field.is_empty() {
        return Some(Cell::Empty);
    }
    match kind {
        CellKind::Text => Some(Cell::Text(unescape_formula(field))),
        CellKind::Integer => field.parse().ok().map(Cell::Integer),
        CellKind::Boolean => match field.to_ascii_lowercase().as_str() {
            "true" => Some(Cell::Boolean(true)),
            "false" => Some(Cell::Boolean(false)),
            _ => None,
        },
        CellKind::Datetime => {
            field.parse::<jiff::Timestamp>().ok().map(|at| Cell::Datetime(Millis(at.as_millisecond())))
        }
    }
}

/// Hands every line of a text file to `take`, with its number, counted from 1; empty lines are left out.
pub(super) fn for_each_line(
    path: &Path,
    on_progress: OnProgress<'_>,
    mut take: impl FnMut(&str, u64),
) -> Result<(), ExportError> {
    const LINES_BETWEEN_PROGRESS: u64 = 256;
    let (mut reader, length) = open_reader(path).map_err(ReadBackError::at(path))?;
    skip_mark(&mut reader).map_err(ReadBackError::at(path))?;
    let (mut done, mut number) = (0, 0_u64);
    let mut line = String::new();
    loop {
        line.clear();
        let read = reader.read_line(&mut line).map_err(ReadBackError::at(path))?;
        if read == 0 {
            return Ok(());
        }
        number += 1;
        done += read as u64;
        if !line.trim().is_empty() {
            take(&line, number);
        }
        if number.is_multiple_of(LINES_BETWEEN_PROGRESS) && on_progress(done, length).is_break() {
            return Err(ExportError::Cancelled);
        }
    }
}
