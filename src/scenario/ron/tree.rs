//! RON text as a tree of nodes with positions.

use std::borrow::Cow;

use super::escape::read_escape;
use crate::diagnostic::Span;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A text in quotes.
    Text,
    /// A text in raw quotes, `r"…"`.
    RawText,
    /// A whole number.
    Number,
    /// A bare word, such as `Calm` or `true`.
    Word,
    /// `Name(…)` or `(…)`.
    Part,
    /// `[…]`.
    List,
    /// `{…}`.
    Map,
    /// `key: value` in a part or a map; its children are the key and the value.
    Entry,
    /// Something that could not be read; it was reported.
    Bad,
}

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeId(u32);

/// No node: the end of a list of children.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// End of the name of a `Name(…)`; `start` if it has none.
    pub(super) name_end: u32,
    /// The first child.
    pub(super) first: u32,
    /// The next child of the same parent.
    pub(super) next: u32,
}

/// The tree: all nodes in one vector, each with its span in the text.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) root: Option<u32>,
}

impl Tree {
    /// The outermost value; `None` if the text has none.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root.map(NodeId)
    }

    /// The kind of the node.
    #[must_use]
    pub fn kind(&self, node: NodeId) -> NodeKind {
        self.nodes[node.0 as usize].kind
    }

    /// The bytes of the node.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Span {
        let node = &self.nodes[node.0 as usize];
        Span::new(node.start, node.end)
    }

    /// What a diagnostic points at: the name of a part, an opening bracket without a name, or the whole of any other
    /// node.
    #[must_use]
    pub fn head(&self, node: NodeId) -> Span {
        let Node { kind, start, end, name_end, .. } = self.nodes[node.0 as usize];
        match kind {
            NodeKind::Part if name_end > start => Span::new(start, name_end),
            NodeKind::Part | NodeKind::List | NodeKind::Map => Span::new(start, start + 1),
            _ => Span::new(start, end),
        }
    }

    /// The name before the bracket of a part; empty if it has none.
    #[must_use]
    pub fn name<'t>(&self, node: NodeId, text: &'t str) -> &'t str {
        let node = &self.nodes[node.0 as usize];
        Span::new(node.start, node.name_end).of(text).trim_end()
    }

    /// The children in the order of the text.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = self.nodes[node.0 as usize].first;
        std::iter::from_fn(move || {
            let node = self.nodes.get(at as usize)?;
            let id = NodeId(at);
            at = node.next;
            Some(id)
        })
    }

    /// The key of an entry whose value is `value`; `None` if no text is written before it as a key.
    #[must_use]
    pub fn key(&self, value: NodeId) -> Option<NodeId> {
        // The parser makes the node of a value right after that of its key, which a key of one node makes the one
        // before it.
        let key = value.0.checked_sub(1)?;
        (self.nodes[key as usize].next == value.0).then_some(NodeId(key))
    }

    /// Key and value of an entry.
    #[must_use]
    pub fn entry(&self, node: NodeId) -> Option<(NodeId, NodeId)> {
        if self.kind(node) != NodeKind::Entry {
            return None;
        }
        let mut children = self.children(node);
        Some((children.next()?, children.next()?))
    }

    /// The value of a text: escapes are replaced, and a line break with the space around it becomes one space.
    #[must_use]
    pub fn text<'t>(&self, node: NodeId, text: &'t str) -> Cow<'t, str> {
        let whole = self.span(node).of(text);
        let escapes = self.kind(node) == NodeKind::Text;
        let inner = inside_quotes(whole);
        if !(inner.contains('\n') || escapes && inner.contains('\\')) {
            return Cow::Borrowed(inner);
        }
        let mut out = String::with_capacity(inner.len());
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' if escapes => match read_escape(&mut chars) {
                    Ok(c) => out.push(c),
                    Err(unknown) => out.push_str(&unknown.to_string()),
                },
                '\n' => {
                    out.truncate(out.trim_end_matches([' ', '\t', '\n']).len());
                    out.push(' ');
                    chars = chars.as_str().trim_start_matches([' ', '\t', '\n']).chars();
                }
                c => out.push(c),
            }
        }
        Cow::Owned(out)
    }
}

/// What is written between the quotes of a text.
fn inside_quotes(whole: &str) -> &str {
    let open = whole.find('"').map_or(0, |at| at + 1);
    let hashes = whole[..open].bytes().filter(|b| *b == b'#').count();
    let end = whole.len().saturating_sub(hashes);
    let end = if whole[..end].ends_with('"') && end > open { end - 1 } else { end };
    &whole[open.min(end)..end]
}
