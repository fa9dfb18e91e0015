//! Exports: what is in them, what is never in them, and that every score in them can be redone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rapport::encounter::{Decision, Encounter, Memory, Offered, Status};
use rapport::export::csv::{CsvTable, as_meant, harmless};
use rapport::export::{Cell, DECISIONS, DecisionRow, ENCOUNTERS, EncounterRow, Names, Table, Title, offers, xapi};
use rapport::ledger::Ledger;
use rapport::record::{
    AttemptInfo, FromCourse, Millis, PlayId, PlaySource, Profile, ProfileId, Reflection, StoredPlay,
};
use rapport::scenario::id::{ChoiceId, CourseId};
use rapport::scenario::model::{Act, Evidence};
use rapport::scenario::principle::Principle;
use rapport::scoring::Scorecard;
use serde_json::Value;
use tempfile::TempDir;

use super::load_test::sums::sum_export;
use super::support::{assert_matches_file, data_paths, root, run_rapport, shipped_script, stderr, stdout, temp_dir};

const NOW: Millis = Millis(1_790_000_000_000);

/// Names that somebody may give themselves, or be given.
pub(super) const HOSTILE: [&str; 12] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\u{ff1d}1+1",
    "'=1+1",
    "  =HYPERLINK(\"http://evil.example\")",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "\u{202e}gnitirw esrever",
    "../../etc/passwd",
    "Robert'); DROP TABLE play;--, \"quoted\", and; more",
];

/// How somebody plays: always this position on offer, or as far as there are so many.
fn play(ledger: &mut Ledger, who: &Profile, id: &str, seed: u64, at: i64, how: (usize, usize), source: PlaySource) {
    let mut encounter = Encounter::start(shipped_script(id), seed, Memory::default());
    let mut play = ledger.begin(who, source, Millis(at));
    play.no_hurry = seed.is_multiple_of(2);
    let (position, turns) = how;
    for turn in 0..turns {
        if encounter.status() != Status::Open {
            break;
        }
        let last = encounter.offers().len() - 1;
        encounter.choose_at(position.min(last), 7_654_321 + u32::try_from(turn).unwrap_or(0));
        play.remark(Reflection::Framed { turn, words: "my own secret words".into() });
        let now = Millis(at + 20_000 * i64::try_from(turn).unwrap_or(0));
        ledger.record(&mut play, &encounter, now).expect("store the events");
    }
}

/// A data folder in which Ada and Ben of two teams, and people with hostile names, have played.
pub(super) fn export_company() -> TempDir {
    let data = temp_dir();
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let mut at = NOW.0;
    let known = |ledger: &mut Ledger, name: &str, staff: Option<&str>, team: Option<&str>| {
        let mut profile = ledger.profile(name, NOW).expect("create the profile");
        (profile.staff, profile.team) = (staff.map(str::to_owned), team.map(str::to_owned));
        ledger.add_profile(&profile, NOW).expect("add the profile")
    };
    let ada = known(&mut ledger, "Ada Lund", Some("S4711X"), Some("Harbour"));
    let ben = known(&mut ledger, "Ben", None, Some("=Quay"));
    let mut plays = vec![
        (&ada, "the-sofa", 7, (0, 99), PlaySource::Play),
        (&ada, "the-sofa", 8, (1, 99), PlaySource::Play),
        (&ada, "the-last-bus", 9, (0, 2), PlaySource::Play),
        (&ada, "ten-to-six", 10, (2, 99), PlaySource::Play),
        (&ben, "the-oven-part", 11, (1, 99), PlaySource::Play),
        (&ben, "the-last-bus", 13, (0, 2), PlaySource::Play),
        (&ben, "the-last-bus", 12, (1, 99), PlaySource::Play),
        (&ben, "the-sofa", 5, (0, 99), PlaySource::Tryout),
    ];
    let hostile: Vec<Profile> = HOSTILE.iter().map(|name| known(&mut ledger, name, None, Some(name))).collect();
    let long = known(&mut ledger, &"x".repeat(10_000), Some(&"9".repeat(300)), None);
    plays.extend(hostile.iter().chain([&long]).map(|who| (who, "the-wrong-pallet", 3, (0, 99), PlaySource::Play)));
    for (who, id, seed, how, source) in plays {
        // Two weeks apart, so that months differ.
        at += 9 * 24 * 60 * 60 * 1000;
        play(&mut ledger, who, id, seed, at, how, source);
    }
    drop(ledger);
    data
}

fn export(data: &Path, format: &str, out: &Path, more: &[&str]) -> String {
    let out = out.display().to_string();
    let mut args = vec!["export", "--format", format, "--out", &out];
    args.extend(more);
    let done = run_rapport(data, &args);
    assert!(done.status.success(), "{}", stderr(&done));
    stdout(&done)
}

/// The rows of a CSV table by column name.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).expect("read the file");
    let text = text.strip_prefix('\u{feff}').expect("the file begins with a byte order mark");
    assert!(!text.replace("\r\n", "").contains('\r') && text.ends_with("\r\n"), "lines end as RFC 4180 says");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("parse the row")).collect()
}

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
    let names: Vec<String> =
        rows(&to.path().join("out/encounters.csv")).iter().map(|row| as_meant(&row["trainee"]).to_owned()).collect();
    for name in HOSTILE {
        assert!(names.iter().any(|found| found == name), "{name} can be read back");
    }
}

proptest! {
    #[test]
    fn what_is_made_harmless_can_be_read_back(words in "\\PC*", sign in prop::sample::select(vec!["", "=", "'=", "''+", " @", "'", "\u{ff1d}"])) {
        let words = format!("{sign}{words}");
        let written = harmless(Cell::Text(&words)).into_owned();
        prop_assert_eq!(as_meant(&written), words.as_str());
    }

    #[test]
    fn what_was_on_offer_can_be_read_back(replies in prop::collection::vec(("[a-z][a-z0-9-]{0,9}", any::<bool>(), prop::array::uniform8(-2_i8..=2)), 1..9)) {
        let offered: Vec<Offered> = replies.into_iter().enumerate().map(|(n, (id, earned, weights))| Offered {
            id: ChoiceId::from(format!("{id}{n}").as_str()), act: Act::Wait, earned, evidence: Evidence(weights), recalls: false,
        }).collect();
        for one in &offered {
            let decision = Decision {
                beat: "b".into(), scored: true, offered: offered.clone(), chosen: one.id.clone(), because: String::new(),
                effects: Vec::new(), named: false, served: false, milliseconds: 0,
            };
            let read = offers::decision(&offers::write(&offered), one.id.as_str(), true).expect("parse the choices on offer");
            prop_assert_eq!(Scorecard::from_decisions(&[read]), Scorecard::from_decisions(&[decision]));
        }
    }
}

#[test]
fn every_score_of_an_export_can_be_redone_and_what_was_changed_is_named() {
    let (data, to) = (export_company(), temp_dir());
    let of = |name: &str| to.path().join(name);
    let all = [("csv", of("csv")), ("jsonl", of("all.jsonl")), ("parquet", of("parquet"))];
    for (format, out) in &all {
        export(data.path(), format, out, &[]);
        let redone = run_rapport(data.path(), &["rescore", &out.display().to_string()]);
        assert!(redone.status.success() && stdout(&redone).contains("every score"), "{}", stdout(&redone));
    }
    let changed = |path: PathBuf, from: &str, to: &str, word: &str, export: &Path| {
        let text = fs::read_to_string(&path).expect("read the file");
        let other = text.replacen(from, to, 1);
        assert_ne!(text, other, "{from} is in {}", path.display());
        fs::write(&path, other).expect("write the file");
        let redone = run_rapport(data.path(), &["rescore", &export.display().to_string()]);
        assert_eq!(redone.status.code(), Some(1), "{from}");
        assert!(stdout(&redone).contains(word), "{}", stdout(&redone));
        fs::write(&path, text).expect("write the file");
    };
    // A weight, a choice, a score, a row that is gone.
    let csv = of("csv");
    changed(csv.join("decisions.csv"), "Listening 2", "Listening 1", "decisions.csv, line", &csv);
    changed(csv.join("decisions.csv"), " Grace -2", " Grace -3", "-2 to 2", &csv);
    let first = fs::read_to_string(csv.join("decisions.csv")).expect("read the file");
    let second = first.lines().nth(1).expect("the table has the row");
    changed(csv.join("decisions.csv"), &format!("{second}\r\n"), "", "decisions by this row", &csv);
    let encounters = fs::read_to_string(csv.join("encounters.csv")).expect("read the file");
    let header: Vec<&str> = encounters.lines().next().expect("the table has a header").split(',').collect();
    let place = header.iter().position(|name| *name == "overall_gained").expect("the table has the column");
    let row = encounters.lines().find(|row| row.contains(",the-sofa,")).expect("the table has the row");
    let mut cells: Vec<&str> = row.split(',').collect();
    cells[place] = "99";
    changed(csv.join("encounters.csv"), row, &cells.join(","), "overall is written as 99", &csv);
    let jsonl = of("all.jsonl");
    changed(jsonl.clone(), "\"gained\":", "\"gained\":7", "all.jsonl, line 1: overall", &jsonl);
    let nothing = run_rapport(data.path(), &["rescore", &to.path().join("nothing").display().to_string()]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(stderr(&nothing).contains("it does not exist"), "{}", stderr(&nothing));
    let other = run_rapport(data.path(), &["rescore", &to.path().display().to_string()]);
    assert!(stderr(&other).contains("csv, jsonl or parquet"), "{}", stderr(&other));
    // What cannot be is not made fit: a number below 0, none where there is one, a 0 where nothing was observed.
    let text = fs::read_to_string(csv.join("encounters.csv")).expect("read the file");
    let header: Vec<&str> =
        text.lines().next().expect("the table has a header").trim_start_matches('\u{feff}').split(',').collect();
    let at = |name: &str| header.iter().position(|column| *column == name).expect("the table has the column");
    let row = text
        .lines()
        .find(|row| row.contains(",the-sofa,") && row.contains(",completed,"))
        .expect("the table has the row");
    let with = |changes: &[(&str, &str)]| {
        let mut cells: Vec<&str> = row.split(',').collect();
        for (name, value) in changes {
            cells[at(name)] = value;
        }
        cells.join(",")
    };
    let unseen = |row: &str| -> &str {
        let cells: Vec<&str> = row.split(',').collect();
        let empty = |name: &&str| name.ends_with("_gained") && cells[at(name)].is_empty();
        header.iter().find(|name| empty(name)).expect("a principle was not observed")
    };
    let gone = unseen(row).trim_end_matches("_gained").to_owned();
    let (gained, span, moments) = (format!("{gone}_gained"), format!("{gone}_span"), format!("{gone}_moments"));
    for changes in [
        vec![("overall_gained", "-7")],
        vec![("overall_gained", "99999999999")],
        vec![("overall_gained", "")],
        vec![(&*gained, "0"), (&*span, "0"), (&*moments, "0")],
        vec![("attempt", "3")],
        vec![("practice", "true")],
    ] {
        changed(csv.join("encounters.csv"), row, &with(&changes), "encounters.csv, line", &csv);
    }
}

/// A play that is the same every time: what it looks like in each format is in `tests/exports`.
fn one_play(pass: Option<u32>) -> (StoredPlay, EncounterRow) {
    let mut encounter = Encounter::start(shipped_script("ten-to-six"), 6, Memory::default());
    while encounter.status() == Status::Open {
        let last = encounter.offers().len() - 1;
        encounter.choose_at(1.min(last), 5000);
    }
    let transcript = encounter.transcript();
    let kept = StoredPlay {
        id: PlayId("01990000-0000-7000-8000-00000000000a".into()),
        profile: Profile {
            id: ProfileId("01990000-0000-7000-8000-000000000001".into()),
            name: "Ada Lund".into(),
            staff: Some("S4711X".into()),
            team: Some("Harbour".into()),
        },
        attempt_info: AttemptInfo { attempt: Some(1), ..AttemptInfo::new(PlaySource::Play) },
        started: Millis(1_795_341_600_123),
        latest: Millis(1_795_341_850_000),
        course: pass.map(|pass| FromCourse { id: CourseId::from("first-week"), pass: Some(pass) }),
        card: Some(Scorecard::from_decisions(&transcript.decisions)),
        transcript,
    };
    let row = EncounterRow::of(&kept, &Names::default().of(&kept.profile), &Title::of(&encounter.script().scenario));
    (kept, row)
}

#[test]
fn one_play_in_each_format() {
    let (kept, row) = one_play(Some(50));
    let mut written = Vec::new();
    xapi::write(&mut written, &xapi::statements(&kept, &row, "https://shop.example")).expect("write the statements");
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
        table.add(&DecisionRow::of(&row, n, decision)).expect("write the row");
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

#[test]
fn statements_have_the_shape_that_was_agreed() {
    let verbs = |pass: Option<u32>| -> Vec<String> {
        let (kept, row) = one_play(pass);
        let statements = xapi::statements(&kept, &row, xapi::HOME_PAGE);
        statements.iter().filter_map(|s| Some(s["verb"]["display"]["en"].as_str()?.to_owned())).collect()
    };
    let (kept, row) = one_play(None);
    let card = kept.card.expect("the play is completed");
    let observed = Principle::ALL.iter().filter(|p| card.principle(**p).span > 0).count();
    let mut expected = vec!["initialized"];
    expected.extend(vec!["selected"; kept.transcript.decisions.len()]);
    expected.extend(vec!["scored"; 1 + observed]);
    expected.extend(["completed", "terminated"]);
    assert_eq!(verbs(None), expected, "without a pass nobody passes or fails");
    let (gained, span) = (u64::from(card.overall.gained), u64::from(card.overall.span));
    let percent = u32::try_from(100 * gained / span).expect("the number fits");
    assert!(
        verbs(Some(percent)).contains(&"passed".to_owned()) && verbs(Some(percent + 1)).contains(&"failed".to_owned())
    );
    let statements = xapi::statements(&kept, &row, xapi::HOME_PAGE);
    assert_eq!(statements, xapi::statements(&kept, &row, xapi::HOME_PAGE), "the same bytes every time");
    for statement in &statements {
        let verb = statement["verb"]["display"]["en"].as_str().expect("a JSON string");
        let result = &statement["result"];
        assert_eq!(result["duration"].is_string(), ["completed", "terminated"].contains(&verb), "{statement}");
        assert_eq!(result["score"].is_object(), verb == "scored", "{statement}");
        assert_eq!(statement["timestamp"] == "2026-11-22T10:00:00Z", ["initialized", "selected"].contains(&verb));
        if let Some(duration) = result["duration"].as_str() {
            assert_eq!(duration, "PT4M", "whole minutes");
        }
        assert_eq!(statement["actor"]["account"]["name"], "S4711X");
    }
    let ids: std::collections::BTreeSet<&str> = statements.iter().filter_map(|s| s["id"].as_str()).collect();
    assert_eq!(ids.len(), statements.len());
}

#[test]
fn the_profile_document_names_everything_of_ours() {
    let text = fs::read_to_string(root().join("docs/xapi-profile.jsonld")).expect("read the file");
    let _: Value = serde_json::from_str(&text).expect("parse the line as JSON");
    for name in xapi::vocabulary() {
        assert!(text.contains(&format!("\"{name}\"")), "{name} is not in the profile");
    }
}

#[test]
fn grades_are_overall_of_attempt_one() {
    let (data, to) = (export_company(), temp_dir());
    let out = to.path().join("grades.csv");
    export(data.path(), "grades", &out, &[]);
    let grades = rows(&out);
    let ada = grades.iter().find(|row| row["idnumber"] == "S4711X").expect("the trainee is in the report");
    assert!(ada["the-sofa"].parse::<u32>().is_ok_and(|grade| grade <= 100));
    assert_eq!(ada["the-last-bus"], "", "left early is no grade");
    assert_eq!(ada["the-oven-part"], "");
    assert!(ada.keys().all(|key| key == "idnumber" || shipped_script(key).id.as_str() == key));
}

#[test]
fn pseudonyms_tell_nobody_who_it_was() {
    let (data, to) = (export_company(), temp_dir());
    let key = to.path().join("key").display().to_string();
    let out = |name: &str| to.path().join(name);
    for (format, name) in
        [("csv", "c"), ("jsonl", "j.jsonl"), ("parquet", "p"), ("xapi", "x.jsonl"), ("grades", "g.csv")]
    {
        export(data.path(), format, &out(name), &["--pseudonyms", &key]);
    }
    export(data.path(), "csv", &out("again"), &["--pseudonyms", &key]);
    let people = |folder: &str| {
        rows(&out(folder).join("encounters.csv")).iter().map(|row| row["person"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(people("c"), people("again"), "the same key, the same words");
    export(data.path(), "csv", &out("other"), &["--pseudonyms", &to.path().join("key2").display().to_string()]);
    assert_ne!(people("c"), people("other"));
    let ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let ids: Vec<String> =
        ledger.profiles().expect("list the profiles").iter().map(|profile| profile.id.0.clone()).collect();
    for file in files_below(to.path()) {
        let text = String::from_utf8_lossy(&fs::read(&file).expect("read the file")).into_owned();
        for word in ["Ada Lund", "S4711X", "Robert')"].iter().map(ToString::to_string).chain(ids.clone()) {
            // A team is kept; one of these is called like its only member.
            let of_team = word == "Robert')";
            assert!(of_team || !text.contains(&word), "{word} is in {}", file.display());
        }
    }
    let short = to.path().join("short");
    fs::write(&short, "abc").expect("write the file");
    let refused = run_rapport(
        data.path(),
        &["export", "--format", "csv", "--out", "/nowhere/x", "--pseudonyms", &short.display().to_string()],
    );
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("at least 16 bytes"), "{}", stderr(&refused));
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("list the folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else if !path.ends_with("key") && !path.ends_with("key2") {
            found.push(path);
        }
    }
    found
}

#[test]
fn how_long_somebody_thought_and_what_they_noted_leaves_the_machine_in_no_format() {
    let (data, to) = (export_company(), temp_dir());
    for (format, name) in [
        ("csv", "c"),
        ("jsonl", "j.jsonl"),
        ("parquet", "p"),
        ("xapi", "x.jsonl"),
        ("grades", "g.csv"),
        ("xlsx", "b.xlsx"),
    ] {
        export(data.path(), format, &to.path().join(name), &[]);
    }
    let report = to.path().join("r.html").display().to_string();
    assert!(run_rapport(data.path(), &["report", "--out", &report]).status.success());
    for file in files_below(to.path()) {
        let text = String::from_utf8_lossy(&fs::read(&file).expect("read the file")).into_owned();
        for word in ["milliseconds", "765432", "hurry", "my own secret words", "\"remark\""] {
            assert!(!text.contains(word), "{word} is in {}", file.display());
        }
    }
}

/// A play's id tells when it was made; were that before the first decision, it would tell how long that took.
#[test]
fn the_id_of_a_play_does_not_tell_how_long_somebody_thought() {
    let data = temp_dir();
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let sam = ledger.profile("Sam", NOW).expect("create the profile");
    let mut play = ledger.begin(&sam, PlaySource::Play, NOW);
    let mut encounter = Encounter::start(shipped_script("the-sofa"), 1, Memory::default());
    encounter.choose_at(0, 9000);
    let decided = Millis(NOW.0 + 9000);
    ledger.record(&mut play, &encounter, decided).expect("store the events");
    let made = uuid::Uuid::parse_str(&play.id.0)
        .expect("parse the UUID")
        .get_timestamp()
        .expect("the UUID has a time")
        .to_unix();
    assert_eq!(made.0, u64::try_from(decided.0 / 1000).expect("the time is after 1970"));
}

/// Nobody is to be told from a report without persons: not by a group of their own, not by what is left.
#[test]
fn a_report_without_persons_tells_nothing_of_few() {
    let (data, to) = (temp_dir(), temp_dir());
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    for n in 0..6 {
        let who = ledger.profile(&format!("Person {n}"), NOW).expect("create the profile");
        play(&mut ledger, &who, "the-sofa", n, NOW.0, (0, 99), PlaySource::Play);
        // One completes it, four leave it early.
        let turns = if n == 0 { 99 } else { 2 };
        if n < 5 {
            play(&mut ledger, &who, "the-oven-part", n, NOW.0, (0, turns), PlaySource::Play);
        }
    }
    drop(ledger);
    let later = Ledger::open(&data_paths(data.path()), Millis(NOW.0 + 2 * Millis::STALE)).expect("open the ledger");
    drop(later);
    let page = to.path().join("r.html").display().to_string();
    let done = run_rapport(data.path(), &["report", "--aggregate", "--out", &page]);
    assert!(done.status.success(), "{}", stderr(&done));
    let text = fs::read_to_string(&page).expect("read the file");
    let rest = text.split("<h2 id=\"h-outcomes\"").nth(1).and_then(|rest| rest.split("<section id=\"items\"").next());
    let rest = rest.expect("the archive has the part");
    assert!(text.contains("The sofa that never came"));
    assert!(!rest.contains("Week three without an oven"), "a scenario that one person completed is not shown");
    assert!(!text.contains("Person 0") && !text.contains("left early</"), "how many left early would tell of one");
    let few = temp_dir();
    let mut ledger = Ledger::open(&data_paths(few.path()), NOW).expect("open the ledger");
    let who = ledger.profile("Only one", NOW).expect("create the profile");
    play(&mut ledger, &who, "the-sofa", 1, NOW.0, (0, 99), PlaySource::Play);
    drop(ledger);
    let done = run_rapport(few.path(), &["report", "--aggregate", "--out", &page]);
    assert!(done.status.success(), "{}", stderr(&done));
    let text = fs::read_to_string(&page).expect("read the file");
    assert!(text.contains("Fewer than 5 people") && !text.contains("the-sofa"), "nothing is shown of one person");
}

#[test]
fn dates_teams_people_and_scenarios_choose_what_is_handed_on() {
    let (data, to) = (export_company(), temp_dir());
    let count = |more: &[&str]| {
        let out = to.path().join("out");
        export(data.path(), "csv", &out, more);
        rows(&out.join("encounters.csv")).len()
    };
    let all = 8 + HOSTILE.len() + 1;
    assert_eq!(count(&[]), all);
    assert_eq!(count(&["--trainee", "Ada Lund"]), 4);
    assert_eq!(count(&["--trainee", "S4711X", "--scenario", "the-sofa"]), 2);
    assert_eq!(count(&["--team", "=Quay"]), 4);
    let day = &rows(&to.path().join("out/encounters.csv"))[0]["started"][..10].to_owned();
    assert_eq!(count(&["--since", day, "--until", day]), 1, "both days are included");
    assert_eq!(count(&["--until", "2020-01-01"]), 0);
    let wrong = run_rapport(data.path(), &["export", "--format", "csv", "--out", "x", "--since", "22.11.2026"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("write it as 2026-11-22"), "{}", stderr(&wrong));
    let nobody = run_rapport(data.path(), &["export", "--format", "csv", "--out", "x", "--trainee", "Zoe"]);
    assert!(stderr(&nobody).contains("`Zoe`"), "{}", stderr(&nobody));
}

#[test]
fn what_is_there_is_not_written_over_and_nothing_half_is_left() {
    let (data, to) = (export_company(), temp_dir());
    let mine = to.path().join("mine");
    fs::create_dir(&mine).expect("create the folder");
    fs::write(mine.join("letter.txt"), "dear").expect("write the file");
    let out = mine.display().to_string();
    let refused = run_rapport(data.path(), &["export", "--format", "csv", "--out", &out]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("no earlier export; nothing was changed"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(mine.join("letter.txt")).expect("read the file"), "dear");
    // An earlier export is replaced as a whole, unless somebody put something of theirs into it.
    let csv = to.path().join("csv");
    export(data.path(), "csv", &csv, &[]);
    export(data.path(), "csv", &csv, &[]);
    export(data.path(), "parquet", &csv, &[]);
    fs::write(csv.join("analysis.txt"), "mine").expect("write the file");
    let out = csv.display().to_string();
    let refused = run_rapport(data.path(), &["export", "--format", "csv", "--out", &out]);
    assert!(stderr(&refused).contains("holds `analysis.txt`, which is not ours"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(csv.join("analysis.txt")).expect("read the file"), "mine");
    // The key of pseudonyms would go with the folder.
    let key = to.path().join("new/key").display().to_string();
    let within = to.path().join("new").display().to_string();
    let refused = run_rapport(data.path(), &["export", "--format", "csv", "--out", &within, "--pseudonyms", &key]);
    assert!(stderr(&refused).contains("keep the key elsewhere"), "{}", stderr(&refused));
    // Files of others, and the records themselves.
    let thesis = to.path().join("thesis.txt");
    fs::write(&thesis, "three years").expect("write the file");
    let ledger = data.path().join("ledger.sqlite");
    let before = fs::read(&ledger).expect("read the file");
    for place in [&thesis, &ledger] {
        let out = place.display().to_string();
        for args in [vec!["export", "--format", "xlsx", "--out", &out], vec!["report", "--out", &out]] {
            let refused = run_rapport(data.path(), &args);
            assert_eq!(refused.status.code(), Some(1), "{args:?}");
            assert!(stderr(&refused).contains("is none of ours; nothing was changed"), "{}", stderr(&refused));
        }
    }
    assert_eq!(fs::read_to_string(&thesis).expect("read the file"), "three years");
    assert_eq!(fs::read(&ledger).expect("read the file"), before);
    let page = to.path().join("r.html").display().to_string();
    for _ in 0..2 {
        assert!(
            run_rapport(data.path(), &["report", "--out", &page]).status.success(),
            "an earlier report is replaced"
        );
    }
    let nowhere = run_rapport(data.path(), &["export", "--format", "jsonl", "--out", "/proc/nowhere/x.jsonl"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(stderr(&nowhere).contains("/proc/nowhere/x.jsonl` could not be written"), "{}", stderr(&nowhere));
    let names: Vec<String> = fs::read_dir(to.path())
        .expect("list the folder")
        .filter_map(Result::ok)
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.iter().all(|name| !name.contains(".part") && !name.contains(".old")), "{names:?}");
    let none = temp_dir();
    let empty = run_rapport(none.path(), &["export", "--format", "csv", "--out", "x"]);
    assert!(stderr(&empty).contains("there are no records in"), "{}", stderr(&empty));
}

#[test]
fn an_export_proves_the_ledger_it_came_from() {
    let (data, to) = (export_company(), temp_dir());
    let csv = to.path().join("csv");
    export(data.path(), "csv", &csv, &[]);
    export(data.path(), "grades", &to.path().join("g.csv"), &[]);
    let backup = to.path().join("copy.sqlite");
    let copied = run_rapport(data.path(), &["records", "backup", &backup.display().to_string()]);
    assert!(copied.status.success(), "{}", stderr(&copied));
    for export in [csv, to.path().join("g.csv"), backup] {
        let verified = run_rapport(data.path(), &["records", "verify", "--against", &export.display().to_string()]);
        assert!(verified.status.success(), "{}{}", stdout(&verified), stderr(&verified));
        let other = export_company();
        let verified = run_rapport(other.path(), &["records", "verify", "--against", &export.display().to_string()]);
        assert_eq!(verified.status.code(), Some(1));
        assert!(stdout(&verified).contains("not of this ledger"), "{}", stdout(&verified));
    }
}

#[test]
fn sums_over_parquet_are_those_over_the_ledger() {
    let (data, to) = (export_company(), temp_dir());
    let parquet = to.path().join("p");
    export(data.path(), "parquet", &parquet, &[]);
    let two = sum_export(&parquet, 2).expect("sum the export");
    let one = sum_export(&parquet, 1).expect("sum the export");
    assert_eq!(two.sums.over(|_| true), one.sums.over(|_| true));
    let csv = to.path().join("c");
    export(data.path(), "csv", &csv, &[]);
    let mut gained = 0;
    for row in rows(&csv.join("encounters.csv")) {
        if row["source"] == "play" {
            gained += row["overall_gained"].parse::<u32>().unwrap_or(0);
        }
    }
    assert_eq!(two.sums.over(|_| true).card.overall.gained, gained);
    let harbour = two.teams.get("Harbour").expect("Harbour is a team");
    assert_eq!(two.sums.over(|group| group.team == harbour && group.first).plays, 2);
    let pages = ["--from", "--data"].map(|from| {
        let page = to.path().join("r.html").display().to_string();
        let of = if from == "--from" { parquet.display().to_string() } else { data.path().display().to_string() };
        let done = super::support::rapport_command(data.path())
            .args(["report", "--out", &page, from, &of])
            .output()
            .expect("run the program");
        assert!(done.status.success(), "{}", stderr(&done));
        let page = fs::read_to_string(&page).expect("read the file");
        let made = page.find("<dt>Made</dt>").expect("the report has the line");
        page[..made].to_owned()
    });
    assert!(pages[0] == pages[1], "a report from Parquet says what one from the ledger says");
}

#[test]
fn records_can_be_listed_and_shown() {
    let data = export_company();
    let listed = stdout(&run_rapport(data.path(), &["records", "list", "--trainee", "S4711X"]));
    assert_eq!(listed.lines().count(), 4, "{listed}");
    let id = listed.split_whitespace().next().expect("the row begins with an id").to_owned();
    let shown = stdout(&run_rapport(data.path(), &["records", "show", &id]));
    for word in ["Ada Lund: the-sofa, attempt 1, completed", "on offer:", "Debrief", "Overall:"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    let document: Value = serde_json::from_str(&stdout(&run_rapport(data.path(), &["records", "show", &id, "--json"])))
        .expect("parse the line as JSON");
    assert_eq!(document["scenario"], "the-sofa");
    assert_eq!(run_rapport(data.path(), &["records", "show", "ffff"]).status.code(), Some(2));
    let json = stdout(&run_rapport(data.path(), &["records", "list", "--json"]));
    assert!(json.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    let erased = run_rapport(data.path(), &["records", "erase", "--trainee", "S4711X", "--yes"]);
    assert!(erased.status.success(), "{}", stderr(&erased));
    assert!(!stdout(&run_rapport(data.path(), &["records", "list"])).contains("Ada"));
    assert!(run_rapport(data.path(), &["records", "verify"]).status.success());
}

#[test]
fn a_play_from_a_course_is_passed_or_failed() {
    let (data, to) = (temp_dir(), temp_dir());
    fs::create_dir(to.path().join("courses")).expect("create the folder");
    let course = "Course(format: 1, title: \"Both\", trains: [Trust], scenarios: [\"the-sofa\"], pass: 100)";
    fs::write(to.path().join("courses/both.ron"), course).expect("write the file");
    let scenarios = to.path().display().to_string();
    let choices = "have-your-notes,nobody-rang,do-not-know,tonight-at-nine,it-was-us,after-you-sleep,ring-by-six,proof,take-the-old,sleep-well";
    let args = ["play", "the-sofa", "--choices", choices, "--seed", "7", "--course", "both", "--scenarios", &scenarios];
    let played = run_rapport(data.path(), &args);
    assert!(played.status.success(), "{}", stderr(&played));
    let out = to.path().join("x.jsonl");
    export(data.path(), "xapi", &out, &[]);
    let text = fs::read_to_string(&out).expect("read the file");
    assert!(text.contains("verbs/failed") || text.contains("verbs/passed"), "{text}");
    assert!(text.contains("/courses/both"));
    let wrong = run_rapport(data.path(), &["play", "the-sofa", "--choices", choices, "--course", "nothing"]);
    assert!(stderr(&wrong).contains("there is no course `nothing`"), "{}", stderr(&wrong));
}
