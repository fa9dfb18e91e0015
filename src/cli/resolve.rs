//! Resolves what was typed to scenarios: a scenario of the library by its id, or a file by its path.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Folders;
use super::clock::now;
use super::failure::Failure;
use super::play::PlayArgs;
use crate::app::{PlayOrigin, StartingPoint, StartingPointError, TryOut, TryOutError};
use crate::diagnostic::{render_text, suggest};
use crate::files::{has_extension, is_file};
use crate::ledger::{Ledger, LedgerError};
use crate::library::{CheckedFiles, Library, words};
use crate::lint::Words;
use crate::record::FromCourse;
use crate::scenario::id::{CourseId, ScenarioId};
use crate::scenario::script::Script;
use crate::town::Setting;

/// The name under which plays are recorded for a trainee who is not named, as in scripts.
pub(super) const DEFAULT_TRAINEE: &str = "Trainee";

/// What is to be played.
pub(super) struct Chosen {
    pub(super) script: Arc<Script>,
    /// Whether it is a try-out: a file, or a scenario that is started from its middle.
    pub(super) is_try_out: bool,
    /// The file that is tried out; read again whenever it is saved.
    pub(super) try_out: Option<TryOut>,
    /// Why only an open play of it can be gone on with; `None` if it can be started, too.
    pub(super) not_startable: Option<Failure>,
    /// The village and the library it is played in; `None` for a try-out.
    pub(super) setting: Option<Arc<Setting>>,
}

impl Chosen {
    /// A scenario of a library.
    pub(super) fn of_library(library: &Library, script: &Arc<Script>) -> Self {
        let setting = Some(Arc::new(library.setting()));
        Self { script: Arc::clone(script), is_try_out: false, try_out: None, not_startable: None, setting }
    }

    /// What decides about recording and memory.
    ///
    /// # Errors
    /// If a course was named that does not contain the scenario.
    pub(super) fn origin(&self, args: &PlayArgs) -> Result<PlayOrigin, Failure> {
        let course = course(args, self)?;
        Ok(if self.is_try_out { PlayOrigin::TryOut { record: args.record } } else { PlayOrigin::Library { course } })
    }
}

/// Scenarios that were read and can be played.
pub(super) struct LoadedScenarios {
    pub(super) scripts: Vec<Arc<Script>>,
    pub(super) words: Words,
    /// Names of files with errors.
    pub(super) left_out: Vec<String>,
}

/// The scenarios without errors of what was read; `named` is the path that was typed.
pub(super) fn playable(read: CheckedFiles, named: &str) -> Result<LoadedScenarios, Failure> {
    let CheckedFiles { files, words: known, .. } = read;
    let faulty = files.iter().filter(|linked| linked.script.is_none());
    let left_out: Vec<String> = faulty.map(|linked| linked.source.name.clone()).collect();
    let scripts: Vec<Arc<Script>> = files.into_iter().filter_map(|linked| linked.script).collect();
    if scripts.is_empty() {
        let why =
            if left_out.is_empty() { "there is no scenario in it" } else { "`rapport check` says what must be mended" };
        return Err(Failure::fault(format!("nothing in `{named}` can be played: {why}")));
    }
    Ok(LoadedScenarios { scripts, words: words(known), left_out })
}

/// The message that a file was left out.
pub(super) fn left_out(file: &str) -> String {
    format!("left out, since it cannot be played: `{file}`; `rapport check` says why")
}

/// What `rapport play` is to play turn by turn: as [`to_play`], or, where that cannot be played, the scenario of an open
/// play as the ledger keeps it.
pub(super) fn to_play_or_resume(args: &PlayArgs, what: &str) -> Result<Chosen, Failure> {
    let why = match to_play(args, what) {
        Ok(chosen) => return Ok(chosen),
        Err(why) => why,
    };
    let places = args.folders.data_paths();
    let has_ledger = places.ledger().is_some_and(|ledger| is_file(&ledger));
    if is_path(what) || args.from.is_some() || !args.with.is_empty() || !has_ledger {
        return Err(why);
    }
    match Ledger::open(&places, now())?.open_script(None, &ScenarioId::from(what)) {
        Ok(Some(script)) => {
            let chosen = Chosen::of_library(&Library::load(&places), &script);
            Ok(Chosen { not_startable: Some(why), ..chosen })
        }
        Ok(None) | Err(LedgerError::UnreadableScenario { .. }) => Err(why),
        Err(error) => Err(error.into()),
    }
}

/// What `rapport play` is to play: a scenario as it is, or from one of its beats on with conditions given.
pub(super) fn to_play(args: &PlayArgs, what: &str) -> Result<Chosen, Failure> {
    let starting_point = StartingPoint { from: args.from.clone(), given: args.with.clone() };
    if is_path(what) {
        let try_out = TryOut { file: PathBuf::from(what), starting_point };
        return Ok(Chosen {
            script: try_out.load().map_err(failure)?,
            is_try_out: true,
            try_out: Some(try_out),
            not_startable: None,
            setting: None,
        });
    }
    let chosen = find(&args.folders, what)?;
    if starting_point.is_beginning() {
        return Ok(chosen);
    }
    let script = starting_point.apply(&chosen.script).map_err(|error| failure(error.into()))?;
    Ok(Chosen { script: Arc::new(script), is_try_out: true, try_out: None, not_startable: None, setting: None })
}

/// Why a file cannot be tried out, with its diagnostics drawn in their places.
pub(super) fn failure(error: TryOutError) -> Failure {
    match &error {
        TryOutError::StartingPoint(StartingPointError::NotACondition { source_text, diagnostics, .. }) => {
            Failure::usage(format!("{error}\n{}", render_text(source_text, diagnostics)))
        }
        TryOutError::NoFile(_) | TryOutError::StartingPoint(_) => Failure::usage(error.to_string()),
        TryOutError::Faulty { faults, .. } if faults.iter().all(|fault| fault.source.text.is_empty()) => {
            let found: Vec<String> =
                faults.iter().flat_map(|fault| &fault.diagnostics).map(|found| found.problem.message()).collect();
            let why = if found.is_empty() { "it is not a scenario".into() } else { found.join("; ") };
            Failure::usage(format!("{error}: {why}"))
        }
        TryOutError::Faulty { faults, .. } => {
            let found: String = faults.iter().map(|fault| render_text(&fault.source, &fault.diagnostics)).collect();
            Failure::fault(format!("{error} until it is mended\n{found}"))
        }
    }
}

/// Whether what was typed is a path rather than an id.
pub(super) fn is_path(what: &str) -> bool {
    what.contains('/') || has_extension(Path::new(what), "ron")
}

/// A file by its path, or a scenario of the library by its id.
pub(super) fn find(folders: &Folders, what: &str) -> Result<Chosen, Failure> {
    if is_path(what) {
        let try_out = TryOut::new(Path::new(what));
        return Ok(Chosen {
            script: try_out.load().map_err(failure)?,
            is_try_out: true,
            try_out: Some(try_out),
            not_startable: None,
            setting: None,
        });
    }
    let library = Library::load(&folders.data_paths());
    if let Some(entry) = library.get(what) {
        return Ok(Chosen::of_library(&library, &entry.script));
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
fn course(args: &PlayArgs, chosen: &Chosen) -> Result<Option<FromCourse>, Failure> {
    let Some(named) = &args.course else { return Ok(None) };
    let library = Library::load(&args.folders.data_paths());
    let id = CourseId::from(named.as_str());
    if !library.courses.contains_key(&id) {
        let known: Vec<&str> = library.courses.keys().map(CourseId::as_str).collect();
        return Err(Failure::usage(format!("there is no course `{named}`; there is: {}", known.join(", "))));
    }
    let found = library.from_course(&id, &chosen.script.id).filter(|_| !chosen.is_try_out);
    found.map(Some).ok_or_else(|| Failure::usage(format!("the course `{named}` does not hold `{}`", chosen.script.id)))
}

/// Why a file that is tried out and was changed is not played as it is now.
pub(super) fn not_reloaded(error: TryOutError) -> String {
    let is_gone = matches!(error, TryOutError::NoFile(_));
    let error = failure(error);
    if is_gone { format!("The file was moved or removed: {error}") } else { format!("The file was saved, and {error}") }
}
