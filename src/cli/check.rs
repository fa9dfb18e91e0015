//! `rapport check`: what is wrong with scenario files, where, and how to mend it.

use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::args::{CheckArgs, Printed};
use super::{Failure, Outcome, ranges, terminal};
use crate::diagnostic::{Diagnostic, Report, Severity, Source, render_text};
use crate::scenario::script::Script;
use crate::storage::{Library, check_paths, is_there};

#[derive(Serialize)]
struct Findings {
    diagnostics: Vec<Report>,
}

/// Checks files and prints what is found; exit code 1 if something must be mended.
pub(super) fn run(args: &CheckArgs) -> Outcome {
    if let Some(missing) = args.paths.iter().find(|path| !is_there(path)) {
        return Err(Failure::usage(format!("there is no file or folder `{}`", missing.display())));
    }
    if args.ranges {
        return ranges::run(args, &scripts(args));
    }
    let (files, scenarios) = findings(args);
    let count =
        |severity| files.iter().flat_map(|(_, found)| found).filter(|d| d.problem.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match args.format {
        Printed::Json => {
            let diagnostics = files.iter().flat_map(|(source, found)| Report::all(source, found)).collect();
            let json = serde_json::to_string_pretty(&Findings { diagnostics }).unwrap_or_default();
            terminal::print(&format!("{json}\n"))?;
        }
        Printed::Text => {
            for (source, found) in &files {
                terminal::print(&render_text(source, found))?;
            }
            let s = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
            terminal::print(&format!(
                "{} checked: {}, {}\n",
                s(scenarios, "scenario"),
                s(errors, "error"),
                s(warnings, "warning")
            ))?;
        }
    }
    let failed = errors > 0 || (args.deny_warnings && warnings > 0);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What can be played of what was named.
fn scripts(args: &CheckArgs) -> Vec<Arc<Script>> {
    if args.paths.is_empty() {
        return Library::load(&args.folders.places()).entries.into_values().map(|entry| entry.script).collect();
    }
    check_paths(&args.paths).0.into_iter().filter_map(|linked| linked.script.map(Arc::new)).collect()
}

/// Each file with what is wrong with it, and how many scenarios were looked at.
fn findings(args: &CheckArgs) -> (Vec<(Source, Vec<Diagnostic>)>, usize) {
    if args.paths.is_empty() {
        let library = Library::load(&args.folders.places());
        let broken = library.faults.iter().filter(|fault| fault.is_error()).count();
        let files = library.faults.into_iter().map(|fault| (fault.source, fault.diagnostics)).collect();
        return (files, library.entries.len() + broken);
    }
    let (linked, faults) = check_paths(&args.paths);
    let scenarios = linked.len();
    let mut files: Vec<_> = faults.into_iter().map(|fault| (fault.source, fault.diagnostics)).collect();
    files.extend(linked.into_iter().map(|linked| (linked.source, linked.diagnostics)));
    files.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    (files, scenarios)
}
