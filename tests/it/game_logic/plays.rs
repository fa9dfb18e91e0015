//! Plays: what is kept, resumed, tried again, noted and exported.

use bevy::prelude::App;
use rapport::export::ExportFormat;
use rapport::game::{EncounterFilter, ExportForm, ExportKind, Intent, Screen, Toggle};
use rapport::ledger::{Ledger, LedgerError, LedgerSet};
use rapport::record::{PlayCriteria, Reflection};
use rapport::scenario::id::{CourseId, ScenarioId};

use super::app::{app, ask, export_and_wait, noon, play_out, session, start};
use crate::support::{data_paths, temp_dir};

#[test]
fn an_encounter_from_name_to_debrief_is_kept() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "ten-to-six");
    let turns = play_out(&mut app, 0);
    assert_eq!(ask(&mut app, Intent::OpenDebrief), Screen::Debrief);
    let play = session(&app).play.as_ref().expect("a play has just ended");
    let result = play.result.as_ref().expect("the play is over");
    assert_eq!(result.turns.len(), turns);
    assert_eq!(result.rapport.len(), turns + 1);
    assert!(result.baseline.overall().is_some());
    assert_eq!(play.lines.len(), turns + 1);
    assert_eq!(ask(&mut app, Intent::Back), Screen::Evening);
    assert_eq!(ask(&mut app, Intent::Back), Screen::Town);
    assert_eq!(session(&app).trainees.summaries[&ScenarioId::from("ten-to-six")].completed, 1);
    let mut ledger = Ledger::open(&data_paths(data.path()), noon()).expect("open the ledger");
    let profile = ledger.add_profile("Sam", &[], noon()).expect("create the profile");
    let records = ledger.records(&profile).expect("list the records");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].decisions as usize, turns);
}

#[test]
fn a_resumed_play_continues_at_the_same_turn() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "the-sofa");
    ask(&mut app, Intent::Choose(0));
    ask(&mut app, Intent::Choose(0));
    let before = session(&app).play.as_ref().map(|play| play.encounter().transcript());
    assert_eq!(ask(&mut app, Intent::Back), Screen::Town);
    assert!(session(&app).trainees.summaries[&ScenarioId::from("the-sofa")].open);
    ask(&mut app, Intent::OpenScenario(ScenarioId::from("the-sofa")));
    assert!(session(&app).can_resume());
    assert_eq!(ask(&mut app, Intent::Resume), Screen::Encounter);
    let play = session(&app).play.as_ref().expect("a play is on");
    assert_eq!(Some(play.encounter().transcript()), before);
    assert_eq!(play.lines.len(), 3);
}

#[test]
fn a_turn_is_tried_again_as_practice() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "the-sofa");
    play_out(&mut app, 1);
    assert_eq!(ask(&mut app, Intent::RetryTurn(1)), Screen::Encounter);
    assert_eq!(session(&app).play.as_ref().map(|play| play.encounter().decisions()), Some(1));
    ask(&mut app, Intent::Choose(0));
    let mut ledger = Ledger::open(&data_paths(data.path()), noon()).expect("open the ledger");
    let profile = ledger.add_profile("Sam", &[], noon()).expect("create the profile");
    let records = ledger.records(&profile).expect("list the records");
    assert!(
        records
            .iter()
            .any(|record| record.attempt_info.practice && record.attempt_info.rewound && record.decisions == 2)
    );
}

#[test]
fn own_answers_and_the_line_to_take_back_are_recorded_and_never_scored() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    ask(&mut app, Intent::Toggle(Toggle::SayFirst));
    ask(&mut app, Intent::Toggle(Toggle::LookBack));
    start(&mut app, "ten-to-six");
    assert!(session(&app).awaits_own_answer());
    ask(&mut app, Intent::SubmitDraft("  Take your time.  ".into()));
    assert!(!session(&app).awaits_own_answer());
    ask(&mut app, Intent::Choose(0));
    assert!(session(&app).awaits_own_answer(), "every turn asks again");
    // Leaving in between loses nothing.
    ask(&mut app, Intent::Back);
    ask(&mut app, Intent::OpenScenario(ScenarioId::from("ten-to-six")));
    ask(&mut app, Intent::Resume);
    let play = session(&app).play.as_ref().expect("the play is resumed");
    assert_eq!(play.own_words(0), Some("Take your time."));
    play_out(&mut app, 0);
    assert_eq!(ask(&mut app, Intent::OpenDebrief), Screen::LookBack);
    assert_eq!(ask(&mut app, Intent::TakeBack(Some(1))), Screen::Debrief);
    assert_eq!(session(&app).play.as_ref().map(|play| play.debrief_turn), Some(1));
    let mut ledger = Ledger::open(&data_paths(data.path()), noon()).expect("open the ledger");
    let profile = ledger.add_profile("Sam", &[], noon()).expect("create the profile");
    let record = ledger.records(&profile).expect("list the records").remove(0);
    let remarks = ledger.reflections(&record.id).expect("read the reflections");
    let wanted =
        [Reflection::Framed { turn: 0, words: "Take your time.".into() }, Reflection::TakeBack { turn: Some(1) }];
    assert_eq!(remarks, wanted);
    drop(ledger);
    let folder = data.path().join("out").display().to_string();
    let wanted = ExportForm { what: ExportKind::Format(ExportFormat::Jsonl), folder, ..ExportForm::default() };
    let made = export_and_wait(&mut app, wanted).expect("run the export");
    let document = std::fs::read_to_string(made).expect("read the file");
    assert!(
        document.contains("ten-to-six") && !document.contains("Take your time"),
        "what one noted is handed to nobody"
    );
}

#[test]
fn every_kind_of_export_is_made_and_wrong_forms_are_refused() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "ten-to-six");
    play_out(&mut app, 0);
    ask(&mut app, Intent::OpenDebrief);
    let out = data.path().join("a new folder");
    let folder = out.display().to_string();
    let wanted = |what| ExportForm { what, folder: folder.clone(), ..ExportForm::default() };
    for what in ExportKind::ALL {
        let made = export_and_wait(&mut app, wanted(what)).unwrap_or_else(|why| panic!("{what:?}: {why}"));
        assert!(made.exists() && made.starts_with(&out), "{}", made.display());
    }
    let page = std::fs::read_to_string(out.join(ExportKind::Report.file_name("2027-01-15"))).expect("read the file");
    assert!(page.contains("Ten to six") && page.contains("Sam"));
    let aggregate =
        std::fs::read_to_string(out.join(ExportKind::Aggregate.file_name("2027-01-15"))).expect("read the file");
    assert!(!aggregate.contains("Sam"), "no person is in it");
    let hidden = ExportForm { pseudonyms: true, ..wanted(ExportKind::Report) };
    let made_hidden = export_and_wait(&mut app, hidden).expect("run the export");
    assert!(!std::fs::read_to_string(made_hidden).expect("read the file").contains("Sam"));
    let refused = |app: &mut App, wanted: ExportForm, word: &str| {
        let why = export_and_wait(app, wanted).expect_err("it cannot be made");
        assert!(why.contains(word), "{why}");
    };
    refused(&mut app, ExportForm { since: "yesterday".into(), ..wanted(ExportKind::Report) }, "write it as 2026-11-22");
    let backwards = ExportForm { since: "2026-11-22".into(), until: "2026-11-20".into(), ..wanted(ExportKind::Report) };
    refused(&mut app, backwards, "is after the last");
    refused(&mut app, ExportForm { folder: "  ".into(), ..wanted(ExportKind::Report) }, "name one");
    refused(
        &mut app,
        ExportForm { folder: "/proc/nowhere".into(), ..wanted(ExportKind::Report) },
        "could not be created",
    );
}

#[test]
fn a_play_from_the_list_of_a_course_is_a_play_of_the_course() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    ask(&mut app, Intent::CreateProfile("Sam".into()));
    ask(&mut app, Intent::SetFilter(EncounterFilter::Course(CourseId::from("first-week"))));
    ask(&mut app, Intent::OpenScenario(ScenarioId::from("ten-to-six")));
    ask(&mut app, Intent::Start);
    play_out(&mut app, 0);
    let ledgers = LedgerSet::open(&[data.path().to_path_buf()], noon()).expect("open the ledgers");
    let mut courses = Vec::new();
    let plan = ledgers.select(&PlayCriteria::default()).expect("select the plays");
    ledgers
        .for_each::<LedgerError>(&plan, |kept| {
            courses.extend(kept.course.map(|course| course.id.to_string()));
            Ok(())
        })
        .expect("read every play");
    assert_eq!(courses, ["first-week"]);
}
