//! A file of the library with something to mend.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Problem, Source, Span};
use crate::scenario::read::Linked;

/// A file that cannot be played, or has something to mend.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The file's text.
    pub source: Source,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Fault {
    /// Whether it keeps the file from being played.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The error to name first: what is wrong with the text comes before what is missing because of it.
    #[must_use]
    pub fn reason(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().filter(|found| found.is_error()).min_by_key(|found| found.problem.code())
    }

    /// A problem of a file as a whole, such as that it cannot be read.
    pub(super) fn of_file(path: &Path, problem: Problem) -> Self {
        let source = Source::new(path.display().to_string(), "");
        Self { source, diagnostics: vec![Diagnostic::new(Span::default(), problem)] }
    }

    /// What there is to mend in a file that was read, if anything.
    pub(super) fn of_linked(linked: &Linked) -> Option<Self> {
        let Linked { source, diagnostics, .. } = linked;
        (!diagnostics.is_empty()).then(|| Self { source: source.clone(), diagnostics: diagnostics.clone() })
    }
}
