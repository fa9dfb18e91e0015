//! An author's text with its name, and the line and column of any byte of it.

use super::{Diagnostic, Problem};
use crate::util::num::saturating_u32;

/// A range of bytes in the text of a [`Source`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The piece of `text` that this span covers; empty if it is outside.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// A place as an editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A file's text as it is read: no byte-order mark, and every line ends with a line feed, whether it was written with
/// one, with a carriage return, or with both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file's name in messages.
    pub name: String,
    /// The text that all spans refer to.
    pub text: String,
}

impl Source {
    /// Largest size of a file, in bytes.
    pub const MAX_BYTES: usize = 32 * 1024 * 1024;

    /// Takes a file's bytes. Bytes that are not UTF-8 become `U+FFFD` and are reported; a file over
    /// [`Self::MAX_BYTES`] is reported and read as empty.
    #[must_use]
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> (Self, Vec<Diagnostic>) {
        let name = name.into();
        if bytes.len() > Self::MAX_BYTES {
            let problem = Problem::FileTooLarge { bytes: bytes.len(), most: Self::MAX_BYTES };
            return (Self { name, text: String::new() }, vec![Diagnostic::new(Span::default(), problem)]);
        }
        let mut diagnostics = Vec::new();
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            // Up to the first bad byte the lossy text equals the file, so the offset is right.
            let at = offset(error.utf8_error().valid_up_to());
            diagnostics.push(Diagnostic::new(Span::new(at, at + 3), Problem::NotUtf8));
            text
        });
        let (source, moved) = Self::tidied(name, text);
        for diagnostic in &mut diagnostics {
            let start = moved(diagnostic.span.start);
            diagnostic.span = Span::new(start, start + 3);
        }
        (source, diagnostics)
    }

    /// Takes text that is known to be UTF-8.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::tidied(name.into(), text.into()).0
    }

    /// Drops a byte-order mark and carriage returns; also returns a function from old offsets to new ones.
    fn tidied(name: String, text: String) -> (Self, impl Fn(u32) -> u32) {
        let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let returns: Vec<u32> = if text.contains("\r\n") {
            text.match_indices("\r\n").map(|(at, _)| offset(at)).collect()
        } else {
            Vec::new()
        };
        let mut text = if mark > 0 || !returns.is_empty() {
            text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n")
        } else {
            text
        };
        // Line ends of old systems, one byte for one byte.
        if memchr::memchr(b'\r', text.as_bytes()).is_some() {
            text = text.replace('\r', "\n");
        }
        let moved = move |at: u32| {
            let gone = returns.partition_point(|r| *r < at);
            at.saturating_sub(mark).saturating_sub(offset(gone))
        };
        (Self { name, text }, moved)
    }
}

/// A byte offset in a text of at most [`Source::MAX_BYTES`], which fits.
fn offset(bytes: usize) -> u32 {
    saturating_u32(bytes)
}

/// The start of each line of a text, for looking up positions.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| offset(at + 1))).collect();
        Self { text, starts }
    }

    /// Line and column of a byte; an offset past the end gives the end.
    #[must_use]
    pub fn position(&self, at: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let start = self.starts[line] as usize;
        let end = (at as usize).min(self.text.len());
        let before = self.text.as_bytes().get(start..end).unwrap_or_default();
        let column = before.iter().filter(|b| !matches!(b, 0x80..=0xBF)).count();
        Position { line: offset(line + 1), column: offset(column + 1) }
    }

    /// The bytes of line `line` (from 1), without its line feed.
    #[must_use]
    pub fn line(&self, line: u32) -> Span {
        let index = line.saturating_sub(1) as usize;
        let end = offset(self.text.len());
        let start = self.starts.get(index).copied().unwrap_or(end);
        let next = self.starts.get(index + 1).map_or(end, |next| next - 1);
        Span::new(start, next)
    }
}
