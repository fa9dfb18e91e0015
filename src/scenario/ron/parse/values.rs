//! Single values: texts, numbers and words.

use super::parser::Parser;
use crate::diagnostic::Problem;
use crate::scenario::ron::escape::read_escape;
use crate::scenario::ron::tree::NodeKind;

/// A text that was never closed is scanned to the next quote and read again from its second line; a file whose texts
/// are read again more often than this, in lengths of the file, is not read to its end.
const MAX_REREAD: usize = 8;

/// The quotes that may close a text in typographic quotes, by the one that opens it.
pub(super) const fn closing_quotes(quote: char) -> &'static [char] {
    match quote {
        '«' | '»' => &['»', '«'],
        '‘' | '’' => &['’'],
        _ => &['”', '“', '"'],
    }
}

impl Parser<'_> {
    pub(super) fn value(&mut self) -> Option<u32> {
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

    pub(super) fn number(&mut self) -> u32 {
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
    pub(super) fn string(&mut self) {
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
                    if let Err(unknown) = result {
                        self.report(escape, self.at, Problem::BadEscape { escape: unknown.to_string() });
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
    pub(super) fn unclosed_string(&mut self, start: usize, broken: Option<usize>) {
        let line_end = broken.unwrap_or(self.bytes.len());
        let scanned = self.at.max(line_end);
        let kept = self.text[start..line_end].trim_end_matches([' ', '\t', ',', ')', ']', '}', '\r']);
        self.at = start + kept.len().max(1);
        self.report(start, self.at, Problem::UnclosedString);
        self.reread += scanned.saturating_sub(self.at);
        if self.reread > MAX_REREAD * self.bytes.len() {
            self.stop();
        }
    }

    pub(super) fn raw_string(&mut self) -> Option<u32> {
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
            self.stop();
        }
        Some(self.push(NodeKind::RawText, start, start))
    }

    /// A text in typographic quotes: reported, and read to the closing one on its line.
    pub(super) fn curly_string(&mut self, start: usize, quote: char) -> u32 {
        self.report(start, start + quote.len_utf8(), Problem::CurlyQuote { quote });
        let rest = &self.text[start + quote.len_utf8()..];
        let line = rest.find('\n').unwrap_or(rest.len());
        let end = rest[..line].find(closing_quotes(quote)).unwrap_or(line);
        let close = rest[end..line].chars().next().map_or(0, char::len_utf8);
        self.at = start + quote.len_utf8() + end + close;
        self.push(NodeKind::Bad, start, start)
    }
}
