//! What happened, in words: the same for both front ends, which only lay it out.

use super::event::Event;
use super::machine::Encounter;
use crate::scenario::model::Mood;
use crate::scenario::script::{BeatIx, Body, ClaimIx, LineKind, PersonIx, Text};
use crate::util::text::Count;

/// One thing that was said or happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TranscriptLine {
    /// The trainee; acts without words are not spoken.
    You {
        /// The words or the act.
        words: String,
        /// Whether they are words.
        spoken: bool,
    },
    /// Somebody of the cast.
    Person(PersonIx, String),
    /// Somebody of the cast, in public.
    Post {
        /// Who wrote it.
        by: PersonIx,
        /// What they wrote.
        words: String,
        /// How many have seen it; 0 where that is not said.
        seen_by: u32,
        /// The claim it makes, if it makes one.
        claim: Option<ClaimIx>,
    },
    /// A machine's voice.
    Voice(String),
    /// Waiting on the telephone.
    Hold {
        /// For how long.
        minutes: u32,
        /// The same as a sentence.
        words: String,
    },
    /// Being passed on to somebody else.
    Transfer {
        /// To whom.
        to: String,
        /// The same as a sentence.
        words: String,
    },
    /// A promise was given.
    Promised(String),
    /// Narration.
    Narration(String),
    /// A beat was entered; its channel, place and person apply from here on.
    Entered(BeatIx),
    /// A person's mood changed to this.
    Mood(PersonIx, Mood),
    /// The trainee learnt something.
    Learnt(String),
}

impl TranscriptLine {
    /// The words; empty for a mood and for a beat that was entered.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::You { words, .. }
            | Self::Person(_, words)
            | Self::Post { words, .. }
            | Self::Hold { words, .. }
            | Self::Transfer { words, .. }
            | Self::Promised(words)
            | Self::Voice(words)
            | Self::Narration(words)
            | Self::Learnt(words) => words,
            Self::Mood(..) | Self::Entered(_) => "",
        }
    }
}

/// What happened since the last decision: the trainee's own words first, the text of the ending last.
#[must_use]
pub fn lines_since_last_decision(encounter: &Encounter, you: &str) -> Vec<TranscriptLine> {
    let words = |text: &Text| text.with(encounter.script(), encounter.cast(), you).to_string();
    let mut all: Vec<TranscriptLine> =
        encounter.events().iter().filter_map(|event| line(encounter, *event, &words)).collect();
    if let Body::End { text, .. } = &encounter.beat().body {
        all.push(TranscriptLine::Narration(words(text)));
    }
    all
}

fn line(encounter: &Encounter, event: Event, words: &dyn Fn(&Text) -> String) -> Option<TranscriptLine> {
    let script = encounter.script();
    Some(match event {
        Event::Chosen(beat, choice) => {
            let choice = script.beat(beat).choices().iter().find(|known| known.ix == choice)?;
            TranscriptLine::You { words: words(&choice.words), spoken: choice.spoken }
        }
        Event::Line(at) => {
            let line = at.line(script);
            let text = line.wordings.get(at.wording as usize).map(words).unwrap_or_default();
            match line.kind {
                LineKind::Say(by) => TranscriptLine::Person(by, text),
                LineKind::Post { by, seen_by, claim } => TranscriptLine::Post { by, words: text, seen_by, claim },
                LineKind::Narrate => TranscriptLine::Narration(text),
                LineKind::Menu => TranscriptLine::Voice(text),
                LineKind::Hold(minutes) => {
                    TranscriptLine::Hold { minutes, words: format!("On hold for {}.", Count::new(minutes, "minute")) }
                }
                LineKind::Transfer => TranscriptLine::Transfer { words: format!("Passed on to {text}."), to: text },
            }
        }
        Event::Entered(beat) => TranscriptLine::Entered(beat),
        Event::Mood(person, mood) => TranscriptLine::Mood(person, mood),
        Event::Learnt(fact) => TranscriptLine::Learnt(words(script.fact_texts.get(fact.index())?)),
        Event::Promised(promise) => {
            let text = words(script.promise_texts.get(promise.index())?);
            TranscriptLine::Promised(format!("You gave your word: {text}"))
        }
        Event::Reached(people) => TranscriptLine::Narration(format!("{people} more people read along.")),
        _ => return None,
    })
}
