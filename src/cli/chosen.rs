//! What is to be played: a scenario of the library by its id, or a file by its path.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::args::PlayArgs;
use crate::diagnostic::{render_text, suggest};
use crate::record::FromCourse;
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scenario::script::Script;
use crate::storage::{Library, is_there, read_file};

/// Who plays where nobody is named.
pub(super) const NOBODY: &str = "Trainee";

/// What is to be played.
pub(super) struct Chosen {
    pub(super) script: Arc<Script>,
    pub(super) is_file: bool,
}

/// A file by its path, or a scenario of the library by its id.
pub(super) fn find(args: &PlayArgs, what: &str) -> Result<Chosen, Failure> {
    let is_file = what.contains('/') || Path::new(what).extension().is_some_and(|extension| extension == "ron");
    if is_file {
        return Ok(Chosen { script: script_of_file(&PathBuf::from(what))?, is_file });
    }
    let library = Library::load(&args.folders.places());
    if let Some(entry) = library.get(what) {
        return Ok(Chosen { script: Arc::clone(&entry.script), is_file });
    }
    let ending = format!("{what}.ron");
    let broken = library.faults.iter().find(|fault| {
        fault.is_error() && Path::new(&fault.source.name).file_name().is_some_and(|name| name == ending.as_str())
    });
    if let Some(fault) = broken {
        return Err(Failure::fault(format!(
            "`{what}` cannot be played\n{}",
            render_text(&fault.source, &fault.diagnostics)
        )));
    }
    let meant = suggest(what, library.entries.keys().map(ScenarioId::as_str));
    let hint = meant.map_or_else(|| "`rapport list` lists them".into(), |meant| format!("did you mean `{meant}`?"));
    Err(Failure::usage(format!("there is no scenario `{what}`; {hint}")))
}

/// The course a play is started from, if one was named.
pub(super) fn course(args: &PlayArgs, chosen: &Chosen) -> Result<Option<FromCourse>, Failure> {
    let Some(named) = &args.course else { return Ok(None) };
    let library = Library::load(&args.folders.places());
    let id = CourseId::from(named.as_str());
    if !library.courses.contains_key(&id) {
        let known: Vec<&str> = library.courses.keys().map(CourseId::as_str).collect();
        return Err(Failure::usage(format!("there is no course `{named}`; there is: {}", known.join(", "))));
    }
    let found = library.from_course(&id, &chosen.script.id).filter(|_| !chosen.is_file);
    found.map(Some).ok_or_else(|| Failure::usage(format!("the course `{named}` does not hold `{}`", chosen.script.id)))
}

fn script_of_file(path: &Path) -> Result<Arc<Script>, Failure> {
    if !is_there(path) {
        return Err(Failure::usage(format!("there is no file `{}`", path.display())));
    }
    match read_file(path) {
        Ok(linked) => linked.script.ok_or_else(|| {
            let found = render_text(&linked.source, &linked.diagnostics);
            Failure::fault(format!("`{}` cannot be played until it is mended\n{found}", path.display()))
        }),
        Err(faults) => {
            let found: Vec<String> =
                faults.iter().flat_map(|fault| &fault.diagnostics).map(|found| found.problem.message()).collect();
            let why = if found.is_empty() { "it is not a scenario".into() } else { found.join("; ") };
            Err(Failure::usage(format!("`{}` cannot be played: {why}", path.display())))
        }
    }
}
