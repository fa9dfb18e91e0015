//! `rapport report`: many plays as one page.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::args::{LedgerFolders, PlaysToHandOn};
use super::failure::Outcome;
use super::progress::Progress;
use super::{export, terminal};
use crate::app::{Destination, ReportRequest, ReportSource};
use crate::scoring::debrief::USE_NOTICE;
use crate::util::text::Count;

/// `rapport report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// The page to write; an earlier report is replaced.
    #[arg(long, value_name = "FILE.html")]
    pub out: PathBuf,
    /// The plays to include, and what people are called in them.
    #[command(flatten)]
    pub plays: PlaysToHandOn,
    /// Leave individual people out: only teams and scenarios, and no group under 5 people.
    #[arg(long)]
    pub aggregate: bool,
    /// Read an export as Parquet instead of ledgers.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["data", "pseudonyms"])]
    pub from: Option<PathBuf>,
    /// The data folders that plays are read from.
    #[command(flatten)]
    pub ledgers: LedgerFolders,
}

/// Writes the page.
pub(super) fn run(args: &ReportArgs) -> Outcome {
    let ledgers = || ReportSource::Ledgers(args.ledgers.folders());
    let request = ReportRequest {
        destination: Destination::Path(args.out.clone()),
        source: args.from.clone().map_or_else(ledgers, ReportSource::Parquet),
        plays: args.plays.request(),
        names: args.plays.names(),
        aggregate: args.aggregate,
    };
    let job = request.prepare(export::context())?;
    export::print_new_key(job.new_key())?;
    let plays = job.run(&mut Progress::new("adding up plays").callback())?.plays;
    if plays == 0 {
        terminal::print("no play fits what was asked for; the page says so\n")?;
    }
    let plays = Count::new(plays, "play");
    terminal::print(&format!("{plays}: `{}`; open it with any browser\n", args.out.display()))?;
    terminal::print(&format!("{USE_NOTICE}\n"))?;
    Ok(ExitCode::SUCCESS)
}
