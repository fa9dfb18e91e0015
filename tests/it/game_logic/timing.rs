//! The patience clock, and text that appears.

use std::time::Duration;

use bevy::prelude::*;
use rapport::game::{Clock, Cue, Intent, Sound, TextReveal, Toggle, reading_time};

use super::app::{app, ask, session, start};
use crate::support::{data_paths, temp_dir};

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
    let first = |app: &App| session(app).play.as_ref().map(|play| play.latest_lines()[0].words().to_owned());
    assert_eq!(first(&app).as_deref(), Some("Their patience ran out before you answered."));
    let whole = (clock.reading + patience).as_millis() / 500;
    assert!(
        (whole.saturating_sub(6)..=whole + 3).contains(&(waited + 2)),
        "{waited} steps of half a second, not {whole}"
    );
}

#[test]
fn silence_that_the_trainee_chose_is_not_called_patience_that_ran_out() {
    let data = temp_dir();
    let mut app = app(data_paths(data.path()));
    start(&mut app, "the-sofa");
    let silence = app.world().resource::<Clock>().silence.expect("silence is on offer");
    ask(&mut app, Intent::Choose(silence));
    let play = session(&app).play.as_ref().expect("a play is on");
    assert!(play.latest_lines().iter().all(|line| !line.words().contains("patience ran out")));
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
