//! `rapport coverage`: what a library asks of trainees and what it uses of the format, as tables for a page.

use super::args::Folders;
use clap::Args;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::check::{paths_text, read};
use super::connections::{can_stay_open, leads};
use super::failure::Outcome;
use super::resolve::{LoadedScenarios, left_out, playable};
use super::terminal;
use crate::authoring::connections::{Connections, connections};
use crate::authoring::coverage::{Coverage, coverage};
use crate::authoring::feature_usage::FeatureUsage;
use crate::scenario::principle::Principle;

/// `rapport coverage`.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// Files and folders; without any, everything that `rapport list` lists.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Number of plays of each scenario by each simulated player.
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub runs: u64,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

#[derive(Serialize)]
struct Told {
    scenarios: Vec<Coverage>,
    /// What each of them has to do with the others.
    connections: Vec<Connections>,
    /// What all of them use together.
    uses: FeatureUsage,
    /// Plays of each scenario by each player.
    runs: u64,
    /// Files that cannot be played until they are mended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<String>,
}

/// Plays, counts and prints.
pub(super) fn run(args: &CoverageArgs) -> Outcome {
    let LoadedScenarios { scripts, words, left_out } =
        playable(read(&args.paths, &args.folders)?, &paths_text(&args.paths))?;
    let mut scenarios: Vec<Coverage> = scripts.iter().map(|script| coverage(script, &words, args.runs)).collect();
    scenarios.sort_by(|a, b| (a.kind, a.level, &a.id).cmp(&(b.kind, b.level, &b.id)));
    let mut uses = FeatureUsage::default();
    for one in &scenarios {
        uses.add(&one.uses);
    }
    let connections = connections(&scripts);
    let told = Told { scenarios, connections, uses, runs: args.runs, left_out };
    if args.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&told).unwrap_or_default()))?;
    } else {
        terminal::print(&page(&told))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A table of a Markdown page.
pub(super) fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(heads.len()));
    for row in rows {
        let _ = writeln!(table, "| {} |", row.join(" | "));
    }
    table
}

fn page(told: &Told) -> String {
    let mut page = String::from(
        "## Scenarios\n\nMinutes are the writer's; words are those that a random play shows, every reply on offer included. Decisions are those of plays that are not lost. Random play is computed over all plays, with nothing remembered.\n\n",
    );
    page.push_str(&scenarios(told));
    page.push_str("\n## Opportunities\n\nBeats at which the principle's weights differ among all that can be on offer there, earned replies aside.\n\n");
    page.push_str(&opportunities(told));
    let _ = write!(
        page,
        "\n## Players that understand nothing\n\nOverall score of {} plays by each: by chance, or always the longest, the shortest, the politest reply, or the one with the most words that name a trained principle.\n\n",
        told.runs
    );
    page.push_str(&players(told));
    page.push_str("\n## People\n\nVillagers and the scenarios they come into.\n\n");
    page.push_str(&people(told));
    page.push_str("\n## What leads to what\n\nPromises that can be made; promises of other scenarios that can be kept or broken, or are broken if it is missed; the scenarios whose `opens` asks for something of it; what its conditions ask of others; and the words after it that others ask for, with these.\n\n");
    page.push_str(&leads(&told.connections));
    page.push_str("\n## Promises that can stay open\n\nNobody misses them: no follow-up breaks them if it is missed, so they can be open at the end of a season. A silence that was promised still holds, for one.\n\n");
    page.push_str(&can_stay_open(&told.connections));
    page.push_str("\n## What is used of the format\n\nHow often each word is used; 0 is a word that nothing uses.\n");
    page.push_str(&used(&told.uses));
    for file in &told.left_out {
        let _ = writeln!(page, "\n{}", left_out(file));
    }
    page
}

fn scenarios(told: &Told) -> String {
    let row = |one: &Coverage| {
        let decisions = one.decisions.map_or_else(|| "none".into(), |(least, most)| format!("{least} to {most}"));
        let trains: Vec<&str> = one.trains.iter().map(|principle| principle.name()).collect();
        let mut outcomes = one.outcomes.iter().map(|outcome| outcome.as_str()).collect::<Vec<_>>().join(", ");
        if one.unreached > 0 {
            let _ = write!(outcomes, "; {} never reached", one.unreached);
        }
        vec![
            one.id.to_string(),
            one.title.clone(),
            one.kind.as_str().into(),
            one.level.as_str().into(),
            one.minutes.to_string(),
            one.words.to_string(),
            trains.join(", "),
            one.beats.to_string(),
            decisions,
            one.random.map_or_else(|| "not observed".into(), |tenths| format!("{}.{}", tenths / 10, tenths % 10)),
            outcomes,
        ]
    };
    let heads = [
        "Id",
        "Title",
        "Kind",
        "Level",
        "Minutes",
        "Words",
        "Trains",
        "Beats with choices",
        "Decisions",
        "Random play",
        "Ends",
    ];
    table(&heads, told.scenarios.iter().map(row))
}

fn opportunities(told: &Told) -> String {
    let heads: Vec<&str> = ["Id"].into_iter().chain(Principle::ALL.map(Principle::name)).collect();
    let row = |name: String, counts: [usize; 8]| [name].into_iter().chain(counts.map(|n| n.to_string())).collect();
    let sum = |of: fn(usize) -> usize| {
        Principle::ALL.map(|p| told.scenarios.iter().map(|one| of(one.opportunities[p.index()])).sum())
    };
    let rows = told.scenarios.iter().map(|one| row(one.id.to_string(), one.opportunities));
    let all = row("**all of them**".into(), sum(|n| n));
    let places = row("**scenarios that have some**".into(), sum(|n| n.min(1)));
    table(&heads, rows.chain([all, places]))
}

fn players(told: &Told) -> String {
    let names = told.scenarios.first().map(|one| one.players.iter().map(|player| player.0)).into_iter().flatten();
    let heads: Vec<&str> = ["Id"].into_iter().chain(names).collect();
    let row = |name: String, sums: Vec<(u64, u64)>| [name].into_iter().chain(sums.into_iter().map(points)).collect();
    let sums = |one: &Coverage| one.players.iter().map(|player| (player.1, player.2)).collect::<Vec<_>>();
    let mut all = vec![(0, 0); heads.len() - 1];
    for one in &told.scenarios {
        for (all, more) in all.iter_mut().zip(sums(one)) {
            *all = (all.0 + more.0, all.1 + more.1);
        }
    }
    let rows = told.scenarios.iter().map(|one| row(one.id.to_string(), sums(one)));
    table(&heads, rows.chain([row("**all of them**".into(), all)]))
}

/// Points with one decimal, rounded half up.
fn points((gained, span): (u64, u64)) -> String {
    if span == 0 {
        return "not observed".into();
    }
    let tenths = (2_000 * gained + span) / (2 * span);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn people(told: &Told) -> String {
    let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in &told.scenarios {
        for villager in &one.villagers {
            people.entry(villager.as_str()).or_default().push(one.id.as_str());
        }
    }
    table(&["Villager", "Comes into"], people.iter().map(|(who, where_)| vec![(*who).into(), where_.join(", ")]))
}

fn used(uses: &FeatureUsage) -> String {
    let mut page = String::new();
    for (heading, words) in uses.tables() {
        let _ = writeln!(page, "\n### {heading}\n");
        let row = |(word, times): &(&str, usize)| vec![format!("`{word}`"), times.to_string()];
        page.push_str(&if heading == "Acts" {
            let with_best = |of: &(&str, usize)| [row(of), vec![uses.best(of.0).to_string()]].concat();
            table(&["Word", "Times", "Times among the best"], words.iter().map(with_best))
        } else {
            table(&["Word", "Times"], words.iter().map(row))
        });
    }
    page
}
