//! The turns of a play, with the best reply there was at each.

use super::sentences::quoted;
use crate::encounter::{Decision, Encounter};
use crate::scenario::id::ChoiceId;
use crate::scenario::principle::Principle;
use crate::scenario::script::Choice;
use crate::scoring::card::{Mark, counted, mark};

/// One turn in the debrief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What was said or done.
    pub words: String,
    /// Whether it was said rather than done.
    pub spoken: bool,
    /// The coach's reason.
    pub because: String,
    /// How it compares with what was on offer.
    pub mark: Mark,
    /// The weights it had.
    pub evidence: Vec<(Principle, i8)>,
    /// The best reply on offer, if a better one was.
    pub best: Option<Reply>,
}

/// A reply that was on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its id.
    pub id: ChoiceId,
    /// What could have been said or done.
    pub words: String,
    /// The coach's reason.
    pub because: String,
    /// The weights it would have had.
    pub evidence: Vec<(Principle, i8)>,
}

/// The turns of a play.
#[must_use]
pub fn turns(encounter: &Encounter, you: &str) -> Vec<Turn> {
    let script = encounter.script();
    encounter
        .transcript()
        .decisions
        .iter()
        .filter_map(|decision| {
            let place = script.beats.iter().find(|beat| beat.id == decision.beat)?;
            let find = |id: &ChoiceId| place.choices().iter().find(|choice| choice.id == *id);
            let text = |choice: &Choice| choice.words.with(script, encounter.cast(), you).to_string();
            let why = |choice: &Choice| choice.because.with(script, encounter.cast(), you).to_string();
            let chosen = find(&decision.chosen)?;
            let best = better(decision).and_then(|id| find(&id)).map(|reply| Reply {
                id: reply.id.clone(),
                words: quoted(&text(reply), reply.spoken),
                because: why(reply),
                evidence: reply.evidence.named().collect(),
            });
            Some(Turn {
                words: quoted(&text(chosen), chosen.spoken),
                spoken: chosen.spoken,
                because: why(chosen),
                mark: mark(decision),
                evidence: decision.choice().map(|offered| offered.evidence.named().collect()).unwrap_or_default(),
                best,
            })
        })
        .collect()
}

/// The best reply on offer, if a better one than the chosen was.
fn better(decision: &Decision) -> Option<ChoiceId> {
    if !matches!(mark(decision), Mark::Between | Mark::Worst) {
        return None;
    }
    let best = counted(decision).max_by_key(|offered| (offered.evidence.total(), &offered.id))?;
    Some(best.id.clone())
}
