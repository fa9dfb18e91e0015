//! `rapport export`: plays in another format.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::args::{LedgerFolders, PlaysToHandOn, StatementArgs};
use super::clock::now;
use super::failure::{Failure, Outcome};
use super::progress::Progress;
use super::random::any_key;
use super::terminal;
use crate::app::{Destination, ExportRequest, RequestContext};
use crate::export::ExportFormat;
use crate::record::Head;
use crate::scoring::debrief::USE_NOTICE;
use crate::util::text::Count;

/// `rapport export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// xlsx: a workbook; csv, parquet: a folder of two tables, one row a play and one row a decision; grades: one row
    /// a person; xapi: statements; jsonl: one document a line.
    #[arg(long, value_parser = format())]
    pub format: ExportFormat,
    /// The folder (csv and parquet) or file to write. An earlier export there is replaced.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// The plays to include, and what people are called in them.
    #[command(flatten)]
    pub plays: PlaysToHandOn,
    /// What statements say besides the plays.
    #[command(flatten)]
    pub statements: StatementArgs,
    /// The data folders that plays are read from.
    #[command(flatten)]
    pub ledgers: LedgerFolders,
}

/// The formats, by their names.
fn format() -> impl TypedValueParser<Value = ExportFormat> {
    let of = |word: String| ExportFormat::ALL.into_iter().find(|format| format.as_str() == word);
    PossibleValuesParser::new(ExportFormat::ALL.map(ExportFormat::as_str))
        .try_map(move |word| of(word).ok_or("no format"))
}

/// Writes the export.
pub(super) fn run(args: &ExportArgs) -> Outcome {
    let request = ExportRequest {
        format: args.format,
        destination: Destination::Path(args.out.clone()),
        ledgers: args.ledgers.folders(),
        plays: args.plays.request(),
        names: args.plays.names(),
        home_page: args.statements.home_page.clone(),
    };
    let job = request.prepare(context())?;
    print_new_key(job.new_key())?;
    let exported = job.run(&mut Progress::new("exporting plays").callback())?;
    let (plays, decisions) = (Count::new(exported.plays, "play"), Count::new(exported.decisions, "decision"));
    terminal::print(&format!("{plays}, {decisions}: `{}`\n", args.out.display()))?;
    if exported.duplicates > 0 {
        let copies = Count::irregular(exported.duplicates, "copy", "copies");
        terminal::print(&format!("{copies} of plays were in more than one place; each counts once\n"))?;
    }
    terminal::print(&heads(&exported.heads))?;
    terminal::print(&format!("{USE_NOTICE}\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// The clock and the random source of the command line.
pub(super) fn context() -> RequestContext<'static> {
    RequestContext { now: now(), random_key: &any_key }
}

/// Says that a key for pseudonyms was created.
pub(super) fn print_new_key(file: Option<&Path>) -> Result<(), Failure> {
    let Some(file) = file.map(Path::display) else { return Ok(()) };
    Ok(terminal::print(&format!(
        "a new key for pseudonyms: `{file}`; keep it to yourself, and use it again for the same pseudonyms\n"
    ))?)
}

/// How far the chains of ledgers reach, as printed with every export and backup.
pub(super) fn heads(heads: &[Head]) -> String {
    let mut lines = String::new();
    for head in heads {
        let _ = writeln!(lines, "ledger {}: {} events, head {}", head.ledger, head.events, head.head);
    }
    lines
}
