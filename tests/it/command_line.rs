//! The command line: exit codes, what is stored, and documents from which every score can be computed again.

use std::path::Path;
use std::process::{Output, Stdio};
use std::sync::Arc;

use rapport::encounter::{Encounter, Memory};
use rapport::ledger::Ledger;
use rapport::record::Millis;
use rapport::scenario::model::Channel;
use serde_json::Value;

use super::support::{
    data_paths, rapport_command, root, run_and_type, run_rapport, run_rapport_for_json, shipped_script,
    shipped_scripts, stderr, stdout, temp_dir,
};

const GOOD: &str = "have-your-notes,nobody-rang,do-not-know,tonight-at-nine,it-was-us,after-you-sleep,ring-by-six,proof,take-the-old,sleep-well";

fn code(data: &Path, args: &[&str]) -> Option<i32> {
    run_rapport(data, args).status.code()
}

fn json_document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("standard output is one JSON document")
}

#[test]
fn the_document_of_a_play_has_every_part() {
    let data = temp_dir();
    let document = run_rapport_for_json(data.path(), &["play", "the-sofa", "--choices", GOOD, "--seed", "7", "--json"]);
    let keys: Vec<&str> = document.as_object().expect("a JSON object").keys().map(String::as_str).collect();
    for key in [
        "scenario",
        "content_hash",
        "play_hash",
        "rules",
        "seed",
        "memory",
        "status",
        "source",
        "attempt",
        "practice",
        "ending",
        "outcome",
        "overall",
        "principles",
        "decisions",
        "people",
        "needs",
        "promises",
        "claims",
        "conduct",
    ] {
        assert!(keys.contains(&key), "{key} is missing");
    }
    assert_eq!((document["status"].as_str(), document["source"].as_str()), (Some("completed"), Some("script")));
    assert!(document["attempt"].is_null());
    let principles = document["principles"].as_array().expect("a JSON list");
    let codes: Vec<&str> = principles.iter().filter_map(|principle| principle["code"].as_str()).collect();
    assert_eq!(codes, ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"]);
}

/// The points gained and the span of one decision, as docs/scoring.md computes them; zero for one that is not scored.
fn gained_and_span(decision: &Value) -> (i64, i64) {
    let total = |offer: &Value| -> i64 {
        offer["evidence"].as_object().map_or(0, |evidence| evidence.values().filter_map(Value::as_i64).sum())
    };
    let chosen = &decision["chosen"];
    let offered = decision["offered"].as_array().expect("a JSON list");
    let counted = offered.iter().filter(|offer| offer["earned"] == false || offer["id"] == *chosen);
    let totals: Vec<i64> = counted.map(total).collect();
    let (Some(least), Some(most)) = (totals.iter().min(), totals.iter().max()) else { return (0, 0) };
    if decision["scored"] == false || most == least {
        return (0, 0);
    }
    let chosen = offered.iter().find(|offer| offer["id"] == *chosen).expect("the chosen reply was on offer");
    (total(chosen) - least, most - least)
}

#[test]
fn the_score_of_a_document_can_be_computed_from_its_decisions() {
    let data = temp_dir();
    let document = run_rapport_for_json(data.path(), &["play", "the-sofa", "--choices", GOOD, "--seed", "7", "--json"]);
    let decisions = document["decisions"].as_array().expect("a JSON list");
    assert_eq!(decisions.len(), GOOD.split(',').count());
    let (gained, span): (Vec<i64>, Vec<i64>) = decisions.iter().map(gained_and_span).unzip();
    assert_eq!(
        (document["overall"]["gained"].as_i64(), document["overall"]["span"].as_i64()),
        (Some(gained.iter().sum()), Some(span.iter().sum()))
    );
}

#[test]
fn leaving_early_never_scores() {
    let data = temp_dir();
    let all: Vec<&str> = GOOD.split(',').collect();
    for turns in 0..all.len() {
        let choices = all[..turns].join(",");
        let document =
            run_rapport_for_json(data.path(), &["play", "the-sofa", "--choices", &choices, "--seed", "7", "--json"]);
        assert_eq!(document["status"], "open");
        assert!(document["overall"].is_null() && document["principles"].is_null());
        assert_eq!(document["decisions"].as_array().map(Vec::len), Some(turns));
        assert!(document["pending"]["offered"].as_array().is_some_and(|offered| !offered.is_empty()));
    }
    assert!(!data.path().join("ledger.sqlite").exists(), "a script that stops early is not kept");
}

#[test]
fn a_choice_that_is_not_on_offer_is_refused_with_what_is() {
    let data = temp_dir();
    let output = run_rapport(data.path(), &["play", "the-sofa", "--choices", "have-your-notes,hang-up", "--seed", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("on offer are: ") && stderr(&output).contains("nobody-rang"),
        "{}",
        stderr(&output)
    );
    let after = format!("{GOOD},proof");
    let output = run_rapport(data.path(), &["play", "the-sofa", "--choices", &after, "--seed", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("after the end"), "{}", stderr(&output));
}

#[test]
fn memory_comes_from_a_file_or_from_earlier_plays() {
    let data = temp_dir();
    let file = data.path().join("memory.json");
    let memory = r#"{"promises": {"the-sofa/ring-by-six": "kept"}, "rapport": {"joe-pereira": "warm"}}"#;
    std::fs::write(&file, memory).expect("write the file");
    let file = file.to_string_lossy().into_owned();
    let told = run_rapport(
        data.path(),
        &["play", "the-last-bus", "--choices", "mr-pereira", "--memory", &file, "--seed", "1"],
    );
    assert!(stdout(&told).contains("Mei from next door"), "{}", stdout(&told));
    let without = run_rapport(data.path(), &["play", "the-last-bus", "--choices", "mr-pereira", "--seed", "1"]);
    assert!(!stdout(&without).contains("Mei from next door"));
    // Played as Sam, remembered for Sam, and for nobody else.
    assert_eq!(code(data.path(), &["play", "the-sofa", "--choices", GOOD, "--trainee", "Sam"]), Some(0));
    let promises = |trainee: &str| {
        let args = ["play", "the-last-bus", "--choices", "mr-pereira", "--remember", "--json", "--trainee", trainee];
        run_rapport_for_json(data.path(), &args)["memory"]["promises"].clone()
    };
    assert_eq!(promises("Sam"), serde_json::json!({ "the-sofa/ring-by-six": "open" }));
    assert_eq!(promises("Kit"), serde_json::json!({}));
    std::fs::write(data.path().join("bad.json"), "{\"moods\": 1}").expect("write the file");
    let bad = data.path().join("bad.json").to_string_lossy().into_owned();
    assert_eq!(code(data.path(), &["play", "the-last-bus", "--choices", "", "--memory", &bad]), Some(2));
}

#[test]
fn a_play_of_a_file_is_stored_only_if_asked() {
    let data = temp_dir();
    let file = "tests/scenarios/good/the-sofa-that-never-came.ron";
    let document =
        run_rapport_for_json(data.path(), &["play", file, "--choices", "have-your-notes,before-nine", "--json"]);
    assert_eq!(document["source"], "tryout");
    assert!(!data.path().join("ledger.sqlite").exists());
    assert_eq!(code(data.path(), &["play", file, "--choices", "have-your-notes,before-nine", "--record"]), Some(0));
    assert!(data.path().join("ledger.sqlite").exists());
}

#[test]
fn a_play_in_the_terminal_is_stored_and_resumed() {
    let data = temp_dir();
    let play = |input: &str, args: &[&str]| {
        run_and_type(data.path(), &[&["play", "the-sofa", "--trainee", "Sam"], args].concat(), input.as_bytes())
    };
    let left = play("1\nx\n99\n?\nn\n1\nq\n", &[]);
    assert!(stdout(&left).contains("Left for now") && stdout(&left).contains("Please type a number from 1 to"));
    let on = play(&format!("g\n{}", "1\n".repeat(12)), &["--json"]);
    assert!(stderr(&on).contains("You left this encounter after 2 turns."), "{}", stderr(&on));
    let document = json_document(&on);
    assert_eq!((document["status"].as_str(), document["attempt"].as_u64()), (Some("completed"), Some(1)));
    assert_eq!(document["practice"], false);
    let again = play("1\nb\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n", &["--json"]);
    let document = json_document(&again);
    assert_eq!((document["attempt"].as_u64(), document["practice"].as_bool()), (Some(2), Some(true)));
}

#[test]
fn a_new_name_has_at_most_60_characters_and_a_longer_one_of_before_goes_on() {
    let data = temp_dir();
    let play = |name: &str, input: &str| {
        run_and_type(data.path(), &["play", "the-sofa", "--trainee", name, "--json"], input.as_bytes())
    };
    let (fits, too_long, of_before) = ("x".repeat(60), "x".repeat(61), "y".repeat(150));
    let refused = play(&too_long, "1\nq\n");
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("a name has at most 60 characters"), "{}", stderr(&refused));
    assert_eq!(play(&fits, "1\nq\n").status.code(), Some(0));
    // An earlier version let names have up to 200 characters.
    let now = Millis(1_800_000_000_000);
    let mut ledger = Ledger::open(&data_paths(data.path()), now).expect("open the ledger");
    ledger.add_profile(&of_before, &[], now).expect("create the profile");
    drop(ledger);
    let on = play(&of_before, "1\nq\n");
    assert_eq!(on.status.code(), Some(0), "{}", stderr(&on));
    let listed = stdout(&run_rapport(data.path(), &["records", "list", "--trainee", &of_before]));
    assert!(listed.contains("the-sofa"), "{listed}");
    // Who is asked for the name can type it anew.
    let typed = format!("{too_long}\n{of_before}\ny\ng\nq\n");
    let asked = run_and_type(data.path(), &["play", "the-sofa"], typed.as_bytes());
    assert!(stdout(&asked).contains("a name has at most 60 characters"), "{}", stdout(&asked));
    assert!(stdout(&asked).contains("You left this encounter after 1 turn."), "{}", stdout(&asked));
}

#[test]
fn undoing_a_decision_of_the_attempt_needs_a_confirmation() {
    let data = temp_dir();
    let play = |input: &str| {
        let args = ["play", "ten-to-six", "--trainee", "Sam", "--json"];
        json_document(&run_and_type(data.path(), &args, input.as_bytes()))
    };
    let refused = play("1\nb\nn\nq\n");
    assert_eq!((refused["decisions"].as_array().map(Vec::len), refused["practice"].as_bool()), (Some(1), Some(false)));
    let done = play("g\nb\ny\nq\n");
    assert_eq!((done["decisions"].as_array().map(Vec::len), done["practice"].as_bool()), (Some(0), Some(true)));
    assert_eq!(done["attempt"].as_u64(), Some(1));
}

#[test]
fn check_reports_in_text_and_in_json() {
    let data = temp_dir();
    assert_eq!(code(data.path(), &["check"]), Some(0));
    assert_eq!(code(data.path(), &["check", "scenarios", "--deny-warnings"]), Some(0));
    assert_eq!(code(data.path(), &["check", "no/such/file.ron"]), Some(2));
    assert_eq!(code(data.path(), &["check", "--format", "yaml"]), Some(2));
    let warned = "tests/scenarios/bad/w01-unknown-place.ron";
    assert_eq!(code(data.path(), &["check", warned]), Some(0));
    assert_eq!(code(data.path(), &["check", warned, "--deny-warnings"]), Some(1));
    let output = run_rapport(data.path(), &["check", "tests/scenarios/bad/e40-unknown-beat.ron", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).expect("standard output is one JSON document");
    let first = &found["diagnostics"][0];
    for key in ["code", "severity", "file", "line", "column", "message", "hint"] {
        assert!(!first[key].is_null(), "{key} is missing in {first}");
    }
    assert_eq!(first["code"], "E40");
}

#[test]
fn own_scenarios_replace_shipped_ones_and_a_bad_file_does_not_hide_the_others() {
    let data = temp_dir();
    let own = data.path().join("scenarios");
    std::fs::create_dir_all(&own).expect("create the folder");
    let sample = std::fs::read_to_string(root().join("tests/scenarios/good/the-sofa-that-never-came.ron"))
        .expect("read the file");
    std::fs::write(own.join("the-sofa.ron"), &sample).expect("write the file");
    std::fs::write(own.join("broken.ron"), "Scenario(title: \"half").expect("write the file");
    let list = stdout(&run_rapport(data.path(), &["list"]));
    assert!(list.contains("your own, replaces the shipped one"), "{list}");
    assert!(list.contains("Has errors and cannot be played") && list.contains("broken.ron"), "{list}");
    let rows = run_rapport_for_json(data.path(), &["list", "--json"]);
    let ids: Vec<&str> = rows.as_array().expect("a JSON list").iter().filter_map(|row| row["id"].as_str()).collect();
    let shipped: Vec<String> = shipped_scripts().iter().map(|script| script.id.to_string()).collect();
    assert_eq!(ids, shipped);
    let broken = run_rapport(data.path(), &["play", "broken", "--choices", ""]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(stderr(&broken).contains("broken.ron:1:"), "{}", stderr(&broken));
    assert_eq!(code(data.path(), &["play", "the-soffa", "--choices", ""]), Some(2));
}

#[test]
fn explain_covers_every_rule_and_the_names() {
    let data = temp_dir();
    for rule in rapport::lint::rules() {
        assert!(stdout(&run_rapport(data.path(), &["explain", rule.code])).contains(rule.title));
    }
    assert!(stdout(&run_rapport(data.path(), &["explain", "look"])).contains("mediumStraight"));
    assert!(stdout(&run_rapport(data.path(), &["explain", "place"])).contains("call-desk"));
    let unknown = run_rapport(data.path(), &["explain", "E4O"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("did you mean"), "{}", stderr(&unknown));
}

#[test]
fn a_ledger_that_cannot_be_written_is_reported_at_once() {
    let data = temp_dir();
    let blocked = data.path().join("file");
    std::fs::write(&blocked, "").expect("write the file");
    let output = run_rapport(&blocked, &["play", "the-sofa", "--trainee", "Sam"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("records cannot be kept in"), "{}", stderr(&output));
}

#[test]
fn a_scripted_play_is_stored_even_if_its_output_is_closed() {
    let data = temp_dir();
    let mut child = rapport_command(data.path())
        .args(["play", "the-sofa", "--choices", GOOD, "--data"])
        .arg(data.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("start the program");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("wait for the program to end").code(), Some(0));
    assert!(data.path().join("ledger.sqlite").exists());
}

#[test]
fn a_file_that_is_no_scenario_is_refused_with_the_reason() {
    let data = temp_dir();
    for what in ["scenarios/village.ron", "./scenarios", "scenarios/courses/first-week.ron"] {
        let output = run_rapport(data.path(), &["play", what, "--choices", ""]);
        assert_eq!(output.status.code(), Some(2), "{what}: {}", stderr(&output));
        assert!(stderr(&output).contains("it is "), "{}", stderr(&output));
    }
    assert_eq!(code(data.path(), &["check", "scenarios/courses/first-week.ron", "scenarios/village.ron"]), Some(0));
    std::fs::write(data.path().join("odd.json"), r#"{"facts": ["!!"]}"#).expect("write the file");
    let odd = data.path().join("odd.json").to_string_lossy().into_owned();
    assert_eq!(code(data.path(), &["play", "the-sofa", "--choices", "", "--memory", &odd]), Some(2));
}

#[test]
fn typed_bytes_that_are_not_utf8_do_not_end_a_play() {
    let data = temp_dir();
    let output = run_and_type(data.path(), &["play", "the-sofa", "--trainee", "Sam"], b"1\n\xe9\n1\nq\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("Left for now"));
}

#[test]
fn everybody_is_drawn_on_one_picture_and_a_failed_write_names_the_file() {
    let data = temp_dir();
    let file = data.path().join("everybody.png");
    let output = rapport_command(data.path()).arg("people").arg(&file).output().expect("run the program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let people: u32 =
        said.split_whitespace().next().and_then(|n| n.parse().ok()).expect("the output begins with a number");
    let bytes = std::fs::read(&file).expect("read the file");
    let picture = rapport::picture::Raster::from_png(&bytes).expect("decode the PNG");
    assert!(people >= 6 && picture.height() > people * 150, "{said}");
    let nowhere = data.path().join("nowhere/everybody.png");
    let output = rapport_command(data.path()).arg("people").arg(&nowhere).output().expect("run the program");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not be written"));
}

#[test]
fn a_name_is_one_person_however_it_is_typed_or_pasted() {
    let data = temp_dir();
    let spellings = [
        "Zoë Müller",
        "Zoe\u{308} Mu\u{308}ller",
        "Zoë  Müller",
        "Zoë\u{a0}Müller",
        "Zoë Müller\u{200b}",
        "Zoë\nMüller\t",
    ];
    for name in spellings {
        let played =
            run_and_type(data.path(), &["play", "the-sofa", "--trainee", name, "--seed", "1"], b"1\n1\n1\nq\n");
        assert!(played.status.success(), "{name:?}: {}", stderr(&played));
    }
    let ledger = Ledger::open(&data_paths(data.path()), Millis(0)).expect("open the ledger");
    let names: Vec<String> = ledger.profiles().expect("read the profiles").into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["Zoë Müller"]);
    // What nobody can see is no name: it is asked for again.
    let asked = run_and_type(data.path(), &["play", "the-sofa", "--seed", "1"], "\u{200b}\u{200b}\nq\n".as_bytes());
    assert!(stdout(&asked).contains("a name has at least one character"), "{}", stdout(&asked));
}

/// A data folder with one Ann Lee who has played, and one who has a staff number.
fn two_of_a_name() -> tempfile::TempDir {
    let data = temp_dir();
    let now = Millis(1_800_000_000_000);
    let mut ledger = Ledger::open(&data_paths(data.path()), now).expect("open the ledger");
    let first = ledger.add_profile("Ann Lee", &[], now).expect("create the profile");
    let mut second = ledger.add_profile("Ann Lee", &[first.id], now).expect("create the profile");
    second.staff = Some("00123".into());
    ledger.change_profile(&second, now).expect("change the profile");
    data
}

/// Plays two decisions as somebody, and answers whether there was an end.
fn play_as(data: &Path, trainee: &[&str], input: &str) -> std::process::Output {
    let args = [&["play", "the-sofa", "--seed", "1"], trainee].concat();
    run_and_type(data, &args, input.as_bytes())
}

/// Names and staff numbers in the order in which they were added, each with the number of plays.
fn people_and_plays(data: &Path) -> Vec<(String, usize)> {
    let ledger = Ledger::open(&data_paths(data), Millis(0)).expect("open the ledger");
    let profiles = ledger.profiles().expect("list the profiles");
    let plays = |profile: &rapport::record::Profile| ledger.records(profile).expect("list the records").len();
    profiles.iter().map(|it| (it.staff.clone().unwrap_or_else(|| it.name.clone()), plays(it))).collect()
}

#[test]
fn whose_name_another_has_is_asked_and_nobody_becomes_the_other() {
    let data = two_of_a_name();
    let people = |first: usize, second: usize| vec![("Ann Lee".to_owned(), first), ("00123".to_owned(), second)];
    // Nobody can be asked: several have the name, or it is written in another way.
    for name in ["Ann Lee", "ann lee"] {
        let refused = run_rapport(data.path(), &["play", "the-sofa", "--trainee", name, "--choices", "nobody-rang"]);
        assert_eq!(refused.status.code(), Some(2), "{name}");
        let message = stderr(&refused);
        assert!(
            message.contains(&format!("it is not clear who `{name}` is")) && message.contains("00123"),
            "{message}"
        );
    }
    assert_eq!(people_and_plays(data.path()), people(0, 0));
    // A staff number is a person's, and so is a number of the list.
    assert!(play_as(data.path(), &["--trainee", "00123"], "1\nq\n").status.success());
    assert_eq!(people_and_plays(data.path()), people(0, 1));
    let listed = play_as(data.path(), &[], "1\n1\nq\n");
    assert!(stdout(&listed).contains("1. Ann Lee (has not played yet)"), "{}", stdout(&listed));
    assert!(
        stdout(&listed).contains("2. Ann Lee (staff number 00123, last played the-sofa on "),
        "{}",
        stdout(&listed)
    );
    assert_eq!(people_and_plays(data.path()), people(1, 1));
    // Who types the name is asked which of them it is; nobody is an answer, too.
    let asked = play_as(data.path(), &[], "Ann Lee\n2\ns\n1\nq\n");
    assert!(stdout(&asked).contains("It may be one of these:"), "{}", stdout(&asked));
    assert_eq!(people_and_plays(data.path()), people(1, 2));
    for typed in ["Ann Lee\nq\nq\n", "Q\n", "quit\n", "99\n0\n²\nq\n"] {
        assert!(play_as(data.path(), &[], typed).status.success());
        assert_eq!(people_and_plays(data.path()), people(1, 2), "{typed} becomes a person");
    }
    // A number of the list that is somebody else's staff number is asked about.
    let mut ledger = Ledger::open(&data_paths(data.path()), Millis(0)).expect("open the ledger");
    let mut first = ledger.profiles().expect("list the profiles").remove(0);
    first.staff = Some("2".into());
    ledger.change_profile(&first, Millis(0)).expect("change the profile");
    drop(ledger);
    let unclear = play_as(data.path(), &[], "2\n1\ns\n1\nq\n");
    assert!(stdout(&unclear).contains("It may be one of these:"), "{}", stdout(&unclear));
    assert_eq!(people_and_plays(data.path()), [("2".to_owned(), 1), ("00123".to_owned(), 3)]);
    let refused = play_as(data.path(), &["--trainee", "2", "--new"], "");
    assert_eq!(refused.status.code(), Some(2), "{}", stderr(&refused));
    assert!(play_as(data.path(), &["--trainee", "ANN LEE", "--new"], "1\nq\n").status.success());
    assert!(people_and_plays(data.path()).contains(&("ANN LEE".to_owned(), 1)));
}

#[test]
fn a_name_in_other_letters_is_asked_about() {
    let data = temp_dir();
    assert!(play_as(data.path(), &["--trainee", "Zoë O’Neil"], "1\nq\n").status.success());
    let same = play_as(data.path(), &["--trainee", "ZOE O'NEIL"], "y\ns\n1\nq\n");
    assert!(stdout(&same).contains("Somebody here is called Zoë O’Neil"), "{}", stdout(&same));
    assert_eq!(people_and_plays(data.path()), [("Zoë O’Neil".to_owned(), 2)]);
    assert!(play_as(data.path(), &["--trainee", "Zoe O'Neil"], "n\n1\nq\n").status.success());
    assert_eq!(people_and_plays(data.path()).len(), 2);
}

#[test]
fn a_question_that_nobody_answers_is_a_failure() {
    let data = two_of_a_name();
    for (args, why) in [
        (["--trainee", "ann lee", "--json"].as_slice(), "a question had no answer"),
        (&["--trainee", "Ann Lee"], "a question had no answer"),
        (&["--json"], "a question had no answer"),
    ] {
        let played = play_as(data.path(), args, "");
        assert_eq!(played.status.code(), Some(2), "{args:?}");
        assert!(stderr(&played).contains(why) && stdout(&played).is_empty() == args.contains(&"--json"), "{args:?}");
    }
    let left = play_as(data.path(), &["--json"], "q\n");
    assert_eq!((left.status.code(), stdout(&left)), (Some(2), String::new()));
    assert!(play_as(data.path(), &[], "q\n").status.success(), "leaving is no failure");
}

#[test]
fn who_may_have_been_meant_is_named() {
    let data = temp_dir();
    assert!(play_as(data.path(), &["--trainee", "Zoë Lund"], "1\nq\n").status.success());
    let out = data.path().join("out").display().to_string();
    for name in ["ZOE LUND", "Zoe Lundt"] {
        for command in [
            ["records", "list", "--trainee", name].as_slice(),
            &["records", "erase", "--yes", "--trainee", name],
            &["export", "--format", "csv", "--out", &out, "--trainee", name],
        ] {
            let refused = run_rapport(data.path(), command);
            assert!(!refused.status.success(), "{command:?}");
            assert!(stderr(&refused).contains("did you mean `Zoë Lund`?"), "{command:?}: {}", stderr(&refused));
        }
    }
}

#[test]
fn the_terminal_names_nobody_before_the_trainee_can_know_the_name() {
    let data = temp_dir();
    let played = run_and_type(data.path(), &["play", "no-receipt", "--trainee", "Sam", "--seed", "1"], b"n\n1\nq\n");
    let said = stdout(&played);
    let script = shipped_script("no-receipt");
    let cast = Encounter::start(Arc::clone(&script), 1, Memory::default());
    let persona = &script.people[0].personas[usize::from(cast.cast()[0])].1;
    let seen = persona.role.split(',').next().expect("there is a role");
    assert!(said.contains(&format!("- {seen} is ")), "{said}");
    assert!(!said.contains(&persona.name), "{} is a stranger: {said}", persona.name);
    // Somebody who writes is named beside what they write.
    let chat = shipped_scripts()
        .into_iter()
        .find(|script| matches!(script.beat(script.start).channel, Channel::Chat | Channel::Feed))
        .expect("one begins in writing");
    let played = run_and_type(data.path(), &["play", chat.id.as_str(), "--trainee", "Sam", "--seed", "1"], b"n\nq\n");
    let named =
        chat.people.iter().any(|person| stdout(&played).contains(&format!("- {} is ", person.personas[0].1.name)));
    assert!(named, "{}", stdout(&played));
}

#[test]
fn what_is_asked_of_one_person_is_never_of_two() {
    let data = two_of_a_name();
    for input in ["1\n1\nq\n", "2\n1\nq\n"] {
        assert!(play_as(data.path(), &[], input).status.success());
    }
    let out = data.path().join("all").display().to_string();
    let parquet = ["export", "--format", "parquet", "--out", &out];
    assert!(run_rapport(data.path(), &parquet).status.success());
    let page = data.path().join("page.html").display().to_string();
    for asked in [
        vec!["records", "list", "--trainee", "Ann Lee"],
        vec!["export", "--format", "csv", "--out", &page, "--trainee", "Ann Lee"],
        vec!["report", "--out", &page, "--trainee", "Ann Lee"],
        vec!["report", "--from", &out, "--out", &page, "--trainee", "Ann Lee"],
        vec!["records", "erase", "--yes", "--trainee", "Ann Lee"],
    ] {
        let refused = if asked.contains(&"--from") {
            rapport_command(data.path()).args(&asked).output().expect("run the program")
        } else {
            run_rapport(data.path(), &asked)
        };
        let message = stderr(&refused);
        assert!(message.contains("several people here are called `Ann Lee`"), "{asked:?}: {message}");
        assert!(message.contains("00123"), "{asked:?}: {message}");
        assert!(!refused.status.success());
    }
    assert!(!Path::new(&page).exists());
    let one = run_rapport(data.path(), &["records", "list", "--trainee", "00123"]);
    assert!(one.status.success(), "{}", stderr(&one));
}

#[test]
fn a_folder_without_scenarios_is_said() {
    let data = temp_dir();
    let folder = data.path().display().to_string();
    std::fs::write(data.path().join("lamp.txt"), "Scenario()").expect("write the file");
    for args in [&["check", &folder][..], &["check", "--format", "json", &folder], &["fmt", "--check", &folder]] {
        let output = rapport_command(data.path()).args(args).output().expect("run the program");
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(stderr(&output).contains("there is no scenario file in"), "{args:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{args:?}");
    }
    // A village alone can be checked, and mended.
    std::fs::write(data.path().join("village.ron"), "Village(\n    format: 1,\n    people: {},\n)\n")
        .expect("write it");
    for command in ["check", "fmt"] {
        let output = rapport_command(data.path()).args([command, &folder]).output().expect("run the program");
        assert!(output.status.success(), "{command}: {}{}", stdout(&output), stderr(&output));
    }
}

#[test]
fn a_push_of_nothing_is_refused_as_an_export_is() {
    let data = temp_dir();
    drop(Ledger::open(&data_paths(data.path()), Millis(0)).expect("make a ledger"));
    let args = ["push", "--lrs", "http://localhost:9/xapi", "--since", "2999-01-01", "--data"];
    let mut command = rapport_command(data.path());
    command.args(args).arg(data.path()).env("RAPPORT_LRS_USER", "u").env("RAPPORT_LRS_PASSWORD", "p");
    let output = command.output().expect("run the program");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no play fits what was asked for; nothing was sent"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_a_failure() {
    let data = temp_dir();
    for args in [&["--help"][..], &["--version"], &["check", "--help"], &["records", "--help"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("open /dev/full");
        let output = rapport_command(data.path()).args(args).stdout(full).output().expect("run the program");
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(stderr(&output).contains("No space left"), "{args:?}: {}", stderr(&output));
        let output = rapport_command(data.path()).args(args).output().expect("run the program");
        assert!(output.status.success() && !stdout(&output).is_empty(), "{args:?}");
    }
}
