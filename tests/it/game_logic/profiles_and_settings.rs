//! Who plays, and the settings.

use rapport::game::{ExportForm, Intent, ProfileForm, Screen, Toggle};
use rapport::scenario::id::ScenarioId;

use super::app::{app, ask, export_and_wait, play_out, session, start};
use crate::support::{data_paths, temp_dir};

#[test]
fn a_trainee_who_gets_a_staff_number_keeps_their_plays() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "ten-to-six");
    play_out(&mut app, 0);
    ask(&mut app, Intent::OpenDebrief);
    ask(&mut app, Intent::Back);
    ask(&mut app, Intent::Back);
    let card = ProfileForm { name: "Sam Weir".into(), staff: "4711".into(), team: "Desk".into() };
    ask(&mut app, Intent::GoTo(Screen::EditProfile));
    assert_eq!(ask(&mut app, Intent::UpdateProfile(card)), Screen::Town);
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
    // The staff number names the person.
    ask(&mut app, Intent::CreateProfile("4711".into()));
    assert_eq!(session(&app).trainee_name(), "Sam Weir");
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
fn whoever_types_a_name_of_the_list_is_asked_whether_it_is_them() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    ask(&mut app, Intent::GoTo(Screen::SelectProfile));
    assert_eq!(ask(&mut app, Intent::CreateProfile("Ann Lee".into())), Screen::Town);
    let first = session(&app).trainees.current.clone().expect("Ann plays");
    ask(&mut app, Intent::Back);
    for typed in ["Ann Lee", "ann  lee"] {
        assert_eq!(ask(&mut app, Intent::CreateProfile(typed.into())), Screen::SelectProfile, "{typed}");
        let asked = session(&app).trainees.asked.clone().expect("it is asked who it is");
        assert_eq!(asked.people, std::slice::from_ref(&first));
        assert_eq!(session(&app).trainees.details(&first), "has not played yet");
        assert_eq!(session(&app).trainees.current, None);
        // Back leads to the list, not off it.
        assert_eq!(ask(&mut app, Intent::Back), Screen::SelectProfile);
        assert_eq!(session(&app).trainees.asked, None);
    }
    ask(&mut app, Intent::CreateProfile("Ann Lee".into()));
    assert_eq!(ask(&mut app, Intent::CreateNamesake("Ann Lee".into())), Screen::Town);
    let second = session(&app).trainees.current.clone().expect("the other Ann plays");
    assert_ne!(second.id, first.id);
    ask(&mut app, Intent::Back);
    ask(&mut app, Intent::CreateProfile("Ann Lee".into()));
    assert_eq!(session(&app).trainees.asked.as_ref().map(|asked| asked.people.len()), Some(2));
    assert_eq!(ask(&mut app, Intent::SelectProfile(first.id.clone())), Screen::Town);
    assert_eq!(session(&app).trainees.current, Some(first));
}

#[test]
fn reports_over_everybody_open_with_the_coachs_word_only() {
    let data = temp_dir();
    let out = data.path().join("out");
    let form = || ExportForm { folder: out.display().to_string(), ..ExportForm::default() };
    let mut first = app(data_paths(data.path()));
    start(&mut first, "ten-to-six");
    play_out(&mut first, 0);
    ask(&mut first, Intent::Back);
    ask(&mut first, Intent::GoTo(Screen::Records));
    ask(&mut first, Intent::Export(form()));
    assert!(session(&first).export_jobs.progress().is_none(), "nothing is made while the reports are closed");
    ask(&mut first, Intent::OpenReports("abc".into()));
    let too_short = "The reports stay closed: a coach's word has at least 6 characters.";
    assert_eq!(session(&first).notice.as_deref(), Some(too_short));
    ask(&mut first, Intent::DismissNotice);
    ask(&mut first, Intent::OpenReports("over the hills".into()));
    assert!(session(&first).export_jobs.is_open);
    // It is asked for again whenever the screen is opened, and after the next start.
    ask(&mut first, Intent::Back);
    ask(&mut first, Intent::GoTo(Screen::Records));
    assert!(!session(&first).export_jobs.is_open);
    let saved = std::fs::read_to_string(data.path().join("settings.json")).expect("the settings were saved");
    assert!(saved.contains("coach_word") && !saved.contains("over the hills"), "{saved}");
    let mut again = app(data_paths(data.path()));
    ask(&mut again, Intent::GoTo(Screen::Records));
    ask(&mut again, Intent::OpenReports("over the dales".into()));
    assert_eq!(
        session(&again).notice.as_deref(),
        Some("The reports stay closed: that is not the coach's word of this machine.")
    );
    assert!(!session(&again).export_jobs.is_open);
    ask(&mut again, Intent::OpenReports(" over  the hills ".into()));
    assert!(export_and_wait(&mut again, form()).is_ok());
    // A word that cannot be read keeps the reports closed, and is not overwritten by another.
    let file = data.path().join("settings.json");
    std::fs::write(&file, r#"{ "size": 130, "coach_word": 7 }"#).expect("write the file");
    let mut broken = app(data_paths(data.path()));
    ask(&mut broken, Intent::GoTo(Screen::Records));
    ask(&mut broken, Intent::OpenReports("over the dales".into()));
    assert!(!session(&broken).export_jobs.is_open);
    // A window that was open before the word was set neither sets another one nor loses it.
    std::fs::remove_file(&file).expect("remove the file");
    let mut early = app(data_paths(data.path()));
    let mut coach = app(data_paths(data.path()));
    ask(&mut coach, Intent::GoTo(Screen::Records));
    ask(&mut coach, Intent::OpenReports("over the hills".into()));
    assert!(session(&coach).export_jobs.is_open);
    ask(&mut early, Intent::ChangeTextSize(1));
    ask(&mut early, Intent::GoTo(Screen::Records));
    ask(&mut early, Intent::OpenReports("over the dales".into()));
    assert!(!session(&early).export_jobs.is_open);
    ask(&mut early, Intent::OpenReports("over the hills".into()));
    assert!(session(&early).export_jobs.is_open);
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
