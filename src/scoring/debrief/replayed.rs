//! Results of replaying the same choices: what a reply leads to, and how rapport moved.

use std::sync::Arc;

use super::sentences::quoted;
use crate::encounter::{Encounter, TranscriptLine, lines_since_last_decision};
use crate::scenario::id::ChoiceId;
use crate::scenario::model::{Mood, Outcome};
use crate::scenario::script::PersonIx;

/// The immediate result of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyResult {
    /// The person the turn was about.
    pub with: PersonIx,
    /// The first words of the answer, or the narration; empty if there is neither.
    pub answer: String,
    /// The person's mood then.
    pub mood: Mood,
    /// The change of their rapport.
    pub rapport: i16,
    /// The outcome, if the play ended with the reply.
    pub outcome: Option<Outcome>,
}

/// The immediate result of a reply at a turn, whether it was the one taken or not; `None` if it was not on offer there.
#[must_use]
pub fn reply_result(encounter: &Encounter, turn: usize, reply: &ChoiceId, you: &str) -> Option<ReplyResult> {
    let mut again = Encounter::start(Arc::clone(encounter.script()), encounter.seed(), encounter.memory().clone());
    for choice in encounter.choices().take(turn) {
        again.choose(choice.as_str(), 0).ok()?;
    }
    let with = again.beat().with;
    let before = again.state().rapport(with);
    again.choose(reply.as_str(), 0).ok()?;
    let answers = lines_since_last_decision(&again, you);
    let is_answer = |said: &&TranscriptLine| {
        matches!(said, TranscriptLine::Person(..) | TranscriptLine::Post { .. } | TranscriptLine::Narration(_))
    };
    let answer = answers.iter().find(is_answer).map_or_else(String::new, |said| match said {
        TranscriptLine::Person(_, words) | TranscriptLine::Post { words, .. } => quoted(words, true),
        other => other.words().to_owned(),
    });
    let rapport = i16::from(again.state().rapport(with)) - i16::from(before);
    Some(ReplyResult { with, answer, mood: again.state().mood(with), rapport, outcome: again.transcript().outcome })
}

/// Rapport with the person of each turn, before the turn; and at the end of the play.
#[must_use]
pub fn rapport_over_turns(encounter: &Encounter) -> Vec<u8> {
    let mut again = Encounter::start(Arc::clone(encounter.script()), encounter.seed(), encounter.memory().clone());
    let mut course = Vec::with_capacity(encounter.decisions() + 1);
    for choice in encounter.choices() {
        course.push(again.state().rapport(again.beat().with));
        if again.choose(choice.as_str(), 0).is_err() {
            break;
        }
    }
    course.push(again.state().rapport(again.beat().with));
    course
}
