//! `rapport table`: a table of a Parquet export as CSV, for the SQL script that loads the export.

use std::io::{self, BufWriter, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::failure::{Failure, Outcome};
use crate::app::{ExportError, read_decisions, read_encounters};
use crate::export::csv::CsvTable;
use crate::export::{DECISIONS, ENCOUNTERS};

/// `rapport table`.
#[derive(Debug, Args)]
pub struct TableArgs {
    /// The table.
    #[arg(value_parser = ["encounters", "decisions"])]
    pub table: String,
    /// The folder of the Parquet export.
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
}

/// Prints the table.
pub(super) fn run(args: &TableArgs) -> Outcome {
    match print_table(args) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        // The reader of the table may stop early, as `head` does.
        Err(Stopped::Print(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(Stopped::Print(error)) => Err(Failure::fault(format!("the table cannot be printed: {error}"))),
        Err(Stopped::Read(error)) => Err(error.into()),
    }
}

fn print_table(args: &TableArgs) -> Result<(), Stopped> {
    let out = BufWriter::new(io::stdout().lock());
    let on_progress = &mut |_, _| ControlFlow::Continue(());
    let mut out = if args.table == ENCOUNTERS.name {
        let mut table = CsvTable::new(out, &*ENCOUNTERS)?;
        read_encounters(&args.from, on_progress, |row| Ok::<_, Stopped>(table.add(&row)?))?;
        table.finish()?
    } else {
        let mut table = CsvTable::new(out, &*DECISIONS)?;
        read_decisions(&args.from, on_progress, |row| Ok::<_, Stopped>(table.add(&row)?))?;
        table.finish()?
    };
    Ok(out.flush()?)
}

/// Why a table was not printed to its end.
enum Stopped {
    Print(io::Error),
    Read(ExportError),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Print(error)
    }
}

impl From<ExportError> for Stopped {
    fn from(error: ExportError) -> Self {
        Self::Read(error)
    }
}
