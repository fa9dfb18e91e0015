//! The table of decisions: one row a decision, with all that was on offer, from which its score can be recomputed.

use std::sync::LazyLock;

use super::encounter::EncounterRow;
use super::offers;
use super::score_columns::{ScorePart, score_column};
use super::table::{Cell, Column, Table, columns};
use crate::encounter::{Decision, Status};
use crate::record::{Millis, PlaySource};
use crate::scenario::model::Act;
use crate::scoring::Scorecard;
use crate::util::num::saturating_u32;

/// One decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the table say what each field is, for readers of an export too")]
pub struct DecisionRow {
    pub play: String,
    pub number: Option<u32>,
    pub scenario: String,
    pub content_hash: String,
    pub play_hash: String,
    pub rules: Option<u32>,
    pub source: Option<PlaySource>,
    pub attempt: Option<u32>,
    pub practice: Option<bool>,
    pub status: Option<Status>,
    pub started: Option<Millis>,
    pub beat: String,
    pub scored: Option<bool>,
    pub offered: String,
    pub chosen: String,
    pub act: Option<Act>,
    pub named: Option<bool>,
    pub served: Option<bool>,
    /// What this decision adds to the nine scores, were the play completed.
    pub card: Scorecard,
}

impl DecisionRow {
    /// The row of a play's `n`th decision, counted from 0.
    #[must_use]
    pub fn new(play: &EncounterRow, n: usize, decision: &Decision) -> Self {
        Self {
            play: play.play.clone(),
            number: Some(saturating_u32(n + 1)),
            scenario: play.scenario.clone(),
            content_hash: play.content_hash.clone(),
            play_hash: play.play_hash.clone(),
            rules: play.rules,
            source: play.source,
            attempt: play.attempt,
            practice: play.practice,
            status: play.status,
            started: play.started,
            beat: decision.beat().to_string(),
            scored: Some(decision.scored),
            offered: offers::write(decision.offered()),
            chosen: decision.chosen().to_string(),
            act: decision.choice().map(|chosen| chosen.act),
            named: Some(decision.named),
            served: Some(decision.served),
            card: Scorecard::from_decisions(std::slice::from_ref(decision)),
        }
    }
}

/// The table of decisions.
pub static DECISIONS: LazyLock<Table<DecisionRow>> = LazyLock::new(|| Table {
    name: "decisions",
    row: "one decision that stands",
    key: &["play", "number"],
    columns: columns(),
});

fn columns() -> Vec<Column<DecisionRow>> {
    let mut columns = columns![DecisionRow;
        text play "a UUID" "the play, as in the table of encounters";
        count number "1 to 100" "which decision of the play it is";
        text scenario "an id" "the scenario";
        text content_hash "64 hexadecimal digits" "fingerprint of all the scenario said";
        text play_hash "64 hexadecimal digits" "fingerprint of how it plays, without its words";
        count rules "1 and up" "version of the rules of engine and scoring";
        word source "play, follow-up, tryout, script" "where the play came from";
        count attempt "1 and up" "which play of the scenario by this person it is";
        boolean practice "" "whether the play is for practice";
        word status "open, completed, abandoned, stuck" "where the play stands; only completed ones are scored";
        datetime started "UTC" "when the play's first decision was taken";
        text beat "an id" "the moment in the scenario";
        boolean scored "" "whether it is the beat's first visit; later ones carry no evidence";
        text offered "replies parted by |" "all that was on offer, in the order shown: each reply's id, * if good play unlocked it, and its weights, -2 to 2, by principle";
        text chosen "an id" "what was chosen of it";
        word act "" "what kind of turn that is";
        boolean named "" "whether somebody was named in it";
        boolean served "" "whether it served a need";
    ];
    for n in 0..9 {
        let column = |part| score_column(n, part, "empty if there was no difference to make");
        columns.extend([ScorePart::Gained, ScorePart::Span].map(column));
    }
    columns
}
