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
    for mismatch in &done.mismatches {
        terminal::print(&format!("{mismatch}\n"))?;
    }
    let more = done.differing - done.mismatches.len() as u64;
    if more > 0 {
        terminal::print(&format!("and {more} more rows\n"))?;
    }
    let (encounters, decisions) = (done.encounters, done.decisions);
    if done.differing == 0 {
        terminal::print(&format!(
            "{encounters} encounters, {decisions} decisions: every score follows from what was on offer\n"
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    terminal::print(&format!("{encounters} encounters, {decisions} decisions: {} rows differ\n", done.differing))?;
    Ok(ExitCode::FAILURE)
}
