//! `rapport records backup`: a copy of the ledger while it is in use.

use std::process::ExitCode;

use crate::cli::args::BackupArgs;
use crate::cli::progress::Progress;
use crate::cli::{Outcome, export, terminal};
use crate::ledger::{Ledger, LedgerError};

/// Copies it.
pub(super) fn run(args: &BackupArgs) -> Outcome {
    let places = args.folders.places();
    let mut progress = Progress::new("copying");
    let folder = places.data.ok_or(LedgerError::NoFolder)?;
    let head = Ledger::read(&folder)?.backup(&args.file, &mut |done, all| progress.tell(done, all))?;
    terminal::print(&format!("`{}` is a copy of the records\n", args.file.display()))?;
    terminal::print(&export::heads(&[head]))?;
    terminal::print("to use it, put it in the place of `ledger.sqlite` in a data folder while no rapport is open\n")?;
    Ok(ExitCode::SUCCESS)
}
