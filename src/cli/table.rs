//! `rapport table`: a table of a Parquet export as CSV, for the load script that lies in it.

use std::io::{self, BufWriter};
use std::ops::ControlFlow;
use std::process::ExitCode;

use super::args::TableArgs;
use super::{Failure, Outcome};
use crate::app;
use crate::export::csv::CsvTable;
use crate::export::{DECISIONS, ENCOUNTERS};
use crate::ledger::LedgerError;

/// Prints the table.
pub(super) fn run(args: &TableArgs) -> Outcome {
    let out = BufWriter::new(io::stdout().lock());
    let said = |error: io::Error| LedgerError::File(format!("the table cannot be printed: {error}"));
    let on = &mut |_, _| ControlFlow::Continue(());
    let ended = if args.table == ENCOUNTERS.name {
        let mut table = CsvTable::new(out, &*ENCOUNTERS)?;
        app::encounters(&args.from, on, |row| table.add(&row).map_err(said))?;
        table.finish()
    } else {
        let mut table = CsvTable::new(out, &*DECISIONS)?;
        app::decisions(&args.from, on, |row| table.add(&row).map_err(said))?;
        table.finish()
    };
    let ended = ended.and_then(|out| out.into_inner().map(drop).map_err(|error| error.into_error()));
    match ended {
        // A reader that has seen enough is no fault.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Failure::fault(error.to_string())),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
}
