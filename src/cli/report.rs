//! `rapport report`: many plays as one page.

use std::process::ExitCode;
use std::time::Instant;

use super::args::{ReportArgs, SumsArgs};
use super::progress::Progress;
use super::{Outcome, export, now, terminal};
use crate::app;
use crate::app::ReportOrder;
use crate::export::report::Asked;
use crate::ledger::LedgerSet;

/// Writes the page.
pub(super) fn run(args: &ReportArgs) -> Outcome {
    let names = export::names(args.pseudonyms.as_deref(), &args.out)?;
    let asked = args.which.asked(names.are_pseudonyms() || args.aggregate);
    let asked = Asked {
        aggregate: args.aggregate,
        pseudonyms: names.are_pseudonyms(),
        asked: asked.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        now: now(),
        heads: Vec::new(),
    };
    let order = ReportOrder { out: args.out.clone(), selection: args.which.selection(), names, asked };
    let mut progress = Progress::new("adding up plays");
    let plays = match &args.from {
        Some(folder) => app::report_from(folder, &order, &mut progress.go_on())?,
        None => app::report(&LedgerSet::open(&args.ledgers.folders(), now())?, &order, &mut progress.go_on())?,
    };
    if plays == 0 {
        terminal::print("no play fits what was asked for; the page says so\n")?;
    }
    let noun = if plays == 1 { "play" } else { "plays" };
    terminal::print(&format!("{plays} {noun}: `{}`; open it with any browser\n", args.out.display()))?;
    terminal::print(&format!("{}\n", crate::scoring::debrief::USE_NOTICE))?;
    Ok(ExitCode::SUCCESS)
}

/// How many threads the sums of a large export are taken with.
const THREADS: usize = 2;

/// Times the sums, and prints them in a form that others can be held against.
pub(super) fn sums(args: &SumsArgs) -> Outcome {
    let begun = Instant::now();
    let (sums, teams, scenarios) = app::sums(&args.from, THREADS)?;
    let milliseconds = begun.elapsed().as_millis();
    let mut rows: Vec<serde_json::Value> = sums
        .0
        .iter()
        .map(|(group, sum)| {
            let nine: Vec<[u32; 3]> =
                (0..9).map(|n| sum.card.nth(n)).map(|tally| [tally.gained, tally.span, tally.opportunities]).collect();
            let (team, scenario) = (&teams.all[group.team as usize], &scenarios.all[group.scenario as usize]);
            serde_json::json!([team, scenario, group.month.to_string(), group.first, sum.plays, nine])
        })
        .collect();
    rows.sort_by_key(ToString::to_string);
    terminal::print(&format!(
        "{}\n",
        serde_json::json!({ "milliseconds": milliseconds, "threads": THREADS, "rows": rows })
    ))?;
    Ok(ExitCode::SUCCESS)
}
