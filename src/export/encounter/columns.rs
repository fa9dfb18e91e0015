//! The columns of the table of encounters.

use std::sync::LazyLock;

use super::counts::{Needs, Promises};
use super::row::EncounterRow;
use crate::export::score_columns::{ScorePart, score_column};
use crate::export::table::{Cell, CellKind, Column, Table, columns};
use crate::scenario::model::NeedKind;

/// The table of encounters.
pub static ENCOUNTERS: LazyLock<Table<EncounterRow>> = LazyLock::new(|| Table {
    name: "encounters",
    row: "one play with at least one decision",
    key: &["play"],
    columns: columns(),
});

#[expect(clippy::too_many_lines, reason = "one table, a line for each column")]
fn columns() -> Vec<Column<EncounterRow>> {
    let mut columns = columns![EncounterRow;
        text play "a UUID" "the play; the same in every export";
        text person "" "who played: staff number, else profile id, else pseudonym; the same over plays";
        text trainee "" "what they want to be called, or their pseudonym";
        text staff "" "their staff number; empty with pseudonyms";
        text team "" "their team at the time of the export";
        text scenario "an id" "the scenario";
        text title "" "the scenario's title";
        text kind "" "what sort of encounter it is";
        text language "a language tag" "the scenario's language; empty if the scenario cannot be read any more, or names no language that is a tag";
        text content_hash "64 hexadecimal digits" "fingerprint of all the scenario said";
        text play_hash "64 hexadecimal digits" "fingerprint of how it plays, without its words";
        count rules "1 and up" "version of the rules of engine and scoring";
        word source "play, follow-up, tryout, script" "a trainee's play, one of an encounter that follows from another and is counted apart, a coach trying a file, or choices on a command line";
        count attempt "1 and up" "which play of the scenario by this person it is; empty where source is tryout or script";
        boolean practice "" "whether it is for practice: any but the first, and whatever was rewound";
        boolean rewound "" "whether a decision was taken back";
        text course "an id" "the course it was started from";
        count pass "per cent, 0 to 100" "overall at which that course counts a play as passed";
        word status "open, completed, abandoned, stuck" "where the play stands; only completed ones are scored";
        datetime started "UTC" "when the first decision was taken";
        integer minutes "whole minutes, rounded half up" "from the first decision to the last";
        count decisions "0 to 100" "how many decisions stand";
        integer seed "0 to 2^53-1" "the seed it was played with";
        text ending "an id" "the beat it ended at";
        word outcome "Solved, Agreed, Referred, Lost" "how it ended for the matter itself";
        text cast "" "who was cast in a twin, as person=cast";
        text people "" "each person's rapport, 0 to 100, and mood at the end";
    ];
    for (n, kind) in NeedKind::ALL.iter().enumerate() {
        let word = kind.as_str().to_lowercase();
        columns.push(needs_column(format!("needs_{word}"), format!("{word} needs that people had"), n, |n| &mut n.all));
        let (name, meaning) = (format!("needs_{word}_found"), format!("{word} needs that were said or found"));
        columns.push(needs_column(name, meaning, n, |n| &mut n.found));
        let (name, meaning) = (format!("needs_{word}_served"), format!("{word} needs that were served"));
        columns.push(needs_column(name, meaning, n, |n| &mut n.served));
    }
    columns.push(promises_column("promises_made", "promises the trainee made", |p| &mut p.made));
    columns
        .push(promises_column("promises_kept", "promises kept in it, those of other plays included", |p| &mut p.kept));
    columns.push(promises_column(
        "promises_broken",
        "promises broken by what was said in it, those of other plays included",
        |p| &mut p.broken,
    ));
    columns.push(promises_column("promises_open", "of those made, still open at the end", |p| &mut p.open));
    columns.extend(columns![EncounterRow;
        count claims "count" "things said beforehand that could be checked";
        count claims_checked "count" "of them looked into";
        count claims_believed "count" "of them taken for a fact";
        count reflect "count of turns" "said back what was heard";
        count acknowledge "count of turns" "showed that it counts";
        count ask "count of turns" "asked something";
        count inform "count of turns" "gave information";
        count advise "count of turns" "gave advice";
        count name_used "count of turns" "named somebody";
        count recall_taken "count" "replies taken that come back to something said earlier";
        count recall_offered "count" "such replies that were on offer";
        boolean value_first "" "whether an offer or something served came before the first request; empty if there was neither";
    ]);
    for n in 0..9 {
        let when_empty =
            if n == 0 { "empty if not completed, or nothing was observed" } else { "empty if not observed" };
        columns.extend(ScorePart::ALL.map(|part| score_column(n, part, when_empty)));
    }
    // The last one: whoever reads the table by position finds the others where they were.
    let missed = "promises missed on the evening of the day that it ended, since nobody came; not among those broken";
    columns.push(promises_column("promises_missed", missed, |p| &mut p.missed));
    columns
}

fn needs_column(name: String, meaning: String, n: usize, part: fn(&mut Needs) -> &mut u32) -> Column<EncounterRow> {
    Column {
        name: name.into(),
        kind: CellKind::Integer,
        unit: "count",
        meaning: meaning.into(),
        get: Box::new(move |row| {
            let mut needs = row.needs;
            Cell::integer(needs.as_mut().map(|needs| i64::from(*part(&mut needs[n]))))
        }),
        set: Box::new(move |row, cell| {
            if let Some(count) = cell.as_count() {
                *part(&mut row.needs.get_or_insert_default()[n]) = count;
            }
        }),
    }
}

fn promises_column(
    name: &'static str,
    meaning: &'static str,
    part: fn(&mut Promises) -> &mut u32,
) -> Column<EncounterRow> {
    Column {
        name: name.into(),
        kind: CellKind::Integer,
        unit: "count",
        meaning: meaning.into(),
        get: Box::new(move |row| {
            let mut promises = row.promises;
            Cell::integer(promises.as_mut().map(|promises| i64::from(*part(promises))))
        }),
        set: Box::new(move |row, cell| {
            if let Some(count) = cell.as_count() {
                *part(row.promises.get_or_insert_default()) = count;
            }
        }),
    }
}
