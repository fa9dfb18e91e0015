//! Formatting scenario files in place.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Source};
use crate::files::{FileError, Links, WalkError, files_in, is_folder, read_bytes, text_from_bytes, write_file};
use crate::scenario::ron::format::format_text;

/// The result of formatting a file.
#[derive(Debug)]
pub enum Formatted {
    /// It was formatted, or would be.
    Changed(PathBuf),
    /// It was formatted already.
    Unchanged(PathBuf),
    /// It has errors that must be mended first; nothing was changed.
    Invalid(Source, Vec<Diagnostic>),
    /// It could not be read or written; nothing was changed.
    Failed(FileError),
    /// A part of a folder could not be read.
    NotWalked(WalkError),
}

/// Formats a file, or all scenario files in a folder and the folders in it. Links in a folder are not followed, since
/// what they lead to is elsewhere. With `write` false nothing is changed.
#[must_use]
pub fn format_path(path: &Path, write: bool) -> Vec<Formatted> {
    if !is_folder(path) {
        return vec![format_file(path, write)];
    }
    let (files, errors) = files_in(path, "ron", Links::Skip);
    let formatted = files.iter().map(|file| format_file(file, write));
    errors.into_iter().map(Formatted::NotWalked).chain(formatted).collect()
}

fn format_file(path: &Path, write: bool) -> Formatted {
    let bytes = match read_bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => return Formatted::Failed(error),
    };
    let text = text_from_bytes(bytes.clone());
    let style = TextStyle::of(&bytes, &text);
    let (source, mut diagnostics) = Source::from_bytes(path.display().to_string(), text);
    match format_text(&source.text) {
        _ if !diagnostics.is_empty() => Formatted::Invalid(source, diagnostics),
        Err(mut found) => {
            diagnostics.append(&mut found);
            Formatted::Invalid(source, diagnostics)
        }
        Ok(text) if text == source.text => Formatted::Unchanged(path.to_path_buf()),
        Ok(_) if !write => Formatted::Changed(path.to_path_buf()),
        Ok(text) => match write_file(path, style.apply(&text).as_bytes()) {
            Ok(()) => Formatted::Changed(path.to_path_buf()),
            Err(error) => Formatted::Failed(error),
        },
    }
}

/// How a file marks its beginning and ends its lines, which formatting keeps. UTF-16 becomes UTF-8.
struct TextStyle {
    has_mark: bool,
    line_end: &'static str,
}

impl TextStyle {
    /// The style of a file of these bytes and with this text in it; that of the first line end where lines end
    /// differently.
    fn of(bytes: &[u8], text: &[u8]) -> Self {
        let first_end = memchr::memchr2(b'\n', b'\r', text).map_or(text, |at| &text[at..]);
        let line_end = match first_end {
            [b'\r', b'\n', ..] => "\r\n",
            [b'\r', ..] => "\r",
            _ => "\n",
        };
        Self { has_mark: bytes.starts_with("\u{feff}".as_bytes()), line_end }
    }

    fn apply(&self, text: &str) -> String {
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        format!("{mark}{}", text.replace('\n', self.line_end))
    }
}
