//! `rapport records erase`: a person and everything they played.

use crate::cli::args::Folders;
use clap::Args;
use std::fmt::Write as _;
use std::process::ExitCode;

use crate::cli::terminal::{self, Terminal};
use crate::cli::{Failure, Outcome, export, now};
use crate::ledger::{Ledger, LedgerError};
use crate::record::{PlayCriteria, Profile};

/// `rapport records erase`.
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// The name, staff number or profile id.
    #[arg(long, value_name = "NAME")]
    pub trainee: String,
    /// Do not ask for confirmation.
    #[arg(long)]
    pub yes: bool,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// Erases, once it is sure whom.
pub(super) fn run(args: &EraseArgs) -> Outcome {
    let places = args.folders.places();
    let mut ledger = Ledger::open_existing(&places, now())?;
    let wanted = PlayCriteria { trainee: Some(args.trainee.clone()), ..PlayCriteria::default() };
    let found: Vec<Profile> = ledger.profiles()?.into_iter().filter(|profile| wanted.wants(profile)).collect();
    let profile = match found.as_slice() {
        [] => return Err(Failure::from(LedgerError::UnknownTrainee { name: args.trainee.clone() })),
        [profile] => profile,
        several => return Err(Failure::usage(which(&args.trainee, several))),
    };
    let plays = ledger.records(profile)?.iter().filter(|record| record.profile == profile.id).count();
    if !args.yes {
        let mut terminal = Terminal::new(false);
        terminal.say(&format!(
            "{} and {plays} plays will be erased here, for good. Copies elsewhere are not touched.",
            profile.name
        ))?;
        let answer = terminal.ask("Type yes to go on:")?;
        if answer.as_deref() != Some("yes") {
            terminal.say("Nothing was changed.")?;
            return Ok(ExitCode::FAILURE);
        }
    }
    let erased = ledger.erase(profile, now())?;
    terminal::print(&format!(
        "erased: {} plays, {} events emptied; their places in the chain stay, and `rapport records verify` passes\n",
        erased.plays, erased.events
    ))?;
    if erased.lingers {
        terminal::print(
            "another program has the records open: until it is closed, what was erased can still be found in the file; \
             close it, and the next start of rapport clears it away\n",
        )?;
    }
    terminal::print(
        "exports, backups, learning record stores and other machines may hold copies: see to them there\n",
    )?;
    terminal::print(&export::heads(&[ledger.head()?]))?;
    Ok(ExitCode::SUCCESS)
}

fn which(name: &str, several: &[Profile]) -> String {
    let mut said = format!("several people here are called `{name}`; name one by profile id:");
    for profile in several {
        let staff = profile.staff.as_ref().map(|staff| format!(", staff number {staff}")).unwrap_or_default();
        let team = profile.team.as_ref().map(|team| format!(", {team}")).unwrap_or_default();
        let _ = write!(said, "\n  {}  {}{staff}{team}", profile.id, profile.name);
    }
    said
}
