//! Files that are tried out or added.

use std::path::PathBuf;

use bevy::prelude::App;
use rapport::encounter::Memory;
use rapport::game::{Environment, ImportMode, Intent, Screen, Session};
use rapport::library::AddOutcome;
use rapport::scenario::id::ScenarioId;

use super::app::{app, ask, noon, play_out, session, seven, start};
use crate::support::{data_paths, root, temp_dir};

#[test]
fn a_file_is_tried_out_without_a_record_or_added_and_never_overwritten_unasked() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    ask(&mut app, Intent::CreateProfile("Sam".into()));
    let good = root().join("tests/scenarios/tour/rehearsal.ron");
    ask(&mut app, Intent::GoTo(Screen::Import));
    assert_eq!(ask(&mut app, Intent::ImportFile(good.clone(), ImportMode::Try)), Screen::Brief);
    assert_eq!(ask(&mut app, Intent::Start), Screen::Encounter);
    play_out(&mut app, 0);
    assert_eq!(ask(&mut app, Intent::OpenDebrief), Screen::Debrief);
    ask(&mut app, Intent::Back);
    assert!(session(&app).trainees.summaries.is_empty(), "a try-out leaves no record");
    let came = |app: &App| {
        session(app).import.as_ref().map(|import| match &import.outcome {
            AddOutcome::Added(id, _) => format!("added {id}"),
            AddOutcome::AlreadyExists(id) => format!("there {id}"),
            AddOutcome::Invalid(faults) => format!("unsound {}", faults.len()),
            AddOutcome::NoDataFolder => "no data folder".into(),
            AddOutcome::Failed(error) => format!("failed {error}"),
        })
    };
    ask(&mut app, Intent::GoTo(Screen::Import));
    ask(&mut app, Intent::ImportFile(good.clone(), ImportMode::Add));
    assert_eq!(came(&app).as_deref(), Some("added rehearsal"));
    assert!(session(&app).catalog.library.get("rehearsal").is_some());
    let copy = data.path().join("scenarios/rehearsal.ron");
    std::fs::write(&copy, "// mine").expect("write the file");
    ask(&mut app, Intent::ImportFile(good.clone(), ImportMode::Add));
    assert_eq!(came(&app).as_deref(), Some("there rehearsal"));
    assert_eq!(std::fs::read_to_string(&copy).expect("read the file"), "// mine");
    ask(&mut app, Intent::ImportFile(good.clone(), ImportMode::Replace));
    assert_eq!(std::fs::read(&copy).expect("read the file"), std::fs::read(&good).expect("read the file"));
    for bad in ["tests/scenarios/bad/e26-range.ron", "tests/scenarios/bad", "nowhere.ron"] {
        ask(&mut app, Intent::ImportFile(root().join(bad), ImportMode::Add));
        assert_eq!(came(&app).as_deref(), Some("unsound 1"), "{bad}");
    }
}

#[test]
fn a_try_out_is_read_again_when_its_file_is_saved() {
    let data = temp_dir();
    let file = data.path().join("lamp.ron");
    let text = rapport::authoring::template(&"lamp".into(), rapport::scenario::model::Kind::WalkIn);
    std::fs::write(&file, &text).expect("write the file");
    let setting = |tried: Option<PathBuf>| {
        let places = data_paths(&data.path().join("data"));
        Session::new(Environment { places, now: noon, seed: seven, key: || [7; 32], tried })
    };
    assert_eq!(setting(None).first_screen(), Screen::Title);
    assert_eq!(setting(Some(file.clone())).first_screen(), Screen::Brief);
    assert_eq!(setting(Some(data.path().join("nothing.ron"))).first_screen(), Screen::Import);

    let mut app = app(data_paths(data.path()));
    assert_eq!(ask(&mut app, Intent::ImportFile(file.clone(), ImportMode::Try)), Screen::Brief);
    assert_eq!(ask(&mut app, Intent::Start), Screen::Encounter);
    assert_eq!(ask(&mut app, Intent::Choose(0)), Screen::Encounter);
    let title = |app: &App| {
        let play = session(app).play.as_ref().expect("a play is on");
        (play.encounter().script().scenario.title.clone(), play.encounter().decisions())
    };
    std::fs::write(&file, text.replace("The lamp that hums", "The lamp that sings")).expect("write the file");
    assert_eq!(ask(&mut app, Intent::ReloadTryout), Screen::Encounter);
    assert_eq!(title(&app), ("The lamp that sings".into(), 1));
    assert!(session(&app).notice.as_deref().is_some_and(|words| words.contains("same place")));
    // Broken: the last good version stays, and a notice names the fault.
    std::fs::write(&file, text.replace("to: \"by-when\"", "to: \"by-then\"")).expect("write the file");
    assert_eq!(ask(&mut app, Intent::ReloadTryout), Screen::Encounter);
    assert_eq!(title(&app), ("The lamp that sings".into(), 1));
    let notice = session(&app).notice.clone().expect("a caption is shown");
    assert!(notice.contains("no beat `by-then`") && notice.contains("last good version"), "{notice}");
    // Corrected: the notice goes away.
    std::fs::write(&file, text.replace("The lamp that hums", "The lamp that sings")).expect("write the file");
    ask(&mut app, Intent::ReloadTryout);
    assert_eq!((title(&app).1, session(&app).notice.as_ref()), (1, None));
    // A choice that was taken is removed: the play continues before it.
    let renamed =
        text.split("    // Plays that").next().map(|head| format!("{head})")).expect("the template has example plays");
    let renamed = ["what-kind-of-hum", "receipt", "they-all-do"]
        .iter()
        .fold(renamed, |text, id| text.replace(&format!("\"{id}\""), &format!("\"{id}-now\"")));
    std::fs::write(&file, renamed).expect("write the file");
    ask(&mut app, Intent::ReloadTryout);
    assert_eq!(title(&app).1, 0);
    assert!(session(&app).notice.as_deref().is_some_and(|words| words.contains("the first 0")));
    // Nothing was recorded.
    assert!(session(&app).trainees.summaries.is_empty());
}

#[test]
fn a_try_out_starts_as_if_nobody_remembered_anything() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    let memory = |app: &App| session(app).play.as_ref().map(|play| play.encounter().memory().clone());
    // A second play of the library starts with what people remember of the first.
    start(&mut app, "the-sofa");
    play_out(&mut app, 0);
    ask(&mut app, Intent::OpenDebrief);
    ask(&mut app, Intent::Back);
    ask(&mut app, Intent::OpenScenario(ScenarioId::from("the-sofa")));
    ask(&mut app, Intent::Start);
    assert_ne!(memory(&app), Some(Memory::default()));
    ask(&mut app, Intent::Back);
    // The same text as a file that is tried out does not.
    let file = root().join("scenarios/angry-callers/the-sofa.ron");
    ask(&mut app, Intent::GoTo(Screen::Import));
    assert_eq!(ask(&mut app, Intent::ImportFile(file, ImportMode::Try)), Screen::Brief);
    ask(&mut app, Intent::Start);
    assert_eq!(memory(&app), Some(Memory::default()));
    assert!(!session(&app).play.as_ref().is_some_and(|play| play.session().is_recorded()));
}
