//! What is to be played: a scenario of the library by its id, or a file by its path.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::args::{Folders, PlayArgs};
use crate::diagnostic::{render_text, suggest};
use crate::encounter::State;
use crate::files::is_there;
use crate::library::{Checked, Library, read_file, words};
use crate::lint::Words;
use crate::record::FromCourse;
use crate::scenario::id::{BeatId, CourseId, ScenarioId};
use crate::scenario::link::{World, from_beat};
use crate::scenario::read::read_condition;
use crate::scenario::script::Script;
use crate::scenario::village::Village;

/// Who plays where nobody is named.
pub(super) const NOBODY: &str = "Trainee";

/// What is to be played.
pub(super) struct Chosen {
    pub(super) script: Arc<Script>,
    /// Whether it is a try-out, of which nothing is kept unless asked for.
    pub(super) is_file: bool,
    /// The file that is tried.
    pub(super) file: Option<PathBuf>,
}

/// Scenarios that were read and can be played.
pub(super) struct Sound {
    pub(super) scripts: Vec<Arc<Script>>,
    pub(super) words: Words,
    /// Files that cannot be played until they are mended.
    pub(super) left_out: Vec<String>,
}

/// The sound ones of what was read; `named` is what somebody asked for.
pub(super) fn sound(read: Checked, named: &str) -> Result<Sound, Failure> {
    let Checked { files, words: known, .. } = read;
    let unsound = files.iter().filter(|linked| linked.script.is_none());
    let left_out: Vec<String> = unsound.map(|linked| linked.source.name.clone()).collect();
    let scripts: Vec<Arc<Script>> = files.into_iter().filter_map(|linked| linked.script).collect();
    if scripts.is_empty() {
        let why =
            if left_out.is_empty() { "there is no scenario in it" } else { "`rapport check` says what must be mended" };
        return Err(Failure::fault(format!("nothing in `{named}` can be played: {why}")));
    }
    Ok(Sound { scripts, words: words(known), left_out })
}

/// That a file was left out.
pub(super) fn left_out(file: &str) -> String {
    format!("left out, since it cannot be played: `{file}`; `rapport check` says why")
}

/// What `rapport play` is to play: a scenario as it is, or from one of its beats on with something given.
pub(super) fn to_play(args: &PlayArgs, what: &str) -> Result<Chosen, Failure> {
    let mut chosen = find(&args.folders, what)?;
    if args.from.is_some() || !args.with.is_empty() {
        chosen.script = Arc::new(from_middle(args, &chosen.script)?);
        chosen.is_file = true;
    }
    Ok(chosen)
}

/// A script as if it began at the beat that was named, with the conditions that were given.
pub(super) fn from_middle(args: &PlayArgs, script: &Script) -> Result<Script, Failure> {
    let mut given = Vec::new();
    for text in &args.with {
        let (condition, source, found) = read_condition(text);
        if let Some(condition) = condition.filter(|_| found.is_empty()) {
            given.push(condition);
        } else {
            let why = render_text(&source, &found);
            return Err(Failure::usage(format!("`{text}` is not a condition such as Knows(\"shift\")\n{why}")));
        }
    }
    let start = args.from.as_deref().map_or_else(|| script.beat(script.start).id.clone(), BeatId::from);
    if !script.beats.iter().any(|beat| beat.id == start) {
        let known = script.beats.iter().map(|beat| beat.id.as_str());
        let hint = suggest(start.as_str(), known)
            .map_or_else(|| "`rapport graph` shows them all".into(), |meant| format!("did you mean `{meant}`?"));
        return Err(Failure::usage(format!("there is no beat `{start}`; {hint}")));
    }
    // Its villagers are resolved, and nothing else of the world is asked for.
    let village = Village::default();
    let world = World { village: &village, catalogue: None };
    let tried = from_beat(&script.id, &script.scenario, world, &start, given).map_err(|found| {
        let why: Vec<String> = found
            .iter()
            .map(|found| {
                let hint = found.problem.hint().map_or_else(String::new, |hint| format!("; {hint}"));
                format!("{}{hint}", found.problem.message())
            })
            .collect();
        Failure::usage(why.join("\n"))
    })?;
    if !State::can_be_given(&tried) {
        return Err(Failure::usage(format!("these cannot hold together: {}", args.with.join(", "))));
    }
    Ok(tried)
}

/// Whether what was typed is a path rather than an id.
pub(super) fn is_path(what: &str) -> bool {
    what.contains('/') || Path::new(what).extension().is_some_and(|extension| extension == "ron")
}

/// A file by its path, or a scenario of the library by its id.
pub(super) fn find(folders: &Folders, what: &str) -> Result<Chosen, Failure> {
    let is_file = is_path(what);
    if is_file {
        let file = PathBuf::from(what);
        return Ok(Chosen { script: script_of_file(&file)?, is_file, file: Some(file) });
    }
    let library = Library::load(&folders.places());
    if let Some(entry) = library.get(what) {
        return Ok(Chosen { script: Arc::clone(&entry.script), is_file, file: None });
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

/// The script of a file.
pub(super) fn script_of_file(path: &Path) -> Result<Arc<Script>, Failure> {
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
