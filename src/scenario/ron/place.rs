//! Where a value is written: a handle from a part of the model to its node, and the steps on from there.

use super::tree::{NodeId, NodeKind, Tree};
use crate::diagnostic::Span;

/// The node that a part of the model was read from, if it was read from a file.
///
/// It is no part of the value: any two origins are equal, and none is written to JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin(Option<NodeId>);

impl Origin {
    /// The origin of a part that was not read from a file.
    pub const NONE: Self = Self(None);
}

impl From<NodeId> for Origin {
    fn from(node: NodeId) -> Self {
        Self(Some(node))
    }
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

/// One step from a value to a value inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A named field.
    Field(&'static str),
    /// A key of a map.
    Key(&'a str),
    /// The nth of a list, or the nth value in a part's brackets.
    Nth(usize),
}

/// A location in a file: the nearest part with an [`Origin`], and the steps from there. The steps are a list on the
/// stack, so that taking one costs nothing: a location is looked up only when a problem is reported at it.
#[derive(Clone, Copy, Debug)]
pub enum Location<'a> {
    /// A part.
    Part(Origin),
    /// A part that is the value of a map's entry; its span is that of the key.
    Entry(Origin),
    /// A step from another location.
    Inside(&'a Location<'a>, Step<'a>),
}

impl<'a> Location<'a> {
    /// The location of a field of this part.
    #[must_use]
    pub const fn field(&'a self, name: &'static str) -> Self {
        Self::Inside(self, Step::Field(name))
    }

    /// The location of a key of this map.
    #[must_use]
    pub const fn key(&'a self, key: &'a str) -> Self {
        Self::Inside(self, Step::Key(key))
    }

    /// The location of the nth value of this list, or in this part's brackets.
    #[must_use]
    pub const fn nth(&'a self, n: usize) -> Self {
        Self::Inside(self, Step::Nth(n))
    }

    /// The span: the key of a map's entry, the head of a part. A location that is not written has the span of the
    /// last one on the way to it that is.
    #[must_use]
    pub fn span(&self, tree: &Tree, text: &str) -> Span {
        self.find(tree, text).1
    }

    /// Whether it is written in the file.
    #[must_use]
    pub fn is_written(&self, tree: &Tree, text: &str) -> bool {
        self.find(tree, text).0.is_some()
    }

    /// The node, if it is written, and the span.
    fn find(&self, tree: &Tree, text: &str) -> (Option<NodeId>, Span) {
        match *self {
            Self::Part(Origin(node)) => (node, node.map_or_else(Span::default, |node| tree.head(node))),
            Self::Entry(Origin(node)) => {
                let span = node.map_or_else(Span::default, |node| tree.span(tree.key(node).unwrap_or(node)));
                (node, span)
            }
            Self::Inside(outer, step) => {
                let (node, span) = outer.find(tree, text);
                let Some(node) = node else { return (None, span) };
                take(tree, text, node, step).map_or((None, span), |(node, span)| (Some(node), span))
            }
        }
    }
}

/// The span of what a path from the root leads to, by the rules of [`Location::span`].
#[must_use]
pub fn locate(tree: &Tree, text: &str, path: &[Step<'_>]) -> Span {
    let Some(mut node) = tree.root() else { return Span::default() };
    let mut span = tree.head(node);
    for step in path {
        let Some(found) = take(tree, text, node, *step) else { break };
        (node, span) = found;
    }
    span
}

/// Takes one step from a node: to which node, and the span that stands for it.
fn take(tree: &Tree, text: &str, node: NodeId, step: Step<'_>) -> Option<(NodeId, Span)> {
    match step {
        Step::Field(name) => {
            let (_, value) = find_entry(tree, node, |key| tree.span(key).of(text) == name)?;
            Some((value, tree.head(value)))
        }
        Step::Key(name) => {
            let (key, value) = find_entry(tree, node, |key| is_text(tree, key, text, name))?;
            Some((value, tree.span(key)))
        }
        Step::Nth(n) => tree.children(node).nth(n).map(|child| (child, tree.head(child))),
    }
}

fn find_entry(tree: &Tree, node: NodeId, is: impl Fn(NodeId) -> bool) -> Option<(NodeId, NodeId)> {
    if !matches!(tree.kind(node), NodeKind::Part | NodeKind::Map) {
        return None;
    }
    tree.children(node).filter_map(|child| tree.entry(child)).find(|(key, _)| is(*key))
}

/// Whether a key says `name`; most are compared as they are written, without making a string of them.
fn is_text(tree: &Tree, key: NodeId, text: &str, name: &str) -> bool {
    let written = tree.span(key).of(text);
    let plain = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match plain {
        Some(plain) if !plain.contains(['\\', '\n']) => plain == name,
        _ => *tree.text(key, text) == *name,
    }
}
