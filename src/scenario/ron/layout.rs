//! Laying a file's text out evenly: one thing a line where a line would grow long, and every remark where it was.

use super::tree::{NodeId, NodeKind, Tree, parse};
use crate::diagnostic::Diagnostic;

/// Widest line of several things; a single long text stays whole.
const WIDEST: usize = 120;

/// One step inwards.
const STEP: usize = 4;

/// Parts that are always laid out over several lines: they are read by their fields.
const TALL: [&str; 7] = ["Scenario", "Beat", "Choice", "Silence", "Village", "Course", "Villager"];

/// The text laid out evenly. What it means stays the same, and so do all remarks.
///
/// # Errors
/// What keeps it from being read.
pub fn lay_out(text: &str) -> Result<String, Vec<Diagnostic>> {
    let (tree, problems) = parse(text);
    let Some(root) = tree.root().filter(|_| problems.is_empty()) else { return Err(problems) };
    let remarks = remarks(&tree, root, text);
    let mut printer = Printer { tree: &tree, text, remarks, next: 0, out: String::with_capacity(text.len()) };
    let span = tree.span(root);
    // Before the first thing and after the last one stand remarks only, and lines for other readers.
    for line in text[..span.start as usize].trim().lines() {
        printer.out.push_str(line.trim_end());
        printer.out.push('\n');
    }
    printer.skip_to(span.start);
    printer.value(root, 0);
    printer.out.push('\n');
    let after = text[span.end as usize..].trim();
    if !after.is_empty() {
        printer.out.push_str(after);
        printer.out.push('\n');
    }
    Ok(printer.out)
}

/// A remark as it stands in the text.
#[derive(Clone, Copy, Debug)]
struct Remark {
    start: u32,
    end: u32,
}

/// All remarks inside the root, in order: whatever begins one outside of a text in quotes.
fn remarks(tree: &Tree, root: NodeId, text: &str) -> Vec<Remark> {
    let mut quoted = Vec::new();
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        if matches!(tree.kind(node), NodeKind::Text | NodeKind::RawText) {
            quoted.push(tree.span(node));
        }
        left.extend(tree.children(node));
    }
    quoted.sort_unstable();
    let (bytes, whole) = (text.as_bytes(), tree.span(root));
    let mut remarks = Vec::new();
    let mut quoted = quoted.into_iter().peekable();
    let mut at = whole.start as usize;
    while at < whole.end as usize {
        if let Some(span) = quoted.next_if(|span| span.start as usize <= at) {
            at = at.max(span.end as usize);
            continue;
        }
        let end = match (bytes[at], bytes.get(at + 1)) {
            (b'/', Some(b'/')) => text[at..].find('\n').map_or(text.len(), |length| at + length),
            (b'/', Some(b'*')) => block_end(bytes, at),
            _ => {
                at += 1;
                continue;
            }
        };
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        remarks.push(Remark { start: short(at), end: short(end) });
        at = end;
    }
    remarks
}

/// The end of a block remark, which may hold others.
fn block_end(bytes: &[u8], start: usize) -> usize {
    let (mut depth, mut at) = (0_usize, start);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

struct Printer<'t> {
    tree: &'t Tree,
    text: &'t str,
    remarks: Vec<Remark>,
    /// The first remark that is not printed yet.
    next: usize,
    out: String,
}

impl Printer<'_> {
    fn skip_to(&mut self, start: u32) {
        while self.remarks.get(self.next).is_some_and(|remark| remark.start < start) {
            self.next += 1;
        }
    }

    /// A value that begins where the line stands.
    fn value(&mut self, node: NodeId, indent: usize) {
        let kind = self.tree.kind(node);
        if !matches!(kind, NodeKind::Part | NodeKind::List | NodeKind::Map) {
            self.out.push_str(self.tree.span(node).of(self.text));
            return;
        }
        let room = WIDEST.saturating_sub(self.column() + 1);
        if let Some(flat) = self.flat(node).filter(|flat| flat.chars().count() <= room) {
            self.out.push_str(&flat);
            return;
        }
        let (open, close) = brackets(kind);
        self.out.push_str(self.tree.name(node, self.text));
        self.out.push(open);
        // A list of one part opens and closes with it.
        if let Some(only) = self.only_part(node) {
            self.value(only, indent);
            self.out.push(close);
            return;
        }
        self.out.push('\n');
        let mut before: Option<u32> = None;
        for child in self.tree.children(node) {
            let begins = self.begins(child);
            self.remarks_before(begins, indent + STEP, &mut before);
            self.blank_line(before, self.tree.span(child).start);
            self.pad(indent + STEP);
            self.child(child, indent + STEP);
            self.out.push(',');
            let end = self.tree.span(child).end;
            before = Some(self.remark_beside(end).unwrap_or(end));
            self.out.push('\n');
        }
        self.remarks_before(self.tree.span(node).end, indent + STEP, &mut before);
        self.pad(indent);
        self.out.push(close);
    }

    /// The only thing in a list, if it is a part with no remark beside it.
    fn only_part(&self, node: NodeId) -> Option<NodeId> {
        let mut children = self.tree.children(node);
        let only = children.next().filter(|_| children.next().is_none())?;
        let (list, part) = (self.tree.span(node), self.tree.span(only));
        let is_beside = |remark: &Remark| {
            (list.start..part.start).contains(&remark.start) || (part.end..list.end).contains(&remark.start)
        };
        let is_part = self.tree.kind(node) == NodeKind::List && self.tree.kind(only) == NodeKind::Part;
        (is_part && !self.remarks.iter().any(is_beside)).then_some(only)
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

    /// Where what stands in a child begins: remarks before that go before the child.
    fn begins(&self, child: NodeId) -> u32 {
        self.tree.entry(child).map_or_else(|| self.tree.span(child).start, |(_, value)| self.tree.span(value).start)
    }

    /// Remarks that stand before a place, each on a line of its own.
    fn remarks_before(&mut self, place: u32, indent: usize, before: &mut Option<u32>) {
        while let Some(remark) = self.remarks.get(self.next).copied().filter(|remark| remark.start < place) {
            self.next += 1;
            self.blank_line(*before, remark.start);
            self.pad(indent);
            self.out.push_str(self.text[remark.start as usize..remark.end as usize].trim_end());
            self.out.push('\n');
            *before = Some(remark.end);
        }
    }

    /// The remark on the same line after a child, if nothing else follows it there; where it ends.
    fn remark_beside(&mut self, end: u32) -> Option<u32> {
        let remark = self.remarks.get(self.next).copied()?;
        let between = &self.text[end as usize..(remark.start as usize).max(end as usize)];
        let rest = self.text[remark.end as usize..].split('\n').next().unwrap_or_default();
        let is_beside = remark.start >= end
            && between.chars().all(|c| c == ',' || c == ' ' || c == '\t')
            && rest.chars().all(|c| c == ',' || c.is_whitespace());
        if !is_beside {
            return None;
        }
        self.next += 1;
        self.out.push(' ');
        self.out.push_str(self.text[remark.start as usize..remark.end as usize].trim_end());
        Some(remark.end)
    }

    /// One blank line where the author left one or more, but none at the beginning of a part.
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

    /// A value on one line; `None` if it holds a remark, a line break, or a part that is always tall.
    fn flat(&self, node: NodeId) -> Option<String> {
        let (tree, text) = (self.tree, self.text);
        let span = tree.span(node);
        let has_remark = || {
            let from = self.remarks.partition_point(|remark| remark.start < span.start);
            self.remarks.get(from).is_some_and(|remark| remark.start < span.end)
        };
        let kind = tree.kind(node);
        if !matches!(kind, NodeKind::Part | NodeKind::List | NodeKind::Map) {
            let written = span.of(text);
            return (!written.contains('\n')).then(|| written.to_owned());
        }
        let name = tree.name(node, text);
        // What is longer than a line in the file is longer than a line in any layout.
        if has_remark() || (TALL.contains(&name) && tree.children(node).next().is_some()) {
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
            if inside.len() > 4 * WIDEST {
                return None;
            }
        }
        let (open, close) = brackets(kind);
        let air = if kind == NodeKind::Map && !inside.is_empty() { " " } else { "" };
        Some(format!("{name}{open}{air}{inside}{air}{close}"))
    }
}

const fn brackets(kind: NodeKind) -> (char, char) {
    match kind {
        NodeKind::List => ('[', ']'),
        NodeKind::Map => ('{', '}'),
        _ => ('(', ')'),
    }
}
