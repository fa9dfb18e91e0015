//! `rapport simulate`: what simulated players score, and how fast they play.

use super::args::Folders;
use crate::encounter::MAX_SEED;
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;

use super::failure::{Failure, Outcome};
use super::resolve::{LoadedScenarios, find, left_out, playable};
use super::terminal;
use crate::files::exists_or_dangling;
use crate::library::{check_paths, words};
use crate::lint::{Player, Simulation, simulate};
use crate::scenario::principle::Principle;
use crate::scenario::script::Script;

/// `rapport simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// A file or a folder of scenarios, or an id from `rapport list`.
    #[arg(value_name = "PATH")]
    pub what: String,
    /// Number of plays of each scenario.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub runs: u64,
    /// The simulated player: random, one cue (the longest, shortest or politest reply, or the one with the most words
    /// that name a trained principle), or the score weights.
    #[arg(long, value_name = "PLAYER", default_value = "random", value_parser = PossibleValuesParser::new(Player::ALL.map(Player::as_str)))]
    pub player: String,
    /// The seed of random choices and ties.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=MAX_SEED))]
    pub seed: u64,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// How many points above random play a player that follows one cue may score.
const MAX_ABOVE_RANDOM: f64 = 10.0;

#[derive(Clone, Debug, Serialize)]
struct Score {
    gained: u64,
    span: u64,
    /// `100 * gained / span`; null where nothing is observed.
    mean: Option<f64>,
}

impl Score {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    fn of((gained, span): (u64, u64)) -> Self {
        Self { gained, span, mean: (span > 0).then(|| 100.0 * gained as f64 / span as f64) }
    }
}

#[derive(Debug, Serialize)]
struct Visited {
    visited: usize,
    of: usize,
}

#[derive(Debug, Serialize)]
struct Summary {
    plays: u64,
    completed: u64,
    decisions: u64,
    overall: Score,
    principles: BTreeMap<&'static str, Score>,
    /// How many plays ended at each beat.
    endings: BTreeMap<String, u64>,
    coverage: BTreeMap<&'static str, Visited>,
}

#[derive(Debug, Serialize)]
struct ScenarioSummary {
    id: String,
    #[serde(flatten)]
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct SimulationReport {
    player: &'static str,
    seed: u64,
    runs: u64,
    #[serde(flatten)]
    all: Summary,
    decisions_per_second: u64,
    /// What random play scores on the same scenarios, for players that follow a cue.
    #[serde(skip_serializing_if = "Option::is_none")]
    random: Option<Score>,
    /// Whether this player is more than ten points above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    beats_random: Option<bool>,
    /// Files with errors, which cannot be played.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<String>,
    scenarios: Vec<ScenarioSummary>,
}

/// Runs the simulation and prints its results.
pub(super) fn run(args: &SimulateArgs) -> Outcome {
    let player = Player::ALL.into_iter().find(|player| player.as_str() == args.player).unwrap_or(Player::Random);
    let LoadedScenarios { scripts, words, left_out } = load(args)?;
    let begun = Instant::now();
    let simulations: Vec<Simulation> =
        scripts.iter().map(|script| simulate(script, player, &words, args.runs, args.seed)).collect();
    let seconds = begun.elapsed().as_secs_f64();
    let all = sum(&scripts, &simulations);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rate of some millions fits both types"
    )]
    let rate = if seconds > 0.0 { (all.decisions as f64 / seconds) as u64 } else { 0 };
    let random = Player::CUES.contains(&player).then(|| {
        let plays = scripts.iter().map(|script| simulate(script, Player::Random, &words, args.runs, args.seed));
        Score::of(plays.fold((0, 0), |sum, played| (sum.0 + played.sums[0].0, sum.1 + played.sums[0].1)))
    });
    let above = random.as_ref().and_then(|random| Some(all.overall.mean? - random.mean?));
    let report = SimulationReport {
        player: player.as_str(),
        seed: args.seed,
        runs: args.runs,
        all,
        decisions_per_second: rate,
        random,
        beats_random: above.map(|above| above > MAX_ABOVE_RANDOM),
        left_out,
        scenarios: scripts
            .iter()
            .zip(&simulations)
            .map(|(script, one)| ScenarioSummary { id: script.id.to_string(), summary: summary(script, one) })
            .collect(),
    };
    if args.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default()))?;
    } else {
        terminal::print(&to_text(&report, above))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn load(args: &SimulateArgs) -> Result<LoadedScenarios, Failure> {
    let path = PathBuf::from(&args.what);
    if exists_or_dangling(&path) {
        return playable(check_paths(&[path]), &args.what);
    }
    let scripts = vec![find(&args.folders, &args.what)?.script];
    Ok(LoadedScenarios { scripts, words: words(BTreeSet::new()), left_out: Vec::new() })
}

fn principles(sums: &[(u64, u64); 9]) -> BTreeMap<&'static str, Score> {
    Principle::ALL.into_iter().map(|p| (p.name(), Score::of(sums[p.index() + 1]))).collect()
}

fn summary(script: &Script, one: &Simulation) -> Summary {
    let [beats, choices] = one.coverage(script);
    let ended = one.ended.iter().enumerate().filter(|(_, times)| **times > 0);
    Summary {
        plays: one.plays,
        completed: one.completed,
        decisions: one.decisions,
        overall: Score::of(one.sums[0]),
        principles: principles(&one.sums),
        endings: ended.map(|(n, times)| (script.beats[n].id.to_string(), *times)).collect(),
        coverage: coverage(beats, choices),
    }
}

fn coverage(beats: (usize, usize), choices: (usize, usize)) -> BTreeMap<&'static str, Visited> {
    let of = |(visited, of)| Visited { visited, of };
    BTreeMap::from([("beats", of(beats)), ("choices", of(choices))])
}

/// Over all scenarios; an ending is named with its scenario if there are several.
fn sum(scripts: &[Arc<Script>], simulations: &[Simulation]) -> Summary {
    let mut sums = [(0, 0); 9];
    let mut endings = BTreeMap::new();
    let [mut beats, mut choices] = [(0, 0); 2];
    for (script, one) in scripts.iter().zip(simulations) {
        for (sum, more) in sums.iter_mut().zip(one.sums) {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        }
        let [b, c] = one.coverage(script);
        beats = (beats.0 + b.0, beats.1 + b.1);
        choices = (choices.0 + c.0, choices.1 + c.1);
        for (ending, times) in summary(script, one).endings {
            let name = if scripts.len() == 1 { ending } else { format!("{}/{ending}", script.id) };
            endings.insert(name, times);
        }
    }
    let total = |of: fn(&Simulation) -> u64| simulations.iter().map(of).sum();
    Summary {
        plays: total(|one| one.plays),
        completed: total(|one| one.completed),
        decisions: total(|one| one.decisions),
        overall: Score::of(sums[0]),
        principles: principles(&sums),
        endings,
        coverage: coverage(beats, choices),
    }
}

fn to_text(played: &SimulationReport, above: Option<f64>) -> String {
    let points = |score: &Score| score.mean.map_or_else(|| "not observed".into(), |mean| format!("{mean:.1}"));
    let of = |score: &Score| format!("{} ({} of {})", points(score), score.gained, score.span);
    let mut text = String::new();
    for one in &played.scenarios {
        let _ = writeln!(text, "{:<28} {}", one.id, points(&one.summary.overall));
    }
    let all = &played.all;
    let _ = writeln!(
        text,
        "\nplayer {}, seed {}: {} plays, {} completed",
        played.player, played.seed, all.plays, all.completed
    );
    let _ = writeln!(text, "overall {}", of(&all.overall));
    for (name, score) in all.principles.iter().filter(|(_, score)| score.span > 0) {
        let _ = writeln!(text, "  {name:<14} {}", of(score));
    }
    let _ = writeln!(text, "endings");
    for (ending, times) in &all.endings {
        let _ = writeln!(text, "  {ending:<36} {times}");
    }
    for (what, Visited { visited, of }) in &all.coverage {
        let _ = writeln!(text, "{what} visited: {visited} of {of}");
    }
    let _ = writeln!(text, "{} decisions, {} a second", all.decisions, played.decisions_per_second);
    for file in &played.left_out {
        let _ = writeln!(text, "{}", left_out(file));
    }
    if let (Some(random), Some(above)) = (&played.random, above) {
        let _ = writeln!(text, "random play scores {}; this player is {above:+.1} points from it", points(random));
        if above > MAX_ABOVE_RANDOM {
            let _ = writeln!(text, "warning: one cue is enough to score here; `rapport explain W53` says what to do");
        }
    }
    text
}
