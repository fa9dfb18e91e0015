//! The decoder: what every value is read with, and the fields of a part.

use crate::diagnostic::{Diagnostic, Problem, Span, suggest};
use crate::scenario::ron::parse::MAX_PROBLEMS;
use crate::scenario::ron::tree::{NodeId, NodeKind, Tree};

/// Most characters of the file that a message repeats.
const MAX_SHOWN: usize = 80;

/// Reads values out of a tree and collects what is wrong with them.
pub struct Decoder<'t> {
    pub(super) tree: &'t Tree,
    pub(super) text: &'t str,
    /// What was wrong so far.
    pub problems: Vec<Diagnostic>,
}

/// Something that can be read from a node. What cannot be read is reported, and its default stands in.
pub trait Decode: Sized {
    /// Reads the value at `node`.
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self;
}

impl<'t> Decoder<'t> {
    /// For one tree of one text.
    #[must_use]
    pub const fn new(tree: &'t Tree, text: &'t str) -> Self {
        Self { tree, text, problems: Vec::new() }
    }

    /// Whether no more is listed.
    pub(super) const fn is_full(&self) -> bool {
        self.problems.len() >= MAX_PROBLEMS
    }

    pub(super) fn report(&mut self, span: Span, problem: Problem) {
        if !self.is_full() {
            self.problems.push(Diagnostic::new(span, problem));
        }
    }

    pub(super) fn report_twice(&mut self, node: NodeId, first: NodeId, key: &str) {
        let first = self.tree.span(first);
        let span = self.tree.span(node);
        if self.problems.len() < MAX_PROBLEMS {
            let key = key.chars().take(MAX_SHOWN).collect();
            self.problems.push(Diagnostic::new(span, Problem::DuplicateKey { key }).with(first, "first here"));
        }
    }

    pub(super) fn written(&self, node: NodeId) -> &'t str {
        self.tree.span(node).of(self.text)
    }

    pub(super) fn wrong_type(&mut self, node: NodeId, expected: &'static str) {
        if self.tree.name(node, self.text) == "Some" {
            // Already reported where it was read.
            return;
        }
        let found = match self.tree.kind(node) {
            NodeKind::Text | NodeKind::RawText => "a text",
            NodeKind::Number => "a number",
            NodeKind::Word => "a bare word",
            NodeKind::Part => "a part in `( )`",
            NodeKind::List => "a list in `[ ]`",
            NodeKind::Map => "a map in `{ }`",
            // Already reported where it was read.
            NodeKind::Entry | NodeKind::Bad => return,
        };
        self.report(self.tree.head(node), Problem::WrongType { expected, found });
    }

    /// The nodes of a part's fields, in the order of `known`.
    pub(super) fn fields<const N: usize>(
        &mut self,
        node: NodeId,
        name: &'static str,
        known: [&'static str; N],
    ) -> [Option<NodeId>; N] {
        let mut found: [Option<(NodeId, NodeId)>; N] = [None; N];
        let mut next = 0;
        let tree = self.tree;
        if tree.kind(node) != NodeKind::Part {
            self.wrong_type(node, part_in_words(name));
            return [None; N];
        }
        let written = tree.name(node, self.text);
        if !written.is_empty() && written != name && written != "Some" {
            let problem = Problem::WrongName { expected: name, found: clipped(written) };
            self.report(tree.head(node), problem);
        }
        for child in tree.children(node) {
            let Some((key, value)) = tree.entry(child) else {
                self.wrong_type(child, "a named part, as in `name: value`");
                continue;
            };
            let field = self.written(key);
            // Most files write the fields in the order of the format.
            let Some(at) = (next..N).chain(0..next).find(|at| known[*at] == field) else {
                if self.is_full() {
                    continue;
                }
                let problem = Problem::UnknownField {
                    field: clipped(field),
                    of: name,
                    suggestion: suggest(field, known),
                    known: known.join(", "),
                };
                self.report(tree.span(key), problem);
                continue;
            };
            next = at + 1;
            match found[at] {
                Some((first, _)) => self.report_twice(key, first, field),
                None => found[at] = Some((key, value)),
            }
        }
        found.map(|found| found.map(|(_, value)| value))
    }

    pub(super) fn required<T: Decode + Default>(
        &mut self,
        node: NodeId,
        of: &'static str,
        field: &'static str,
        value: Option<NodeId>,
    ) -> T {
        if let Some(value) = value {
            return T::decode(self, value);
        }
        if self.tree.kind(node) == NodeKind::Part {
            self.report(self.tree.head(node), Problem::MissingField { field, of });
        }
        T::default()
    }

    pub(super) fn optional<T: Decode + Default>(&mut self, value: Option<NodeId>) -> T {
        value.map_or_else(T::default, |value| T::decode(self, value))
    }
}

/// What a part is called where it is expected.
fn part_in_words(name: &'static str) -> &'static str {
    match name {
        "Scenario" => "`Scenario(..)`",
        "Beat" => "`Beat(..)`",
        "Choice" => "`Choice(..)`",
        "Silence" => "`Silence(..)`",
        "Ending" => "`Ending(..)`",
        "Need" => "`Need(..)`",
        "Persona" => "`Persona(..)`",
        "Next" => "`Next(..)`",
        "Look" => "`Look(..)`",
        "Claim" => "`Claim(..)`",
        "Test" => "`Test(..)`",
        _ => "a part in `( )`",
    }
}

/// The beginning of a text, as a message repeats it.
pub(super) fn clipped(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}
