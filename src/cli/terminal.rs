//! The terminal as a place to read and write: plain lines, nothing that a screen reader would stumble over.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::encounter::{Encounter, TranscriptLine, lines_since_last_decision};
use crate::files::FileWatcher;
use crate::scenario::script::PersonIx;
use crate::scoring::debrief;

/// Writes text to the standard output; a reader that went away is no fault.
pub(super) fn print(text: &str) -> io::Result<()> {
    forgiven(io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()))
}

/// Nothing more can be told to a reader that went away, as in `| head`; what is to be kept is kept.
fn forgiven(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Where a play is told and asked: lines out, lines in.
pub(super) struct Terminal {
    out: Box<dyn Write>,
    /// Lines and saved files, while a file is watched; else lines are read as they are asked for.
    heard: Option<Receiver<Heard>>,
}

/// What comes while somebody is asked.
pub(super) enum Heard {
    /// An answer; `None` at the end of the input.
    Line(Option<String>),
    /// The file that is tried was saved.
    Saved,
}

/// A save may come in several strokes; so long after the last of them the file is read.
const SETTLED: Duration = Duration::from_millis(80);

impl Terminal {
    /// Tells on the standard output, or on the standard error where the output is for a document.
    pub(super) fn new(document: bool) -> Self {
        let out: Box<dyn Write> = if document { Box::new(io::stderr()) } else { Box::new(io::stdout()) };
        Self { out, heard: None }
    }

    /// One line.
    pub(super) fn say(&mut self, line: &str) -> io::Result<()> {
        forgiven(writeln!(self.out, "{line}"))
    }

    /// Several lines.
    pub(super) fn say_all(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Asks, and reads an answer; `None` at the end of the input.
    pub(super) fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        loop {
            if let Heard::Line(line) = self.hear(question)? {
                return Ok(line);
            }
        }
    }

    /// Asks, and waits for an answer, or until the file that is watched is saved.
    pub(super) fn hear(&mut self, question: &str) -> io::Result<Heard> {
        forgiven(write!(self.out, "{question} ").and_then(|()| self.out.flush()))?;
        let Some(heard) = &self.heard else { return read_line().map(Heard::Line) };
        let mut first = heard.recv().unwrap_or(Heard::Line(None));
        while matches!(first, Heard::Saved) {
            match heard.recv_timeout(SETTLED) {
                // What was typed while the file was read is an answer to the old text.
                Ok(Heard::Saved | Heard::Line(Some(_))) => {}
                Ok(Heard::Line(None)) => first = Heard::Line(None),
                Err(_) => break,
            }
        }
        Ok(first)
    }

    /// From now on, hears when a file is saved, for as long as what is returned is kept.
    pub(super) fn watch(&mut self, file: &Path) -> Result<FileWatcher, String> {
        let (send, heard) = channel();
        let saved = send.clone();
        let watching = FileWatcher::new(&[file.to_path_buf()], move || {
            // Whoever asked may have left.
            let _ = saved.send(Heard::Saved);
        })?;
        std::thread::spawn(move || {
            loop {
                let line = read_line().unwrap_or(None);
                let is_end = line.is_none();
                if send.send(Heard::Line(line)).is_err() || is_end {
                    return;
                }
            }
        });
        self.heard = Some(heard);
        Ok(watching)
    }
}

fn read_line() -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = io::stdin().lock().read_until(b'\n', &mut line)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim().to_owned()))
}

/// What happened since the last decision, as lines to read.
pub(super) fn happenings(encounter: &Encounter, you: &str) -> Vec<String> {
    let name = |person: PersonIx| {
        let cast = usize::from(encounter.cast()[person.index()]);
        encounter.script().person(person).personas[cast].1.name.as_str()
    };
    let line = |said: TranscriptLine| {
        Some(match said {
            TranscriptLine::You { words, spoken } => format!("You: {}", debrief::quoted(&words, spoken)),
            TranscriptLine::Person(by, words) => format!("{}: “{words}”", name(by)),
            TranscriptLine::Post { by, words, seen_by: 0, .. } => format!("{} writes: “{words}”", name(by)),
            TranscriptLine::Post { by, words, seen_by, .. } => {
                format!("{} writes, seen by {seen_by}: “{words}”", name(by))
            }
            TranscriptLine::Voice(words) => format!("A recorded voice: “{words}”"),
            TranscriptLine::Narration(words)
            | TranscriptLine::Promised(words)
            | TranscriptLine::Hold { words, .. }
            | TranscriptLine::Transfer { words, .. } => words,
            TranscriptLine::Entered(_) => return None,
            TranscriptLine::Mood(person, mood) => format!("({} is {}.)", name(person), mood.as_str().to_lowercase()),
            TranscriptLine::Learnt(words) => format!("(Noted: {words}.)"),
        })
    };
    lines_since_last_decision(encounter, you).into_iter().filter_map(line).collect()
}

/// The choices on offer, numbered from 1.
pub(super) fn offers(encounter: &Encounter, you: &str) -> Vec<String> {
    let words = |choice: &crate::scenario::script::Choice| {
        let words = choice.words.with(encounter.script(), encounter.cast(), you).to_string();
        if choice.spoken { words } else { format!("({words})") }
    };
    encounter.offers().enumerate().map(|(n, choice)| format!("{}. {}", n + 1, words(choice))).collect()
}

/// The debrief as lines to read.
pub(super) fn debrief_lines(
    encounter: &Encounter,
    you: &str,
    baseline: Option<&crate::scoring::Baseline>,
) -> Vec<String> {
    use crate::scenario::principle::Principle;
    use crate::scoring::{Conduct, Scorecard, wilson};

    let transcript = encounter.transcript();
    let card = Scorecard::from_decisions(&transcript.decisions);
    let mut lines = vec![String::new(), "Debrief".into()];
    if let Some(outcome) = transcript.outcome {
        lines.push(debrief::outcome_words(outcome).into());
    }
    lines.push(format!("Overall: {}", debrief::score_words(card.overall)));
    if let Some(random) = baseline {
        lines.extend(debrief::random_words(random));
    }
    lines.push(String::new());
    for principle in Principle::ALL {
        let tally = card.principle(principle);
        let interval = wilson(tally).map_or_else(String::new, |(low, high)| format!(", plausibly {low} to {high}"));
        let score = debrief::score_words(tally);
        // A principle is read beside its own random play, since the floor is not zero.
        let random = baseline.filter(|_| tally.span > 0).and_then(|baseline| baseline.principle(principle.index()));
        let random =
            random.map_or_else(String::new, |tenths| format!(", random play {}", debrief::tenths_words(tenths)));
        lines.push(format!("{} {}: {score}{interval}{random}", principle.code(), principle.name()));
    }
    let turns = debrief::turns(encounter, you);
    for (n, turn) in turns.iter().enumerate() {
        let (sign, word) = turn.mark.signed();
        lines.push(String::new());
        lines.push(format!("Turn {}, {sign} {word}: {}", n + 1, turn.words));
        lines.push(format!("   {} ({})", turn.because, debrief::evidence_words(&turn.evidence)));
        if let Some(best) = &turn.best {
            lines.push(format!("   Best on offer: {}", best.words));
            lines.push(format!("   {} ({})", best.because, debrief::evidence_words(&best.evidence)));
        }
    }
    let section = |title: &str, rows: Vec<String>, lines: &mut Vec<String>| {
        if !rows.is_empty() {
            lines.extend([String::new(), title.to_owned()]);
            lines.extend(rows.into_iter().map(|row| format!("   {row}")));
        }
    };
    let needs = debrief::needs(encounter);
    let needs = needs.iter().map(|need| {
        format!(
            "{} {}, {}: {} ({})",
            need.met.sign(),
            need.person,
            need.kind.as_str().to_lowercase(),
            need.words,
            need.state
        )
    });
    section("What people needed", needs.collect(), &mut lines);
    section("Your word", debrief::promises(encounter, you), &mut lines);
    section("What was said around it", debrief::claims(encounter), &mut lines);
    let conduct = Conduct::from_decisions(&transcript.decisions);
    section("How you talked", vec![debrief::conduct_words(&conduct, turns.len())], &mut lines);
    lines.push(String::new());
    lines.push(debrief::USE_NOTICE.into());
    lines
}
