//! The terminal as a place to read and write: plain lines, nothing that a screen reader would stumble over.

use std::io::{self, BufRead, Write};

use crate::encounter::{Encounter, Event};
use crate::scenario::script::{Body, LineKind};
use crate::scoring::debrief;

/// Writes text to the standard output; a reader that went away is no fault.
pub(super) fn print(text: &str) -> io::Result<()> {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Where a play is told and asked: lines out, lines in.
pub(super) struct Terminal {
    out: Box<dyn Write>,
}

impl Terminal {
    /// Tells on the standard output, or on the standard error where the output is for a document.
    pub(super) fn new(document: bool) -> Self {
        let out: Box<dyn Write> = if document { Box::new(io::stderr()) } else { Box::new(io::stdout()) };
        Self { out }
    }

    /// One line.
    pub(super) fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Asks, and reads an answer; `None` at the end of the input.
    pub(super) fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        write!(self.out, "{question} ")?;
        self.out.flush()?;
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line)?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }
}

/// What happened since the last decision, as lines to read.
pub(super) fn happenings(encounter: &Encounter, you: &str) -> Vec<String> {
    let mut lines: Vec<String> =
        encounter.events().iter().filter_map(|event| happening(encounter, *event, you)).collect();
    if let Body::End { text, .. } = &encounter.beat().body {
        lines.push(text.with(encounter.script(), encounter.cast(), you).to_string());
    }
    lines
}

fn happening(encounter: &Encounter, event: Event, you: &str) -> Option<String> {
    let script = encounter.script();
    let cast = encounter.cast();
    let name = |person: crate::scenario::script::PersonIx| {
        script.person(person).personas[usize::from(cast[person.at()])].1.name.clone()
    };
    match event {
        Event::Chosen(beat, ix) => {
            let choice = script.beat(beat).choices().iter().find(|choice| choice.ix == ix)?;
            let words = choice.words.with(script, cast, you).to_string();
            Some(format!("You: {}", debrief::quoted(&words, choice.spoken)))
        }
        Event::Line(line_ref) => {
            let line = line_ref.line(script);
            let words = line.wordings.get(line_ref.wording as usize).map(|text| text.with(script, cast, you));
            let words = words.map(|words| words.to_string()).unwrap_or_default();
            Some(match line.kind {
                LineKind::Say(by) => format!("{}: “{words}”", name(by)),
                LineKind::Narrate => words,
                LineKind::Hold(1) => "(On hold for 1 minute.)".into(),
                LineKind::Hold(minutes) => format!("(On hold for {minutes} minutes.)"),
                LineKind::Transfer => format!("(Passed on to {words}.)"),
                LineKind::Menu => format!("A recorded voice: “{words}”"),
                LineKind::Post { by, seen_by: 0, .. } => format!("{} writes: “{words}”", name(by)),
                LineKind::Post { by, seen_by, .. } => {
                    format!("{} writes, seen by {seen_by}: “{words}”", name(by))
                }
            })
        }
        Event::Mood(person, mood) => Some(format!("({} is {}.)", name(person), mood.word().to_lowercase())),
        Event::Learnt(fact) => {
            let text = script.fact_texts.get(fact.at())?;
            Some(format!("(Noted: {}.)", text.with(script, cast, you)))
        }
        Event::Promised(promise) => {
            let text = script.promise_texts.get(promise.at())?;
            Some(format!("(You gave your word: {})", text.with(script, cast, you)))
        }
        Event::Reached(people) => Some(format!("({people} more people read along.)")),
        _ => None,
    }
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
    use crate::principle::Principle;
    use crate::scoring::{Conduct, Scorecard, wilson};

    let transcript = encounter.transcript();
    let card = Scorecard::of(&transcript.decisions);
    let mut lines = vec![String::new(), "Debrief".into()];
    if let Some(outcome) = transcript.outcome {
        lines.push(debrief::outcome_words(outcome).into());
    }
    lines.push(format!("Overall: {}", debrief::score_words(card.overall)));
    if let Some(random) = baseline.and_then(crate::scoring::Baseline::overall) {
        lines.push(format!("Random play scores {} here (simulated).", debrief::tenths_words(random)));
    }
    lines.push(String::new());
    for principle in Principle::ALL {
        let tally = card.principle(principle);
        let interval = wilson(tally).map_or_else(String::new, |(low, high)| format!(", plausibly {low} to {high}"));
        let score = debrief::score_words(tally);
        lines.push(format!("{} {}: {score}{interval}", principle.code(), principle.name()));
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
            need.kind.word().to_lowercase(),
            need.words,
            need.state
        )
    });
    section("What people needed", needs.collect(), &mut lines);
    section("Your word", debrief::promises(encounter, you), &mut lines);
    section("What was said around it", debrief::claims(encounter), &mut lines);
    let conduct = Conduct::of(&transcript.decisions);
    section("How you talked", vec![debrief::conduct_words(&conduct, turns.len())], &mut lines);
    lines.push(String::new());
    lines.push(debrief::USE_NOTICE.into());
    lines
}
