//! One play in each format, and the description of the columns.

use std::fmt::Write as _;

use rapport::export::csv::CsvTable;
use rapport::export::{DECISIONS, DecisionRow, ENCOUNTERS, Table, xapi};

use super::{one_play, statements};
use crate::support::{assert_matches_file, root};

#[test]
fn one_play_in_each_format() {
    let (kept, row) = one_play(Some(50));
    let mut written = Vec::new();
    xapi::write(&mut written, &statements(&kept, &row, "https://shop.example")).expect("write the statements");
    let file = |name: &str| root().join("tests/exports").join(name);
    assert_matches_file(&file("one-play.xapi.jsonl"), &String::from_utf8(written).expect("the output is UTF-8"));
    let mut line = Vec::new();
    rapport::export::jsonl::write(&mut line, &kept, &row).expect("write the line");
    assert_matches_file(&file("one-play.jsonl"), &String::from_utf8(line).expect("the output is UTF-8"));
    let mut table = CsvTable::new(Vec::new(), &*ENCOUNTERS).expect("write the header");
    table.add(&row).expect("write the row");
    assert_matches_file(
        &file("encounters.csv"),
        &String::from_utf8(table.finish().expect("finish the table")).expect("the output is UTF-8"),
    );
    let mut table = CsvTable::new(Vec::new(), &*DECISIONS).expect("write the header");
    for (n, decision) in kept.transcript.decisions.iter().enumerate() {
        table.add(&DecisionRow::new(&row, n, decision)).expect("write the row");
    }
    assert_matches_file(
        &file("decisions.csv"),
        &String::from_utf8(table.finish().expect("finish the table")).expect("the output is UTF-8"),
    );
    assert_matches_file(&file("schema.sql"), &rapport::export::sql::schema());
}

fn describe<R>(page: &mut String, table: &Table<R>) {
    let key = table.key.join(", ");
    let _ = writeln!(page, "\n## {}\n\nOne row is {}; its key is {key}.\n", table.name, table.row);
    page.push_str("| Column | Holds | Unit or words | Meaning |\n|---|---|---|---|\n");
    for column in &table.columns {
        let kind = format!("{:?}", column.kind).to_lowercase();
        let (unit, meaning) = (column.unit.replace('|', "\\|"), column.meaning.replace('|', "\\|"));
        let _ = writeln!(page, "| `{}` | {kind} | {unit} | {meaning} |", column.name);
    }
}

/// What each column means, for people; the same stands in `about.json` beside every export.
#[test]
fn the_columns_are_described() {
    let mut page = String::from(
        "# The columns of an export\n\nThe same two tables as CSV and Parquet. This page follows from the program; do not edit it.\n",
    );
    describe(&mut page, &ENCOUNTERS);
    describe(&mut page, &DECISIONS);
    assert_matches_file(&root().join("docs/columns.md"), &page);
}
