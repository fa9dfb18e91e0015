//! `rapport records backup`: a copy of the ledger while it is in use.

use crate::cli::args::Folders;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::progress::Progress;
use crate::cli::{Outcome, export, terminal};
use crate::ledger::{Ledger, LedgerError};

/// `rapport records backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write; it must not exist yet.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// Copies it.
pub(super) fn run(args: &BackupArgs) -> Outcome {
    let places = args.folders.places();
    let mut progress = Progress::new("copying");
    let folder = places.data.ok_or(LedgerError::NoDataFolder)?;
    let head = Ledger::read(&folder)?.backup(&args.file, &mut |done, all| progress.print(done, all))?;
    terminal::print(&format!("`{}` is a copy of the records\n", args.file.display()))?;
    terminal::print(&export::heads(&[head]))?;
    terminal::print("to use it, put it in the place of `ledger.sqlite` in a data folder while no rapport is open\n")?;
    Ok(ExitCode::SUCCESS)
}
