//! Scripts from the JSON that the ledger stores.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;
use crate::scenario::id::ScenarioId;
use crate::scenario::link::{World, link};
use crate::scenario::model::Scenario;
use crate::scenario::ron::place::Origin;
use crate::scenario::script::Script;
use crate::scenario::village::Village;

/// Why there is no script in a stored JSON text.
#[derive(Debug, thiserror::Error)]
pub enum ScriptError {
    /// It is not the JSON of a scenario.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The scenario has an error; this is the first.
    #[error("{}", .0.message())]
    Invalid(Problem),
}

/// A script from the JSON that the ledger stores of it. Its villagers were resolved before.
///
/// # Errors
/// If the JSON is not that of a scenario, or the scenario has an error.
pub fn script_from_json(id: &ScenarioId, json: &str) -> Result<Script, ScriptError> {
    static NO_VILLAGE: Village = Village { format: 1, people: BTreeMap::new(), origin: Origin::NONE };
    let scenario: Scenario = serde_json::from_str(json)?;
    let world = World { village: &NO_VILLAGE, catalogue: None };
    let (script, problems) = link(id, scenario, world, None);
    script.ok_or_else(|| {
        let error = problems.into_iter().find(crate::diagnostic::Diagnostic::is_error);
        ScriptError::Invalid(error.map_or(Problem::NotAScenario, |error| error.problem))
    })
}
