//! `rapport rescore`: every score of an export recomputed.

use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use super::failure::Outcome;
use super::progress::Progress;
use super::terminal;
use crate::app;
use crate::util::text::Count;

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
        terminal::print(&format!("and {}\n", Count::new(more, "more row")))?;
    }
    let read = format!("{}, {}", Count::new(done.encounters, "encounter"), Count::new(done.decisions, "decision"));
    if done.differing == 0 {
        terminal::print(&format!("{read}: every score follows from what was on offer\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let verb = if done.differing == 1 { "differs" } else { "differ" };
    terminal::print(&format!("{read}: {} {verb}\n", Count::new(done.differing, "row")))?;
    Ok(ExitCode::FAILURE)
}
