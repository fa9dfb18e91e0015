//! The game without its window: intents in, screens and records out.

use std::time::Duration;

use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use rapport::game::{Clock, Intent, Screen, Session, Setting, logic_plugin, reading_time};
use rapport::record::Millis;
use rapport::scenario::id::ScenarioId;
use rapport::storage::{Ledger, Places};

use super::support::{folder, places};

const fn noon() -> Millis {
    Millis(1_800_000_000_000)
}

const fn seven() -> u64 {
    7
}

fn app(places: Places) -> App {
    let mut app = App::new();
    app.add_plugins(MinimalPlugins)
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(500)))
        .insert_resource(Session::new(Setting { places, now: noon, seed: seven }))
        .add_plugins(logic_plugin);
    app.update();
    app
}

fn ask(app: &mut App, intent: Intent) -> Screen {
    app.world_mut().write_message(intent);
    app.update();
    app.update();
    *app.world().resource::<State<Screen>>().get()
}

fn session(app: &App) -> &Session {
    app.world().resource::<Session>()
}

fn start(app: &mut App, id: &str) {
    assert_eq!(ask(app, Intent::Join("Sam".into())), Screen::Choose);
    assert_eq!(ask(app, Intent::Look(ScenarioId::from(id))), Screen::Brief);
    assert_eq!(ask(app, Intent::Start), Screen::Encounter);
}

#[test]
fn an_encounter_from_name_to_debrief_is_kept() {
    let data = folder();
    let mut app = app(places(data.path()));
    start(&mut app, "ten-to-six");
    let mut screen = Screen::Encounter;
    let mut turns = 0;
    while screen == Screen::Encounter {
        screen = ask(&mut app, Intent::Take(0));
        turns += 1;
    }
    assert_eq!(screen, Screen::Debrief);
    let playing = session(&app).playing.as_ref().expect("it was just played");
    assert_eq!(playing.turns.len(), turns);
    assert!(playing.baseline.as_ref().is_some_and(|baseline| baseline.overall().is_some()));
    assert_eq!(playing.said.len(), turns + 1);
    assert_eq!(ask(&mut app, Intent::Back), Screen::Choose);
    assert_eq!(session(&app).summaries[&ScenarioId::from("ten-to-six")].completed, 1);
    let ledger = Ledger::open(&places(data.path()), noon()).expect("it opens");
    let profile = ledger.profile("Sam", noon()).expect("it can be read");
    let records = ledger.records(&profile).expect("it can be read");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].decisions as usize, turns);
}

#[test]
fn leaving_and_going_on_lands_at_the_same_turn() {
    let data = folder();
    let mut app = app(places(data.path()));
    start(&mut app, "the-sofa");
    ask(&mut app, Intent::Take(0));
    ask(&mut app, Intent::Take(0));
    let before = session(&app).playing.as_ref().map(|playing| playing.encounter.transcript());
    assert_eq!(ask(&mut app, Intent::Back), Screen::Choose);
    assert!(session(&app).summaries[&ScenarioId::from("the-sofa")].open);
    ask(&mut app, Intent::Look(ScenarioId::from("the-sofa")));
    assert!(session(&app).can_go_on());
    assert_eq!(ask(&mut app, Intent::GoOn), Screen::Encounter);
    let playing = session(&app).playing.as_ref().expect("it is played");
    assert_eq!(Some(playing.encounter.transcript()), before);
    assert_eq!(playing.said.len(), 3);
}

#[test]
fn patience_runs_out_after_reading_and_thinking_and_stands_while_told_to() {
    let data = folder();
    let mut app = app(places(data.path()));
    start(&mut app, "the-sofa");
    let clock = *app.world().resource::<Clock>();
    let patience = clock.patience.expect("she is not patient");
    assert_eq!(patience, Duration::from_secs(14));
    assert!(clock.reading > reading_time(40), "there is time to read: {:?}", clock.reading);
    app.world_mut().resource_mut::<Clock>().standing = true;
    for _ in 0..500 {
        app.update();
    }
    let turn = |app: &App| session(app).playing.as_ref().map_or(0, |playing| playing.encounter.decisions());
    assert_eq!(turn(&app), 0, "the clock stands");
    app.world_mut().resource_mut::<Clock>().standing = false;
    let mut waited = 0;
    while turn(&app) == 0 {
        app.update();
        waited += 1;
        assert!(waited < 500, "silence is taken at last");
    }
    let choices: Vec<String> =
        session(&app).playing.iter().flat_map(|playing| playing.encounter.choices().map(ToString::to_string)).collect();
    assert_eq!(choices, ["silence"]);
    let whole = (clock.reading + patience).as_millis() / 500;
    assert!(
        (whole.saturating_sub(6)..=whole + 3).contains(&(waited + 2)),
        "{waited} steps of half a second, not {whole}"
    );
}

#[test]
fn a_choice_and_the_end_of_patience_in_one_frame_are_one_turn() {
    let data = folder();
    let mut app = app(places(data.path()));
    start(&mut app, "the-sofa");
    app.world_mut().write_message(Intent::Take(0));
    ask(&mut app, Intent::Take(3));
    assert_eq!(session(&app).playing.as_ref().map(|playing| playing.encounter.decisions()), Some(1));
}

#[test]
fn with_no_hurry_nothing_is_taken_by_itself() {
    let data = folder();
    let mut app = app(places(data.path()));
    ask(&mut app, Intent::Hurry);
    start(&mut app, "the-sofa");
    for _ in 0..500 {
        app.update();
    }
    assert_eq!(session(&app).playing.as_ref().map(|playing| playing.encounter.decisions()), Some(0));
}

#[test]
fn a_turn_is_tried_again_as_practice() {
    let data = folder();
    let mut app = app(places(data.path()));
    start(&mut app, "the-sofa");
    while ask(&mut app, Intent::Take(1)) == Screen::Encounter {}
    assert_eq!(ask(&mut app, Intent::TryAgain(1)), Screen::Encounter);
    assert_eq!(session(&app).playing.as_ref().map(|playing| playing.encounter.decisions()), Some(1));
    ask(&mut app, Intent::Take(0));
    let ledger = Ledger::open(&places(data.path()), noon()).expect("it opens");
    let profile = ledger.profile("Sam", noon()).expect("it can be read");
    let records = ledger.records(&profile).expect("it can be read");
    assert!(records.iter().any(|record| record.standing.practice && record.standing.rewound && record.decisions == 2));
}

#[test]
fn without_a_ledger_one_can_play_and_is_told() {
    let data = folder();
    let blocked = data.path().join("file");
    std::fs::write(&blocked, "").expect("there is room");
    let mut app = app(places(&blocked));
    assert!(session(&app).notice.as_ref().is_some_and(|notice| notice.contains("Nothing will be kept")));
    ask(&mut app, Intent::Dismiss);
    start(&mut app, "the-sofa");
    while ask(&mut app, Intent::Take(0)) == Screen::Encounter {}
    assert!(session(&app).playing.as_ref().is_some_and(|playing| !playing.turns.is_empty()));
}

#[test]
fn a_broken_file_is_listed_and_the_others_can_be_played() {
    let data = folder();
    let own = data.path().join("scenarios");
    std::fs::create_dir_all(&own).expect("there is room");
    std::fs::write(own.join("broken.ron"), "Scenario(title: \"half").expect("there is room");
    let mut app = app(places(data.path()));
    assert!(session(&app).library.faults.iter().any(|fault| fault.is_error()));
    start(&mut app, "the-sofa");
    std::fs::remove_file(own.join("broken.ron")).expect("it can be removed");
    ask(&mut app, Intent::Reload);
    assert!(session(&app).library.faults.is_empty());
}
