//! `rapport about`: what somebody who helps from afar asks for first.

use super::args::Folders;
use clap::Args;
use std::process::ExitCode;

use super::failure::Outcome;
use super::terminal;
use crate::encounter::RULES_VERSION;

/// `rapport about`.
#[derive(Debug, Args)]
pub struct AboutArgs {
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// Prints the version of the program, the version of the rules that it scores by, and the data folder.
pub(super) fn run(args: &AboutArgs) -> Outcome {
    let folder = args.folders.data_paths().data;
    let folder =
        folder.map_or_else(|| "none, since there is no home folder".to_owned(), |dir| dir.display().to_string());
    terminal::print(&format!(
        "version      {}\nrules        {RULES_VERSION}\ndata folder  {folder}\n",
        env!("CARGO_PKG_VERSION")
    ))?;
    Ok(ExitCode::SUCCESS)
}
