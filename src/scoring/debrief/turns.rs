//! The turns of a play, each with the best reply that was on offer.

use super::sentences::quoted;
use crate::encounter::{Decision, Encounter};
use crate::scenario::id::ChoiceId;
use crate::scenario::principle::Principle;
use crate::scenario::script::Choice;
use crate::scoring::card::{Mark, counted, mark};

/// One turn in the debrief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The words of the chosen reply, in quotation marks if they were said.
    pub words: String,
    /// Whether the reply was said rather than done.
    pub spoken: bool,
    /// The coach's reason.
    pub because: String,
    /// How the reply compares with what was on offer.
    pub mark: Mark,
    /// The weights of the reply; none if the decision is not scored.
    pub evidence: Vec<(Principle, i8)>,
    /// The best reply on offer; `None` if nothing better was on offer.
    pub best: Option<Reply>,
}

/// A reply that was on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The id of the choice.
    pub id: ChoiceId,
    /// The words of the reply, in quotation marks if they are said.
    pub words: String,
    /// The coach's reason.
    pub because: String,
    /// The weights of the reply.
    pub evidence: Vec<(Principle, i8)>,
}

/// The turns of a play, in order. `you` is the name of the trainee.
#[must_use]
pub fn turns(encounter: &Encounter, you: &str) -> Vec<Turn> {
    let script = encounter.script();
    encounter
        .transcript()
        .decisions
        .iter()
        .filter_map(|decision| {
            let beat = script.beats.iter().find(|other| other.id == *decision.beat())?;
            let find = |id: &ChoiceId| beat.choices().iter().find(|choice| choice.id == *id);
            let text = |choice: &Choice| choice.words.with(script, encounter.cast(), you).to_string();
            let why = |choice: &Choice| choice.because.with(script, encounter.cast(), you).to_string();
            let chosen = find(decision.chosen())?;
            let better = better(decision).and_then(|id| find(&id)).map(|reply| Reply {
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
                best: better,
            })
        })
        .collect()
}

/// The best reply on offer; `None` if nothing better than the chosen one was on offer.
fn better(decision: &Decision) -> Option<ChoiceId> {
    if !matches!(mark(decision), Mark::Between | Mark::Worst) {
        return None;
    }
    let best = counted(decision).max_by_key(|offered| (offered.evidence.total(), &offered.id))?;
    Some(best.id.clone())
}
