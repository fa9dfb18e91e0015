//! `rapport fmt`: scenario files laid out evenly.

use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, Outcome, terminal};
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

/// Lays them out; with `--check` nothing is changed, and it fails if something would be.
pub(super) fn run(args: &FmtArgs) -> Outcome {
    if let Some(missing) = args.paths.iter().find(|path| !exists_or_dangling(path)) {
        return Err(Failure::usage(format!("there is no file or folder `{}`", missing.display())));
    }
    let (mut changed, mut even, mut failed) = (0, 0, 0);
    for laid in args.paths.iter().flat_map(|path| format_path(path, !args.check)) {
        match laid {
            Formatted::Even(_) => even += 1,
            Formatted::Changed(path) => {
                changed += 1;
                let what = if args.check { "is not laid out evenly" } else { "laid out" };
                terminal::print(&format!("`{}` {what}\n", path.display()))?;
            }
            Formatted::Broken(source, found) => {
                failed += 1;
                terminal::print(&render_text(&source, &found))?;
                terminal::print(&format!("`{}` is left as it is until this is mended\n", source.name))?;
            }
            Formatted::Failed(why) => {
                failed += 1;
                terminal::print(&format!("{why}\n"))?;
            }
        }
    }
    let verb = if args.check { "to lay out" } else { "laid out" };
    terminal::print(&format!("{changed} {verb}, {even} even already, {failed} left alone\n"))?;
    let unhappy = failed > 0 || (args.check && changed > 0);
    Ok(if unhappy { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
