//! The game without its window: intents in, screens and records out.

use std::path::PathBuf;
use std::time::Duration;

use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use rapport::encounter::{Memory, Status};
use rapport::export::ExportFormat;
use rapport::files::DataPaths;
use rapport::game::{
    Clock, Cue, EncounterFilter, Environment, ExportForm, ExportKind, ImportMode, Intent, ProfileForm, Screen, Session,
    Sound, TextReveal, Toggle, logic_plugin, reading_time,
};
use rapport::ledger::{Ledger, LedgerError, LedgerSet};
use rapport::library::AddOutcome;
use rapport::record::{Millis, PlayCriteria, Reflection};
use rapport::scenario::id::{CourseId, ScenarioId};

use super::support::{data_paths, root, temp_dir};

const fn noon() -> Millis {
    Millis(1_800_000_000_000)
}

const fn seven() -> u64 {
    7
}

pub(super) fn app(places: DataPaths) -> App {
    let mut app = App::new();
    app.add_plugins(MinimalPlugins)
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(500)))
        .insert_resource(Session::new(Environment { places, now: noon, seed: seven, key: || [7; 32], tried: None }))
        .add_plugins(logic_plugin);
    app.update();
    app
}

pub(super) fn ask(app: &mut App, intent: Intent) -> Screen {
    app.world_mut().write_message(intent);
    app.update();
    app.update();
    *app.world().resource::<State<Screen>>().get()
}

pub(super) fn session(app: &App) -> &Session {
    app.world().resource::<Session>()
}

pub(super) fn start(app: &mut App, id: &str) {
    assert_eq!(ask(app, Intent::CreateProfile("Sam".into())), Screen::SelectScenario);
    assert_eq!(ask(app, Intent::OpenScenario(ScenarioId::from(id))), Screen::Brief);
    assert_eq!(ask(app, Intent::Start), Screen::Encounter);
}

/// Takes the choice at one position until the encounter is over; how many turns that took.
pub(super) fn play_out(app: &mut App, reply: usize) -> usize {
    let open = |app: &App| session(app).play.as_ref().is_some_and(|play| play.encounter().status() == Status::Open);
    let mut turns = 0;
    while open(app) {
        assert_eq!(ask(app, Intent::Choose(reply)), Screen::Encounter);
        turns += 1;
        assert!(turns <= 100, "the encounter ends");
    }
    turns
}

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
    assert_eq!(ask(&mut app, Intent::Back), Screen::SelectScenario);
    assert_eq!(session(&app).trainees.summaries[&ScenarioId::from("ten-to-six")].completed, 1);
    let ledger = Ledger::open(&data_paths(data.path()), noon()).expect("open the ledger");
    let profile = ledger.profile("Sam", noon()).expect("create the profile");
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
    assert_eq!(ask(&mut app, Intent::Back), Screen::SelectScenario);
    assert!(session(&app).trainees.summaries[&ScenarioId::from("the-sofa")].open);
    ask(&mut app, Intent::OpenScenario(ScenarioId::from("the-sofa")));
    assert!(session(&app).can_resume());
    assert_eq!(ask(&mut app, Intent::Resume), Screen::Encounter);
    let play = session(&app).play.as_ref().expect("a play is on");
    assert_eq!(Some(play.encounter().transcript()), before);
    assert_eq!(play.lines.len(), 3);
}

#[test]
fn patience_runs_out_after_reading_and_thinking_and_not_while_the_clock_is_paused() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "the-sofa");
    let clock = *app.world().resource::<Clock>();
    let patience = clock.patience.expect("the beat has a limit of patience");
    assert_eq!(patience, Duration::from_secs(14));
    assert!(clock.reading > reading_time(40), "there is time to read: {:?}", clock.reading);
    ask(&mut app, Intent::ToggleHistory);
    for _ in 0..500 {
        app.update();
    }
    let turn = |app: &App| session(app).play.as_ref().map_or(0, |play| play.encounter().decisions());
    assert_eq!(turn(&app), 0, "the clock is paused");
    ask(&mut app, Intent::ToggleHistory);
    let mut waited = 0;
    while turn(&app) == 0 {
        app.update();
        waited += 1;
        assert!(waited < 500, "silence is chosen in the end");
    }
    let choices: Vec<String> =
        session(&app).play.iter().flat_map(|play| play.encounter().choices().map(ToString::to_string)).collect();
    assert_eq!(choices, ["silence"]);
    let whole = (clock.reading + patience).as_millis() / 500;
    assert!(
        (whole.saturating_sub(6)..=whole + 3).contains(&(waited + 2)),
        "{waited} steps of half a second, not {whole}"
    );
}

#[test]
fn a_choice_and_the_end_of_patience_in_one_frame_are_one_turn() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "the-sofa");
    app.world_mut().write_message(Intent::Choose(0));
    ask(&mut app, Intent::Choose(3));
    assert_eq!(session(&app).play.as_ref().map(|play| play.encounter().decisions()), Some(1));
}

#[test]
fn with_no_hurry_nothing_is_taken_by_itself() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    ask(&mut app, Intent::Toggle(Toggle::NoHurry));
    start(&mut app, "the-sofa");
    for _ in 0..500 {
        app.update();
    }
    assert_eq!(session(&app).play.as_ref().map(|play| play.encounter().decisions()), Some(0));
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
    let ledger = Ledger::open(&data_paths(data.path()), noon()).expect("open the ledger");
    let profile = ledger.profile("Sam", noon()).expect("create the profile");
    let records = ledger.records(&profile).expect("list the records");
    assert!(
        records
            .iter()
            .any(|record| record.attempt_info.practice && record.attempt_info.rewound && record.decisions == 2)
    );
}

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
    let ledger = Ledger::open(&data_paths(data.path()), noon()).expect("open the ledger");
    let profile = ledger.profile("Sam", noon()).expect("create the profile");
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
    let ledger = Ledger::open(&data_paths(data.path()), noon()).expect("open the ledger");
    let profile = ledger.profile("Sam", noon()).expect("create the profile");
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

/// Makes an export, and waits for it: where it is, or why there is none.
pub(super) fn export_and_wait(app: &mut App, form: ExportForm) -> Result<PathBuf, String> {
    ask(app, Intent::Export(form));
    for _ in 0..3000 {
        app.update();
        if let Some(came) = &session(app).export_jobs.last_result {
            return came.as_ref().map(|made| made.path.clone()).map_err(ToString::to_string);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("half a minute is long enough")
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

#[test]
fn a_trainee_who_gets_a_staff_number_keeps_their_plays() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "ten-to-six");
    play_out(&mut app, 0);
    ask(&mut app, Intent::OpenDebrief);
    ask(&mut app, Intent::Back);
    let card = ProfileForm { name: "Sam Weir".into(), staff: "4711".into(), team: "Desk".into() };
    ask(&mut app, Intent::GoTo(Screen::EditProfile));
    assert_eq!(ask(&mut app, Intent::UpdateProfile(card)), Screen::SelectScenario);
    assert_eq!(session(&app).trainee_name(), "Sam Weir");
    assert_eq!(session(&app).trainees.summaries[&ScenarioId::from("ten-to-six")].completed, 1);
    // The next play of the same person is practice.
    ask(&mut app, Intent::OpenScenario(ScenarioId::from("ten-to-six")));
    ask(&mut app, Intent::Start);
    ask(&mut app, Intent::Choose(0));
    let play = session(&app).play.as_ref().map(|play| play.session().attempt_info()).expect("a play is on");
    assert_eq!((play.attempt, play.practice), (Some(2), true));
    // Somebody else cannot take the number.
    ask(&mut app, Intent::Back);
    ask(&mut app, Intent::Back);
    ask(&mut app, Intent::CreateProfile("Ann".into()));
    let taken = ProfileForm { name: "Ann".into(), staff: "4711".into(), team: String::new() };
    ask(&mut app, Intent::UpdateProfile(taken));
    assert!(session(&app).notice.as_ref().is_some_and(|notice| notice.contains("belongs to Sam Weir")));
    ask(&mut app, Intent::DismissNotice);
    assert!(session(&app).trainees.summaries.is_empty());
    ask(&mut app, Intent::CreateProfile("Sam Weir".into()));
    // A new name that is too long is refused with the reason.
    ask(&mut app, Intent::CreateProfile("x".repeat(61)));
    let too_long = "Your name could not be kept: a name has at most 60 characters.";
    assert_eq!(session(&app).notice.as_deref(), Some(too_long));
    ask(&mut app, Intent::DismissNotice);
    // An empty name changes nothing.
    ask(&mut app, Intent::UpdateProfile(ProfileForm::default()));
    assert_eq!(session(&app).trainee_name(), "Sam Weir");
}

#[test]
fn settings_are_saved_and_a_broken_settings_file_does_no_harm() {
    let data = temp_dir();
    let mut first = app(data_paths(data.path()));
    ask(&mut first, Intent::SetTheme(rapport::app::Theme::Dusk));
    ask(&mut first, Intent::ChangeTextSize(3));
    ask(&mut first, Intent::Toggle(Toggle::Sound));
    let again = app(data_paths(data.path()));
    let settings = &session(&again).settings;
    assert_eq!((settings.theme, settings.size, settings.sound), (rapport::app::Theme::Dusk, 130, false));
    std::fs::write(data.path().join("settings.json"), "{ \"size\": ").expect("write the file");
    let broken = app(data_paths(data.path()));
    assert_eq!(session(&broken).settings, rapport::app::Settings::default());
}

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
fn words_appear_at_reading_speed_and_each_sound_comes_with_its_line() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    let mut cursor = app.world().resource::<Messages<Cue>>().get_cursor();
    start(&mut app, "the-sofa");
    let mut heard = Vec::new();
    let mut steps = 0;
    while !app.world().resource::<TextReveal>().is_done() {
        heard.extend(cursor.read(app.world().resource::<Messages<Cue>>()).map(|cue| cue.0));
        app.update();
        steps += 1;
        assert!(steps < 100, "all words appear");
    }
    assert!(steps > 6, "words take their time: {steps} steps of half a second");
    let hold = heard.iter().position(|sound| *sound == Sound::Hold).expect("hold music is played");
    let menu = heard.iter().position(|sound| *sound == Sound::Menu).expect("the menu is played");
    assert!(menu < hold, "{heard:?}");
    // With the setting, all text appears at once.
    ask(&mut app, Intent::Toggle(Toggle::WordsAtOnce));
    ask(&mut app, Intent::Choose(0));
    assert!(app.world().resource::<TextReveal>().is_done());
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
