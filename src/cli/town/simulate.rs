//! `rapport town simulate`: whole seasons of a player who is always at their best, always at their worst, or neither.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::analysis::{OpinionCounts, SeasonPlayer, Seasons};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::terminal;
use crate::files::{DataPaths, is_folder};
use crate::library::{Library, Origin};
use crate::util::text::Count;

/// `rapport town simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// A folder of scenarios, which are played alone; without it the shipped library.
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// Who plays.
    #[arg(long, value_enum, default_value_t = PlayerName::Random)]
    pub player: PlayerName,
    /// How many seasons.
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub seasons: u64,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// A player of seasons, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PlayerName {
    /// Always a best reply; what is due is played first.
    Best,
    /// Always a worst reply; what is due is never played.
    Worst,
    /// Every reply and every encounter that waits is equally likely.
    Random,
}

impl From<PlayerName> for SeasonPlayer {
    fn from(name: PlayerName) -> Self {
        match name {
            PlayerName::Best => Self::Best,
            PlayerName::Worst => Self::Worst,
            PlayerName::Random => Self::Random,
        }
    }
}

pub(super) fn run(args: &SimulateArgs) -> Outcome {
    if let Some(path) = args.path.as_deref().filter(|path| !is_folder(path)) {
        return Err(Failure::usage(format!("`{}` is not a folder of scenarios", path.display())));
    }
    let mut library = Library::load(&DataPaths::new(None, args.path.clone()));
    if args.path.is_some() {
        library.entries.retain(|_, entry| entry.origin == Origin::Folder);
    }
    if library.entries.is_empty() {
        return Err(Failure::fault("there is nothing to play in it; `rapport check` says why"));
    }
    let seasons = Seasons::simulate(&library.setting(), args.player.into(), args.seasons);
    let text = if args.json {
        format!("{}\n", serde_json::to_string_pretty(&seasons).unwrap_or_default())
    } else {
        text(&seasons)
    };
    terminal::print(&text)?;
    Ok(if seasons.stuck == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn text(seasons: &Seasons) -> String {
    let Seasons { days, .. } = seasons;
    let mut lines = vec![format!(
        "{}, {}, {} to {} days each; {} stuck",
        Count::new(seasons.seasons, "season"),
        Count::new(seasons.plays, "play"),
        days.0,
        days.1,
        seasons.stuck
    )];
    lines.push(format!("Opinions at the end: {}", opinions(&seasons.opinions)));
    lines.push(format!("By hearsay at a first meeting: {}", opinions(&seasons.first_meetings)));
    if !seasons.opened.is_empty() {
        lines.push("Follow-ups: seasons in which each opened, and was missed".into());
        for (id, opened) in &seasons.opened {
            lines.push(format!("  {id}: {opened}, {}", seasons.missed.get(id).unwrap_or(&0)));
        }
    }
    if !seasons.promises.is_empty() {
        lines.push("Promises: seasons in which each was kept, broken, missed, and left open".into());
        for (promise, it) in &seasons.promises {
            lines.push(format!("  {promise}: {}, {}, {}, {}", it.kept, it.broken, it.missed, it.open));
        }
    }
    lines.join("\n") + "\n"
}

/// How many are warm and cool, with the shares of those who are not neutral.
fn opinions(counts: &OpinionCounts) -> String {
    let OpinionCounts { cool, neutral, warm } = counts;
    let share = |n: &u64| (100 * n).checked_div(cool + warm).map_or_else(String::new, |share| format!(" ({share} %)"));
    format!("{warm} warm{}, {cool} cool{}, {neutral} neutral", share(warm), share(cool))
}
