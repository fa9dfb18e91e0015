//! `rapport records backup`: a copy of the ledger while it is in use.

use crate::cli::args::Folders;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::failure::Outcome;
use crate::cli::progress::Progress;
use crate::cli::{export, terminal};
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

/// Copies the ledger.
pub(super) fn run(args: &BackupArgs) -> Outcome {
    let data_paths = args.folders.data_paths();
    let mut progress = Progress::new("copying");
    let folder = data_paths.data.ok_or(LedgerError::NoDataFolder)?;
    let head = Ledger::open_read_only(&folder)?.backup(&args.file, &mut |done, all| progress.print(done, all))?;
    terminal::print(&format!("`{}` is a backup of the records\n", args.file.display()))?;
    terminal::print(&export::heads(&[head]))?;
    terminal::print("to restore it, replace `ledger.sqlite` in a data folder with it while rapport is not running\n")?;
    Ok(ExitCode::SUCCESS)
}
