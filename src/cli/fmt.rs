//! `rapport fmt`: formats scenario files.

use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use super::check::no_scenario;
use super::failure::{Failure, Outcome};
use super::terminal;
use crate::diagnostic::render_text;
use crate::files::exists_or_dangling;
use crate::library::{Formatted, format_path};

/// `rapport fmt`.
#[derive(Debug, Args)]
pub struct FmtArgs {
    /// Files and folders.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Change nothing; fail if a file is not formatted.
    #[arg(long)]
    pub check: bool,
}

/// Formats the files; with `--check` no file is changed, and the command fails if one would be.
pub(super) fn run(args: &FmtArgs) -> Outcome {
    if let Some(missing) = args.paths.iter().find(|path| !exists_or_dangling(path)) {
        return Err(Failure::usage(format!("there is no file or folder `{}`", missing.display())));
    }
    let (mut changed, mut unchanged, mut skipped) = (0, 0, 0);
    for formatted in args.paths.iter().flat_map(|path| format_path(path, !args.check)) {
        match formatted {
            Formatted::Unchanged(_) => unchanged += 1,
            Formatted::Changed(path) => {
                changed += 1;
                let what = if args.check { "is not formatted" } else { "formatted" };
                terminal::print(&format!("`{}` {what}\n", path.display()))?;
            }
            Formatted::Invalid(source, found) => {
                skipped += 1;
                terminal::print(&render_text(&source, &found))?;
                terminal::print(&format!("`{}` is skipped until these errors are fixed\n", source.name))?;
            }
            Formatted::Failed(error) => {
                skipped += 1;
                terminal::print(&format!("{error}\n"))?;
            }
            Formatted::NotWalked(error) => {
                skipped += 1;
                terminal::print(&format!("{error}\n"))?;
            }
        }
    }
    if changed + unchanged + skipped == 0 {
        return Err(no_scenario(&args.paths));
    }
    let verb = if args.check { "to format" } else { "formatted" };
    terminal::print(&format!("{changed} {verb}, {unchanged} already formatted, {skipped} skipped\n"))?;
    let has_failed = skipped > 0 || (args.check && changed > 0);
    Ok(if has_failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
