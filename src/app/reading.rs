//! Reading exports back: tables from CSV or Parquet, documents from JSON lines, a few thousand rows at a time.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::exports::Progress;
use crate::encounter::{MAX_DECISIONS, Memory};
use crate::export::csv::as_meant;
use crate::export::decision::DecisionRow;
use crate::export::parquet::{Batch, ParquetFile, row_of};
use crate::export::rescore::Rescored;
use crate::export::{AboutRead, Cell, DECISIONS, ENCOUNTERS, EncounterRow, Kind, Table};
use crate::files::{ABOUT_FILE, read_bytes};
use crate::ledger::LedgerError;
use crate::record::Millis;

/// A fault of a file that is read, in words.
fn unread(path: &Path, why: impl std::fmt::Display) -> LedgerError {
    LedgerError::File(format!("`{}` cannot be read as an export: {why}", path.display()))
}

/// Redoes every score of an export.
///
/// # Errors
/// If it is no export that holds what was on offer, or cannot be read; what differs is in the result.
pub fn rescore(export: &Path, progress: Progress<'_>) -> Result<Rescored, LedgerError> {
    let mut rescored = Rescored::default();
    if !export.exists() {
        return Err(unread(export, "it is not there"));
    }
    if export.is_file() && export.extension().is_some_and(|ending| ending == "jsonl") {
        lines(export, &mut rescored, progress)?;
        return some(export, rescored);
    }
    let is_table = export.file_name().is_some_and(|name| name == "encounters.csv" || name == "decisions.csv");
    let folder = if is_table { export.parent().unwrap_or(export) } else { export };
    if folder.join("decisions.csv").is_file() {
        let decisions = folder.join("decisions.csv");
        csv_rows(&decisions, &DECISIONS, progress, |row, line, odd| {
            rescored.odd(odd, || format!("decisions.csv, line {line}"));
            rescored.decision(&row, || format!("decisions.csv, line {line}"));
            Ok(())
        })?;
        csv_rows(&folder.join("encounters.csv"), &ENCOUNTERS, progress, |row, line, odd| {
            rescored.odd(odd, || format!("encounters.csv, line {line}"));
            rescored.encounter(&row, || format!("encounters.csv, line {line}"));
            Ok(())
        })?;
    } else if folder.join("decisions").is_dir() {
        parquet_rows(folder, &DECISIONS, progress, |row, at, odd| {
            rescored.odd(odd, || at.to_string());
            rescored.decision(&row, || at.to_string());
            Ok(())
        })?;
        parquet_rows(folder, &ENCOUNTERS, progress, |row, at, odd| {
            rescored.odd(odd, || at.to_string());
            rescored.encounter(&row, || at.to_string());
            Ok(())
        })?;
    } else {
        let why = "scores are redone from what was on offer, which an export as csv, jsonl or parquet holds";
        return Err(unread(export, why));
    }
    rescored.finish();
    some(export, rescored)
}

/// Nothing at all is no proof of anything.
fn some(export: &Path, rescored: Rescored) -> Result<Rescored, LedgerError> {
    if rescored.encounters == 0 { Err(unread(export, "there is no encounter in it")) } else { Ok(rescored) }
}

/// The first cell that the table would write otherwise than it stands there: what cannot be is not made fit.
fn odd<'c, R>(table: &Table<R>, row: &R, cell: impl Fn(usize) -> Option<Cell<'c>>) -> Option<String> {
    table.columns.iter().enumerate().find_map(|(n, column)| {
        let (there, meant) = (cell(n)?, (column.get)(row));
        (there != meant).then(|| format!("`{}` holds `{}`, which cannot stand there", column.name, there.written()))
    })
}

fn stopped(flow: ControlFlow<()>) -> Result<(), LedgerError> {
    if flow.is_break() { Err(LedgerError::Stopped) } else { Ok(()) }
}

fn lines(path: &Path, rescored: &mut Rescored, progress: Progress<'_>) -> Result<(), LedgerError> {
    let file = File::open(path).map_err(|error| unread(path, error))?;
    let all = file.metadata().map_or(0, |about| about.len());
    let (mut done, mut number) = (0, 0_u64);
    let mut reader = BufReader::with_capacity(1 << 18, file);
    let mut line = String::new();
    loop {
        line.clear();
        let read = reader.read_line(&mut line).map_err(|error| unread(path, error))?;
        if read == 0 {
            return Ok(());
        }
        number += 1;
        done += read as u64;
        if !line.trim().is_empty() {
            rescored.line(&line, || format!("{}, line {number}", path.display()));
        }
        if number % 256 == 0 {
            stopped(progress(done, all))?;
        }
    }
}

/// Every row of a CSV table, with the line it begins on.
fn csv_rows<R: Default>(
    path: &Path,
    table: &Table<R>,
    progress: Progress<'_>,
    mut take: impl FnMut(R, u64, Option<String>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let mut file = File::open(path).map_err(|error| unread(path, error))?;
    let all = file.metadata().map_or(0, |about| about.len());
    let mut mark = [0; 3];
    let marked = file.read_exact(&mut mark).is_ok() && mark == *b"\xef\xbb\xbf";
    if !marked {
        io::Seek::rewind(&mut file).map_err(|error| unread(path, error))?;
    }
    let mut reader = csv::ReaderBuilder::new().from_reader(BufReader::with_capacity(1 << 18, file));
    let header = reader.headers().map_err(|error| unread(path, error))?.clone();
    let mut places = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        let place = header.iter().position(|name| *name == *column.name);
        places.push(place.ok_or_else(|| unread(path, format!("there is no column `{}` in it", column.name)))?);
    }
    let mut record = csv::StringRecord::new();
    let mut number = 0_u64;
    while reader.read_record(&mut record).map_err(|error| unread(path, error))? {
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = R::default();
        for (column, place) in table.columns.iter().zip(&places) {
            let words = record.get(*place).unwrap_or_default();
            let cell = cell_of(column.kind, words)
                .ok_or_else(|| unread(path, format!("line {line}: `{words}` cannot stand in `{}`", column.name)))?;
            (column.set)(&mut row, cell);
        }
        let odd = odd(table, &row, |n| cell_of(table.columns[n].kind, record.get(places[n]).unwrap_or_default()));
        take(row, line, odd)?;
        number += 1;
        if number.is_multiple_of(1024) {
            stopped(progress(record.position().map_or(0, csv::Position::byte), all))?;
        }
    }
    Ok(())
}

/// A cell as it stands in CSV; `None` if it is not of this kind.
fn cell_of(kind: Kind, words: &str) -> Option<Cell<'_>> {
    if words.is_empty() {
        return Some(Cell::Empty);
    }
    match kind {
        Kind::Text => Some(Cell::Text(as_meant(words))),
        Kind::Integer => words.parse().ok().map(Cell::Whole),
        Kind::Boolean => match words.to_ascii_lowercase().as_str() {
            "true" => Some(Cell::Yes(true)),
            "false" => Some(Cell::Yes(false)),
            _ => None,
        },
        Kind::Datetime => words.parse::<jiff::Timestamp>().ok().map(|at| Cell::Time(Millis(at.as_millisecond()))),
    }
}

/// Where a row of a Parquet table stands.
struct At<'a> {
    path: &'a Path,
    row: usize,
}

impl std::fmt::Display for At<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, row {}", self.path.display(), self.row)
    }
}

/// The files of a table of a Parquet export, month by month.
pub(super) fn parquet_files(folder: &Path, table: &str) -> Result<Vec<PathBuf>, LedgerError> {
    let within = folder.join(table);
    let mut files = Vec::new();
    for month in std::fs::read_dir(&within).map_err(|error| unread(&within, error))? {
        let month = month.map_err(|error| unread(&within, error))?.path();
        if !month.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&month).map_err(|error| unread(&month, error))? {
            let file = file.map_err(|error| unread(&month, error))?.path();
            if file.extension().is_some_and(|ending| ending == "parquet") {
                files.push(file);
            }
        }
    }
    files.sort();
    Ok(files)
}

pub(super) fn parquet(path: &Path) -> Result<ParquetFile<File>, LedgerError> {
    let file = File::open(path).map_err(|error| unread(path, error))?;
    ParquetFile::new(file).map_err(|error| unread(path, error))
}

/// Groups of rows of some columns of every file of a table, with the file and how many rows came before in it.
pub(super) fn batches(
    files: &[PathBuf],
    columns: &[&str],
    mut take: impl FnMut(&Batch, &Path, usize) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    for path in files {
        let file = parquet(path)?;
        let mut before = 0;
        for n in 0..file.groups() {
            let batch = file.group(n, columns).map_err(|error| unread(path, error))?;
            take(&batch, path, before)?;
            before += batch.rows;
        }
    }
    Ok(())
}

fn parquet_rows<R: Default>(
    folder: &Path,
    table: &Table<R>,
    progress: Progress<'_>,
    mut take: impl FnMut(R, At<'_>, Option<String>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let files = parquet_files(folder, table.name)?;
    let columns: Vec<&str> = table.columns.iter().map(|column| &*column.name).collect();
    let all: u64 =
        files.iter().map(|path| Ok(parquet(path)?.rows().unsigned_abs())).sum::<Result<u64, LedgerError>>()?;
    let mut done = 0;
    batches(&files, &columns, |batch, path, before| {
        for row in 0..batch.rows {
            let read = row_of(table, batch, row);
            let odd = odd(table, &read, |n| Some(batch.cell(n, row)));
            take(read, At { path, row: before + row + 1 }, odd)?;
        }
        done += batch.rows as u64;
        stopped(progress(done, all))
    })
}

/// A row that cannot be is refused.
fn sound(at: &At<'_>, odd: Option<String>) -> Result<(), LedgerError> {
    odd.map_or(Ok(()), |odd| Err(LedgerError::File(format!("{at}: {odd}"))))
}

/// Every encounter of a Parquet export, month by month in the order they began.
///
/// # Errors
/// If it cannot be read.
pub fn encounters(
    folder: &Path,
    progress: Progress<'_>,
    mut take: impl FnMut(EncounterRow) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    parquet_rows(folder, &ENCOUNTERS, progress, |row, at, odd| sound(&at, odd).and_then(|()| take(row)))
}

/// Every decision of a Parquet export, in the order of its encounters.
///
/// # Errors
/// If it cannot be read.
pub fn decisions(
    folder: &Path,
    progress: Progress<'_>,
    mut take: impl FnMut(DecisionRow) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    parquet_rows(folder, &DECISIONS, progress, |row, at, odd| sound(&at, odd).and_then(|()| take(row)))
}

/// The decisions of a Parquet export, taken play by play in the order of its encounters.
pub(super) struct Decisions {
    files: Vec<PathBuf>,
    next_file: usize,
    open: Option<(ParquetFile<File>, usize)>,
    batch: Option<(Batch, usize)>,
    columns: Vec<&'static str>,
}

impl Decisions {
    pub(super) fn open(folder: &Path) -> Result<Self, LedgerError> {
        let columns = DECISIONS.columns.iter().map(|column| &*column.name).collect();
        Ok(Self { files: parquet_files(folder, DECISIONS.name)?, next_file: 0, open: None, batch: None, columns })
    }

    /// The decisions of a play; the plays are to be asked for in the order in which they were written.
    pub(super) fn of(&mut self, play: &EncounterRow) -> Result<Vec<DecisionRow>, LedgerError> {
        let count = play.decisions.unwrap_or(0) as usize;
        let mut rows = Vec::with_capacity(count.min(MAX_DECISIONS));
        while rows.len() < count {
            let Some((batch, at)) = &mut self.batch else {
                if !self.turn()? {
                    break;
                }
                continue;
            };
            if *at == batch.rows {
                self.batch = None;
                continue;
            }
            let row: DecisionRow = row_of(&DECISIONS, batch, *at);
            *at += 1;
            if row.play != play.play {
                let path = &self.files[self.next_file - 1];
                return Err(unread(path, format!("the decisions of play {} do not stand in their place", play.play)));
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// Goes on to the next group of rows; whether there is one.
    fn turn(&mut self) -> Result<bool, LedgerError> {
        loop {
            if let Some((file, group)) = &mut self.open {
                if *group < file.groups() {
                    let path = &self.files[self.next_file - 1];
                    self.batch = Some((file.group(*group, &self.columns).map_err(|error| unread(path, error))?, 0));
                    *group += 1;
                    return Ok(true);
                }
                self.open = None;
            }
            let Some(path) = self.files.get(self.next_file) else { return Ok(false) };
            self.open = Some((parquet(path)?, 0));
            self.next_file += 1;
        }
    }
}

/// What stands beside the tables of an export.
pub(super) fn about(folder: &Path) -> Result<AboutRead, LedgerError> {
    let path = folder.join(ABOUT_FILE);
    let bytes = std::fs::read(&path).map_err(|error| unread(&path, error))?;
    serde_json::from_slice(&bytes).map_err(|error| unread(&path, error))
}

/// Reads what is remembered from a JSON file.
///
/// # Errors
/// In words, with the file's name, if it cannot be read or is not such an object.
pub fn read_memory(path: &Path) -> Result<Memory, String> {
    let name = path.display();
    let bytes = read_bytes(path).map_err(|problem| format!("`{name}`: {}", problem.message()))?;
    let memory: Memory =
        serde_json::from_slice(&bytes).map_err(|error| format!("`{name}` is not a memory: {error}"))?;
    match memory.fault() {
        Some((id, why)) => Err(format!("`{name}` is not a memory: `{id}` cannot be an id: {why}")),
        None => Ok(memory),
    }
}
