//! Redoing every score of an export from what was on offer in it, and naming the row that differs.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;

use super::decision::DecisionRow;
use super::encounter::EncounterRow;
use super::offers;
use crate::encounter::{Decision, Offered};
use crate::scenario::id::{BeatId, ChoiceId};
use crate::scenario::principle::Principle;
use crate::scoring::{Scorecard, Tally};

/// A row whose numbers do not follow from what was on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// The file and line or row.
    pub at: String,
    /// What differs.
    pub what: String,
}

impl fmt::Display for Differs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)
    }
}

/// What redoing the scores of tables came to so far: decisions first, in any order, then encounters.
#[derive(Debug, Default)]
pub struct Rescored {
    /// By play: the scores, how many decisions, and how the play counts by its decisions.
    plays: HashMap<String, (Scorecard, u32, String)>,
    /// How many encounters were looked at.
    pub encounters: u64,
    /// How many decisions were.
    pub decisions: u64,
    /// How many rows differ.
    pub differing: u64,
    /// The first of them.
    pub differs: Vec<Differs>,
}

/// At most so many rows are named.
const MOST_NAMED: usize = 100;

impl Rescored {
    fn differs(&mut self, at: impl FnOnce() -> String, what: String) {
        self.differing += 1;
        if self.differs.len() < MOST_NAMED {
            self.differs.push(Differs { at: at(), what });
        }
    }

    /// A row holds something that cannot be.
    pub fn odd(&mut self, odd: Option<String>, at: impl Fn() -> String) {
        if let Some(odd) = odd {
            self.differs(at, odd);
        }
    }

    /// Looks at a row of decisions.
    pub fn decision(&mut self, row: &DecisionRow, at: impl Fn() -> String) {
        self.decisions += 1;
        let decision = match offers::decision(&row.offered, &row.chosen, row.scored == Some(true)) {
            Ok(decision) => decision,
            Err(why) => return self.differs(at, why),
        };
        let card = Scorecard::from_decisions(std::slice::from_ref(&decision));
        if let Some((what, written, follows)) = row.card.differs(&card) {
            self.differs(&at, said(what, written, follows));
        }
        let counts = how(&row.status, &row.source, row.attempt, row.practice);
        let (sum, count, before) = self.plays.entry(row.play.clone()).or_default();
        *sum = sum.plus(&card);
        *count += 1;
        if *count == 1 {
            *before = counts;
        } else if *before != counts {
            self.differs(&at, format!("the play {} counts otherwise in other rows", row.play));
        }
    }

    /// Looks at a row of encounters, once all decisions were.
    pub fn encounter(&mut self, row: &EncounterRow, at: impl Fn() -> String) {
        self.encounters += 1;
        let (sum, count, counts) = self.plays.remove(&row.play).unwrap_or_default();
        let written = how(&row.status, &row.source, row.attempt, row.practice);
        if count > 0 && counts != written {
            self.differs(&at, format!("the play counts as {written} in this row, and as {counts} in its decisions"));
        }
        if row.decisions != Some(count) {
            let written = row.decisions.map_or_else(|| "none".into(), |count| count.to_string());
            self.differs(
                &at,
                format!("play {} has {written} decisions by this row, and {count} rows of them", row.play),
            );
        }
        self.card(row.card, if row.is_completed() { sum } else { Scorecard::default() }, at);
    }

    fn card(&mut self, written: Scorecard, follows: Scorecard, at: impl Fn() -> String) {
        if let Some((what, written, follows)) = written.differs(&follows) {
            self.differs(at, said(what, written, follows));
        }
    }

    /// Looks at what is left: decisions of plays that no row of encounters names.
    pub fn finish(&mut self) {
        let mut left: Vec<String> = std::mem::take(&mut self.plays).into_keys().collect();
        left.sort();
        for play in left {
            self.differs(|| "decisions".into(), format!("no row of encounters has the play {play}"));
        }
    }

    /// Looks at one line of JSON.
    pub fn line(&mut self, line: &str, at: impl Fn() -> String) {
        self.encounters += 1;
        let read: Line = match serde_json::from_str(line) {
            Ok(read) => read,
            Err(error) => return self.differs(at, format!("it cannot be read: {error}")),
        };
        let mut decisions = Vec::with_capacity(read.decisions.len());
        for (n, decision) in read.decisions.into_iter().enumerate() {
            self.decisions += 1;
            if decision.offered.iter().filter(|one| one.id == decision.chosen).count() != 1 {
                return self.differs(
                    at,
                    format!("decision {}: `{}` was chosen, and is not on offer once", n + 1, decision.chosen),
                );
            }
            decisions.push(Decision {
                beat: decision.beat,
                scored: decision.scored,
                offered: decision.offered,
                chosen: decision.chosen,
                because: String::new(),
                effects: Vec::new(),
                named: false,
                served: false,
                milliseconds: 0,
            });
        }
        let completed = read.status == "completed";
        let follows = if completed { Scorecard::from_decisions(&decisions) } else { Scorecard::default() };
        let mut written = Scorecard { overall: read.overall.unwrap_or_default(), ..Scorecard::default() };
        for (n, score) in read.principles.iter().flatten().enumerate() {
            if Principle::ALL.get(n).is_none_or(|principle| principle.code() != score.code) {
                return self.differs(at, format!("`{}` is not the principle that stands in this place", score.code));
            }
            written.principles[n] =
                Tally { gained: score.gained, span: score.span, opportunities: score.opportunities };
        }
        self.card(written, follows, at);
    }
}

/// How a play counts, in words.
fn how(status: &str, source: &str, attempt: Option<u32>, practice: Option<bool>) -> String {
    let attempt = attempt.map_or_else(|| "none".into(), |attempt| attempt.to_string());
    let practice = if practice == Some(true) { ", practice" } else { "" };
    format!("{status}, {source}, attempt {attempt}{practice}")
}

fn said(what: &str, written: Tally, follows: Tally) -> String {
    format!("{what} is written as {written}, and what was on offer comes to {follows}")
}

#[derive(Deserialize)]
struct Line {
    status: String,
    overall: Option<Tally>,
    principles: Option<Vec<Score>>,
    decisions: Vec<DecisionRead>,
}

#[derive(Deserialize)]
struct Score {
    code: String,
    gained: u32,
    span: u32,
    opportunities: u32,
}

#[derive(Deserialize)]
struct DecisionRead {
    beat: BeatId,
    scored: bool,
    offered: Vec<Offered>,
    chosen: ChoiceId,
}
