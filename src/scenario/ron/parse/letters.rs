//! Misleading characters outside of texts and comments: blanks of every kind are read as blanks, and what looks like
//! another character is named and read as that one.

use std::borrow::Cow;

use super::MAX_PROBLEMS;
use super::parser::offset;
use super::values::closing_quotes;
use crate::diagnostic::{Diagnostic, Problem, Span};
use crate::util::letters::{hidden_name, is_blank, is_hidden, look_alike, look_alike_name, plain_word};

/// A text in which everything but texts and comments is ASCII where that is possible, of the same length, so that places
/// in it are those in `text`; and the characters that an author must replace.
///
/// Where a text is never closed, what is taken for a text here may be none: then the characters are not reported by
/// [`parse`](super::parse).
pub(super) fn plain(text: &str) -> (Cow<'_, str>, Vec<Diagnostic>) {
    // Of ASCII, only two blanks are not read by the parser.
    if text.bytes().all(|byte| byte.is_ascii() && !matches!(byte, 0x0b | 0x0c)) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut plain = Plain { text, bytes: text.as_bytes().to_vec(), at: 0, found: Vec::new() };
    plain.read();
    // Whole characters were replaced by ASCII.
    let Ok(bytes) = String::from_utf8(plain.bytes) else { return (Cow::Borrowed(text), Vec::new()) };
    (Cow::Owned(bytes), plain.found)
}

/// What a character that must be replaced is, as a problem.
pub(crate) fn misleading(c: char) -> Option<Problem> {
    let code = u32::from(c);
    if is_hidden(c) {
        return Some(Problem::HiddenCharacter { code, name: hidden_name(c) });
    }
    let instead = look_alike(c)?;
    Some(Problem::LookAlike { found: c, code, name: look_alike_name(c), instead })
}

/// A text, and what is written instead so far.
struct Plain<'t> {
    text: &'t str,
    bytes: Vec<u8>,
    /// Offset of the next byte to look at.
    at: usize,
    found: Vec<Diagnostic>,
}

impl Plain<'_> {
    fn read(&mut self) {
        while let Some(c) = self.text[self.at..].chars().next() {
            let rest = &self.text[self.at..];
            let follows = |sign: char| rest[c.len_utf8()..].starts_with(sign);
            match c {
                '"' => self.at += text_length(rest),
                'r' if follows('"') || follows('#') => self.at += raw_length(rest),
                '/' if follows('/') => self.at += rest.find('\n').unwrap_or(rest.len()),
                '/' if follows('*') => self.at += comment_length(rest),
                '“' | '”' | '„' | '«' | '»' | '‘' | '’' => {
                    // As the parser reads it: to the closing quote on this line, or to the end of the line.
                    let inside = &rest[c.len_utf8()..];
                    let closing = closing_quotes(c);
                    let end = inside.find(|c| c == '\n' || closing.contains(&c)).unwrap_or(inside.len());
                    let close = inside[end..].chars().next().filter(|c| *c != '\n');
                    self.at += c.len_utf8() + end + close.map_or(0, char::len_utf8);
                }
                _ if c.is_ascii() && !is_letter(c) && !is_blank(c) => self.at += 1,
                ' ' | '\n' | '\t' => self.at += 1,
                _ if starts_word(rest) => self.word(),
                _ if is_blank(c) => self.replace(c.len_utf8(), ""),
                _ if !c.is_ascii() && look_alike(c).is_some_and(|instead| instead != '"') => {
                    self.report(c, self.at);
                    let instead = look_alike(c).map(String::from).unwrap_or_default();
                    self.replace(c.len_utf8(), &instead);
                }
                _ => self.at += c.len_utf8(),
            }
        }
    }

    /// Reads a word or a number, with characters in it that are not seen.
    fn word(&mut self) {
        let rest = &self.text[self.at..];
        let mut end = 0;
        for (at, c) in rest.char_indices() {
            if is_letter(c) || at == 0 {
                end = at + c.len_utf8();
            } else if !is_hidden(c) {
                break;
            }
        }
        let word = &rest[..end];
        match plain_word(word) {
            Some((first, plain)) => {
                let at = self.at + word.find(first).unwrap_or_default();
                self.report(first, at);
                self.replace(word.len(), &plain);
            }
            None => self.at += end,
        }
    }

    fn report(&mut self, c: char, at: usize) {
        if let Some(problem) = misleading(c).filter(|_| self.found.len() < MAX_PROBLEMS) {
            self.found.push(Diagnostic::new(Span::new(offset(at), offset(at + c.len_utf8())), problem));
        }
    }

    /// Writes ASCII in the place of the next bytes, with blanks for what is left of them; line ends stay.
    fn replace(&mut self, length: usize, instead: &str) {
        let place = &mut self.bytes[self.at..self.at + length];
        if place != b"\n" {
            place.fill(b' ');
            place[..instead.len()].copy_from_slice(instead.as_bytes());
        }
        self.at += length;
    }
}

/// Whether a character may be in a word of the format, or looks like one that may.
fn is_letter(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Whether a word or a number begins here: with a letter, or with a dash before a digit.
fn starts_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or_default();
    let is_dash = !first.is_ascii() && look_alike(first) == Some('-');
    is_letter(first) || (is_dash && chars.next().is_some_and(|c| c.is_ascii_digit()))
}

/// The length of the text in quotes that `rest` begins with.
fn text_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found + 1;
        if bytes[at - 1] == b'"' {
            return at;
        }
        at += rest[at..].chars().next().map_or(0, char::len_utf8);
    }
    rest.len()
}

/// The length of the raw text that `rest` begins with; 1 if it is none.
fn raw_length(rest: &str) -> usize {
    let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    let open = 1 + hashes;
    if rest.as_bytes().get(open) != Some(&b'"') {
        return 1;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    memchr::memmem::find(&rest.as_bytes()[open + 1..], close.as_bytes())
        .map_or(rest.len(), |found| open + 1 + found + close.len())
}

/// The length of the block comment that `rest` begins with, which may hold others.
fn comment_length(rest: &str) -> usize {
    let (bytes, mut depth, mut at) = (rest.as_bytes(), 0_usize, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'*', b'/', rest)) {
        at += found;
        match bytes.get(at..at + 2) {
            Some(b"/*") => depth += 1,
            Some(b"*/") => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}
