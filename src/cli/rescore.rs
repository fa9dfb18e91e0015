//! `rapport rescore`: every score of an export recomputed.

use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use super::progress::Progress;
use super::{Outcome, terminal};
use crate::app;

/// `rapport rescore`.
#[derive(Debug, Args)]
pub struct RescoreArgs {
    /// An export as csv, jsonl or parquet.
    #[arg(value_name = "EXPORT")]
    pub export: PathBuf,
}

/// Recomputes the scores; exit code 1 if any differs.
pub(super) fn run(args: &RescoreArgs) -> Outcome {
    let done = app::rescore(&args.export, &mut Progress::new("redoing scores").callback())?;
    for differs in &done.differs {
        terminal::print(&format!("{differs}\n"))?;
    }
    let more = done.differing - done.differs.len() as u64;
    if more > 0 {
        terminal::print(&format!("and {more} rows more\n"))?;
    }
    let (encounters, decisions) = (done.encounters, done.decisions);
    if done.differing == 0 {
        terminal::print(&format!(
            "{encounters} encounters, {decisions} decisions: every score is what was on offer comes to\n"
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    terminal::print(&format!("{encounters} encounters, {decisions} decisions: {} rows differ\n", done.differing))?;
    Ok(ExitCode::FAILURE)
}
