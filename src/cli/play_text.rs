//! A play as lines of text: what happened, the replies on offer, and the debrief.

use crate::encounter::{Encounter, Transcript, TranscriptLine, lines_since_last_decision};
use crate::scenario::principle::Principle;
use crate::scenario::script::{Choice, PersonIx};
use crate::scoring::debrief::{self, NeedLine, Turn};
use crate::scoring::{Baseline, Conduct, Scorecard, wilson};

/// What happened since the last decision, as lines to read. `name` says what people are called.
pub(super) fn happenings<'a>(encounter: &Encounter, you: &str, name: impl Fn(PersonIx) -> &'a str) -> Vec<String> {
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

/// The name of a person of an encounter.
pub(super) fn full_name(encounter: &Encounter, person: PersonIx) -> &str {
    let cast = usize::from(encounter.cast()[person.index()]);
    &encounter.script().person(person).personas[cast].1.name
}

/// The choices on offer, numbered from 1.
pub(super) fn offers(encounter: &Encounter, you: &str) -> Vec<String> {
    let words = |choice: &Choice| {
        let words = choice.words.with(encounter.script(), encounter.cast(), you).to_string();
        if choice.spoken { words } else { format!("({words})") }
    };
    encounter.offers().enumerate().map(|(n, choice)| format!("{}. {}", n + 1, words(choice))).collect()
}

/// The debrief as lines to read: scores beside random play, each turn with the best reply, then what was at stake.
pub(super) fn debrief_lines(encounter: &Encounter, you: &str, baseline: Option<&Baseline>) -> Vec<String> {
    let transcript = encounter.transcript();
    let turns = debrief::turns(encounter, you);
    let mut lines = vec![String::new(), "Debrief".into()];
    lines.extend(score_lines(&transcript, debrief::mood_beside_outcome(encounter), baseline));
    for (n, turn) in turns.iter().enumerate() {
        lines.extend(turn_lines(n, turn));
    }
    lines.extend(section("What people needed", debrief::needs(encounter).iter().map(need_line).collect()));
    lines.extend(section("Your word", debrief::promises(encounter, you)));
    lines.extend(section("What was said around it", debrief::claims(encounter)));
    let conduct = Conduct::from_decisions(&transcript.decisions);
    lines.extend(section("How you talked", vec![debrief::conduct_words(&conduct, turns.len())]));
    lines.extend([String::new(), debrief::USE_NOTICE.into()]);
    lines
}

/// The outcome and what there is to say of the mood beside it, the overall score, and the score of each principle.
fn score_lines(transcript: &Transcript, mood: Option<String>, baseline: Option<&Baseline>) -> Vec<String> {
    let card = Scorecard::from_decisions(&transcript.decisions);
    let mut lines: Vec<String> = transcript.outcome.map(|outcome| outcome.label().into()).into_iter().collect();
    lines.extend(mood);
    lines.push(format!("Overall: {}", debrief::score_words(card.overall)));
    lines.extend(baseline.into_iter().filter_map(debrief::random_words));
    lines.push(String::new());
    for principle in Principle::ALL {
        let tally = card.principle(principle);
        let interval = wilson(tally).map_or_else(String::new, |(low, high)| format!(", plausibly {low} to {high}"));
        let score = debrief::score_words(tally);
        // A principle is read beside its own random play, since random play does not score 0.
        let random = baseline.filter(|_| tally.span > 0).and_then(|baseline| baseline.principle(principle.index()));
        let random =
            random.map_or_else(String::new, |tenths| format!(", random play {}", debrief::tenths_words(tenths)));
        lines.push(format!("{} {}: {score}{interval}{random}", principle.code(), principle.name()));
    }
    lines
}

/// Turn `n`, counted from 0: what was chosen and why it scored so, and the best reply if there was a better one.
fn turn_lines(n: usize, turn: &Turn) -> Vec<String> {
    let (sign, word) = turn.mark.sign_and_words();
    let mut lines = vec![
        String::new(),
        format!("Turn {}, {sign} {word}: {}", n + 1, turn.words),
        format!("   {} ({})", turn.because, debrief::evidence_words(&turn.evidence)),
    ];
    if let Some(best) = &turn.best {
        lines.push(format!("   Best on offer: {}", best.words));
        lines.push(format!("   {} ({})", best.because, debrief::evidence_words(&best.evidence)));
    }
    lines
}

fn need_line(need: &NeedLine) -> String {
    let NeedLine { met, person, kind, words, state, .. } = need;
    format!("{} {person}, {}: {words} ({state})", met.sign(), kind.as_str().to_lowercase())
}

/// A heading with its indented rows; nothing if there are no rows.
fn section(heading: &str, rows: Vec<String>) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let rows = rows.into_iter().map(|row| format!("   {row}"));
    [String::new(), heading.to_owned()].into_iter().chain(rows).collect()
}
