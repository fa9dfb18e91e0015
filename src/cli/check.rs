//! `rapport check`: what is wrong with scenario files, where, and how to mend it.

use clap::Args;
use clap::ValueEnum;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::channel;
use std::time::Duration;

use serde::Serialize;

use super::args::Folders;
use super::failure::{Failure, Outcome};
use super::{ranges, terminal};
use crate::diagnostic::{self, Diagnostic, Report, Severity, Source, render_text};
use crate::files::{FileWatcher, exists_or_dangling};
use crate::library::{CheckedFiles, check_library, check_paths, words};
use crate::lint::examine;
use crate::util::text::Count;

/// `rapport check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files and folders; without any, everything that `rapport list` lists.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The output format of the findings.
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
    /// Fail on warnings too.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Print the proven score ranges instead: the lowest and highest scores of each ending, with plays that reach them.
    #[arg(long, conflicts_with = "deny_warnings")]
    pub ranges: bool,
    /// Check again whenever a file is saved; Ctrl+C stops.
    #[arg(long, requires = "paths")]
    pub watch: bool,
    /// The data folder and a folder of scenarios.
    #[command(flatten)]
    pub folders: Folders,
}

/// The output format of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Text with the line and a caret.
    #[default]
    Text,
    /// One JSON object, for tools.
    Json,
}

/// How long after the last change of a save the files are read.
const SETTLED: Duration = Duration::from_millis(120);

#[derive(Serialize)]
struct Printout {
    diagnostics: Vec<Report>,
}

/// Checks files and prints what is found. The exit code is 1 if anything must be mended.
pub(super) fn run(args: &CheckArgs) -> Outcome {
    if args.watch { watch(args) } else { once(args) }
}

/// Checks, and checks again whenever something is saved.
fn watch(args: &CheckArgs) -> Outcome {
    let (send, saved) = channel();
    let _watching = FileWatcher::new(&args.paths, move || {
        // Nothing receives any more once the program ends.
        let _ = send.send(());
    })
    .map_err(Failure::fault)?;
    once(args)?;
    loop {
        terminal::print("watching; Ctrl+C ends it\n\n")?;
        if saved.recv().is_err() {
            return Ok(ExitCode::SUCCESS);
        }
        // An editor may save in several steps.
        while saved.recv_timeout(SETTLED).is_ok() {}
        terminal::print(&format!("{}\n", "-".repeat(60)))?;
        // What is replaced is gone for a moment, or for longer; the watcher notices when it is back.
        if let Err(why) = once(args) {
            terminal::print(&format!("{why}\n"))?;
        }
    }
}

fn once(args: &CheckArgs) -> Outcome {
    if args.ranges {
        return ranges::run(args, read(&args.paths, &args.folders)?);
    }
    let (files, scenarios) = findings(args)?;
    let count =
        |severity| files.iter().flat_map(|(_, found)| found).filter(|d| d.problem.severity() == severity).count();
    let (errors, warnings, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Hint));
    match args.format {
        OutputFormat::Json => {
            let diagnostics = files.iter().flat_map(|(source, found)| Report::all(source, found)).collect();
            let json = serde_json::to_string_pretty(&Printout { diagnostics }).unwrap_or_default();
            terminal::print(&format!("{json}\n"))?;
        }
        OutputFormat::Text => {
            for (source, found) in &files {
                terminal::print(&render_text(source, found))?;
            }
            let hints = if hints == 0 { String::new() } else { format!(", {}", Count::new(hints, "hint")) };
            terminal::print(&format!(
                "{} checked: {}, {}{hints}\n",
                Count::new(scenarios, "scenario"),
                Count::new(errors, "error"),
                Count::new(warnings, "warning")
            ))?;
        }
    }
    let failed = errors > 0 || (args.deny_warnings && warnings > 0);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Reads files and folders, or without any the whole library.
pub(super) fn read(paths: &[PathBuf], folders: &Folders) -> Result<CheckedFiles, Failure> {
    if let Some(missing) = paths.iter().find(|path| !exists_or_dangling(path)) {
        return Err(Failure::usage(format!("there is no file or folder `{}`", missing.display())));
    }
    if paths.is_empty() {
        return Ok(check_library(&folders.data_paths()));
    }
    let read = check_paths(paths);
    if read.read == 0 && read.faults.is_empty() {
        return Err(no_scenario(paths));
    }
    Ok(read)
}

/// The failure of a command that finds no scenario file where it was told to look.
pub(super) fn no_scenario(paths: &[PathBuf]) -> Failure {
    Failure::fault(format!("there is no scenario file in `{}`; their names end in `.ron`", paths_text(paths)))
}

/// The paths that were asked for, as text.
pub(super) fn paths_text(paths: &[PathBuf]) -> String {
    let named = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ");
    if named.is_empty() { "the library".into() } else { named }
}

/// What is found in each file, and how many scenarios were checked.
type Findings = (Vec<(Source, Vec<Diagnostic>)>, usize);

fn findings(args: &CheckArgs) -> Result<Findings, Failure> {
    let CheckedFiles { files, faults, surroundings, words: known, .. } = read(&args.paths, &args.folders)?;
    let examined = examine(&files, &surroundings, &words(known));
    let scenarios = files.len();
    let mut all: Vec<_> = faults.into_iter().map(|fault| (fault.source, fault.diagnostics)).collect();
    for (linked, mut found) in files.into_iter().zip(examined.files) {
        let mut diagnostics = linked.diagnostics;
        diagnostics.append(&mut found);
        diagnostic::sort(&mut diagnostics);
        all.push((linked.source, diagnostics));
    }
    all.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    if !examined.folder.is_empty() {
        all.push((Source { name: paths_text(&args.paths), text: String::new() }, examined.folder));
    }
    Ok((all, scenarios))
}
