//! Laying scenario files out evenly where they lie.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Source;
use crate::files::{read_bytes, write_file};
use crate::scenario::ron::format::format_text;

/// What became of a file.
#[derive(Debug)]
pub enum Formatted {
    /// It was laid out, or would be.
    Changed(PathBuf),
    /// It is even already.
    Even(PathBuf),
    /// It cannot be read as it is; nothing was changed.
    Broken(Source, Vec<Diagnostic>),
    /// It could not be read or written, with the reason in words; nothing was changed.
    Failed(String),
}

/// Lays out a file, or all scenario files of a folder; with `write` false nothing is changed.
#[must_use]
pub fn format_path(path: &Path, write: bool) -> Vec<Formatted> {
    let mut files = Vec::new();
    if path.is_dir() {
        collect(path, &mut files, 0);
        files.sort();
    } else {
        files.push(path.to_path_buf());
    }
    files.into_iter().map(|file| one(file, write)).collect()
}

fn one(file: PathBuf, write: bool) -> Formatted {
    let name = file.display().to_string();
    let bytes = match read_bytes(&file) {
        Ok(bytes) => bytes,
        Err(problem) => return Formatted::Failed(format!("`{name}`: {}", problem.message())),
    };
    let (source, mut diagnostics) = Source::from_bytes(name, bytes.clone());
    match format_text(&source.text) {
        _ if !diagnostics.is_empty() => Formatted::Broken(source, diagnostics),
        Err(mut found) => {
            diagnostics.append(&mut found);
            Formatted::Broken(source, diagnostics)
        }
        Ok(text) if text.as_bytes() == bytes => Formatted::Even(file),
        Ok(_) if !write => Formatted::Changed(file),
        Ok(text) => match write_file(&file, text.as_bytes()) {
            Ok(()) => Formatted::Changed(file),
            Err(why) => Formatted::Failed(why),
        },
    }
}

/// Links are not followed: what they lead to lies elsewhere.
fn collect(folder: &Path, files: &mut Vec<PathBuf>, depth: usize) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let (path, Ok(kind)) = (entry.path(), entry.file_type()) else { continue };
        if kind.is_dir() && depth < 16 {
            collect(&path, files, depth + 1);
        } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "ron") {
            files.push(path);
        }
    }
}
