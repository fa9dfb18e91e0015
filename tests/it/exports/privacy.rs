//! What no export or report may show: who a pseudonym is, how long somebody thought, results of few people.

use std::fs;
use std::path::{Path, PathBuf};

use rapport::encounter::{Encounter, Memory};
use rapport::ledger::Ledger;
use rapport::record::{Millis, PlaySource};

use super::{NOW, export, export_company, record_play, rows};
use crate::support::{data_paths, run_rapport, shipped_script, stderr, temp_dir};

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

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// A play's id tells when it was made; were that before the first decision, it would tell how long that took.
#[test]
fn the_id_of_a_play_does_not_tell_how_long_somebody_thought() {
    let data = temp_dir();
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let sam = ledger.add_profile("Sam", &[], NOW).expect("create the profile");
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
        let who = ledger.add_profile(&format!("Person {n}"), &[], NOW).expect("create the profile");
        record_play(&mut ledger, &who, "the-sofa", n, NOW.0, (0, 99), PlaySource::Play);
        // One completes it, four leave it early.
        let turns = if n == 0 { 99 } else { 2 };
        if n < 5 {
            record_play(&mut ledger, &who, "the-oven-part", n, NOW.0, (0, turns), PlaySource::Play);
        }
    }
    for day in 1..=15 {
        ledger.add_profile(&format!("Visitor {day}"), &[], Millis(NOW.0 + day * DAY)).expect("create the profile");
    }
    drop(ledger);
    drop(Ledger::open(&data_paths(data.path()), Millis(NOW.0 + 16 * DAY)).expect("open the ledger"));
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
    let who = ledger.add_profile("Only one", &[], NOW).expect("create the profile");
    record_play(&mut ledger, &who, "the-sofa", 1, NOW.0, (0, 99), PlaySource::Play);
    drop(ledger);
    let done = run_rapport(few.path(), &["report", "--aggregate", "--out", &page]);
    assert!(done.status.success(), "{}", stderr(&done));
    let text = fs::read_to_string(&page).expect("read the file");
    assert!(text.contains("Fewer than 5 people") && !text.contains("the-sofa"), "nothing is shown of one person");
}
