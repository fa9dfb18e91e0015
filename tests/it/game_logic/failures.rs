//! A ledger, a disk or a file that fails, and the notice that says so.

use rapport::authoring::template;
use rapport::game::{Intent, Screen};
use rapport::ledger::Ledger;
use rapport::scenario::model::Kind;

use super::app::{app, ask, noon, play_out, session, start};
use crate::support::{data_paths, temp_dir};

#[test]
fn without_a_ledger_an_encounter_can_be_played_and_a_notice_says_so() {
    let data = temp_dir();
    let blocked = data.path().join("file");
    std::fs::write(&blocked, "").expect("write the file");
    let mut app = app(data_paths(&blocked));
    assert!(session(&app).notice.as_ref().is_some_and(|notice| notice.contains("Nothing will be kept")));
    ask(&mut app, Intent::DismissNotice);
    start(&mut app, "the-sofa");
    play_out(&mut app, 0);
    assert_eq!(ask(&mut app, Intent::OpenDebrief), Screen::Debrief);
    // There is no town where nothing is remembered.
    assert_eq!(ask(&mut app, Intent::Back), Screen::SelectScenario);
    assert!(session(&app).town.view.is_none());
    assert_eq!(ask(&mut app, Intent::Back), Screen::SelectProfile);
}

#[test]
fn a_ledger_that_cannot_be_used_is_named_in_a_notice_at_once() {
    let says = |data: &std::path::Path, word: &str| {
        let app = app(data_paths(data));
        let notice = session(&app).notice.clone().unwrap_or_default();
        assert!(notice.contains("Nothing will be kept") && notice.contains(word), "{notice}");
    };
    let damaged = temp_dir();
    std::fs::write(damaged.path().join("ledger.sqlite"), "a letter to a friend ".repeat(400)).expect("write the file");
    says(damaged.path(), "damaged or not a ledger");
    let newer = temp_dir();
    drop(Ledger::open(&data_paths(newer.path()), noon()).expect("open the ledger"));
    let db = rusqlite::Connection::open(newer.path().join("ledger.sqlite")).expect("open the ledger with SQLite");
    db.pragma_update(None, "user_version", 99).expect("set the pragma");
    drop(db);
    says(newer.path(), "use the newer program; nothing was changed");
    // A page in the middle is overwritten.
    let torn = temp_dir();
    let mut whole = app(data_paths(torn.path()));
    start(&mut whole, "the-sofa");
    play_out(&mut whole, 0);
    drop(whole);
    let file = torn.path().join("ledger.sqlite");
    let db = rusqlite::Connection::open(&file).expect("open the ledger with SQLite");
    db.pragma_update(None, "journal_mode", "DELETE").expect("set the pragma");
    drop(db);
    let mut bytes = std::fs::read(&file).expect("read the file");
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    std::fs::write(&file, bytes).expect("write the file");
    says(torn.path(), "damaged");
}

#[test]
fn a_turn_that_cannot_be_recorded_is_named_in_a_notice_and_earlier_turns_are_safe() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "the-sofa");
    ask(&mut app, Intent::Choose(0));
    let db = rusqlite::Connection::open(data.path().join("ledger.sqlite")).expect("open the ledger with SQLite");
    let full = "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no room'); END";
    db.execute_batch(full).expect("run the SQL");
    ask(&mut app, Intent::Choose(0));
    let notice = session(&app).notice.clone().unwrap_or_default();
    assert!(notice.contains("This turn could not be kept"), "{notice}");
    db.execute_batch("DROP TRIGGER full").expect("run the SQL");
    ask(&mut app, Intent::DismissNotice);
    // Later both turns are recorded with the next.
    ask(&mut app, Intent::Choose(0));
    let mut ledger = Ledger::open(&data_paths(data.path()), noon()).expect("open the ledger");
    let profile = ledger.add_profile("Sam", &[], noon()).expect("create the profile");
    assert_eq!(ledger.records(&profile).expect("list the records")[0].decisions, 3);
}

#[test]
fn a_broken_file_is_listed_and_the_others_can_be_played() {
    let data = temp_dir();
    let own = data.path().join("scenarios");
    std::fs::create_dir_all(&own).expect("create the folder");
    std::fs::write(own.join("broken.ron"), "Scenario(title: \"half").expect("write the file");
    let mut app = app(data_paths(data.path()));
    assert!(session(&app).catalog.library.faults.iter().any(|fault| fault.is_error()));
    start(&mut app, "the-sofa");
    std::fs::remove_file(own.join("broken.ron")).expect("remove the file");
    ask(&mut app, Intent::ReloadLibrary);
    assert!(session(&app).catalog.library.faults.is_empty());
}

#[test]
fn a_play_whose_file_broke_can_be_gone_on_with_and_not_begun_again() {
    let data = temp_dir();
    let own = data.path().join("scenarios");
    std::fs::create_dir_all(&own).expect("create the folder");
    let text = template(&"lamp".into(), Kind::WalkIn);
    std::fs::write(own.join("lamp.ron"), &text).expect("write the file");
    let mut app = app(data_paths(data.path()));
    start(&mut app, "lamp");
    ask(&mut app, Intent::Choose(0));
    ask(&mut app, Intent::Back);
    std::fs::write(own.join("lamp.ron"), text.replacen("Scenario(", "Scenario[", 1)).expect("spoil the file");
    ask(&mut app, Intent::ReloadLibrary);
    assert_eq!(ask(&mut app, Intent::OpenScenario("lamp".into())), Screen::Brief);
    assert!(session(&app).can_resume() && session(&app).is_only_resumable());
    assert_eq!(ask(&mut app, Intent::Start), Screen::Brief);
    assert_eq!(ask(&mut app, Intent::Resume), Screen::Encounter);
    assert_eq!(session(&app).play.as_ref().map(|play| play.encounter().decisions()), Some(1));
    std::fs::write(own.join("lamp.ron"), text).expect("mend the file");
    ask(&mut app, Intent::Back);
    ask(&mut app, Intent::ReloadLibrary);
    ask(&mut app, Intent::OpenScenario("lamp".into()));
    assert!(!session(&app).is_only_resumable());
    assert_eq!(ask(&mut app, Intent::Start), Screen::Encounter);
}
