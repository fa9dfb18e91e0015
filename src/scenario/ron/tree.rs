//! A tolerant reader of RON text: one tree with positions, and every slip of the pen on the way.

use crate::diagnostic::{Diagnostic, Problem, Span};

/// Deepest nesting that is read.
pub const MAX_DEPTH: usize = 32;

/// A text that was never closed is scanned to the next quote and read again from its second line; a file
/// whose texts are read more often than this is not read to its end.
const MOST_REREAD: usize = 8;

/// Most problems listed for one file.
pub const MAX_PROBLEMS: usize = 1_000;

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
    /// Something that could not be read, already reported.
    Bad,
}

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeId(u32);

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Node {
    kind: NodeKind,
    start: u32,
    end: u32,
    /// End of the name of a `Name(…)`; `start` if it has none.
    name_end: u32,
    first: u32,
    next: u32,
}

/// The text as nodes in one vector; spans lead back into the text.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    root: Option<u32>,
}

impl Tree {
    /// The outermost value, if there is any.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root.map(NodeId)
    }

    /// What the node is.
    #[must_use]
    pub fn kind(&self, node: NodeId) -> NodeKind {
        self.nodes[node.0 as usize].kind
    }

    /// Where the node stands.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Span {
        let node = &self.nodes[node.0 as usize];
        Span::new(node.start, node.end)
    }

    /// The name of a part, or its opening bracket if it has none; the whole of anything else.
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

    /// Key and value of an entry.
    #[must_use]
    pub fn entry(&self, node: NodeId) -> Option<(NodeId, NodeId)> {
        if self.kind(node) != NodeKind::Entry {
            return None;
        }
        let mut children = self.children(node);
        Some((children.next()?, children.next()?))
    }

    /// The string a text node stands for: escapes replaced, a line break with the space around it
    /// folded to one space.
    #[must_use]
    pub fn text(&self, node: NodeId, text: &str) -> String {
        let whole = self.span(node).of(text);
        let escapes = self.kind(node) == NodeKind::Text;
        let inner = inside_quotes(whole);
        if !(inner.contains('\n') || escapes && inner.contains('\\')) {
            return inner.to_owned();
        }
        let mut out = String::with_capacity(inner.len());
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' if escapes => match read_escape(&mut chars) {
                    Ok(c) => out.push(c),
                    Err(written) => out.push_str(&written),
                },
                '\n' => {
                    out.truncate(out.trim_end_matches([' ', '\t', '\n']).len());
                    out.push(' ');
                    chars = chars.as_str().trim_start_matches([' ', '\t', '\n']).chars();
                }
                c => out.push(c),
            }
        }
        out
    }
}

/// What stands between the quotes of a text as written.
fn inside_quotes(whole: &str) -> &str {
    let open = whole.find('"').map_or(0, |at| at + 1);
    let hashes = whole[..open].bytes().filter(|b| *b == b'#').count();
    let end = whole.len().saturating_sub(hashes);
    let end = if whole[..end].ends_with('"') && end > open { end - 1 } else { end };
    &whole[open.min(end)..end]
}

/// Reads what follows a backslash; the error is the escape as written.
fn read_escape(chars: &mut std::str::Chars<'_>) -> Result<char, String> {
    match chars.next() {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some('r') => Ok('\r'),
        Some('0') => Ok('\0'),
        Some('\\') => Ok('\\'),
        Some('"') => Ok('"'),
        Some('\'') => Ok('\''),
        Some('u') => {
            let mut written = String::from("\\u");
            while let Some(c) = chars.clone().next().filter(|c| matches!(c, '{' | '}') || c.is_ascii_hexdigit()) {
                chars.next();
                written.push(c);
                if c == '}' || written.len() > 10 {
                    break;
                }
            }
            let digits = written.strip_prefix("\\u{").and_then(|rest| rest.strip_suffix('}'));
            digits
                .filter(|digits| (1..=6).contains(&digits.len()))
                .and_then(|digits| u32::from_str_radix(digits, 16).ok())
                .and_then(char::from_u32)
                .ok_or(written)
        }
        Some(c) => Err(format!("\\{c}")),
        None => Err("\\".into()),
    }
}

/// Reads a whole text.
#[must_use]
pub fn parse(text: &str) -> (Tree, Vec<Diagnostic>) {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        tree: Tree { nodes: Vec::with_capacity(text.len() / 16), root: None },
        open: Vec::new(),
        problems: Vec::new(),
        forgiving: false,
        reread: 0,
        lost: false,
    };
    parser.file();
    (parser.tree, parser.problems)
}

struct Parser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    tree: Tree,
    /// The brackets that are open, with their places.
    open: Vec<(u8, u32)>,
    problems: Vec<Diagnostic>,
    /// Set where a bracket was found to be unclosed: what follows stands where a comma would.
    forgiving: bool,
    /// How many bytes were read twice, on account of texts that were never closed.
    reread: usize,
    /// Set when reading stopped for good, so that nothing more is reported.
    lost: bool,
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
        if self.at < self.bytes.len() && !self.lost {
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

    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn report(&mut self, start: usize, end: usize, problem: Problem) {
        if self.lost {
            return;
        }
        let span = Span::new(offset(start), offset(end));
        if self.problems.len() + 1 >= MAX_PROBLEMS {
            self.problems.push(Diagnostic::new(span, Problem::TooManyProblems { shown: MAX_PROBLEMS - 1 }));
            self.give_up();
            return;
        }
        self.problems.push(Diagnostic::new(span, problem));
    }

    fn give_up(&mut self) {
        self.lost = true;
        self.at = self.bytes.len();
    }

    /// The end of whatever stands here, for pointing at it.
    fn token_end(&self) -> usize {
        let rest = &self.text[self.at..];
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.at + if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) }
    }

    fn found(&self) -> String {
        if self.at >= self.bytes.len() {
            return "the end of the file".into();
        }
        let token = &self.text[self.at..self.token_end()];
        let short: String = token.chars().take(40).collect();
        format!("`{short}`")
    }

    fn expected(&mut self, what: &'static str, at: usize) {
        let found = self.found();
        let end = if at == self.at { self.token_end().max(at) } else { at };
        self.report(at, end, Problem::Expected { what, found });
    }

    fn skip_space(&mut self) {
        loop {
            match self.peek() {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'/' if self.bytes.get(self.at + 1) == Some(&b'/') => {
                    self.at =
                        memchr::memchr(b'\n', &self.bytes[self.at..]).map_or(self.bytes.len(), |n| self.at + n + 1);
                }
                b'/' if self.bytes.get(self.at + 1) == Some(&b'*') => self.block_comment(),
                _ => return,
            }
        }
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(found) = memchr::memchr2(b'*', b'/', self.bytes.get(self.at..).unwrap_or_default()) {
            self.at += found;
            match &self.bytes[self.at..self.bytes.len().min(self.at + 2)] {
                b"/*" => depth += 1,
                b"*/" => depth -= 1,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            self.at += 2;
            if depth == 0 {
                return;
            }
        }
        self.report(start, start + 2, Problem::UnclosedComment);
        self.give_up();
    }

    fn push(&mut self, kind: NodeKind, start: usize, name_end: usize) -> u32 {
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

    fn value(&mut self) -> Option<u32> {
        self.skip_space();
        let start = self.at;
        match self.peek() {
            b'"' => {
                self.string();
                Some(self.push(NodeKind::Text, start, start))
            }
            b'r' if matches!(self.bytes.get(start + 1), Some(b'"' | b'#')) => self.raw_string(),
            b'(' => Some(self.container(NodeKind::Part, start)),
            b'[' => Some(self.container(NodeKind::List, start)),
            b'{' => Some(self.container(NodeKind::Map, start)),
            b'0'..=b'9' | b'-' | b'+' => Some(self.number()),
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => {
                self.word();
                let end = self.at;
                while matches!(self.peek(), b' ' | b'\t') {
                    self.at += 1;
                }
                if self.peek() == b'(' {
                    return Some(self.container(NodeKind::Part, start));
                }
                self.at = end;
                Some(self.push(NodeKind::Word, start, start))
            }
            _ => {
                let quote = self.text[start..].chars().next();
                if let Some(quote @ ('“' | '”' | '„' | '«' | '»' | '‘' | '’')) = quote {
                    return Some(self.curly_string(start, quote));
                }
                self.expected("a value", start);
                None
            }
        }
    }

    fn word(&mut self) {
        while matches!(self.peek(), b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_') {
            self.at += 1;
        }
    }

    fn number(&mut self) -> u32 {
        let start = self.at;
        self.at += 1;
        while matches!(self.peek(), b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'.') {
            self.at += 1;
        }
        let written = &self.text[start..self.at];
        let digits = written.strip_prefix('-').unwrap_or(written);
        let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && written != "-0";
        if whole && written.parse::<i64>().is_ok() {
            return self.push(NodeKind::Number, start, start);
        }
        let written = written.chars().take(40).collect();
        self.report(start, self.at, Problem::BadNumber { written });
        self.push(NodeKind::Bad, start, start)
    }

    /// Reads a text from its opening quote. A text over several lines that is followed by what can
    /// follow no text was most likely never closed: then it ends with its first line.
    fn string(&mut self) {
        let start = self.at;
        self.at += 1;
        let mut broken = None;
        loop {
            let rest = &self.bytes[self.at..];
            let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', rest) else {
                self.at = self.bytes.len();
                self.unclosed_string(start, broken);
                return;
            };
            self.at += found;
            match self.bytes[self.at] {
                b'"' => {
                    self.at += 1;
                    break;
                }
                b'\n' => {
                    broken.get_or_insert(self.at);
                    self.at += 1;
                }
                _ => {
                    let escape = self.at;
                    let mut chars = self.text[escape + 1..].chars();
                    let result = read_escape(&mut chars);
                    self.at = self.bytes.len() - chars.as_str().len();
                    if let Err(escaped) = result {
                        self.report(escape, self.at, Problem::BadEscape { escape: escaped });
                    }
                }
            }
        }
        if broken.is_some() {
            let end = self.at;
            self.skip_space();
            let sound = self.at >= self.bytes.len() || matches!(self.peek(), b',' | b')' | b']' | b'}' | b':');
            self.at = end;
            if !sound {
                self.unclosed_string(start, broken);
            }
        }
    }

    /// Reports it and goes on after its first line, less the brackets and commas at the end of it.
    fn unclosed_string(&mut self, start: usize, broken: Option<usize>) {
        let line_end = broken.unwrap_or(self.bytes.len());
        let scanned = self.at.max(line_end);
        let kept = self.text[start..line_end].trim_end_matches([' ', '\t', ',', ')', ']', '}', '\r']);
        self.at = start + kept.len().max(1);
        self.report(start, self.at, Problem::UnclosedString);
        self.reread += scanned.saturating_sub(self.at);
        if self.reread > MOST_REREAD * self.bytes.len() {
            self.give_up();
        }
    }

    fn raw_string(&mut self) -> Option<u32> {
        let start = self.at;
        let hashes = self.bytes[start + 1..].iter().take_while(|b| **b == b'#').count();
        let open = start + 1 + hashes;
        if self.bytes.get(open) != Some(&b'"') {
            self.expected("a value", start);
            return None;
        }
        let close = format!("\"{}", "#".repeat(hashes));
        if let Some(found) = memchr::memmem::find(&self.bytes[open + 1..], close.as_bytes()) {
            self.at = open + 1 + found + close.len();
        } else {
            self.report(start, open + 1, Problem::UnclosedString);
            self.give_up();
        }
        Some(self.push(NodeKind::RawText, start, start))
    }

    /// A text in typographic quotes: reported, and read to the closing one on its line.
    fn curly_string(&mut self, start: usize, quote: char) -> u32 {
        self.report(start, start + quote.len_utf8(), Problem::CurlyQuote { quote });
        let rest = &self.text[start + quote.len_utf8()..];
        let line = rest.find('\n').unwrap_or(rest.len());
        let closing: &[char] = match quote {
            '«' | '»' => &['»', '«'],
            '‘' | '’' => &['’'],
            _ => &['”', '“', '"'],
        };
        let end = rest[..line].find(closing).unwrap_or(line);
        let close = rest[end..line].chars().next().map_or(0, char::len_utf8);
        self.at = start + quote.len_utf8() + end + close;
        self.push(NodeKind::Bad, start, start)
    }

    /// Reads `(…)`, `[…]` or `{…}`, the cursor on the bracket, `start` on the name before it.
    fn container(&mut self, kind: NodeKind, start: usize) -> u32 {
        let name_end = self.at;
        let bracket = self.bytes[self.at];
        let close = closing(bracket);
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
        loop {
            self.skip_space();
            if self.at >= self.bytes.len() {
                self.report(name_end, name_end + 1, Problem::Unclosed { open: bracket as char });
                break;
            }
            let byte = self.peek();
            if byte == close {
                self.at += 1;
                break;
            }
            if matches!(byte, b')' | b']' | b'}') {
                if self.open.iter().rev().skip(1).any(|(open, _)| closing(*open) == byte) {
                    self.unclosed(name_end, bracket);
                    break;
                }
                // On before the report, which may be the last and end the reading.
                let found = format!("`{}`", byte as char);
                self.at += 1;
                let what = "a part or the closing bracket";
                self.report(self.at - 1, self.at, Problem::Expected { what, found });
                continue;
            }
            if kind == NodeKind::List && self.is_field() {
                self.unclosed(name_end, bracket);
                break;
            }
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
            let end = self.at;
            self.skip_space();
            match self.peek() {
                b',' => {
                    self.at += 1;
                    self.forgiving = false;
                }
                b')' | b']' | b'}' => self.forgiving = false,
                _ if self.at >= self.bytes.len() || std::mem::take(&mut self.forgiving) => {}
                _ => {
                    if self.starts_item() {
                        self.expected("`,`", end);
                    } else {
                        self.expected("`,`", self.at);
                        self.recover(self.at);
                    }
                }
            }
        }
        self.open.pop();
        self.tree.nodes[node as usize].end = offset(self.at);
        node
    }

    /// Reports a bracket that should have been closed before the cursor.
    fn unclosed(&mut self, at: usize, bracket: u8) {
        let noticed = Span::new(offset(self.at), offset(self.token_end()));
        let before = self.problems.len();
        self.forgiving = true;
        self.report(at, at + 1, Problem::Unclosed { open: bracket as char });
        if let Some(diagnostic) = self.problems.get_mut(before) {
            diagnostic.also = Some((noticed, "noticed here"));
        }
    }

    /// Whether `name:` stands here, which no list holds.
    fn is_field(&self) -> bool {
        let rest = &self.bytes[self.at..];
        let word = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let space = rest[word..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        word > 0 && rest.get(word + space) == Some(&b':')
    }

    fn starts_item(&self) -> bool {
        matches!(
            self.peek(),
            b'"' | b'(' | b'[' | b'{' | b'-' | b'+' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_'
        )
    }

    /// Whether a word that ends here is followed by a value on the same line: a forgotten colon.
    fn value_follows(&self, end: usize) -> bool {
        let rest = self.text[end..].trim_start_matches([' ', '\t']);
        rest.len() < self.text.len() - end
            && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '[' | '{'))
    }

    /// One value, or `key: value` in a part or a map.
    fn item(&mut self, kind: NodeKind) -> Option<u32> {
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
            let forgotten = end > start && self.value_follows(end);
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

    /// After something unreadable: on to the next comma or closing bracket of this depth.
    fn recover(&mut self, before: usize) {
        loop {
            self.skip_space();
            match self.peek() {
                _ if self.at >= self.bytes.len() => return,
                b',' => {
                    self.at += 1;
                    return;
                }
                b')' | b']' | b'}' => return,
                b'(' | b'[' | b'{' => self.skip_balanced(),
                b'"' => self.string(),
                _ => self.at = self.token_end().max(self.at + 1),
            }
            debug_assert!(self.at > before, "recovery moves on");
        }
    }

    /// Skips a bracket with all it holds, without recursion.
    fn skip_balanced(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            self.skip_space();
            match self.peek() {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                b'"' => {
                    self.string();
                    continue;
                }
                _ => {}
            }
            if self.at < self.bytes.len() {
                self.at = self.token_end().max(self.at + 1);
            }
            if depth == 0 {
                return;
            }
        }
    }
}

const fn closing(open: u8) -> u8 {
    match open {
        b'[' => b']',
        b'{' => b'}',
        _ => b')',
    }
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
