//! Verifying a play by playing it again on the stored scenario.

use std::sync::Arc;

use thiserror::Error;

use super::finding::Finding;
use super::play_list::ListedPlay;
use super::verifier::Verifier;
use crate::encounter::{Encounter, RULES_VERSION, Status};
use crate::ledger::event::{End, PlayHistory, Start};
use crate::ledger::{LedgerError, StoredScenarioError};
use crate::record::PlayId;
use crate::scenario::script::{Script, Word};
use crate::scoring::Scorecard;
use crate::town::{Told, TownPart};

impl Verifier<'_> {
    /// Compares a play with its events: its row in the list, and its result with that of playing it again.
    pub(super) fn verify_play(&mut self, listed: &ListedPlay, person: &str) {
        let id = &listed.record.id;
        let history = match self.ledger.history(&id.0) {
            Ok(history) => history,
            Err(error) => return self.add_unplayable(id, &UnplayableReason::Events(error)),
        };
        let Some(start) = &history.start else { return self.add_unplayable(id, &UnplayableReason::NoBeginning) };
        self.verify_row(listed, &history, start, person);
        let recorded_card = history.end.as_ref().and_then(|end| end.card);
        if start.rules != RULES_VERSION {
            self.rescored += 1;
            let card =
                (listed.record.status == Status::Completed).then(|| Scorecard::from_decisions(&history.decisions));
            return self.verify_score(id, recorded_card, card);
        }
        match self.script(start) {
            Ok(script) => self.replay(listed, &history, Encounter::start(script, start.seed, start.memory.clone())),
            Err(why) => {
                let finding = unplayable(id, &why);
                self.add(finding);
            }
        }
    }

    /// The stored scenario of a play.
    fn script(&self, start: &Start) -> Result<Arc<Script>, UnplayableReason<'_>> {
        match self.scenarios.get(&start.content_hash.to_string()) {
            Some(Ok(stored)) => stored.script.as_ref().map(Arc::clone).map_err(UnplayableReason::Script),
            Some(Err(error)) => Err(UnplayableReason::Scenario(error)),
            None => Err(UnplayableReason::NoScenario),
        }
    }

    /// Makes the decisions of a play again, and compares what follows from them with what was recorded.
    fn replay(&mut self, listed: &ListedPlay, history: &PlayHistory, mut encounter: Encounter) {
        let id = &listed.record.id;
        for (n, decision) in history.decisions.iter().enumerate() {
            if encounter.choose(decision.chosen().as_str(), decision.milliseconds).is_err() {
                return self.add_replay(id, format!("decision {}", n + 1));
            }
        }
        self.replayed += 1;
        let transcript = encounter.transcript();
        let mut pairs = transcript.decisions.iter().zip(&history.decisions);
        if let Some(n) = pairs.position(|(replayed, recorded)| !replayed.repeats(recorded)) {
            self.add_replay(id, format!("decision {}", n + 1));
        }
        let replayed = (transcript.status != Status::Open).then(|| End::from_transcript(&transcript));
        let card = |end: Option<&End>| end.and_then(|end| end.card);
        self.verify_score(id, card(history.end.as_deref()), card(replayed.as_ref()));
        let without_card = |end: Option<&End>| end.map(|end| End { card: None, ..end.clone() });
        if without_card(replayed.as_ref()) != without_card(history.end.as_deref()) {
            self.add_replay(id, "how it ended".into());
        }
        if let Some(town) = history.town.as_deref().filter(|town| town.aside.is_none()) {
            self.verify_town(id, &encounter, town);
        }
        let trace = encounter.trace().and_then(|trace| serde_json::to_string(&trace).ok());
        if trace != listed.trace {
            self.add_replay(id, "what is remembered of it".into());
        }
    }

    /// Compares whom the trainee met and what is said of it with what was written. Who hears it follows from the village as it
    /// was that day.
    fn verify_town(&mut self, id: &PlayId, encounter: &Encounter, town: &TownPart) {
        if encounter.met() != town.met {
            self.add_replay(id, "whom the trainee met".into());
        }
        let scenario = &encounter.script().id;
        let is_same = |(word, told): (&Word, &Told)| {
            told.word.scenario.as_ref() == Some(scenario)
                && (&told.word.id, &told.teller, told.tone) == (&word.id, &word.teller, word.tone)
                && (told.public, told.to_you) == (word.public, word.to_you)
        };
        let told = encounter.told();
        if told.len() != town.told.len() || !told.into_iter().zip(&town.told).all(is_same) {
            self.add_replay(id, "what is said of it".into());
        }
    }

    fn verify_score(&mut self, id: &PlayId, recorded: Option<Scorecard>, follows: Option<Scorecard>) {
        if recorded == follows {
            return;
        }
        let difference = match (&recorded, &follows) {
            (Some(recorded), Some(follows)) => recorded.first_difference(follows),
            _ => None,
        };
        let (what, recorded, follows) = match difference {
            Some((what, recorded, follows)) => (what, recorded.to_string(), follows.to_string()),
            None => ("the play", score_or_none(recorded.is_some()), score_or_none(follows.is_some())),
        };
        self.add(Finding::Score { play: id.0.clone(), what, recorded, follows });
    }

    fn add_replay(&mut self, id: &PlayId, what: String) {
        self.add(Finding::Replay { play: id.0.clone(), what });
    }

    fn add_unplayable(&mut self, id: &PlayId, why: &UnplayableReason<'_>) {
        self.add(unplayable(id, why));
    }
}

fn unplayable(id: &PlayId, why: &UnplayableReason<'_>) -> Finding {
    Finding::Unplayable { play: id.0.clone(), why: why.to_string() }
}

/// Why a play cannot be played again.
#[derive(Debug, Error)]
enum UnplayableReason<'v> {
    /// Its events cannot be read.
    #[error("{0}")]
    Events(LedgerError),
    /// No event says how it began.
    #[error("it has no beginning")]
    NoBeginning,
    /// Its scenario is not in the ledger.
    #[error("its scenario is missing")]
    NoScenario,
    /// Its scenario cannot be read from the ledger.
    #[error("{0}")]
    Scenario(&'v LedgerError),
    /// What was stored of its scenario is no script any more.
    #[error("{0}")]
    Script(&'v StoredScenarioError),
}

fn score_or_none(exists: bool) -> String {
    if exists { "a score" } else { "no score" }.into()
}
