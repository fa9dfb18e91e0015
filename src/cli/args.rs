//! What can be typed, and the help for it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::encounter::MAX_SEED;
use crate::storage::Places;

/// Rapport trains people who meet customers: play an encounter, read what you did with what was on offer.
#[derive(Debug, Parser)]
#[command(name = "rapport", version, about, long_about = None, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do; without a command the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play an encounter in the terminal.
    Play(PlayArgs),
    /// List what can be played, and what cannot, with the reason.
    List(ListArgs),
    /// Check scenario files.
    Check(CheckArgs),
    /// Explain a rule of the checker; `look` and `place` list what a scenario may name.
    Explain(ExplainArgs),
    /// Draw everybody who can be met in every mood, on one PNG picture.
    People(PeopleArgs),
}

/// Where things lie.
#[derive(Clone, Debug, Default, Args)]
pub struct Folders {
    /// A further folder of scenarios; its ids come before others.
    #[arg(long, value_name = "DIR", global = true)]
    pub scenarios: Option<PathBuf>,
    /// Where records and your own scenarios are kept, if not in the platform's folder.
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
}

impl Folders {
    /// The folders as the storage knows them.
    #[must_use]
    pub fn places(&self) -> Places {
        Places::new(self.data.clone(), self.scenarios.clone())
    }
}

/// `rapport play`.
#[derive(Debug, Args)]
pub struct PlayArgs {
    /// An id from `rapport list`, or a file (ends in `.ron` or holds `/`); without it you are asked.
    #[arg(value_name = "ID|FILE")]
    pub what: Option<String>,
    /// The seed: the same seed and choices give the same play.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=MAX_SEED))]
    pub seed: Option<u64>,
    /// Who plays.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub trainee: Option<String>,
    /// Play these choices without asking, one id for each decision; `silence` says nothing.
    #[arg(long, value_name = "ID,ID,..")]
    pub choices: Option<String>,
    /// With `--choices`: start with what is remembered of this trainee's plays.
    #[arg(long, requires = "choices", conflicts_with = "memory")]
    pub remember: bool,
    /// With `--choices`: start with what this JSON file says is remembered.
    #[arg(long, value_name = "FILE", requires = "choices")]
    pub memory: Option<PathBuf>,
    /// Print the play as a JSON document on the standard output.
    #[arg(long)]
    pub json: bool,
    /// Keep a record of a FILE too.
    #[arg(long)]
    pub record: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// `rapport check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files and folders; without any, everything that `rapport list` lists.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Fail on warnings too.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading, with the line and a caret.
    #[default]
    Text,
    /// One JSON object, for tools.
    Json,
}

/// `rapport explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A rule's code such as E40, or `look`, or `place`; without it all rules are listed.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `rapport people`.
#[derive(Debug, Args)]
pub struct PeopleArgs {
    /// The picture to write; what was there is replaced.
    #[arg(value_name = "FILE.png")]
    pub file: PathBuf,
    /// Where things lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// Most characters of a trainee's name.
pub(super) const LONGEST_NAME: usize = 200;

fn name(written: &str) -> Result<String, String> {
    let name = written.trim();
    if name.chars().any(char::is_control) {
        Err("a name is one line of letters".into())
    } else if name.is_empty() {
        Err("a name has at least one character".into())
    } else if name.chars().count() > LONGEST_NAME {
        Err(format!("a name has at most {LONGEST_NAME} characters"))
    } else {
        Ok(name.to_owned())
    }
}
