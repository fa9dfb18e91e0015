//! The description that goes with every export: the use notice, what was asked for, how far the ledgers reached, and
//! what random play scores.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::table::TableNote;
use crate::record::Head;
use crate::scoring::Baseline;
use crate::util::num::saturating_f64;

/// An exact expectation is given as the sums of this many plays.
const MILLION: u64 = 1_000_000;

/// The description of an export.
#[derive(Debug, Serialize)]
pub struct About<'a> {
    /// What the export may be used for.
    pub notice: &'static str,
    /// The program that wrote it.
    pub program: String,
    /// When it was written, in UTC.
    pub made: String,
    /// The format.
    pub format: &'a str,
    /// What was asked for, by the options' names.
    pub asked: BTreeMap<&'static str, String>,
    /// Whether people go by pseudonyms.
    pub pseudonyms: bool,
    /// How far each ledger's chain reached: `rapport records verify --against` reads it.
    pub ledgers: Vec<Head>,
    /// How many plays it holds.
    pub plays: u64,
    /// How many decisions it holds.
    pub decisions: u64,
    /// How many copies of plays were found and left out.
    pub duplicates: usize,
    /// The rules' versions of its plays.
    pub rules: Vec<u32>,
    /// The scenarios of its plays.
    pub scenarios: Vec<ScenarioNote>,
    /// The tables; none in formats without tables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<TableNote>,
}

impl About<'_> {
    /// The description as headings and words, for people.
    #[must_use]
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let asked: Vec<String> = self.asked.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let rules: Vec<String> = self.rules.iter().map(ToString::to_string).collect();
        let mut lines = vec![
            ("Notice", self.notice.to_owned()),
            ("Made", format!("{} by {}", self.made, self.program)),
            ("Asked for", if asked.is_empty() { "everything".into() } else { asked.join("; ") }),
            ("Plays", self.plays.to_string()),
            ("Rules version", rules.join(", ")),
        ];
        let head = |head: &Head| format!("{}: {} events, head {}", head.ledger, head.events, head.head);
        lines.extend(self.ledgers.iter().map(|it| ("Ledger", head(it))));
        let scenario =
            |note: &ScenarioNote| format!("{} ({}), content hash {}", note.title, note.id, note.content_hash);
        lines.extend(self.scenarios.iter().map(|note| ("Scenario", scenario(note))));
        lines
    }
}

/// A scenario that was played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioNote {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The hash of everything in it.
    pub content_hash: String,
    /// The hash of how it plays, without its wording.
    pub play_hash: String,
    /// What random play scores on it; `None` if it cannot be read any more.
    pub random: Option<Random>,
}

/// What random play scores on one scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Random {
    /// How it was computed.
    pub how: String,
    /// How many completed plays the sums are over.
    pub completed: u64,
    /// The sums of gained and span: overall, then P1 to P8.
    pub sums: Vec<(u64, u64)>,
}

impl Random {
    /// The whole sums of simulated plays, or the expected sums of a million plays.
    #[must_use]
    pub fn from_baseline(baseline: &Baseline) -> Self {
        let (how, completed) = match baseline.simulated() {
            None => (
                format!("computed over all plays, as the sums of {MILLION}, everything on offer equally likely"),
                MILLION,
            ),
            Some((plays, completed)) => {
                (format!("simulated, {plays} plays with everything on offer equally likely"), completed)
            }
        };
        let times = saturating_f64(completed);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand a play")]
        let whole = |sum: f64| (sum * times).round() as u64;
        Self { how, completed, sums: baseline.sums().map(|(gained, span)| (whole(gained), whole(span))).to_vec() }
    }
}

/// The part of an export's description that is read back.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AboutRead {
    /// How far each ledger's chain reached.
    #[serde(default)]
    pub ledgers: Vec<Head>,
    /// The scenarios.
    #[serde(default)]
    pub scenarios: Vec<ScenarioNote>,
    /// Whether people go by pseudonyms.
    #[serde(default)]
    pub pseudonyms: bool,
}
