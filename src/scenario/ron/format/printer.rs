//! The printer of the formatter.

use super::comments::Comment;
use crate::scenario::ron::tree::{NodeId, NodeKind, Tree};

/// Characters of the longest line that holds several values; a long text is not broken.
const MAX_WIDTH: usize = 120;

/// Spaces of one level of indentation.
const INDENT: usize = 4;

/// Parts that always take several lines, one for each field.
const MULTILINE: [&str; 7] = ["Scenario", "Beat", "Choice", "Silence", "Village", "Course", "Villager"];

/// Prints values, and the comments before, between and beside them.
pub(super) struct Printer<'t> {
    tree: &'t Tree,
    text: &'t str,
    comments: Vec<Comment>,
    /// The first comment that is not printed yet.
    next: usize,
    pub(super) out: String,
}

impl<'t> Printer<'t> {
    pub(super) fn new(tree: &'t Tree, text: &'t str, comments: Vec<Comment>) -> Self {
        Self { tree, text, comments, next: 0, out: String::with_capacity(text.len()) }
    }

    pub(super) fn skip_to(&mut self, start: u32) {
        while self.comments.get(self.next).is_some_and(|comment| comment.start < start) {
            self.next += 1;
        }
    }

    /// Prints a value from the current column on.
    pub(super) fn value(&mut self, node: NodeId, indent: usize) {
        let kind = self.tree.kind(node);
        if !matches!(kind, NodeKind::Part | NodeKind::List | NodeKind::Map) {
            self.out.push_str(self.tree.span(node).of(self.text));
            return;
        }
        let room = MAX_WIDTH.saturating_sub(self.column() + 1);
        if let Some(flat) = self.flat(node).filter(|flat| flat.chars().count() <= room) {
            self.out.push_str(&flat);
            return;
        }
        let (open, close) = brackets(kind);
        self.out.push_str(self.tree.name(node, self.text));
        self.out.push(open);
        // A list of one part shares its first and last line with the part.
        if let Some(only) = self.only_part(node) {
            self.value(only, indent);
            self.out.push(close);
            return;
        }
        self.out.push('\n');
        let mut before: Option<u32> = None;
        for child in self.tree.children(node) {
            let begins = self.begins(child);
            self.comments_before(begins, indent + INDENT, &mut before);
            self.blank_line(before, self.tree.span(child).start);
            self.pad(indent + INDENT);
            self.child(child, indent + INDENT);
            self.out.push(',');
            let end = self.tree.span(child).end;
            before = Some(self.comment_beside(end).unwrap_or(end));
            self.out.push('\n');
        }
        self.comments_before(self.tree.span(node).end, indent + INDENT, &mut before);
        self.pad(indent);
        self.out.push(close);
    }

    /// The only item of a list, if it is a part with no comment beside it.
    fn only_part(&self, node: NodeId) -> Option<NodeId> {
        let mut children = self.tree.children(node);
        let only = children.next().filter(|_| children.next().is_none())?;
        let (list, part) = (self.tree.span(node), self.tree.span(only));
        let is_beside = |comment: &Comment| {
            (list.start..part.start).contains(&comment.start) || (part.end..list.end).contains(&comment.start)
        };
        let is_part = self.tree.kind(node) == NodeKind::List && self.tree.kind(only) == NodeKind::Part;
        (is_part && !self.comments.iter().any(is_beside)).then_some(only)
    }

    fn child(&mut self, child: NodeId, indent: usize) {
        if let Some((key, value)) = self.tree.entry(child) {
            self.out.push_str(self.tree.span(key).of(self.text));
            self.out.push_str(": ");
            self.value(value, indent);
        } else {
            self.value(child, indent);
        }
    }

    /// Where the value of a child begins: comments before it are printed before the child.
    fn begins(&self, child: NodeId) -> u32 {
        self.tree.entry(child).map_or_else(|| self.tree.span(child).start, |(_, value)| self.tree.span(value).start)
    }

    /// Prints the comments before an offset, each on a line of its own.
    fn comments_before(&mut self, place: u32, indent: usize, before: &mut Option<u32>) {
        while let Some(comment) = self.comments.get(self.next).copied().filter(|comment| comment.start < place) {
            self.next += 1;
            self.blank_line(*before, comment.start);
            self.pad(indent);
            self.out.push_str(self.text[comment.start as usize..comment.end as usize].trim_end());
            self.out.push('\n');
            *before = Some(comment.end);
        }
    }

    /// Prints the comment after a child on the same line, if nothing follows it there, and returns its end.
    fn comment_beside(&mut self, end: u32) -> Option<u32> {
        let comment = self.comments.get(self.next).copied()?;
        let between = &self.text[end as usize..(comment.start as usize).max(end as usize)];
        let rest = self.text[comment.end as usize..].split('\n').next().unwrap_or_default();
        let is_beside = comment.start >= end
            && between.chars().all(|c| c == ',' || c == ' ' || c == '\t')
            && rest.chars().all(|c| c == ',' || c.is_whitespace());
        if !is_beside {
            return None;
        }
        self.next += 1;
        self.out.push(' ');
        self.out.push_str(self.text[comment.start as usize..comment.end as usize].trim_end());
        Some(comment.end)
    }

    /// Keeps one blank line where the author left some, but none at the beginning of a part.
    fn blank_line(&mut self, before: Option<u32>, start: u32) {
        let Some(before) = before.filter(|before| *before <= start) else { return };
        if self.text[before as usize..start as usize].matches('\n').count() > 1 {
            self.out.push('\n');
        }
    }

    fn pad(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn column(&self) -> usize {
        self.out.rsplit('\n').next().map_or(0, |line| line.chars().count())
    }

    /// A value on one line; `None` if it holds a comment, a line break, or a part that takes several lines.
    fn flat(&self, node: NodeId) -> Option<String> {
        let (tree, text) = (self.tree, self.text);
        let span = tree.span(node);
        let has_comment = || {
            let from = self.comments.partition_point(|comment| comment.start < span.start);
            self.comments.get(from).is_some_and(|comment| comment.start < span.end)
        };
        let kind = tree.kind(node);
        if !matches!(kind, NodeKind::Part | NodeKind::List | NodeKind::Map) {
            let written = span.of(text);
            return (!written.contains('\n')).then(|| written.to_owned());
        }
        let name = tree.name(node, text);
        if has_comment() || (MULTILINE.contains(&name) && tree.children(node).next().is_some()) {
            return None;
        }
        let mut inside = String::new();
        for child in tree.children(node) {
            if !inside.is_empty() {
                inside.push_str(", ");
            }
            if let Some((key, value)) = tree.entry(child) {
                inside.push_str(tree.span(key).of(text));
                inside.push_str(": ");
                inside.push_str(&self.flat(value)?);
            } else {
                inside.push_str(&self.flat(child)?);
            }
            if inside.len() > 4 * MAX_WIDTH {
                return None;
            }
        }
        let (open, close) = brackets(kind);
        let padding = if kind == NodeKind::Map && !inside.is_empty() { " " } else { "" };
        Some(format!("{name}{open}{padding}{inside}{padding}{close}"))
    }
}

const fn brackets(kind: NodeKind) -> (char, char) {
    match kind {
        NodeKind::List => ('[', ']'),
        NodeKind::Map => ('{', '}'),
        _ => ('(', ')'),
    }
}
