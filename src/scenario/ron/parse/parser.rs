//! The parser: its state, the outermost value, and how nodes and problems are added.

use std::borrow::Cow;

use super::MAX_PROBLEMS;
use super::letters::plain;
use crate::diagnostic::{Diagnostic, Problem, Span};
use crate::scenario::ron::tree::{NONE, Node, NodeKind, Tree};
use crate::util::num::saturating_u32;

/// A text that was read.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// The tree, as far as the text could be read.
    pub tree: Tree,
    /// The text that the tree was read from. It is the author's, except that blanks of other kinds are plain ones and
    /// that characters that look like others are those others, outside of texts and comments. Places in it are places
    /// in the author's text.
    pub text: Cow<'t, str>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// Reads a whole text.
#[must_use]
pub fn parse(text: &str) -> Parsed<'_> {
    let (text, mut problems) = plain(text);
    let (tree, mut found) = parse_plain(&text);
    // What stands in texts and what outside of them is not known then.
    let is_unclosed = |found: &Diagnostic| matches!(found.problem, Problem::UnclosedString | Problem::UnclosedComment);
    if found.iter().any(is_unclosed) {
        problems.clear();
    }
    problems.append(&mut found);
    problems.truncate(MAX_PROBLEMS);
    Parsed { tree, text, problems }
}

/// Reads a text: the tree as far as it could be read, and what is wrong with it.
fn parse_plain(text: &str) -> (Tree, Vec<Diagnostic>) {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        tree: Tree { nodes: Vec::with_capacity(text.len() / 16), root: None },
        open: Vec::new(),
        problems: Vec::new(),
        comma_optional: false,
        reread: 0,
        stopped: false,
    };
    parser.file();
    (parser.tree, parser.problems)
}

/// A parser at some byte of its text.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    /// Offset of the next byte to read.
    pub(super) at: usize,
    pub(super) tree: Tree,
    /// The brackets that are open, with their offsets.
    pub(super) open: Vec<(u8, u32)>,
    pub(super) problems: Vec<Diagnostic>,
    /// Set after a bracket that was found to be unclosed: no comma is asked for before what follows.
    pub(super) comma_optional: bool,
    /// How many bytes were read again because of texts that were never closed.
    pub(super) reread: usize,
    /// Set when reading was given up, so that nothing more is reported.
    pub(super) stopped: bool,
}

impl Parser<'_> {
    fn file(&mut self) {
        self.attributes();
        self.skip_space();
        if self.at >= self.bytes.len() {
            self.expected("a value", self.at);
            return;
        }
        self.tree.root = self.value();
        self.skip_space();
        if self.at < self.bytes.len() && !self.stopped {
            let end = self.token_end();
            self.report(self.at, end, Problem::TextAfterEnd);
        }
    }

    fn attributes(&mut self) {
        loop {
            self.skip_space();
            if !self.bytes[self.at..].starts_with(b"#!") {
                return;
            }
            let start = self.at;
            let end = memchr::memchr(b'\n', &self.bytes[start..]).map_or(self.bytes.len(), |n| start + n);
            self.at = end;
            if self.text[start..end].trim_end() != "#![enable(implicit_some)]" {
                self.report(start, end, Problem::Attribute);
            }
        }
    }

    pub(super) fn report(&mut self, start: usize, end: usize, problem: Problem) {
        if self.stopped {
            return;
        }
        let span = Span::new(offset(start), offset(end));
        if self.problems.len() + 1 >= MAX_PROBLEMS {
            self.problems.push(Diagnostic::new(span, Problem::TooManyProblems { shown: MAX_PROBLEMS - 1 }));
            self.stop();
            return;
        }
        self.problems.push(Diagnostic::new(span, problem));
    }

    /// Gives up reading: nothing more is read or reported.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
        self.at = self.bytes.len();
    }

    pub(super) fn push(&mut self, kind: NodeKind, start: usize, name_end: usize) -> u32 {
        let id = offset(self.tree.nodes.len());
        self.tree.nodes.push(Node {
            kind,
            start: offset(start),
            end: offset(self.at),
            name_end: offset(name_end),
            first: NONE,
            next: NONE,
        });
        id
    }
}

/// A byte offset or a count of nodes. [`Source::MAX_BYTES`] keeps both far below `u32::MAX`.
///
/// [`Source::MAX_BYTES`]: crate::diagnostic::Source::MAX_BYTES
pub(super) fn offset(n: usize) -> u32 {
    debug_assert!(u32::try_from(n).is_ok(), "a file of at most 32 MB has fewer than 2^32 bytes and nodes");
    saturating_u32(n)
}
