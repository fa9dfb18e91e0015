//! How the linker reports what it finds, and how it guesses which name was meant.

use super::linker::Linker;
use crate::diagnostic::{Diagnostic, Problem, Severity, Span, Suggestion, suggest};
use crate::scenario::ron::parse::MAX_PROBLEMS;
use crate::scenario::ron::place::Location;

/// How many names are compared with unknown ones in one file, to say which was meant.
const MAX_COMPARED: usize = 100_000;

impl Linker<'_> {
    /// The span of a location; empty for a scenario that was not read from a file.
    pub(super) fn span(&self, location: Location<'_>) -> Span {
        self.tree.map_or_else(Span::default, |(tree, text)| location.span(tree, text))
    }

    /// Reports a problem, unless an `allow` silences it or enough are listed.
    pub(super) fn report(&mut self, location: Location<'_>, problem: Problem) {
        if !self.is_full() && !self.is_allowed(&problem) {
            let diagnostic = Diagnostic::new(self.span(location), problem);
            self.problems.push(diagnostic);
        }
    }

    fn is_allowed(&self, problem: &Problem) -> bool {
        let code = problem.code();
        let scopes = [Some(&self.scenario.allow), self.beat.map(|b| &b.allow), self.choice.map(|c| &c.allow)];
        problem.severity() != Severity::Error && scopes.into_iter().flatten().any(|allow| allow.contains_key(code))
    }

    /// Reports a name that stands for nothing.
    pub(super) fn unknown<'n>(
        &mut self,
        location: Location<'_>,
        kind: &'static str,
        id: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        // The empty id stands in for one that could not be read and was reported there.
        if !id.is_empty() && !self.is_full() {
            let suggestion = self.suggest(id, known);
            self.report(location, Problem::Unknown { kind, id: id.to_owned(), suggestion });
        }
    }

    /// Whether no more problems are listed.
    pub(super) const fn is_full(&self) -> bool {
        self.problems.len() >= MAX_PROBLEMS
    }

    /// The name that was meant. After [`MAX_COMPARED`] comparisons there is no more suggestion, so that a large file
    /// full of mistakes is read in time.
    pub(super) fn suggest<'n>(&mut self, id: &str, known: impl IntoIterator<Item = &'n str>) -> Suggestion {
        let known: Vec<&str> = known.into_iter().collect();
        self.compared += known.len();
        if self.compared > MAX_COMPARED { None } else { suggest(id, known) }
    }
}
