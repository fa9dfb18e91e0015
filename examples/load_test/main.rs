//! Tools for load tests: fill a new data folder with synthetic plays, and time sums over a large export.
//!
//! `cargo run --release --no-default-features --example load_test -- synthesize --plays 100000 --data DIR`

mod sums;
mod synthesize;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use clap::{Parser, Subcommand};
use rapport::export::totals::{Group, Sum};

use self::sums::{ExportSums, sum_export};
use self::synthesize::synthesize;

/// How many threads the sums of a large export are taken with.
const THREADS: usize = 2;

#[derive(Parser)]
#[command(name = "load_test", about = "Tools for load tests.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generate synthetic plays for load testing, in a data folder without records.
    Synthesize {
        /// How many plays.
        #[arg(long, value_name = "N")]
        plays: u64,
        /// The seed: the same seed gives the same plays.
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Time sums by team, scenario, month and principle over a Parquet export, and print them as JSON.
    Sums {
        /// The folder of the Parquet export.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
}

fn main() -> Result<(), Box<dyn Error>> {
    match Arguments::parse().command {
        Command::Synthesize { plays, seed, data } => {
            let done = synthesize(&data, plays, seed)?;
            println!("{plays} plays by {} players, {} decisions", done.players, done.decisions);
            println!("ledger {}: {} events, head {}", done.head.ledger, done.head.events, done.head.head);
        }
        Command::Sums { from } => {
            let started = Instant::now();
            let sums = sum_export(&from, THREADS)?;
            let milliseconds = started.elapsed().as_millis();
            println!(
                "{}",
                serde_json::json!({ "milliseconds": milliseconds, "threads": THREADS, "rows": rows(&sums) })
            );
        }
    }
    Ok(())
}

/// The sums as JSON rows, sorted: team, scenario, month, whether they are first attempts, plays, and the nine scores as
/// gained, span and moments.
fn rows(sums: &ExportSums) -> Vec<serde_json::Value> {
    let row = |(group, sum): (&Group, &Sum)| {
        let nine: Vec<[u32; 3]> =
            (0..9).map(|n| sum.card.nth(n)).map(|tally| [tally.gained, tally.span, tally.opportunities]).collect();
        let (team, scenario) = (sums.teams.resolve(group.team), sums.scenarios.resolve(group.scenario));
        serde_json::json!([team, scenario, group.month.to_string(), group.first, sum.plays, nine])
    };
    let mut rows: Vec<serde_json::Value> = sums.sums.0.iter().map(row).collect();
    rows.sort_by_key(ToString::to_string);
    rows
}
