//! `rapport records erase`: erases a person with all their plays.

use crate::cli::args::Folders;
use clap::Args;
use std::process::ExitCode;

use crate::cli::clock::now;
use crate::cli::export;
use crate::cli::failure::Outcome;
use crate::cli::terminal::{self, Terminal};
use crate::ledger::{Ledger, LedgerError};
use crate::record::{PlayCriteria, Profile};
use crate::util::text::Count;

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

/// Erases the person, after a confirmation.
pub(super) fn run(args: &EraseArgs) -> Outcome {
    let data_paths = args.folders.data_paths();
    let mut ledger = Ledger::open_existing(&data_paths, now())?;
    let wanted = PlayCriteria { trainee: Some(args.trainee.clone()), ..PlayCriteria::default() };
    let profiles = ledger.profiles()?;
    let found: Vec<&Profile> = profiles.iter().filter(|profile| wanted.wants(profile)).collect();
    let profile = match found.as_slice() {
        [] => {
            let names = profiles.iter().map(|profile| profile.name.as_str());
            return Err(LedgerError::unknown_trainee(&args.trainee, names).into());
        }
        [profile] => profile,
        several => {
            let people = several.iter().map(|profile| profile.line()).collect();
            return Err(LedgerError::AmbiguousTrainee { name: args.trainee.clone(), people }.into());
        }
    };
    let plays = ledger.records(profile)?.iter().filter(|record| record.profile == profile.id).count();
    if !args.yes {
        let mut terminal = Terminal::new(false);
        terminal.say(&format!(
            "{} and {} will be erased on this machine permanently. Copies elsewhere are not affected.",
            profile.name,
            Count::new(plays, "play")
        ))?;
        let answer = terminal.ask("Type yes to continue:")?;
        if answer.as_deref() != Some("yes") {
            terminal.say("Nothing was changed.")?;
            return Ok(ExitCode::FAILURE);
        }
    }
    let erased = ledger.erase(profile, now())?;
    terminal::print(&format!(
        "erased: {}, {}; their hashes stay in the chain, and `rapport records verify` passes\n",
        Count::new(erased.plays, "play"),
        Count::new(erased.events, "event")
    ))?;
    if erased.lingers {
        terminal::print(
            "another program has the records open; until it is closed, the erased content can still be found in the file; \
             close it, and the next start of rapport removes the content\n",
        )?;
    }
    terminal::print("exports, backups, learning record stores and other machines may have copies; erase them there\n")?;
    terminal::print(&export::heads(&[ledger.head()?]))?;
    Ok(ExitCode::SUCCESS)
}
