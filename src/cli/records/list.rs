//! `rapport records list`: lists plays, the latest last.

use crate::cli::args::{LedgerFolders, PlayFilter};
use clap::Args;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use crate::cli::clock::now;
use crate::cli::failure::{Failure, Outcome};
use crate::ledger::LedgerSet;
use crate::record::{StoredPlay, instant};
use crate::scoring::debrief::score_words;
use crate::util::text::one_line;

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
    let selection = ledgers.select(&args.filter.request().criteria()?)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let listed = ledgers.for_each::<Stop>(&selection, |play| {
        let line = if args.json { json_line(&play) } else { text_line(&play) };
        Ok(out.write_all(line.as_bytes())?)
    });
    let listed = listed.and_then(|()| {
        if !args.json && selection.is_empty() {
            out.write_all(b"no plays\n")?;
        }
        // What is buffered is lost without an error if it is not written here.
        Ok(out.flush()?)
    });
    match listed {
        Err(Stop(Some(failure))) => Err(failure),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Why the list was not printed to its end; `None` if the reader closed the pipe.
struct Stop(Option<Failure>);

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        let is_closed = error.kind() == io::ErrorKind::BrokenPipe;
        Self((!is_closed).then(|| error.into()))
    }
}

impl From<crate::ledger::LedgerError> for Stop {
    fn from(error: crate::ledger::LedgerError) -> Self {
        Self(Some(error.into()))
    }
}

fn text_line(play: &StoredPlay) -> String {
    let overall =
        play.card.map_or_else(|| play.transcript.status.as_str().to_owned(), |card| score_words(card.overall));
    // What was written before names were kept as one line must not break the list.
    let staff = play.profile.staff.as_ref().map(|staff| format!(" ({})", one_line(staff))).unwrap_or_default();
    let team = play.profile.team.as_ref().map(|team| format!(", {}", one_line(team))).unwrap_or_default();
    let how = match play.attempt_info.attempt {
        Some(attempt) if play.attempt_info.practice => format!("practice, play {attempt}"),
        Some(attempt) => format!("attempt {attempt}"),
        None => play.attempt_info.source.as_str().to_owned(),
    };
    let (id, name) = (&play.id, one_line(&play.profile.name));
    format!("{id}  {}  {name}{staff}{team}: {}, {how}: {overall}\n", instant(play.started), play.transcript.scenario)
}

fn json_line(play: &StoredPlay) -> String {
    let line = serde_json::json!({
        "play": play.id.0,
        "profile": play.profile.id.0,
        "trainee": play.profile.name,
        "staff": play.profile.staff,
        "team": play.profile.team,
        "started": instant(play.started),
        "scenario": play.transcript.scenario,
        "content_hash": play.transcript.content_hash,
        "source": play.attempt_info.source,
        "attempt": play.attempt_info.attempt,
        "practice": play.attempt_info.practice,
        "status": play.transcript.status,
        "decisions": play.transcript.decisions.len(),
        "overall": play.card.map(|card| card.overall),
    });
    format!("{line}\n")
}
