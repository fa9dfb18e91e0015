//! `rapport export`: plays in another format.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use super::args::ExportArgs;
use super::progress::Progress;
use super::{Failure, Outcome, any_key, now, terminal};
use crate::app;
use crate::app::Order;
use crate::export::Names;
use crate::ledger::LedgerSet;
use crate::record::Head;

/// Writes the export.
pub(super) fn run(args: &ExportArgs) -> Outcome {
    let names = names(args.pseudonyms.as_deref(), &args.out)?;
    let order = Order {
        format: args.format,
        out: args.out.clone(),
        selection: args.which.selection(),
        asked: args.which.asked(names.are_pseudonyms()),
        names,
        home_page: args.home_page.clone(),
        now: now(),
    };
    let ledgers = LedgerSet::open(&args.ledgers.folders(), now())?;
    let done = app::export(&ledgers, &order, &mut Progress::new("exporting plays").go_on())?;
    let (plays, decisions) = (done.plays, done.decisions);
    let noun = |n: u64, one: &'static str, many: &'static str| if n == 1 { one } else { many };
    terminal::print(&format!(
        "{plays} {}, {decisions} {}: `{}`\n",
        noun(plays, "play", "plays"),
        noun(decisions, "decision", "decisions"),
        args.out.display()
    ))?;
    if done.duplicates > 0 {
        let copies = noun(done.duplicates as u64, "copy", "copies");
        terminal::print(&format!(
            "{} {copies} of plays were in more than one place; each counts once\n",
            done.duplicates
        ))?;
    }
    terminal::print(&heads(&done.heads))?;
    terminal::print(&format!("{}\n", crate::scoring::debrief::USE_NOTICE))?;
    Ok(ExitCode::SUCCESS)
}

/// What people are to be called; a key that is not there is made, and that is said.
pub(super) fn names(key: Option<&Path>, out: &Path) -> Result<Names, Failure> {
    let Some(key) = key else { return Ok(Names::default()) };
    let (names, made) = app::pseudonyms(key, out, &any_key).map_err(Failure::fault)?;
    if made {
        terminal::print(&format!(
            "a new key for pseudonyms: `{}`; keep it to yourself, and use it again for the same pseudonyms\n",
            key.display()
        ))?;
    }
    Ok(names)
}

/// How far chains reach, as printed on every export and backup.
pub(super) fn heads(heads: &[Head]) -> String {
    let mut said = String::new();
    for head in heads {
        let _ = writeln!(said, "ledger {}: {} events, head {}", head.ledger, head.events, head.head);
    }
    said
}
