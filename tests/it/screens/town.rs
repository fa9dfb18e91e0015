//! The town as a trainee uses it: who waits, what is missed, what becomes of a promise, and a new season.

use bevy_egui::egui::Key;
use rapport::app::PromiseLine;
use rapport::encounter::PromiseState;
use rapport::game::{Intent, Screen};
use rapport::scenario::id::ScenarioId;

use crate::screen_harness::{ScreenHarness, press, spoken};
use crate::support::root;

/// Everything that a screen reader can say of the screen.
fn words(harness: &mut ScreenHarness) -> String {
    harness.tree().iter().map(|(_, node)| spoken(node)).collect::<Vec<_>>().join("\n")
}

/// Plays an encounter as its recorded play does.
fn play_as_recorded(harness: &mut ScreenHarness, id: &str, how: &str) {
    let file = root().join(format!("tests/plays/{id}-{how}.play"));
    let play = std::fs::read_to_string(file).expect("read the play");
    let choices =
        play.lines().next().and_then(|line| line.split_once("--choices ")).expect("it begins with the command").1;
    harness.play(id);
    for choice in choices.split(',') {
        harness.choose(choice);
    }
    assert!(harness.is_over(), "{id}");
    harness.ask(Intent::OpenDebrief);
}

/// From the debrief through the evening, if there is one, to the town.
fn to_town(harness: &mut ScreenHarness) {
    while harness.screen() != Screen::Town {
        harness.ask(Intent::Back);
    }
}

#[test]
fn a_newcomer_finds_one_person_and_one_thing_to_do() {
    for (size, percent) in [((1280.0, 720.0), 100), ((1024.0, 640.0), 200)] {
        let mut harness = ScreenHarness::new(size, percent);
        harness.sign_in();
        assert_eq!((harness.screen(), harness.town().waiting.len()), (Screen::Town, 1));
        let said = words(&mut harness);
        assert!(said.contains("Somebody waits for you") && !said.contains("Who knows whom"), "{said}");
        harness.show(press(Key::L));
        assert_eq!(harness.screen(), Screen::SelectScenario);
        harness.show(press(Key::L));
        assert_eq!(harness.screen(), Screen::Town);
        harness.show(press(Key::Num1));
        assert_eq!(harness.screen(), Screen::Brief, "{percent} %");
        let first = harness.session().catalog.library.courses_in_order()[0].1.scenarios[0].clone();
        assert_eq!(harness.session().catalog.selected, Some(first), "the easiest course begins with it");
        harness.show(press(Key::Escape));
        assert_eq!(harness.screen(), Screen::Town);
    }
}

#[test]
fn a_promise_waits_is_named_before_it_is_missed_and_is_missed() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    let follow_up = ScenarioId::from("six-oclock");
    harness.ask(Intent::GoTo(Screen::SelectScenario));
    assert!(!words(&mut harness).contains("Six o'clock"), "nobody waits for it yet");
    harness.ask(Intent::Back);
    play_as_recorded(&mut harness, "the-sofa", "best");
    harness.ask(Intent::Back);
    assert_eq!(harness.screen(), Screen::Evening);
    to_town(&mut harness);
    let waiting = harness.town().waiting[0].clone();
    assert_eq!(waiting.scenario, follow_up);
    assert!(waiting.why.starts_with("You promised: "), "{}", waiting.why);
    assert!(words(&mut harness).contains("Your word (Y), 1 open"));
    // Other days pass until its last one.
    let mut others = ["mates-rates", "the-clip", "just-the-one"].into_iter();
    while harness.town().waiting.iter().any(|line| line.last_day > Some(harness.town().day)) {
        harness.play_out(others.next().expect("it does not wait for ever"));
        to_town(&mut harness);
    }
    let last = others.next().expect("it does not wait for ever");
    harness.ask(Intent::OpenScenario(ScenarioId::from(last)));
    assert!(words(&mut harness).contains("This ends the day. What waits for its last day is missed then:"));
    harness.press("Go to “Six o'clock” first");
    assert_eq!((harness.screen(), harness.session().catalog.selected.clone()), (Screen::Brief, Some(follow_up)));
    assert!(!words(&mut harness).contains("This ends the day"), "it takes no day itself");
    harness.play_out(last);
    harness.ask(Intent::OpenDebrief);
    harness.ask(Intent::Back);
    assert_eq!(harness.screen(), Screen::Evening);
    let evening = words(&mut harness);
    assert!(evening.contains("Nobody came") && evening.contains("A promise that you missed"), "{evening}");
    to_town(&mut harness);
    let is_ring = |line: &&PromiseLine| line.promise.to_string() == "the-sofa/ring-by-six";
    let promise = harness.town().promises.iter().find(is_ring).expect("it was made");
    assert_eq!((promise.state, promise.missed_on.is_some()), (PromiseState::Broken, true));
    harness.show(press(Key::Y));
    assert!(words(&mut harness).contains("Missed, nobody came"));
}

#[test]
fn a_play_that_the_town_does_not_count_says_so_and_ends_no_day() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play_out("ten-to-six");
    harness.ask(Intent::OpenDebrief);
    assert!(!words(&mut harness).contains("The town does not count this play"));
    to_town(&mut harness);
    assert_eq!(harness.town().day, 2);
    harness.play_out("ten-to-six");
    harness.ask(Intent::OpenDebrief);
    assert!(words(&mut harness).contains("The town does not count this play"));
    harness.ask(Intent::Back);
    assert_eq!((harness.screen(), harness.town().day), (Screen::Town, 2));
}

#[test]
fn the_map_tells_only_what_reached_the_trainee_until_the_season_ends() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    for id in ["the-sofa", "ten-to-six"] {
        play_as_recorded(&mut harness, id, "poor");
        to_town(&mut harness);
    }
    let known: usize = harness.town().words.len();
    harness.ask(Intent::GoTo(Screen::NewSeason));
    assert!(words(&mut harness).contains("Your scores, your attempts and your progress."));
    harness.press("End this season, begin a new one");
    assert_eq!((harness.screen(), harness.town().day), (Screen::WhoKnowsWhom, 1));
    let told = harness.session().town.on_map().expect("the season that ended is told");
    assert!(told.words.len() > known, "{} words, of which {known} had reached the trainee", told.words.len());
    assert!(told.words.iter().any(|word| word.ways.len() > 1), "a word has a way");
    assert!(harness.town().words.is_empty() && harness.town().people.is_empty(), "nobody remembers");
    harness.show(press(Key::Escape));
    assert_eq!(harness.screen(), Screen::Town);
    assert_eq!(harness.session().trainees.summaries[&ScenarioId::from("the-sofa")].completed, 1, "scores stay");
}
