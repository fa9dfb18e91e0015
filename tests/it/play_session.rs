//! Play sessions: what is recorded and what is remembered, in the application layer and at the command line.
//! The window's part of the same rules is in `game_logic`.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use rapport::app::{PlayOrigin, PlaySession, StartRequest, add_open_plays};
use rapport::authoring::template;
use rapport::encounter::{Memory, Status};
use rapport::ledger::Ledger;
use rapport::library::{Library, Origin};
use rapport::record::{Millis, PlaySource, Profile, Reflection};
use rapport::scenario::model::Kind;
use serde_json::Value;

use super::support::{data_paths, rapport_command, run_and_type, shipped_script, stderr, stdout, temp_dir};

const NOON: Millis = Millis(1_800_000_000_000);

fn request(scenario: &str, origin: PlayOrigin) -> StartRequest {
    StartRequest { script: shipped_script(scenario), origin, seed: 7, no_hurry: true, setting: None }
}

const fn from_library() -> PlayOrigin {
    PlayOrigin::Library { course: None }
}

fn open_ledger(data: &Path) -> (Ledger, Profile) {
    let mut ledger = Ledger::open(&data_paths(data), NOON).expect("open the ledger");
    let profile = ledger.add_profile("Sam", &[], NOON).expect("look the profile up");
    (ledger, profile)
}

/// Plays a scenario of the library to its end, always the first reply.
fn play_through(scenario: &str, ledger: &mut Ledger, profile: &Profile) -> PlaySession {
    let mut session = PlaySession::start(request(scenario, from_library()), Some((ledger, profile)), NOON).session;
    for _ in 0..100 {
        if session.encounter().status() != Status::Open {
            break;
        }
        session.choose(0, 1_000, Some(ledger), NOON).expect("record the decision");
    }
    assert_eq!(session.encounter().status(), Status::Completed, "the first replies lead to an end");
    session
}

#[test]
fn a_play_of_the_library_remembers_and_a_try_out_does_not() {
    let data = temp_dir();
    let (mut ledger, profile) = open_ledger(data.path());
    play_through("the-sofa", &mut ledger, &profile);
    let again = PlaySession::start(request("the-sofa", from_library()), Some((&mut ledger, &profile)), NOON);
    assert_ne!(again.session.encounter().memory(), &Memory::default(), "a completed play is remembered");
    for record in [false, true] {
        let origin = PlayOrigin::TryOut { record };
        let try_out = PlaySession::start(request("the-sofa", origin), Some((&mut ledger, &profile)), NOON).session;
        assert_eq!(try_out.encounter().memory(), &Memory::default(), "nobody remembers anything in a try-out");
        assert_eq!(try_out.is_recorded(), record);
        assert_eq!(try_out.attempt_info().source, PlaySource::Tryout);
    }
}

#[test]
fn a_try_out_at_the_command_line_starts_with_an_empty_memory_for_a_trainee_with_earlier_plays() {
    let data = temp_dir();
    let (mut ledger, profile) = open_ledger(data.path());
    play_through("the-sofa", &mut ledger, &profile);
    drop(ledger);
    let file = data.path().join("lamp.ron");
    std::fs::write(&file, template(&"lamp".into(), Kind::WalkIn)).expect("write the scenario");
    let play = |what: &str, more: &[&str]| -> Value {
        let mut child = rapport_command(data.path())
            .args(["play", what, "--trainee", "Sam", "--json", "--data"])
            .arg(data.path())
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("start the program");
        child.stdin.take().expect("standard input is piped").write_all(b"q\n").expect("answer the program");
        let output = child.wait_with_output().expect("wait for the program to end");
        serde_json::from_slice(&output.stdout).expect("standard output is one JSON document")
    };
    let empty = serde_json::to_value(Memory::default()).expect("a memory is plain data");
    let file = file.to_str().expect("the path is UTF-8");
    assert_eq!(play(file, &["--record"])["memory"], empty);
    assert_eq!(play(file, &[])["memory"], empty);
    assert_ne!(play("ten-to-six", &[])["memory"], empty, "a play of the library remembers");
}

#[test]
fn undo_makes_an_attempt_practice_and_a_left_play_is_resumed_at_its_turn() {
    let data = temp_dir();
    let (mut ledger, profile) = open_ledger(data.path());
    let started = PlaySession::start(request("the-sofa", from_library()), Some((&mut ledger, &profile)), NOON);
    let mut session = started.session;
    assert!(!session.is_resumable(), "nothing is recorded before the first decision");
    for _ in 0..2 {
        session.choose(0, 1_000, Some(&mut ledger), NOON).expect("record the decision");
    }
    assert!(session.is_resumable() && session.undo_costs_attempt());
    session.undo(Some(&mut ledger), NOON).expect("record the undo");
    assert!(session.attempt_info().practice && !session.undo_costs_attempt());
    let transcript = session.encounter().transcript();
    drop(session);
    let resumed = PlaySession::resume(&ledger, &profile, &"the-sofa".into(), None).expect("read the ledger");
    let resumed = resumed.expect("the play was left open");
    assert_eq!(resumed.encounter().transcript(), transcript);
    assert!(resumed.attempt_info().practice);
}

#[test]
fn trying_again_is_practice_and_takes_the_reflections_of_the_turns_that_stay_along() {
    let data = temp_dir();
    let (mut ledger, profile) = open_ledger(data.path());
    let mut session = play_through("the-sofa", &mut ledger, &profile);
    assert_eq!(session.attempt_info().attempt, Some(1));
    for turn in [0, 2] {
        let reflection = Reflection::Framed { turn, words: "my own words".into() };
        session.add_reflection(reflection, Some(&mut ledger), NOON).expect("record the reflection");
    }
    session.try_again(1, true, Some(&mut ledger), NOON);
    assert_eq!(session.encounter().decisions(), 1);
    assert_eq!(session.reflections().len(), 1, "the reflection on turn 2 belongs to the completed play");
    assert!(session.is_recorded() && session.attempt_info().practice);
}

#[test]
fn a_reloaded_try_out_continues_after_the_decisions_that_still_fit() {
    let script = shipped_script("the-sofa");
    let origin = PlayOrigin::TryOut { record: false };
    let mut session = PlaySession::start(request("the-sofa", origin), None, NOON).session;
    session.choose(0, 1_000, None, NOON).expect("an unrecorded play writes nothing");
    let reloaded = session.reload(Arc::clone(&script));
    assert_eq!(reloaded.to_string(), "you are at the same place in the new version");
    let other = session.reload(shipped_script("ten-to-six"));
    assert_eq!(other.to_string(), "of your 1 turn the first 0 can be made in the new version, and you are after them");
}

#[test]
fn a_play_that_was_left_open_is_gone_on_with_though_its_file_has_errors_now() {
    let data = temp_dir();
    let file = data.path().join("scenarios/lamp.ron");
    let text = template(&"lamp".into(), Kind::WalkIn);
    std::fs::create_dir(data.path().join("scenarios")).expect("create the folder");
    for (spoiled, to) in [("format: 1,", "format: 1, lang: \"en_GB\","), ("Scenario(", "Scenario[")] {
        std::fs::write(&file, &text).expect("write the file");
        let (mut ledger, ledger_profile) = open_ledger(data.path());
        let mut library = Library::load(&data_paths(data.path()));
        let script = Arc::clone(&library.get("lamp").expect("the file has no errors").script);
        let request = StartRequest { script, origin: from_library(), seed: 7, no_hurry: true, setting: None };
        let mut session = PlaySession::start(request, Some((&mut ledger, &ledger_profile)), NOON).session;
        session.choose(0, 1_000, Some(&mut ledger), NOON).expect("record the decision");
        add_open_plays(&mut library, Some((&ledger, &ledger_profile))).expect("read the ledger");
        assert_eq!(library.get("lamp").map(|entry| entry.origin), Some(Origin::Own), "the file is there");

        std::fs::write(&file, text.replacen(spoiled, to, 1)).expect("spoil the file");
        let mut library = Library::load(&data_paths(data.path()));
        assert!(library.get("lamp").is_none(), "the file has an error");
        add_open_plays(&mut library, Some((&ledger, &ledger_profile))).expect("read the ledger");
        let entry = library.get("lamp").expect("the ledger has the text");
        assert_eq!((entry.origin, entry.script.id.as_str()), (Origin::OpenPlay, "lamp"));
        let other = ledger.add_profile("Kim", &[], NOON).expect("create the profile");
        add_open_plays(&mut library, Some((&ledger, &other))).expect("read the ledger");
        assert!(library.get("lamp").is_none(), "it is Sam's play");
        drop(ledger);

        let (said, _) = play_in_terminal(data.path(), &["lamp", "--trainee", "Kim"], "");
        assert!(!said.contains("You left"), "{said}");
        let (said, is_played) =
            play_in_terminal(data.path(), &["lamp", "--trainee", "Sam"], "g\n1\n1\n1\n1\n1\n1\n1\n1\n");
        assert!(is_played && said.contains("You left this encounter after 1 turn."), "{said}");
        let (ledger, _) = open_ledger(data.path());
        add_open_plays(&mut library, Some((&ledger, &ledger_profile))).expect("read the ledger");
        assert!(library.get("lamp").is_none(), "the play has ended: {said}");
        // Nobody can start it.
        let (said, is_played) = play_in_terminal(data.path(), &["lamp", "--trainee", "Sam"], "g\n");
        assert!(!is_played && said.contains("`lamp` cannot be played"), "{said}");
    }
}

#[test]
fn the_terminal_offers_encounters_in_the_order_of_the_window() {
    let data = temp_dir();
    let (said, _) = play_in_terminal(data.path(), &[], "q\n");
    let library = Library::load(&data_paths(data.path()));
    let offered: Vec<&str> = said.lines().filter_map(|line| Some(line.split_once(". ")?.1)).collect();
    // What follows from others is offered only to whom it waits for.
    let entries = library.in_order().into_iter().filter(|entry| !entry.script.is_follow_up());
    let titles: Vec<&str> = entries.map(|entry| entry.script.scenario.title.as_str()).collect();
    assert_eq!(offered, titles);
    // The easiest course first, as its encounters come in it.
    let first_week = &library.courses_in_order()[0];
    assert_eq!(first_week.0.as_str(), "first-week");
    let ids: Vec<_> = library.in_order().into_iter().map(|entry| entry.script.id.clone()).collect();
    assert_eq!(ids[..first_week.1.scenarios.len()], first_week.1.scenarios);
}

/// Plays in the terminal with answers typed; what was said, errors included, and whether it succeeded.
fn play_in_terminal(data: &Path, args: &[&str], answers: &str) -> (String, bool) {
    let output = run_and_type(data, &[&["play"], args].concat(), answers.as_bytes());
    (format!("{}{}", stdout(&output), stderr(&output)), output.status.success())
}
