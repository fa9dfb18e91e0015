//! Where a value is written: a handle from a part of the model to its node, and the steps on from there.

use std::borrow::Cow;
use std::collections::HashMap;

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

    /// Whether the part was read from a file.
    #[must_use]
    pub const fn is_written(self) -> bool {
        self.0.is_some()
    }
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
        self.cursor(tree, text).span()
    }

    /// Whether it is written in the file.
    #[must_use]
    pub fn is_written(&self, tree: &Tree, text: &str) -> bool {
        self.cursor(tree, text).node.is_some()
    }

    /// Follows the location in the tree that its part was read from.
    fn cursor<'t>(&self, tree: &'t Tree, text: &'t str) -> Cursor<'t> {
        match *self {
            Self::Part(origin) => Cursor::part(tree, text, origin),
            Self::Entry(origin) => Cursor::part(tree, text, origin).entry(origin),
            Self::Inside(outer, step) => outer.cursor(tree, text).step(step),
        }
    }
}

/// A [`Location`] that was followed to its node. A step from here looks only at what is inside that node, and a list is
/// gone through once for all of its values.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'t> {
    tree: &'t Tree,
    text: &'t str,
    /// The node, if it is written.
    node: Option<NodeId>,
    span: Span,
}

impl<'t> Cursor<'t> {
    /// At a part, in the tree it was read from.
    #[must_use]
    pub fn part(tree: &'t Tree, text: &'t str, Origin(node): Origin) -> Self {
        Self { tree, text, node, span: node.map_or_else(Span::default, |node| tree.head(node)) }
    }

    /// At another part of the same file that is the value of a map's entry.
    #[must_use]
    pub fn entry(self, Origin(node): Origin) -> Self {
        let key = |node| self.tree.span(self.tree.key(node).unwrap_or(node));
        Self { node, span: node.map_or_else(Span::default, key), ..self }
    }

    /// At a field of this part.
    #[must_use]
    pub fn field(self, name: &'static str) -> Self {
        self.step(Step::Field(name))
    }

    /// At the nth value of this list, or in this part's brackets.
    #[must_use]
    pub fn nth(self, n: usize) -> Self {
        self.step(Step::Nth(n))
    }

    /// At each value of this list in turn. It never ends: a value that is not written has the span of the list.
    pub fn values(self) -> impl Iterator<Item = Self> {
        let nodes = self.node.map(|node| self.tree.children(node));
        let written = nodes.into_iter().flatten();
        let written = written.map(move |node| Self { node: Some(node), span: self.tree.head(node), ..self });
        written.chain(std::iter::repeat(Self { node: None, ..self }))
    }

    /// At the value of each key of this map; the first, if a key is written twice.
    #[must_use]
    pub fn entries(self) -> HashMap<Cow<'t, str>, Self> {
        let mut entries = HashMap::new();
        let nodes = self.node.map(|node| self.tree.children(node));
        for (key, value) in nodes.into_iter().flatten().filter_map(|child| self.tree.entry(child)) {
            let cursor = Self { node: Some(value), span: self.tree.span(key), ..self };
            entries.entry(self.tree.text(key, self.text)).or_insert(cursor);
        }
        entries
    }

    /// The span, by the rules of [`Location::span`].
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }

    /// Takes one step; what is not written has the span of what the step was taken from.
    fn step(self, step: Step<'_>) -> Self {
        let found = self.node.and_then(|node| self.take(node, step));
        let (node, span) = found.map_or((None, self.span), |(node, span)| (Some(node), span));
        Self { node, span, ..self }
    }

    /// To which node a step leads, and the span that stands for it.
    fn take(self, node: NodeId, step: Step<'_>) -> Option<(NodeId, Span)> {
        let Self { tree, text, .. } = self;
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
