//! `rapport records`: from an action to its file.

use clap::{Args, Subcommand};

use super::{backup, erase, list, show, verify};
use crate::cli::failure::Outcome;

/// `rapport records`.
#[derive(Debug, Args)]
pub struct RecordsArgs {
    /// The action.
    #[command(subcommand)]
    pub what: Records,
}

/// The actions of `rapport records`.
#[derive(Debug, Subcommand)]
pub enum Records {
    /// List plays, latest last.
    List(list::RecordsListArgs),
    /// Show one play: what was on offer, what was chosen, and the score.
    Show(show::ShowArgs),
    /// Verify that nothing was changed: the hash chain of events, the scenarios, and every score from its decisions.
    Verify(verify::VerifyArgs),
    /// Copy the ledger into a new file while it is in use.
    Backup(backup::BackupArgs),
    /// Erase a person with all their plays; the hash chain stays verifiable.
    Erase(erase::EraseArgs),
}

/// Runs the action.
pub(in crate::cli) fn run(args: &RecordsArgs) -> Outcome {
    match &args.what {
        Records::List(args) => list::run(args),
        Records::Show(args) => show::run(args),
        Records::Verify(args) => verify::run(args),
        Records::Backup(args) => backup::run(args),
        Records::Erase(args) => erase::run(args),
    }
}
