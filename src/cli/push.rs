//! `rapport push`: sends plays to a learning record store.

use super::args::{Folders, PlaysToHandOn, StatementArgs};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use super::clock::now;
use super::failure::{Failure, Outcome};
use super::progress::Progress;
use super::random::any_key;
use super::{export, terminal};
use crate::app;
use crate::app::{Credentials, Push, PushError, Store};
use crate::files::environment_variable;
use crate::ledger::{Ledger, LedgerSet};
use crate::util::text::Count;

/// `rapport push`.
#[derive(Debug, Args)]
pub struct PushArgs {
    /// The address of the learning record store: the part before `/statements`.
    #[arg(long, value_name = "URL")]
    pub lrs: String,
    /// A file with two lines, the user name and the password; without it the environment variables `RAPPORT_LRS_USER`
    /// and `RAPPORT_LRS_PASSWORD`.
    #[arg(long, value_name = "FILE")]
    pub credentials: Option<PathBuf>,
    /// A file of certificates, as PEM or DER, of authorities that are trusted besides those of the system.
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// The plays to include, and what people are called in them.
    #[command(flatten)]
    pub plays: PlaysToHandOn,
    /// What statements say besides the plays.
    #[command(flatten)]
    pub statements: StatementArgs,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// Sends the plays that were not sent before.
pub(super) fn run(args: &PushArgs) -> Outcome {
    let credentials = match &args.credentials {
        Some(file) => Credentials::read(file).map_err(Failure::usage)?,
        None => from_environment()?,
    };
    let store = Store::new(&args.lrs, credentials, args.ca.as_deref()).map_err(Failure::usage)?;
    let criteria = args.plays.request().criteria()?;
    let places = args.folders.data_paths();
    let folders: Vec<_> = places.data.iter().cloned().collect();
    let ledgers = LedgerSet::open(&folders, now())?;
    let selection = ledgers.select(&criteria)?;
    if selection.is_empty() {
        return Err(PushError::NoPlays.into());
    }
    // Only for plays that there are: a request that cannot be met leaves no key behind.
    let people = args.plays.names();
    let (names, new_key) = people.load(None, &any_key)?;
    export::print_new_key(new_key)?;
    let mut ledger = Ledger::open(&places, now())?;
    let push = Push { store: &store, names: &names, home_page: &args.statements.home_page, now: now() };
    let done = app::push(&ledgers, &mut ledger, selection, &push, &mut Progress::new("sending plays").callback())?;
    terminal::print(&format!(
        "{} sent in {}; {} {} sent before\n",
        Count::new(done.plays, "play"),
        Count::new(done.statements, "statement"),
        done.before,
        if done.before == 1 { "was" } else { "were" }
    ))?;
    for play in &done.conflicts {
        terminal::print(&format!(
            "play {play}: the store has other statements with its ids, perhaps sent with other names or another \
             home page; nothing was changed there\n"
        ))?;
    }
    for (play, why) in &done.rejected {
        terminal::print(&format!("play {play} was not accepted: {why}\n"))?;
    }
    if let Some(why) = done.stopped {
        let (plays, address) = (Count::new(done.plays, "play"), &store.address);
        return Err(Failure::fault(format!(
            "`{address}`: {why}; it acknowledged {plays}, and this is recorded; run the command again to send the rest"
        )));
    }
    Ok(if done.conflicts.is_empty() && done.rejected.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn from_environment() -> Result<Credentials, Failure> {
    match (environment_variable("RAPPORT_LRS_USER"), environment_variable("RAPPORT_LRS_PASSWORD")) {
        (Some(user), Some(password)) => Ok(Credentials::new(&user, &password)),
        _ => Err(Failure::usage(
            "the store needs a name and a password; name a file that contains them in two lines with `--credentials FILE`, \
             or set the environment variables RAPPORT_LRS_USER and RAPPORT_LRS_PASSWORD",
        )),
    }
}
