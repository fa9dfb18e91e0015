//! Exports in formats that are one file.

use std::io::{self, Seek, Write};

use super::run::ExportRun;
use crate::app::{ExportError, OnProgress};
use crate::export::grades::Grades;
use crate::export::xlsx::WorkbookWriter;
use crate::export::{ExportFormat, jsonl, xapi};

impl ExportRun<'_> {
    /// Writes the plays into one file.
    pub(super) fn write_one_file(
        &mut self,
        out: &mut (impl Write + Seek + Send),
        on_progress: OnProgress<'_>,
    ) -> Result<(), ExportError> {
        match self.job.request.format {
            ExportFormat::Jsonl => self.for_each(on_progress, |play, row| jsonl::write(out, play, row)),
            ExportFormat::Xapi => {
                let (names, home_page) = (&self.job.prepared.names, &self.job.request.home_page);
                self.for_each(on_progress, |play, row| {
                    let who = names.name_of(&play.profile_then);
                    xapi::write(out, &xapi::statements(play, row, &who, home_page))
                })
            }
            ExportFormat::Grades => self.write_grades(out, on_progress),
            ExportFormat::Xlsx => self.write_workbook(out, on_progress),
            ExportFormat::Csv | ExportFormat::Parquet => {
                Err(ExportError::write(self.out())(io::ErrorKind::IsADirectory.into()))
            }
        }
    }

    fn write_grades(&mut self, out: impl Write, on_progress: OnProgress<'_>) -> Result<(), ExportError> {
        let mut grades = Grades::default();
        self.for_each(on_progress, |_, row| {
            grades.add(row);
            Ok(())
        })?;
        grades.write(out).map_err(ExportError::write(self.out()))
    }

    fn write_workbook(
        &mut self,
        out: impl Write + Seek + Send,
        on_progress: OnProgress<'_>,
    ) -> Result<(), ExportError> {
        let failed = ExportError::write(self.out());
        let mut book = WorkbookWriter::new().map_err(failed)?;
        self.for_each(on_progress, |_, row| book.add(row))?;
        let about = self.about();
        book.set_random_play(&about.scenarios);
        book.finish(out, &about.lines()).map_err(failed)
    }
}
