//! Figures of the debrief for which the play is replayed: the results of replies, and rapport over the turns.

use std::sync::Arc;

use super::sentences::quoted;
use crate::encounter::{Encounter, TranscriptLine, lines_since_last_decision};
use crate::scenario::id::ChoiceId;
use crate::scenario::model::{Mood, Outcome};
use crate::scenario::script::PersonIx;

/// The immediate result of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyResult {
    /// The person whom the beat of the turn is about.
    pub person: PersonIx,
    /// The first line that answers the reply, or the narration after it; empty if there is neither.
    pub answer: String,
    /// The person's mood after the reply.
    pub mood: Mood,
    /// The change of rapport with the person, -100 to 100.
    pub rapport_change: i16,
    /// The outcome, if the play ends with the reply.
    pub outcome: Option<Outcome>,
}

/// The immediate result of a reply at a turn, numbered from 0; the reply need not be the chosen one. `you` is the name
/// of the trainee. `None` if the reply was not on offer there.
#[must_use]
pub fn reply_result(encounter: &Encounter, turn: usize, reply: &ChoiceId, you: &str) -> Option<ReplyResult> {
    let mut again = Encounter::start(Arc::clone(encounter.script()), encounter.seed(), encounter.memory().clone());
    for choice in encounter.choices().take(turn) {
        again.choose(choice.as_str(), 0).ok()?;
    }
    let person = again.beat().with;
    let before = again.state().rapport(person);
    again.choose(reply.as_str(), 0).ok()?;
    let answers = lines_since_last_decision(&again, you);
    let is_answer = |said: &&TranscriptLine| {
        matches!(said, TranscriptLine::Person(..) | TranscriptLine::Post { .. } | TranscriptLine::Narration(_))
    };
    let answer = answers.iter().find(is_answer).map_or_else(String::new, |said| match said {
        TranscriptLine::Person(_, words) | TranscriptLine::Post { words, .. } => quoted(words, true),
        other => other.words().to_owned(),
    });
    let rapport_change = i16::from(again.state().rapport(person)) - i16::from(before);
    Some(ReplyResult {
        person,
        answer,
        mood: again.state().mood(person),
        rapport_change,
        outcome: again.transcript().outcome,
    })
}

/// Rapport with the person of each turn before the turn, 0 to 100; the last value is that at the end of the play.
#[must_use]
pub fn rapport_over_turns(encounter: &Encounter) -> Vec<u8> {
    let mut again = Encounter::start(Arc::clone(encounter.script()), encounter.seed(), encounter.memory().clone());
    let mut values = Vec::with_capacity(encounter.decisions() + 1);
    for choice in encounter.choices() {
        values.push(again.state().rapport(again.beat().with));
        if again.choose(choice.as_str(), 0).is_err() {
            break;
        }
    }
    values.push(again.state().rapport(again.beat().with));
    values
}
