//! The arguments of `rapport town`, and what they lead to.

use clap::{Args, Subcommand};

use super::{show, simulate, spread, visit};
use crate::cli::args::{Folders, name};
use crate::cli::failure::Outcome;

/// `rapport town`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct TownArgs {
    /// What to do instead of visiting the town.
    #[command(subcommand)]
    pub command: Option<TownCommand>,
    /// Whose town, and what of it.
    #[command(flatten)]
    pub visit: VisitArgs,
}

/// A visit to the town.
#[derive(Debug, Args)]
pub struct VisitArgs {
    /// The trainee's name, staff number or profile id; somebody new is added.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub trainee: Option<String>,
    /// Show how this word, such as `the-sofa/nobody-rang`, went from one to the next.
    #[arg(long, value_name = "SCENARIO/WORD", conflicts_with = "who")]
    pub word: Option<String>,
    /// Show what this villager, such as `mei-tan`, thinks of the trainee, and where they have it from.
    #[arg(long, value_name = "VILLAGER")]
    pub who: Option<String>,
    /// Show also what the trainee cannot know yet; for coaches.
    #[arg(long)]
    pub all: bool,
    /// Print the town as JSON and leave.
    #[arg(long, requires = "trainee", conflicts_with_all = ["word", "who", "all"])]
    pub json: bool,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// What `rapport town` does beside a visit.
#[derive(Debug, Subcommand)]
pub enum TownCommand {
    /// Show who would know a word on which evening, without any records.
    Spread(spread::SpreadArgs),
    /// Play whole seasons of the library, without any records: what opens, and what the village thinks.
    Simulate(simulate::SimulateArgs),
}

/// Runs `rapport town`.
pub(in crate::cli) fn run(args: &TownArgs) -> Outcome {
    match &args.command {
        Some(TownCommand::Spread(spread)) => spread::run(spread),
        Some(TownCommand::Simulate(simulate)) => simulate::run(simulate),
        None if args.visit.word.is_some() || args.visit.who.is_some() || args.visit.json || args.visit.all => {
            show::run(&args.visit)
        }
        None => visit::run(&args.visit),
    }
}
