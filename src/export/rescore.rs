//! Every score of an export recomputed from what was on offer in it, and the rows that differ.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use thiserror::Error;

use super::decision::DecisionRow;
use super::encounter::EncounterRow;
use super::offers::{self, OfferError};
use crate::encounter::{DecisionRecord, Offered, Status};
use crate::record::PlaySource;
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::principle::Principle;
use crate::scoring::{Scorecard, Tally};

/// Maximum number of rows that are named.
const MAX_NAMED: usize = 100;

/// A row whose numbers do not follow from what was on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The file and line or row.
    pub position: String,
    /// What differs, in words.
    pub what: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.what)
    }
}

/// The result of recomputing the scores of tables so far: first all decisions, in any order, then the encounters.
#[derive(Debug, Default)]
pub struct Rescored {
    plays: HashMap<String, PlayedDecisions>,
    /// How many encounters were read.
    pub encounters: u64,
    /// How many decisions were read.
    pub decisions: u64,
    /// How many rows differ.
    pub differing: u64,
    /// The first rows that differ.
    pub mismatches: Vec<Mismatch>,
}

/// The decisions of one play.
#[derive(Debug, Default)]
struct PlayedDecisions {
    card: Scorecard,
    count: u32,
    counting: Counting,
}

/// How a play counts, by a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counting {
    status: Option<Status>,
    source: Option<PlaySource>,
    attempt: Option<u32>,
    is_practice: bool,
}

impl fmt::Display for Counting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status.map_or("no status", Status::as_str);
        let source = self.source.map_or("no source", PlaySource::as_str);
        let attempt = self.attempt.map_or_else(|| "none".into(), |attempt| attempt.to_string());
        write!(f, "{status}, {source}, attempt {attempt}{}", if self.is_practice { ", practice" } else { "" })
    }
}

impl Rescored {
    fn report(&mut self, position: impl FnOnce() -> String, what: String) {
        self.differing += 1;
        if self.mismatches.len() < MAX_NAMED {
            self.mismatches.push(Mismatch { position: position(), what });
        }
    }

    /// Reports an invalid value of a row, if there is one.
    pub fn add_invalid(&mut self, invalid: Option<String>, position: impl Fn() -> String) {
        if let Some(invalid) = invalid {
            self.report(position, invalid);
        }
    }

    /// Recomputes a row of the table of decisions.
    pub fn add_decision(&mut self, row: &DecisionRow, position: impl Fn() -> String) {
        self.decisions += 1;
        let decision = match offers::decision(&row.offered, &row.chosen, row.scored == Some(true)) {
            Ok(decision) => decision,
            Err(error) => return self.report(position, error.to_string()),
        };
        let card = Scorecard::from_decisions(std::slice::from_ref(&decision));
        self.compare(row.card, card, &position);
        let (status, source, attempt) = (row.status, row.source, row.attempt);
        let counting = Counting { status, source, attempt, is_practice: row.practice == Some(true) };
        let play = self.plays.entry(row.play.clone()).or_default();
        play.card = play.card.plus(&card);
        play.count += 1;
        if play.count == 1 {
            play.counting = counting;
        } else if play.counting != counting {
            self.report(&position, format!("the play {} counts otherwise in other rows", row.play));
        }
    }

    /// Recomputes a row of the table of encounters, after all decisions.
    pub fn add_encounter(&mut self, row: &EncounterRow, position: impl Fn() -> String) {
        self.encounters += 1;
        let play = self.plays.remove(&row.play).unwrap_or_default();
        let (status, source, attempt) = (row.status, row.source, row.attempt);
        let written = Counting { status, source, attempt, is_practice: row.practice == Some(true) };
        if play.count > 0 && play.counting != written {
            let what = format!("the play counts as {written} in this row, and as {} in its decisions", play.counting);
            self.report(&position, what);
        }
        if row.decisions != Some(play.count) {
            let written = row.decisions.map_or_else(|| "none".into(), |count| count.to_string());
            let what =
                format!("play {} has {written} decisions by this row, and {} rows of them", row.play, play.count);
            self.report(&position, what);
        }
        self.compare(row.card, if row.is_completed() { play.card } else { Scorecard::default() }, position);
    }

    fn compare(&mut self, written: Scorecard, recomputed: Scorecard, position: impl FnOnce() -> String) {
        if let Some((what, written, recomputed)) = written.first_difference(&recomputed) {
            let what = format!("{what} is written as {written}, and what was on offer comes to {recomputed}");
            self.report(position, what);
        }
    }

    /// Reports decisions of plays that no row of encounters names.
    pub fn finish(&mut self) {
        let mut left: Vec<String> = std::mem::take(&mut self.plays).into_keys().collect();
        left.sort();
        for play in left {
            self.report(|| "decisions".into(), format!("no row of encounters has the play {play}"));
        }
    }

    /// Recomputes one line of JSON.
    pub fn add_line(&mut self, line: &str, position: impl Fn() -> String) {
        self.encounters += 1;
        let read: Line = match serde_json::from_str(line) {
            Ok(read) => read,
            Err(error) => return self.report(position, LineError::NotJson(error).to_string()),
        };
        let written = match read.card() {
            Ok(card) => card,
            Err(error) => return self.report(position, error.to_string()),
        };
        let is_completed = read.status == Status::Completed;
        let mut decisions = Vec::with_capacity(read.decisions.len());
        for (n, DecisionLine { beat, scored, offered, chosen }) in read.decisions.into_iter().enumerate() {
            self.decisions += 1;
            let record = DecisionRecord::from_offer(beat, scored, offered, chosen);
            match offers::decision_from_record(record) {
                Ok(decision) => decisions.push(decision),
                Err(error) => {
                    let error = LineError::Decision { number: n + 1, error };
                    return self.report(position, error.to_string());
                }
            }
        }
        let recomputed = if is_completed { Scorecard::from_decisions(&decisions) } else { Scorecard::default() };
        self.compare(written, recomputed, position);
    }
}

/// Why the scores of a line of JSON cannot be recomputed.
#[derive(Debug, Error)]
enum LineError {
    /// It is not JSON, or a value is missing in it.
    #[error("it cannot be read: {0}")]
    NotJson(serde_json::Error),
    /// The principles are not in their order.
    #[error("`{code}` is not the principle that stands in this place")]
    PrincipleOutOfPlace {
        /// The code in the place of another.
        code: String,
    },
    /// A decision from which no score follows.
    #[error("decision {number}: {error}")]
    Decision {
        /// Its number, from 1.
        number: usize,
        /// What is wrong with what was on offer.
        error: OfferError,
    },
}

/// A line of an export as JSON, as far as its scores need.
#[derive(Deserialize)]
struct Line {
    status: Status,
    overall: Option<Tally>,
    principles: Option<Vec<PrincipleLine>>,
    decisions: Vec<DecisionLine>,
}

#[derive(Deserialize)]
struct PrincipleLine {
    code: String,
    gained: u32,
    span: u32,
    opportunities: u32,
}

#[derive(Deserialize)]
struct DecisionLine {
    beat: BeatId,
    scored: bool,
    offered: Vec<Offered>,
    chosen: ChoiceId,
}

impl Line {
    /// The scores as written.
    fn card(&self) -> Result<Scorecard, LineError> {
        let mut card = Scorecard { overall: self.overall.unwrap_or_default(), ..Scorecard::default() };
        for (n, score) in self.principles.iter().flatten().enumerate() {
            if Principle::ALL.get(n).is_none_or(|principle| principle.code() != score.code) {
                return Err(LineError::PrincipleOutOfPlace { code: score.code.clone() });
            }
            let PrincipleLine { gained, span, opportunities, .. } = *score;
            card.principles[n] = Tally { gained, span, opportunities };
        }
        Ok(card)
    }
}
