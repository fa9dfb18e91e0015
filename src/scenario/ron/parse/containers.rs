//! Values in brackets: parts, lists and maps.

use super::MAX_DEPTH;
use super::parser::{Parser, offset};
use crate::diagnostic::{Problem, Span};
use crate::scenario::ron::tree::{NONE, NodeKind};

impl Parser<'_> {
    /// Reads `(…)`, `[…]` or `{…}`, the cursor on the bracket, `start` on the name before it.
    pub(super) fn container(&mut self, kind: NodeKind, start: usize) -> u32 {
        let name_end = self.at;
        let bracket = self.bytes[self.at];
        let node = self.push(kind, start, name_end);
        if self.open.len() >= MAX_DEPTH {
            self.report(name_end, name_end + 1, Problem::TooDeep { most: MAX_DEPTH });
            self.skip_balanced();
            self.tree.nodes[node as usize].end = offset(self.at);
            self.tree.nodes[node as usize].kind = NodeKind::Bad;
            return node;
        }
        if self.text[start..name_end].eq("Some") {
            self.report(start, name_end, Problem::SomeWritten);
        }
        self.open.push((bracket, offset(name_end)));
        self.at += 1;
        let mut last = NONE;
        while self.is_item_next(kind, name_end) {
            let before = self.at;
            let Some(child) = self.item(kind) else {
                self.recover(before);
                continue;
            };
            if last == NONE {
                self.tree.nodes[node as usize].first = child;
            } else {
                self.tree.nodes[last as usize].next = child;
            }
            last = child;
            self.separator();
        }
        self.open.pop();
        self.tree.nodes[node as usize].end = offset(self.at);
        node
    }

    /// Goes on to the next item of the bracket at `open`. If there is none, the cursor is after the closing bracket, or
    /// where the bracket was found to be unclosed.
    fn is_item_next(&mut self, kind: NodeKind, open: usize) -> bool {
        let bracket = self.bytes[open];
        loop {
            self.skip_space();
            if self.at >= self.bytes.len() {
                self.report(open, open + 1, Problem::Unclosed { open: bracket as char });
                return false;
            }
            let byte = self.peek();
            if byte == closing(bracket) {
                self.at += 1;
                return false;
            }
            if !matches!(byte, b')' | b']' | b'}') {
                let is_unclosed = kind == NodeKind::List && self.is_field();
                if is_unclosed {
                    self.unclosed(open, bracket);
                }
                return !is_unclosed;
            }
            if self.open.iter().rev().skip(1).any(|(open, _)| closing(*open) == byte) {
                self.unclosed(open, bracket);
                return false;
            }
            // The cursor moves on before the report, which may be the last and end the reading.
            let found = format!("`{}`", byte as char);
            self.at += 1;
            let what = "a part or the closing bracket";
            self.report(self.at - 1, self.at, Problem::Expected { what, found });
        }
    }

    /// Reads the comma after an item; reports one that is missing.
    fn separator(&mut self) {
        let end = self.at;
        self.skip_space();
        match self.peek() {
            b',' => {
                self.at += 1;
                self.comma_optional = false;
            }
            b')' | b']' | b'}' => self.comma_optional = false,
            _ if self.at >= self.bytes.len() || std::mem::take(&mut self.comma_optional) => {}
            _ if self.starts_item() => self.expected("`,`", end),
            _ => {
                self.expected("`,`", self.at);
                self.recover(self.at);
            }
        }
    }

    /// Reports a bracket that should have been closed before the cursor.
    pub(super) fn unclosed(&mut self, at: usize, bracket: u8) {
        let noticed = Span::new(offset(self.at), offset(self.token_end()));
        let before = self.problems.len();
        self.comma_optional = true;
        self.report(at, at + 1, Problem::Unclosed { open: bracket as char });
        if let Some(diagnostic) = self.problems.get_mut(before) {
            diagnostic.also = Some((noticed, "noticed here"));
        }
    }

    /// Whether `name:` follows, which cannot be in a list.
    pub(super) fn is_field(&self) -> bool {
        let rest = &self.bytes[self.at..];
        let word = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let space = rest[word..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        word > 0 && rest.get(word + space) == Some(&b':')
    }

    pub(super) fn starts_item(&self) -> bool {
        matches!(
            self.peek(),
            b'"' | b'(' | b'[' | b'{' | b'-' | b'+' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_'
        )
    }

    /// Whether a word that ends here is followed by a value on the same line: a forgotten colon.
    pub(super) fn value_follows(&self, end: usize) -> bool {
        let rest = self.text[end..].trim_start_matches([' ', '\t']);
        rest.len() < self.text.len() - end
            && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '[' | '{'))
    }

    /// One value, or `key: value` in a part or a map.
    pub(super) fn item(&mut self, kind: NodeKind) -> Option<u32> {
        let start = self.at;
        if kind == NodeKind::List {
            return self.value();
        }
        let key = if kind == NodeKind::Map {
            self.value()?
        } else {
            // In a part, `word:` is a name; anything else is a value by position.
            self.word();
            let end = self.at;
            self.skip_space();
            let named = end > start && matches!(self.peek(), b':' | b'=');
            self.at = end;
            let forgotten = !named && end > start && self.value_follows(end);
            if !(named || forgotten) {
                self.at = start;
                return self.value();
            }
            self.push(NodeKind::Word, start, start)
        };
        self.skip_space();
        match self.peek() {
            b':' => self.at += 1,
            b'=' => {
                self.at += 1;
                self.report(self.at - 1, self.at, Problem::EqualsForColon);
            }
            _ => {
                self.expected("`:`", self.at);
                if kind == NodeKind::Map {
                    return None;
                }
            }
        }
        let value = self.value().unwrap_or_else(|| self.push(NodeKind::Bad, self.at, self.at));
        let entry = self.push(NodeKind::Entry, start, start);
        self.tree.nodes[entry as usize].first = key;
        self.tree.nodes[key as usize].next = value;
        Some(entry)
    }
}

const fn closing(open: u8) -> u8 {
    match open {
        b'[' => b']',
        b'{' => b'}',
        _ => b')',
    }
}
