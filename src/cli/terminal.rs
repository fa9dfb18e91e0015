//! The terminal as a place to read and write: plain lines, nothing that a screen reader would stumble over.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::files::{FileError, FileWatcher};

/// Writes text to standard output; a closed reader, as in `| head`, is not an error.
pub(super) fn print(text: &str) -> io::Result<()> {
    ignore_broken_pipe(io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()))
}

/// A closed reader is not an error: what has to be recorded was recorded before.
pub(super) fn ignore_broken_pipe(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// The terminal of an interactive play: lines out, answers in.
pub(super) struct Terminal {
    out: Box<dyn Write>,
    /// Answers and saves of the file, while a file is watched; else answers are read when they are asked for.
    inputs: Option<Receiver<Input>>,
    has_ended: bool,
}

/// What arrives while the program waits for an answer.
pub(super) enum Input {
    /// An answer; `None` at the end of the input.
    Line(Option<String>),
    /// The file that is tried out was saved.
    Saved,
}

/// Editors save in several steps; the file is read this long after the last of them.
const SAVE_SETTLE_TIME: Duration = Duration::from_millis(80);

impl Terminal {
    /// Writes to standard output, or to standard error if standard output is reserved for a JSON document.
    pub(super) fn new(document: bool) -> Self {
        let out: Box<dyn Write> = if document { Box::new(io::stderr()) } else { Box::new(io::stdout()) };
        Self { out, inputs: None, has_ended: false }
    }

    /// Writes one line.
    pub(super) fn say(&mut self, line: &str) -> io::Result<()> {
        ignore_broken_pipe(writeln!(self.out, "{line}"))
    }

    /// Writes several lines.
    pub(super) fn say_all(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Asks and waits for an answer; `None` at the end of the input.
    pub(super) fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        loop {
            if let Input::Line(line) = self.wait(question)? {
                self.has_ended |= line.is_none();
                return Ok(line);
            }
        }
    }

    /// Whether a question had no answer, since the input was at its end.
    pub(super) const fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// Asks and waits for an answer, or for a save of the watched file.
    pub(super) fn wait(&mut self, question: &str) -> io::Result<Input> {
        ignore_broken_pipe(write!(self.out, "{question} ").and_then(|()| self.out.flush()))?;
        let Some(inputs) = &self.inputs else { return read_line().map(Input::Line) };
        let mut first = inputs.recv().unwrap_or(Input::Line(None));
        while matches!(first, Input::Saved) {
            match inputs.recv_timeout(SAVE_SETTLE_TIME) {
                // An answer that was typed in the meantime is to the old text.
                Ok(Input::Saved | Input::Line(Some(_))) => {}
                Ok(Input::Line(None)) => first = Input::Line(None),
                Err(_) => break,
            }
        }
        Ok(first)
    }

    /// Watches a file, until the returned watcher is dropped.
    pub(super) fn watch(&mut self, file: &Path) -> Result<FileWatcher, FileError> {
        let (send, inputs) = channel();
        let saved = send.clone();
        let watching = FileWatcher::new(&[file.to_path_buf()], move || {
            // The play may have ended.
            let _ = saved.send(Input::Saved);
        })?;
        std::thread::spawn(move || {
            loop {
                let line = read_line().unwrap_or(None);
                let is_end = line.is_none();
                if send.send(Input::Line(line)).is_err() || is_end {
                    return;
                }
            }
        });
        self.inputs = Some(inputs);
        Ok(watching)
    }
}

fn read_line() -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = io::stdin().lock().read_until(b'\n', &mut line)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim_start_matches('\u{feff}').trim().to_owned()))
}
