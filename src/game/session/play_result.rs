//! The result of a completed play, as the debrief shows it.

use crate::analysis::random_play;
use crate::encounter::Encounter;
use crate::scenario::id::ChoiceId;
use crate::scoring::Baseline;
use crate::scoring::debrief::{self, ReplyResult, Turn};

/// The result of a completed play.
pub struct PlayResult {
    /// Turn by turn.
    pub turns: Vec<Turn>,
    /// The scores of random play.
    pub baseline: Baseline,
    /// Rapport before each turn, and at the end.
    pub rapport: Vec<u8>,
    /// For each turn what it led to, and what the best reply would have led to where there was a better one.
    pub consequences: Vec<(Option<ReplyResult>, Option<ReplyResult>)>,
}

impl PlayResult {
    /// The result of an encounter that was played to its end. `you` is the name of the trainee.
    pub(super) fn new(encounter: &Encounter, you: &str) -> Self {
        let turns = debrief::turns(encounter, you);
        let reply_result = |turn: usize, reply: &ChoiceId| debrief::reply_result(encounter, turn, reply, you);
        let chosen = encounter.choices().zip(&turns).enumerate();
        let consequences = chosen.map(|(n, (choice, turn))| {
            let best = turn.best.as_ref().and_then(|best| reply_result(n, &best.id));
            (reply_result(n, choice), best)
        });
        Self {
            consequences: consequences.collect(),
            turns,
            baseline: random_play(encounter.script()),
            rapport: debrief::rapport_over_turns(encounter),
        }
    }
}
