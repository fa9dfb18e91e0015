//! Trying a scenario file out: reading it, and starting it from its middle.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::diagnostic::{Diagnostic, LineIndex, Source, suggest};
use crate::encounter::State;
use crate::files::exists_or_dangling;
use crate::library::{Fault, read_file};
use crate::scenario::id::BeatId;
use crate::scenario::link::{World, from_beat};
use crate::scenario::read::read_condition;
use crate::scenario::script::Script;
use crate::scenario::village::Village;

/// Where in a scenario a try-out starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartingPoint {
    /// The beat to start at; without one, the scenario's own first beat.
    pub from: Option<String>,
    /// Conditions that are made to hold at the start, as a coach writes them: `Knows("shift")`.
    pub given: Vec<String>,
}

/// Why a scenario cannot start at a [`StartingPoint`].
#[derive(Debug, Error)]
pub enum StartingPointError {
    /// A text is not a condition.
    #[error("`{text}` is not a condition such as Knows(\"shift\")")]
    NotACondition {
        /// The text.
        text: String,
        /// The text as a source that diagnostics point into.
        source_text: Box<Source>,
        /// What is wrong with it.
        diagnostics: Vec<Diagnostic>,
    },
    /// The scenario has no such beat.
    #[error("there is no beat `{beat}`; {hint}")]
    UnknownBeat {
        /// The id that was named.
        beat: String,
        /// What to do.
        hint: String,
    },
    /// A condition names something that the scenario does not have.
    #[error("{0}")]
    NotLinked(String),
    /// The conditions exclude each other.
    #[error("these cannot hold together: {}", .0.join(", "))]
    Contradiction(Vec<String>),
}

impl StartingPoint {
    /// Whether the scenario starts as it is written.
    #[must_use]
    pub fn is_beginning(&self) -> bool {
        self.from.is_none() && self.given.is_empty()
    }

    /// The script as if it began at this point.
    ///
    /// # Errors
    /// If the beat is unknown, or the conditions cannot be read, do not fit the scenario, or exclude each other.
    pub fn apply(&self, script: &Script) -> Result<Script, StartingPointError> {
        let given = self.given.iter().map(|text| condition(text)).collect::<Result<_, _>>()?;
        let start = self.from.as_deref().map_or_else(|| script.beat(script.start).id.clone(), BeatId::from);
        if !script.beats.iter().any(|beat| beat.id == start) {
            let known = script.beats.iter().map(|beat| beat.id.as_str());
            let hint = suggest(start.as_str(), known)
                .map_or_else(|| "`rapport graph` shows them all".into(), |meant| format!("did you mean `{meant}`?"));
            return Err(StartingPointError::UnknownBeat { beat: start.to_string(), hint });
        }
        // The villagers of a script are resolved already, and nothing else is looked up in the village.
        let village = Village::default();
        let world = World { village: &village, catalogue: None };
        let tried = from_beat(&script.id, &script.scenario, world, &start, given).map_err(|problems| {
            let lines = problems.iter().map(|found| {
                let hint = found.problem.hint().map_or_else(String::new, |hint| format!("; {hint}"));
                format!("{}{hint}", found.problem.message())
            });
            StartingPointError::NotLinked(lines.collect::<Vec<_>>().join("\n"))
        })?;
        if State::can_be_given(&tried) { Ok(tried) } else { Err(StartingPointError::Contradiction(self.given.clone())) }
    }
}

fn condition(text: &str) -> Result<crate::scenario::model::Condition, StartingPointError> {
    let (condition, source, diagnostics) = read_condition(text);
    match condition {
        Some(condition) if diagnostics.is_empty() => Ok(condition),
        _ => {
            Err(StartingPointError::NotACondition { text: text.to_owned(), source_text: Box::new(source), diagnostics })
        }
    }
}

/// A scenario file that is tried out, and where in it the try-out starts.
#[derive(Clone, Debug)]
pub struct TryOut {
    /// The file.
    pub file: PathBuf,
    /// Where the play starts.
    pub starting_point: StartingPoint,
}

/// Why a file cannot be tried out.
#[derive(Debug, Error)]
pub enum TryOutError {
    /// There is nothing at the path.
    #[error("there is no file `{}`", .0.display())]
    NoFile(PathBuf),
    /// The file cannot be read, or has errors.
    #[error("`{}` cannot be played", file.display())]
    Faulty {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        faults: Vec<Fault>,
    },
    /// The scenario cannot start where it was asked to.
    #[error(transparent)]
    StartingPoint(#[from] StartingPointError),
}

impl TryOutError {
    /// The first error, and its line in the file (from 1) if it has one: for a front end with room for one sentence.
    #[must_use]
    pub fn first(&self) -> (String, Option<u32>) {
        let Self::Faulty { faults, .. } = self else { return (self.to_string(), None) };
        let found = faults.iter().find_map(|fault| Some((fault, fault.reason()?)));
        let Some((fault, reason)) = found else { return ("it is not a scenario".into(), None) };
        let has_text = !fault.source.text.is_empty();
        let line = has_text.then(|| LineIndex::new(&fault.source.text).position(reason.span.start).line);
        (reason.problem.message(), line)
    }
}

impl TryOut {
    /// A file that is tried out from its beginning.
    #[must_use]
    pub fn new(file: &Path) -> Self {
        Self { file: file.to_path_buf(), starting_point: StartingPoint::default() }
    }

    /// Reads the file; called again whenever it was saved.
    ///
    /// # Errors
    /// If it cannot be read, has errors, or cannot start at the starting point.
    pub fn load(&self) -> Result<Arc<Script>, TryOutError> {
        if !exists_or_dangling(&self.file) {
            return Err(TryOutError::NoFile(self.file.clone()));
        }
        let faulty = |faults| TryOutError::Faulty { file: self.file.clone(), faults };
        let linked = read_file(&self.file).map_err(faulty)?;
        let Some(script) = linked.script else {
            return Err(faulty(vec![Fault { source: linked.source, diagnostics: linked.diagnostics }]));
        };
        if self.starting_point.is_beginning() {
            return Ok(script);
        }
        Ok(Arc::new(self.starting_point.apply(&script)?))
    }
}
