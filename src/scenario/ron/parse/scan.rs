//! The scanner: space, comments, words, and what is named in a message.

use super::parser::Parser;
use crate::diagnostic::Problem;

impl Parser<'_> {
    pub(super) fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// The end of the token at the cursor, for a diagnostic to point at.
    pub(super) fn token_end(&self) -> usize {
        let rest = &self.text[self.at..];
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.at + if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) }
    }

    pub(super) fn found(&self) -> String {
        if self.at >= self.bytes.len() {
            return "the end of the file".into();
        }
        let token = &self.text[self.at..self.token_end()];
        let short: String = token.chars().take(40).collect();
        if let Some(control) = token.chars().next().filter(|c| c.is_control()) {
            return format!("U+{:04X}, a control character", u32::from(control));
        }
        format!("`{short}`")
    }

    pub(super) fn expected(&mut self, what: &'static str, at: usize) {
        let found = self.found();
        let end = if at == self.at { self.token_end().max(at) } else { at };
        self.report(at, end, Problem::Expected { what, found });
    }

    pub(super) fn skip_space(&mut self) {
        loop {
            // Recovery may leave the cursor past the end.
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
            self.at += rest.iter().position(|byte| !is_space(byte)).unwrap_or(rest.len());
            match self.peek() {
                b'/' if self.bytes.get(self.at + 1) == Some(&b'/') => {
                    self.at =
                        memchr::memchr(b'\n', &self.bytes[self.at..]).map_or(self.bytes.len(), |n| self.at + n + 1);
                }
                b'/' if self.bytes.get(self.at + 1) == Some(&b'*') => self.block_comment(),
                _ => return,
            }
        }
    }

    pub(super) fn block_comment(&mut self) {
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
        self.stop();
    }

    pub(super) fn word(&mut self) {
        while matches!(self.peek(), b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_') {
            self.at += 1;
        }
    }
}
