//! The decisions of a Parquet export, play by play.

use std::path::{Path, PathBuf};

use super::parquet_rows::{open_parquet, parquet_files, read_group};
use crate::app::{ReadBackError, ReadBackFault};
use crate::encounter::MAX_DECISIONS;
use crate::export::decision::DecisionRow;
use crate::export::parquet::{Batch, ParquetFile, row_of};
use crate::export::{DECISIONS, EncounterRow};
use crate::files::OpenFile;

/// The decisions of a Parquet export, read play by play in the order of its encounters.
pub(in crate::app) struct DecisionReader {
    files: Vec<PathBuf>,
    /// The position of the file that is opened next.
    next_file: usize,
    /// The open file, and its group of rows that is read next.
    open: Option<(ParquetFile<OpenFile>, usize)>,
    /// The group of rows that was read last, and its row that is taken next.
    batch: Option<(Batch, usize)>,
    columns: Vec<&'static str>,
}

impl DecisionReader {
    pub(in crate::app) fn open(folder: &Path) -> Result<Self, ReadBackError> {
        let columns = DECISIONS.columns.iter().map(|column| &*column.name).collect();
        Ok(Self { files: parquet_files(folder, DECISIONS.name)?, next_file: 0, open: None, batch: None, columns })
    }

    /// The decisions of a play; plays must be asked for in the order in which they were written.
    pub(in crate::app) fn decisions_of(&mut self, play: &EncounterRow) -> Result<Vec<DecisionRow>, ReadBackError> {
        let count = play.decisions.unwrap_or(0) as usize;
        let mut rows = Vec::with_capacity(count.min(MAX_DECISIONS));
        while rows.len() < count {
            let Some((batch, next_row)) = &mut self.batch else {
                if !self.read_next_batch()? {
                    break;
                }
                continue;
            };
            if *next_row == batch.rows {
                self.batch = None;
                continue;
            }
            let row: DecisionRow = row_of(&DECISIONS, batch, *next_row);
            *next_row += 1;
            if row.play != play.play {
                let fault = ReadBackFault::DecisionsOutOfOrder(play.play.clone());
                return Err(ReadBackError::new(&self.files[self.next_file - 1], fault));
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// Reads the next group of rows; returns whether there was one.
    fn read_next_batch(&mut self) -> Result<bool, ReadBackError> {
        loop {
            if let Some((file, group)) = &mut self.open {
                if *group < file.groups() {
                    let batch = read_group(file, &self.files[self.next_file - 1], *group, &self.columns)?;
                    self.batch = Some((batch, 0));
                    *group += 1;
                    return Ok(true);
                }
                self.open = None;
            }
            let Some(path) = self.files.get(self.next_file) else { return Ok(false) };
            self.open = Some((open_parquet(path)?, 0));
            self.next_file += 1;
        }
    }
}
