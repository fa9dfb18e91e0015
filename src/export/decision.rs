//! The table of decisions: one row a decision, with all that was on offer, from which its score can be redone.

use std::sync::LazyLock;

use super::encounter::{EncounterRow, Scored, of_card, score};
use super::offers;
use super::table::{Cell, Column, Table, fields};
use crate::encounter::Decision;
use crate::record::Millis;
use crate::scoring::Scorecard;

/// One decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns below say what each field is, for readers of an export too")]
pub struct DecisionRow {
    pub play: String,
    pub number: Option<u32>,
    pub scenario: String,
    pub content_hash: String,
    pub play_hash: String,
    pub rules: Option<u32>,
    pub source: String,
    pub attempt: Option<u32>,
    pub practice: Option<bool>,
    pub status: String,
    pub started: Option<Millis>,
    pub beat: String,
    pub scored: Option<bool>,
    pub offered: String,
    pub chosen: String,
    pub act: String,
    pub named: Option<bool>,
    pub served: Option<bool>,
    /// What this decision adds to the nine scores, were the play completed.
    pub card: Scorecard,
}

impl DecisionRow {
    /// The row of a play's `n`th decision, counted from 0.
    #[must_use]
    pub fn of(play: &EncounterRow, n: usize, decision: &Decision) -> Self {
        Self {
            play: play.play.clone(),
            number: u32::try_from(n + 1).ok(),
            scenario: play.scenario.clone(),
            content_hash: play.content_hash.clone(),
            play_hash: play.play_hash.clone(),
            rules: play.rules,
            source: play.source.clone(),
            attempt: play.attempt,
            practice: play.practice,
            status: play.status.clone(),
            started: play.started,
            beat: decision.beat.to_string(),
            scored: Some(decision.scored),
            offered: offers::write(&decision.offered),
            chosen: decision.chosen.to_string(),
            act: decision.choice().map(|chosen| chosen.act.as_str().to_owned()).unwrap_or_default(),
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
    let mut columns = fields![DecisionRow;
        text play "a UUID" "the play, as in the table of encounters";
        whole number "1 to 100" "which decision of the play it is";
        text scenario "an id" "the scenario";
        text content_hash "64 hexadecimal digits" "fingerprint of all the scenario said";
        text play_hash "64 hexadecimal digits" "fingerprint of how it plays, without its words";
        whole rules "1 and up" "version of the rules of engine and scoring";
        text source "play, tryout, script" "where the play came from";
        whole attempt "1 and up" "which play of the scenario by this person it is";
        yes practice "" "whether the play is for practice";
        text status "open, completed, abandoned, stuck" "where the play stands; only completed ones are scored";
        time started "UTC" "when the play's first decision was taken";
        text beat "an id" "the moment in the scenario";
        yes scored "" "whether it is the beat's first visit; later ones carry no evidence";
        text offered "replies parted by |" "all that was on offer, in the order shown: each reply's id, * if good play unlocked it, and its weights, -2 to 2, by principle";
        text chosen "an id" "what was chosen of it";
        text act "" "what kind of turn that is";
        yes named "" "whether somebody was named in it";
        yes served "" "whether it served a need";
    ];
    for n in 0..9 {
        let (name, about) = score(n);
        let about = about
            .replace("empty if not completed, or nothing was observed", "empty if there was no difference to make");
        let about = about.replace("empty if not observed", "empty if there was no difference to make");
        columns.push(of_card(format!("{name}_gained"), "0 to the span", format!("what was gained {about}"), n, |t| {
            &mut t.gained
        }));
        columns.push(of_card(format!("{name}_span"), "1 and up", format!("what could be gained {about}"), n, |t| {
            &mut t.span
        }));
    }
    columns
}

impl Scored for DecisionRow {
    fn card(&self) -> &Scorecard {
        &self.card
    }

    fn card_mut(&mut self) -> &mut Scorecard {
        &mut self.card
    }
}
