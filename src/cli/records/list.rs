//! `rapport records list`: plays, the latest last.

use crate::cli::args::{LedgerFolders, PlayFilter};
use clap::Args;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use crate::cli::{Failure, Outcome, now};
use crate::ledger::LedgerSet;
use crate::record::{StoredPlay, instant};
use crate::scoring::debrief::score_words;

/// `rapport records list`.
#[derive(Debug, Args)]
pub struct RecordsListArgs {
    /// The plays to include.
    #[command(flatten)]
    pub filter: PlayFilter,
    /// Print JSON, one play on each line.
    #[arg(long)]
    pub json: bool,
    /// The data folders that plays are read from.
    #[command(flatten)]
    pub ledgers: LedgerFolders,
}

/// Prints the list.
pub(super) fn run(args: &RecordsListArgs) -> Outcome {
    let ledgers = LedgerSet::open(&args.ledgers.folders(), now())?;
    let plan = ledgers.select(&args.filter.request().criteria()?)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut printed = |line: String| match out.write_all(line.as_bytes()) {
        // A reader that has seen enough is no fault.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(None),
        other => other.map_err(|error| Some(Failure::from(error))),
    };
    let listed = ledgers.for_each::<Stop>(&plan, |kept| {
        let line = if args.json { json(&kept) } else { words(&kept) };
        printed(line).map_err(Stop)
    });
    let listed = listed
        .and_then(|()| if args.json || !plan.is_empty() { Ok(()) } else { printed("no plays\n".into()).map_err(Stop) });
    match listed {
        Err(Stop(Some(failure))) => Err(failure),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Why the list was not printed to its end; `None` if nobody reads on.
struct Stop(Option<Failure>);

impl From<crate::ledger::LedgerError> for Stop {
    fn from(error: crate::ledger::LedgerError) -> Self {
        Self(Some(error.into()))
    }
}

fn words(kept: &StoredPlay) -> String {
    let overall =
        kept.card.map_or_else(|| kept.transcript.status.as_str().to_owned(), |card| score_words(card.overall));
    let staff = kept.profile.staff.as_ref().map(|staff| format!(" ({staff})")).unwrap_or_default();
    let team = kept.profile.team.as_ref().map(|team| format!(", {team}")).unwrap_or_default();
    let how = match kept.attempt_info.attempt {
        Some(attempt) if kept.attempt_info.practice => format!("practice, play {attempt}"),
        Some(attempt) => format!("attempt {attempt}"),
        None => kept.attempt_info.source.as_str().to_owned(),
    };
    let (id, name) = (&kept.id, &kept.profile.name);
    format!("{id}  {}  {name}{staff}{team}: {}, {how}: {overall}\n", instant(kept.started), kept.transcript.scenario)
}

fn json(kept: &StoredPlay) -> String {
    let line = serde_json::json!({
        "play": kept.id.0,
        "profile": kept.profile.id.0,
        "trainee": kept.profile.name,
        "staff": kept.profile.staff,
        "team": kept.profile.team,
        "started": instant(kept.started),
        "scenario": kept.transcript.scenario,
        "content_hash": kept.transcript.content_hash,
        "source": kept.attempt_info.source,
        "attempt": kept.attempt_info.attempt,
        "practice": kept.attempt_info.practice,
        "status": kept.transcript.status,
        "decisions": kept.transcript.decisions.len(),
        "overall": kept.card.map(|card| card.overall),
    });
    format!("{line}\n")
}
