//! `rapport script`: a scenario as a page for approval.

use super::args::Folders;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use super::clock::now;
use super::failure::{Failure, Outcome};
use super::resolve::find;
use super::terminal;
use crate::authoring::approval;
use crate::files::write_marked;
use crate::record::instant;

/// `rapport script`.
#[derive(Debug, Args)]
pub struct ScriptArgs {
    /// An id from `rapport list`, or a file (ends in `.ron` or contains `/`).
    #[arg(value_name = "SCENARIO")]
    pub what: String,
    /// The page to write; a file that is not an earlier page is not overwritten.
    #[arg(long, value_name = "FILE.html")]
    pub out: PathBuf,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// Writes the page.
pub(super) fn run(args: &ScriptArgs) -> Outcome {
    let script = find(&args.folders, &args.what)?.script;
    let page = approval::page(&script, &instant(now())[..10]).map_err(|error| Failure::fault(error.to_string()))?;
    write_marked(&args.out, &page, approval::GENERATOR_TAG).map_err(Failure::fault)?;
    terminal::print(&format!("`{}`: open it with any browser, and print it from there\n", args.out.display()))?;
    Ok(ExitCode::SUCCESS)
}
