//! The title of the window, which a screen reader says of the whole.

use crate::encounter::Status;
use crate::game::screen::Screen;
use crate::game::session::Session;

/// The name of the screen, with the encounter and its turn.
pub(in crate::game) fn window_title(screen: Screen, session: &Session) -> String {
    let encounter = session.selected_script().map_or("", |script| script.scenario.title.as_str());
    let turn = session.play.as_ref().map_or_else(String::new, |play| match play.encounter().status() {
        Status::Open => format!("turn {}", play.encounter().decisions() + 1),
        _ => "the end".into(),
    });
    let day = session.town.view.as_ref().map_or(1, |town| town.day);
    match screen {
        Screen::Title => "Rapport".to_owned(),
        Screen::SelectProfile => "Rapport: who are you?".to_owned(),
        Screen::EditProfile => "Rapport: about you".to_owned(),
        Screen::Town => format!("Rapport: the town, day {day}"),
        Screen::Evening => format!("Rapport: the evening of day {}", day.saturating_sub(1)),
        Screen::WhoKnowsWhom => "Rapport: who knows whom".to_owned(),
        Screen::YourWord => "Rapport: your word".to_owned(),
        Screen::NewSeason => "Rapport: a new season".to_owned(),
        Screen::Menu => "Rapport: more".to_owned(),
        Screen::SelectScenario => "Rapport: choose an encounter".to_owned(),
        Screen::Brief => format!("Rapport: {encounter}, beforehand"),
        Screen::Encounter => format!("Rapport: {encounter}, {turn}"),
        Screen::LookBack => format!("Rapport: {encounter}, looking back"),
        Screen::Debrief => format!("Rapport: {encounter}, debrief"),
        Screen::Transcript => format!("Rapport: {encounter}, what was said"),
        Screen::Progress => "Rapport: progress".to_owned(),
        Screen::Import => "Rapport: bring a file".to_owned(),
        Screen::Records => "Rapport: reports and exports".to_owned(),
        Screen::Settings => "Rapport: settings".to_owned(),
        Screen::Credits => "Rapport: who made this".to_owned(),
        Screen::Help => "Rapport: keys and help".to_owned(),
    }
}
