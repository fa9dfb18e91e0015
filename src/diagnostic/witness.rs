//! A play that shows what a diagnostic says, so that a coach can repeat it.

use std::fmt::Write as _;

use serde::Serialize;

use crate::util::shell::Shells;

/// The choices of a play, and what is remembered at its start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// The seed, which changes wording and order only.
    pub seed: u64,
    /// The ids of the choices.
    pub path: Vec<String>,
    /// What is remembered, in the form of `rapport play --memory`; `None` for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory: Option<serde_json::Value>,
}

impl Witness {
    /// How to repeat it, in one line.
    #[must_use]
    pub fn command(&self, file: &str) -> String {
        let mut command = if self.path.is_empty() {
            "it shows at the start of every play".to_owned()
        } else {
            format!(
                "play it: rapport play {} --seed {} --choices {}",
                Shells::HERE.quoted(file),
                self.seed,
                self.path.join(",")
            )
        };
        if let Some(memory) = &self.memory {
            let _ = write!(command, "; with --memory FILE and this in the file: {memory}");
        }
        command
    }
}
