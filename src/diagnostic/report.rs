//! Diagnostics as plain data, for tools.

use serde::Serialize;

use super::{Diagnostic, LineIndex, Source, Witness};

/// A diagnostic as tools read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The rule's code.
    pub code: &'static str,
    /// `error`, `warning` or `hint`.
    pub severity: &'static str,
    /// The file as it was named.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to try.
    pub hint: Option<String>,
    /// A play that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
}

impl Report {
    /// All diagnostics of one file as data.
    #[must_use]
    pub fn all(source: &Source, diagnostics: &[Diagnostic]) -> Vec<Self> {
        if diagnostics.is_empty() {
            return Vec::new();
        }
        let index = LineIndex::new(&source.text);
        diagnostics
            .iter()
            .map(|diagnostic| {
                let position = index.position(diagnostic.span.start);
                Self {
                    code: diagnostic.problem.code(),
                    severity: diagnostic.problem.severity().as_str(),
                    file: source.name.clone(),
                    line: position.line,
                    column: position.column,
                    message: diagnostic.problem.message(),
                    hint: diagnostic.problem.hint(),
                    witness: diagnostic.witness.clone(),
                }
            })
            .collect()
    }
}
