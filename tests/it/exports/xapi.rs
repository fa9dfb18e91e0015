//! Statements for a learning record store.

use std::fs;

use rapport::export::xapi;
use rapport::ledger::Ledger;
use rapport::record::{PlaySource, Profile};
use rapport::scenario::principle::Principle;
use serde_json::Value;

use super::{NOW, export, export_company, one_play, record_play, statements};
use crate::support::{data_paths, root, run_rapport, stderr, temp_dir};

/// The best replies of a play of `the-sofa`, all but the last.
const CHOICES: &str =
    "have-your-notes,nobody-rang,do-not-know,tonight-at-nine,it-was-us,after-you-sleep,ring-by-six,proof,take-the-old";

/// The best last reply, and one with which the play gains 45 of 49, which is 91.8 per cent.
const LAST: [&str; 2] = ["sleep-well", "anything-else"];

#[test]
fn a_play_from_a_course_is_passed_from_its_pass_mark_on_and_else_failed() {
    let [best, less] = LAST;
    for (last, pass, verb, other) in
        [(best, 100, "passed", "failed"), (less, 91, "passed", "failed"), (less, 92, "failed", "passed")]
    {
        let (data, to) = (temp_dir(), temp_dir());
        fs::create_dir(to.path().join("courses")).expect("create the folder");
        let course =
            format!("Course(format: 1, title: \"Both\", trains: [Trust], scenarios: [\"the-sofa\"], pass: {pass})");
        fs::write(to.path().join("courses/both.ron"), course).expect("write the file");
        let (scenarios, choices) = (to.path().display().to_string(), format!("{CHOICES},{last}"));
        let course = ["--course", "both", "--scenarios", &scenarios];
        let play = ["play", "the-sofa", "--choices", &choices, "--seed", "7"];
        let played = run_rapport(data.path(), &[&play[..], &course[..]].concat());
        assert!(played.status.success(), "{}", stderr(&played));
        let out = to.path().join("x.jsonl");
        export(data.path(), "xapi", &out, &[]);
        let text = fs::read_to_string(&out).expect("read the file");
        assert!(text.contains(&format!("verbs/{verb}")), "{last}, pass at {pass}: {text}");
        assert!(!text.contains(&format!("verbs/{other}")), "{last}, pass at {pass}: {text}");
        assert!(text.contains("/courses/both"));
    }
}

#[test]
fn an_unknown_course_is_named() {
    let data = temp_dir();
    let choices = format!("{CHOICES},{}", LAST[0]);
    let wrong = run_rapport(data.path(), &["play", "the-sofa", "--choices", &choices, "--course", "nothing"]);
    assert!(stderr(&wrong).contains("there is no course `nothing`"), "{}", stderr(&wrong));
}

#[test]
fn statements_have_the_shape_that_was_agreed() {
    let verbs = |pass: Option<u32>| -> Vec<String> {
        let (kept, row) = one_play(pass);
        let statements = statements(&kept, &row, xapi::HOME_PAGE);
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
    let made = statements(&kept, &row, xapi::HOME_PAGE);
    assert_eq!(made, statements(&kept, &row, xapi::HOME_PAGE), "the same bytes every time");
    for statement in &made {
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
    let ids: std::collections::BTreeSet<&str> = made.iter().filter_map(|s| s["id"].as_str()).collect();
    assert_eq!(ids.len(), made.len());
}

#[test]
fn the_profile_document_names_the_whole_vocabulary() {
    let text = fs::read_to_string(root().join("docs/xapi-profile.jsonld")).expect("read the file");
    let _: Value = serde_json::from_str(&text).expect("parse the line as JSON");
    for name in xapi::vocabulary() {
        assert!(text.contains(&format!("\"{name}\"")), "{name} is not in the profile");
    }
}

#[test]
fn what_is_changed_later_changes_no_statement() {
    let (data, to) = (export_company(), temp_dir());
    let exported = |name: &str, more: &[&str]| {
        let out = to.path().join(name);
        export(data.path(), "xapi", &out, more);
        fs::read_to_string(&out).expect("read the statements")
    };
    let key = to.path().join("key").display().to_string();
    let (before, hidden) = (exported("before.jsonl", &[]), exported("hidden.jsonl", &["--pseudonyms", &key]));
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let people = ledger.profiles().expect("list the profiles");
    for (n, person) in people.iter().enumerate() {
        let other = Profile {
            name: format!("Somebody {n}"),
            staff: Some(format!("new-{n}")),
            team: Some("Elsewhere".into()),
            ..person.clone()
        };
        ledger.change_profile(&other, NOW).expect("change the profile");
    }
    assert_eq!(exported("after.jsonl", &[]), before);
    assert_eq!(exported("hidden-after.jsonl", &["--pseudonyms", &key]), hidden);
    // What is played from then on says what is so then.
    let person = ledger.profiles().expect("list the profiles").remove(0);
    record_play(&mut ledger, &person, "the-sofa", 1, NOW.0 + 1, (0, 99), PlaySource::Play);
    let later = exported("later.jsonl", &[]);
    let new: Vec<&str> = later.lines().filter(|line| !before.contains(*line)).collect();
    assert!(!new.is_empty() && new.iter().all(|line| line.contains("\"Elsewhere\"") && line.contains("new-")));
    // A ledger that is read with it does not change how its plays count.
    let other = export_company();
    let both = to.path().join("both.jsonl");
    let folders = [data.path(), other.path()].map(|folder| folder.display().to_string());
    let out = both.display().to_string();
    let run = run_rapport(data.path(), &["export", "--format", "xapi", "--out", &out, "--data", &folders[1]]);
    assert!(run.status.success(), "{}", stderr(&run));
    let both = fs::read_to_string(&both).expect("read the statements");
    assert!(later.lines().all(|line| both.contains(line)), "a statement differs when another ledger is read, too");
    // Somebody who was erased is in none.
    ledger.erase(&person, NOW).expect("erase the person");
    let left = exported("left.jsonl", &[]);
    assert!(left.len() < later.len() && !left.contains(&person.id.0));
}
