//! Adding a scenario file to the user's own scenarios in the data folder.

use std::path::Path;

use super::check::read_file;
use super::fault::Fault;
use crate::files::{DataPaths, FileError, create_folder, exists_or_dangling, read_bytes, write_file};
use crate::scenario::id::ScenarioId;

/// The result of adding a file to the user's own scenarios.
#[derive(Debug)]
pub enum AddOutcome {
    /// It was copied; it may have something to mend that does not keep it from being played.
    Added(ScenarioId, Vec<Fault>),
    /// The user has a scenario of this id already; nothing was changed.
    AlreadyExists(ScenarioId),
    /// The file has errors; nothing was copied.
    Invalid(Vec<Fault>),
    /// There is no data folder; nothing was copied.
    NoDataFolder,
    /// The file could not be copied; nothing was changed.
    Failed(FileError),
}

/// Copies a scenario file without errors into the data folder. `replace` overwrites a scenario of the same id.
#[must_use]
pub fn add_own(data_paths: &DataPaths, path: &Path, replace: bool) -> AddOutcome {
    let linked = match read_file(path) {
        Ok(linked) => linked,
        Err(faults) => return AddOutcome::Invalid(faults),
    };
    let faults: Vec<Fault> = Fault::of_linked(&linked).into_iter().collect();
    let Some(script) = &linked.script else { return AddOutcome::Invalid(faults) };
    let Some(folder) = data_paths.own_scenarios() else { return AddOutcome::NoDataFolder };
    let to = folder.join(format!("{}.ron", script.id));
    if exists_or_dangling(&to) && !replace {
        return AddOutcome::AlreadyExists(script.id.clone());
    }
    let copied = create_folder(&folder).and_then(|()| read_bytes(path)).and_then(|bytes| write_file(&to, &bytes));
    match copied {
        Ok(()) => AddOutcome::Added(script.id.clone(), faults),
        Err(error) => AddOutcome::Failed(error),
    }
}
