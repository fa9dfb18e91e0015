//! The two tables as CSV, and cells that spreadsheets could take for formulas.

use std::fs;

use proptest::prelude::*;
use rapport::export::Cell;
use rapport::export::csv::{escape_formula, unescape_formula};
use serde_json::Value;

use super::{HOSTILE, export, export_company, rows};
use crate::support::temp_dir;

#[test]
fn two_tables_as_csv() {
    let (data, to) = (export_company(), temp_dir());
    let out = to.path().join("out");
    let said = export(data.path(), "csv", &out, &[]);
    assert!(said.contains("events, head ") && said.contains("not for hiring"), "{said}");
    let encounters = rows(&out.join("encounters.csv"));
    assert_eq!(encounters.len(), 8 + HOSTILE.len() + 1);
    for row in &encounters {
        let completed = row["status"] == "completed";
        assert_eq!(row["overall_span"].is_empty(), !completed, "{row:?}");
        for (name, value) in row {
            let number = name.ends_with("_gained") || name.ends_with("_span") || name.ends_with("_moments");
            assert!(!number || value.is_empty() || value.parse::<u32>().is_ok(), "{name}: {value}");
            // Not observed is empty, never 0.
            assert!(!(name.ends_with("_span") || name.ends_with("_moments")) || value != "0", "{name}: {value}");
        }
    }
    let ada: Vec<_> = encounters.iter().filter(|row| row["trainee"] == "Ada Lund").collect();
    let standing: Vec<(&str, &str, &str)> =
        ada.iter().map(|row| (&*row["attempt"], &*row["practice"], &*row["status"])).collect();
    assert_eq!(
        standing,
        [
            ("1", "false", "completed"),
            ("2", "true", "completed"),
            ("1", "false", "abandoned"),
            ("1", "false", "completed")
        ]
    );
    assert!(ada.iter().any(|row| row["cast"].contains('=')), "who was cast in a twin is there");
    assert!(encounters.iter().any(|row| row["source"] == "tryout" && row["attempt"].is_empty()));
    let decisions = rows(&out.join("decisions.csv"));
    let sum: usize = encounters.iter().map(|row| row["decisions"].parse::<usize>().expect("parse the number")).sum();
    assert_eq!(decisions.len(), sum);
    let about: Value = serde_json::from_slice(&fs::read(out.join("about.json")).expect("read the file"))
        .expect("parse the file as JSON");
    assert!(about["notice"].as_str().expect("a JSON string").contains("not for hiring"));
    assert_eq!(about["rules"], serde_json::json!([1]));
    assert_eq!(about["ledgers"][0]["head"].as_str().map(str::len), Some(64));
    for (table, file) in [(0, "encounters.csv"), (1, "decisions.csv")] {
        let columns = about["tables"][table]["columns"].as_array().expect("a JSON list");
        let named: Vec<&str> = columns.iter().filter_map(|column| column["name"].as_str()).collect();
        let text = fs::read_to_string(out.join(file)).expect("read the file");
        assert_eq!(text.trim_start_matches('\u{feff}').lines().next(), Some(named.join(",").as_str()));
        assert!(columns.iter().all(|column| column["meaning"].as_str().is_some_and(|meaning| meaning.len() > 5)));
    }
}

#[test]
fn no_cell_of_any_csv_is_a_formula() {
    let (data, to) = (export_company(), temp_dir());
    export(data.path(), "csv", &to.path().join("out"), &[]);
    export(data.path(), "grades", &to.path().join("grades.csv"), &[]);
    let signs = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    for file in ["out/encounters.csv", "out/decisions.csv", "grades.csv"] {
        for row in rows(&to.path().join(file)) {
            for (name, cell) in row {
                assert!(!cell.trim_start().starts_with(signs), "{file}, {name}: {cell}");
            }
        }
    }
    let names: Vec<String> = rows(&to.path().join("out/encounters.csv"))
        .iter()
        .map(|row| unescape_formula(&row["trainee"]).to_owned())
        .collect();
    for name in HOSTILE {
        assert!(names.iter().any(|found| found == name), "{name} can be read back");
    }
}

proptest! {
    #[test]
    fn an_escaped_formula_can_be_read_back(words in "\\PC*", sign in prop::sample::select(vec!["", "=", "'=", "''+", " @", "'", "\u{ff1d}"])) {
        let words = format!("{sign}{words}");
        let written = escape_formula(Cell::Text(&words)).into_owned();
        prop_assert_eq!(unescape_formula(&written), words.as_str());
    }
}
