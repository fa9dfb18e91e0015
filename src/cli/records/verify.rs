//! `rapport records verify`: verifies that the records are as they were recorded.

use crate::cli::args::LedgerFolders;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::app;
use crate::cli::clock::now;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::progress::Progress;
use crate::cli::{export, terminal};
use crate::ledger::{Finding, Ledger, LedgerSet};
use crate::record::Head;
use crate::util::text::Count;

/// `rapport records verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// An earlier export or backup to compare with: detects a removed end and a rewritten ledger.
    #[arg(long, value_name = "EXPORT")]
    pub against: Vec<PathBuf>,
    /// The data folders that plays are read from.
    #[command(flatten)]
    pub ledgers: LedgerFolders,
}

/// Verifies each ledger; the exit code is 1 if there is a finding.
pub(super) fn run(args: &VerifyArgs) -> Outcome {
    let mut against = Vec::new();
    for export in &args.against {
        against.extend(app::chain_heads(export).map_err(Failure::usage)?);
    }
    let folders = args.ledgers.folders();
    let heads: Vec<String> = if folders.len() > 1 {
        LedgerSet::open(&folders, now())?.heads()?.into_iter().map(|head| head.ledger).collect()
    } else {
        Vec::new()
    };
    let mut is_intact = true;
    for folder in folders {
        let mut progress = Progress::new("verifying");
        let verified = Ledger::verify(&folder, &against, &mut |done, all| progress.print(done, all))?;
        // An export of several ledgers names all of them: that some of its heads are of others is no finding.
        let is_of_these = against.iter().any(|head: &Head| heads.contains(&head.ledger));
        let counts = |finding: &&Finding| !is_of_these || !matches!(finding, Finding::Other { .. });
        let findings: Vec<&Finding> = verified.findings.iter().filter(counts).collect();
        for finding in &findings {
            terminal::print(&format!("{}: {finding}\n", folder.display()))?;
        }
        let plays = Count::new(verified.plays, "play");
        let (replayed, rescored) = (verified.replayed, verified.rescored);
        let result = match findings.len() {
            0 => "everything is as it was recorded".into(),
            n => Count::new(n, "finding").to_string(),
        };
        terminal::print(&format!(
            "{}: {plays}, {replayed} played again, {rescored} scored again from their offers, {} erased: {result}\n",
            folder.display(),
            verified.erased
        ))?;
        terminal::print(&export::heads(std::slice::from_ref(&verified.head)))?;
        is_intact &= findings.is_empty();
    }
    Ok(if is_intact { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
