//! Every score of an export recomputed, and changed rows named.

use std::fs;
use std::path::Path;
use std::process::Output;

use proptest::prelude::*;
use rapport::encounter::{Decision, DecisionRecord, Offered};
use rapport::export::offers;
use rapport::scenario::id::ChoiceId;
use rapport::scenario::model::{Act, Evidence};
use rapport::scoring::Scorecard;

use super::{export, export_company};
use crate::support::{run_rapport, stderr, stdout, temp_dir};

/// Recomputes the scores of an export through the command line.
fn rescore(export: &Path) -> Output {
    run_rapport(export.parent().expect("the export is in a folder"), &["rescore", &export.display().to_string()])
}

/// Replaces the first `from` in a file of an export; `rescore` must then fail and print `word`. Restores the file.
fn assert_change_is_found(export: &Path, file: &Path, from: &str, to: &str, word: &str) {
    let text = fs::read_to_string(file).expect("read the file");
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "{from} is in {}", file.display());
    fs::write(file, changed).expect("write the file");
    let done = rescore(export);
    assert_eq!(done.status.code(), Some(1), "{from}");
    assert!(stdout(&done).contains(word), "{from}: {}", stdout(&done));
    fs::write(file, text).expect("write the file");
}

/// A table as CSV whose cells can be changed.
struct CsvText {
    text: String,
}

impl CsvText {
    fn read(file: &Path) -> Self {
        Self { text: fs::read_to_string(file).expect("read the file") }
    }

    fn header(&self) -> Vec<&str> {
        let header = self.text.lines().next().expect("the table has a header");
        header.trim_start_matches('\u{feff}').split(',').collect()
    }

    fn column(&self, name: &str) -> usize {
        self.header().iter().position(|column| *column == name).expect("the table has the column")
    }

    /// A completed play of `the-sofa`.
    fn row(&self) -> &str {
        let is_wanted = |row: &&str| row.contains(",the-sofa,") && row.contains(",completed,");
        self.text.lines().find(is_wanted).expect("the table has the row")
    }

    /// The same row with other cells.
    fn row_with(&self, changes: &[(&str, &str)]) -> String {
        let mut cells: Vec<&str> = self.row().split(',').collect();
        for (name, value) in changes {
            cells[self.column(name)] = value;
        }
        cells.join(",")
    }

    /// A principle that was not observed in the row.
    fn unobserved(&self) -> String {
        let cells: Vec<&str> = self.row().split(',').collect();
        let is_empty = |name: &&&str| name.ends_with("_gained") && cells[self.column(name)].is_empty();
        let header = self.header();
        let column = header.iter().find(is_empty).expect("a principle was not observed");
        column.trim_end_matches("_gained").to_owned()
    }
}

#[test]
fn every_score_of_an_export_can_be_recomputed() {
    let (data, to) = (export_company(), temp_dir());
    for (format, name) in [("csv", "csv"), ("jsonl", "all.jsonl"), ("parquet", "parquet")] {
        let out = to.path().join(name);
        export(data.path(), format, &out, &[]);
        let done = rescore(&out);
        assert!(done.status.success() && stdout(&done).contains("every score"), "{}", stdout(&done));
    }
}

#[test]
fn a_changed_weight_choice_score_or_missing_row_is_named() {
    let (data, to) = (export_company(), temp_dir());
    let csv = to.path().join("csv");
    export(data.path(), "csv", &csv, &[]);
    let (decisions, encounters) = (csv.join("decisions.csv"), csv.join("encounters.csv"));
    assert_change_is_found(&csv, &decisions, "Listening 2", "Listening 1", "decisions.csv, line");
    assert_change_is_found(&csv, &decisions, " Grace -2", " Grace -3", "-2 to 2");
    let text = fs::read_to_string(&decisions).expect("read the file");
    let row = text.lines().nth(1).expect("the table has the row");
    assert_change_is_found(&csv, &decisions, &format!("{row}\r\n"), "", "decisions by this row");
    let table = CsvText::read(&encounters);
    let score = table.row_with(&[("overall_gained", "99")]);
    assert_change_is_found(&csv, &encounters, table.row(), &score, "overall is written as 99");
    let jsonl = to.path().join("all.jsonl");
    export(data.path(), "jsonl", &jsonl, &[]);
    assert_change_is_found(&jsonl, &jsonl, "\"gained\":", "\"gained\":7", "all.jsonl, line 1: overall");
}

#[test]
fn invalid_values_are_reported_and_not_made_to_fit() {
    let (data, to) = (export_company(), temp_dir());
    let csv = to.path().join("csv");
    export(data.path(), "csv", &csv, &[]);
    let encounters = csv.join("encounters.csv");
    let table = CsvText::read(&encounters);
    let unobserved = table.unobserved();
    let [gained, span, moments] = ["gained", "span", "moments"].map(|part| format!("{unobserved}_{part}"));
    for changes in [
        vec![("overall_gained", "-7")],
        vec![("overall_gained", "99999999999")],
        vec![("overall_gained", "")],
        vec![(&*gained, "0"), (&*span, "0"), (&*moments, "0")],
        vec![("attempt", "3")],
        vec![("practice", "true")],
        vec![("status", "finished")],
        vec![("source", "game")],
    ] {
        let row = table.row_with(&changes);
        assert_change_is_found(&csv, &encounters, table.row(), &row, "encounters.csv, line");
    }
}

#[test]
fn what_is_not_an_export_is_named() {
    let (data, to) = (export_company(), temp_dir());
    let nothing = rescore(&to.path().join("nothing"));
    assert_eq!(nothing.status.code(), Some(1));
    assert!(stderr(&nothing).contains("it does not exist"), "{}", stderr(&nothing));
    let other = rescore(to.path());
    assert!(stderr(&other).contains("csv, jsonl or parquet"), "{}", stderr(&other));
    let csv = to.path().join("csv");
    export(data.path(), "csv", &csv, &[]);
    let encounters = csv.join("encounters.csv");
    let table = CsvText::read(&encounters);
    let text = table.text.replacen(table.row(), &table.row_with(&[("minutes", "soon")]), 1);
    fs::write(&encounters, text).expect("write the file");
    let invalid = rescore(&csv);
    assert_eq!(invalid.status.code(), Some(1));
    for word in ["encounters.csv", "row ", "column `minutes`", "`soon` is not a value of this column"] {
        assert!(stderr(&invalid).contains(word), "{word}: {}", stderr(&invalid));
    }
}

proptest! {
    #[test]
    fn what_was_on_offer_can_be_read_back(replies in prop::collection::vec(("[a-z][a-z0-9-]{0,9}", any::<bool>(), prop::array::uniform8(-2_i8..=2)), 1..9)) {
        let offered: Vec<Offered> = replies.into_iter().enumerate().map(|(n, (id, earned, weights))| Offered {
            id: ChoiceId::from(format!("{id}{n}").as_str()), act: Act::Wait, earned, evidence: Evidence(weights), recalls: false,
        }).collect();
        for one in &offered {
            let decision = DecisionRecord::from_offer("b".into(), true, offered.clone(), one.id.clone());
            let decision: Decision = decision.try_into().expect("there are at most nine replies");
            let read = offers::decision(&offers::write(&offered), one.id.as_str(), true).expect("parse the choices on offer");
            prop_assert_eq!(Scorecard::from_decisions(&[read]), Scorecard::from_decisions(&[decision]));
        }
    }
}
