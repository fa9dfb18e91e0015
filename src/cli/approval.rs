//! `rapport script`: a scenario as a page, for whoever must approve it.

use std::process::ExitCode;

use super::args::ScriptArgs;
use super::resolve::find;
use super::{Failure, Outcome, now, terminal};
use crate::authoring::approval;
use crate::files::write_marked;
use crate::record::instant;

/// Writes the page.
pub(super) fn run(args: &ScriptArgs) -> Outcome {
    let script = find(&args.folders, &args.what)?.script;
    let page = approval::page(&script, &instant(now())[..10]).map_err(Failure::fault)?;
    write_marked(&args.out, &page, approval::MARK).map_err(Failure::fault)?;
    terminal::print(&format!("`{}`: open it with any browser, and print it from there\n", args.out.display()))?;
    Ok(ExitCode::SUCCESS)
}
