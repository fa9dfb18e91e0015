//! Where a part of a scenario stands in its file: a path of fields and keys, found in the tree when asked.

use super::tree::{NodeId, NodeKind, Tree};
use crate::diagnostic::Span;

/// One step from a part to a part inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A named field.
    Field(&'static str),
    /// A key of a map.
    Key(&'a str),
    /// The nth of a list, or the nth value in a part's brackets.
    Nth(usize),
}

/// The span of what a path leads to: the key for a map's entry, the head for a part. A path that
/// leads to what is not written ends at the last thing that is.
#[must_use]
pub fn locate(tree: &Tree, text: &str, path: &[Step<'_>]) -> Span {
    let Some(mut node) = tree.root() else { return Span::default() };
    let mut span = tree.head(node);
    for step in path {
        let found = match step {
            Step::Field(name) => keyed(tree, node, |key| tree.span(key).of(text) == *name),
            Step::Key(name) => keyed(tree, node, |key| is_text(tree, key, text, name)),
            Step::Nth(n) => tree.children(node).nth(*n).map(|child| (child, child)),
        };
        let Some((key, value)) = found else { break };
        span = if matches!(step, Step::Key(_)) { tree.span(key) } else { tree.head(value) };
        node = value;
    }
    span
}

/// Whether a key says `name`; most are compared as they are written, without making a string of them.
fn is_text(tree: &Tree, key: NodeId, text: &str, name: &str) -> bool {
    let written = tree.span(key).of(text);
    let plain = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match plain {
        Some(plain) if !plain.contains(['\\', '\n']) => plain == name,
        _ => tree.text(key, text) == name,
    }
}

fn keyed(tree: &Tree, node: NodeId, is: impl Fn(NodeId) -> bool) -> Option<(NodeId, NodeId)> {
    if !matches!(tree.kind(node), NodeKind::Part | NodeKind::Map) {
        return None;
    }
    tree.children(node).filter_map(|child| tree.entry(child)).find(|(key, _)| is(*key))
}
