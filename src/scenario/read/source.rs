//! What reading any file has in common: the text, the tree, the value, and diagnostics in order.

use crate::diagnostic::{self, Diagnostic, Problem, Source};
use crate::scenario::ron::decode::Decoder;
use crate::scenario::ron::parse::{MAX_PROBLEMS, Parsed, parse};
use crate::scenario::ron::tree::{NodeId, Tree};

/// Reads a value from the root of a text; its default if there is none.
pub(super) fn read_root<T: Default>(
    source: &Source,
    diagnostics: &mut Vec<Diagnostic>,
    read: fn(&mut Decoder<'_>, NodeId) -> T,
) -> (T, Tree) {
    let Parsed { tree, text, problems: mut found } = parse(&source.text);
    diagnostics.append(&mut found);
    let mut decoder = Decoder::new(&tree, &text);
    let value = tree.root().map_or_else(T::default, |root| read(&mut decoder, root));
    diagnostics.append(&mut decoder.problems);
    (value, tree)
}

/// Puts diagnostics in the order of the text, and keeps no more than are listed.
pub(super) fn sort_and_limit(diagnostics: &mut Vec<Diagnostic>) {
    diagnostic::sort(diagnostics);
    let is_last = |found: &Diagnostic| matches!(found.problem, Problem::TooManyProblems { .. });
    let shown = MAX_PROBLEMS - 1;
    if diagnostics.len() > shown && !diagnostics[..=shown].iter().any(is_last) {
        diagnostics[shown].problem = Problem::TooManyProblems { shown };
    }
    diagnostics.truncate(MAX_PROBLEMS);
}
