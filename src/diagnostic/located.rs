//! One problem at its place in a file.

use super::{Problem, Severity, Span, Witness};

/// One problem at one place of a [`Source`](super::Source).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Bytes of the source text that the caret points at.
    pub span: Span,
    /// A second place that belongs to it, with its label, such as "first here".
    pub also: Option<(Span, &'static str)>,
    /// What is wrong, as data.
    pub problem: Problem,
    /// A play that shows it.
    pub witness: Option<Witness>,
}

impl Diagnostic {
    /// A diagnostic with one place.
    #[must_use]
    pub const fn new(span: Span, problem: Problem) -> Self {
        Self { span, also: None, problem, witness: None }
    }

    /// The same with a second place.
    #[must_use]
    pub const fn with(mut self, span: Span, label: &'static str) -> Self {
        self.also = Some((span, label));
        self
    }

    /// The same with a play that shows it.
    #[must_use]
    pub fn shown_by(mut self, witness: Option<Witness>) -> Self {
        self.witness = witness;
        self
    }

    /// Whether it keeps a scenario from being played.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.problem.severity() == Severity::Error
    }
}

/// Sorts diagnostics by their place in the file, then by code, and drops repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span, a.problem.code()).cmp(&(b.span, b.problem.code())));
    diagnostics.dedup();
}
