//! The town as a trainee uses it: who waits, what is missed, what becomes of a promise, and a new season.

use bevy_egui::egui::{Event, Key, Modifiers, Pos2, pos2, vec2};
use rapport::app::PromiseLine;
use rapport::encounter::PromiseState;
use rapport::game::{EncounterFilter, Intent, Screen};
use rapport::scenario::id::ScenarioId;

use crate::screen_harness::{ScreenHarness, press, spoken};
use crate::support::{root, temp_dir};

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
    assert!(words(&mut harness).contains("This encounter ends the day."));
    // Enter lets nothing be missed.
    harness.show(press(Key::Enter));
    assert_eq!((harness.screen(), harness.session().catalog.selected.clone()), (Screen::Brief, Some(follow_up)));
    assert!(!words(&mut harness).contains("This encounter ends the day"), "it takes no day itself");
    harness.play_out(last);
    harness.ask(Intent::OpenDebrief);
    harness.ask(Intent::Back);
    assert_eq!(harness.screen(), Screen::Evening);
    let evening = words(&mut harness);
    let missed = "You missed “Six o'clock”";
    assert!(evening.contains(missed) && evening.contains("You had promised: "), "{evening}");
    to_town(&mut harness);
    harness.show(press(Key::E));
    assert_eq!(harness.screen(), Screen::Evening);
    assert!(words(&mut harness).contains(missed), "the last evening is told again");
    harness.show(press(Key::Enter));
    assert_eq!(harness.screen(), Screen::Town);
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
    harness.ask(Intent::OpenScenario(ScenarioId::from("ten-to-six")));
    assert!(words(&mut harness).contains("you have met them in this season"), "one knows before");
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

/// The middle of the widget whose name starts with this.
fn middle_of(harness: &mut ScreenHarness, name: &str) -> Pos2 {
    let (x, y) = harness.middle_of(name).unwrap_or_else(|| panic!("`{name}` is on the screen"));
    pos2(f32::from(i16::try_from(x).expect("it is on the screen")), f32::from(i16::try_from(y).expect("it is on it")))
}

/// Whoever the mouse was moved over stays looked at on the way to the button, and Enter opens them, not another.
#[test]
fn enter_opens_whom_the_card_shows() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play_out("ten-to-six");
    harness.ask(Intent::OpenDebrief);
    to_town(&mut harness);
    let third = harness.town().waiting[2].clone();
    for over in ["3. ", "Go there"] {
        let at = middle_of(&mut harness, over);
        for x in [0.0, 1.0, 2.0] {
            harness.show(vec![Event::PointerMoved(at + vec2(x, 0.0))]);
        }
    }
    harness.show(press(Key::Enter));
    let opened = Some(third.scenario);
    assert_eq!((harness.screen(), harness.session().catalog.selected.clone()), (Screen::Brief, opened.clone()));
    // The mouse takes the focus from whom the keys had led to.
    harness.ask(Intent::Back);
    harness.show(press(Key::Tab));
    let at = middle_of(&mut harness, "3. ");
    for x in [0.0, 1.0, 2.0] {
        harness.show(vec![Event::PointerMoved(at + vec2(x, 0.0))]);
    }
    harness.show(press(Key::Enter));
    assert_eq!((harness.screen(), harness.session().catalog.selected.clone()), (Screen::Brief, opened));
}

#[test]
fn a_letter_with_ctrl_is_not_the_letter() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    harness.play_out("ten-to-six");
    harness.ask(Intent::OpenDebrief);
    to_town(&mut harness);
    let key = |pressed| {
        let modifiers = Modifiers::CTRL;
        Event::Key { key: Key::W, physical_key: None, pressed, repeat: false, modifiers }
    };
    harness.show(vec![key(true), key(false)]);
    assert_eq!(harness.screen(), Screen::Town);
    harness.show(press(Key::W));
    assert_eq!(harness.screen(), Screen::WhoKnowsWhom);
}

/// The shipped encounter at ten to six with a title and a first sentence that no one would write, and a course that begins with
/// nothing remembered.
fn odd_library() -> tempfile::TempDir {
    let folder = temp_dir();
    let text = std::fs::read_to_string(root().join("scenarios/walk-ins/ten-to-six.ron")).expect("read the scenario");
    let title = format!("title: \"{}\"", "A lamp for a room by the sea, ".repeat(4));
    let text = text.replacen("title: \"Ten to six\"", &title, 1);
    let brief = format!("brief: \"{}", "She looks at the lamps and at the door and at the lamps and ".repeat(18));
    let text = text.replacen("brief: \"", &brief, 1);
    std::fs::write(folder.path().join("ten-to-six.ron"), text).expect("write the scenario");
    let course =
        "Course(format: 1, title: \"Form A\", trains: [Value], scenarios: [\"the-sofa\", \"ten-to-six\"], fresh: true)";
    std::fs::create_dir(folder.path().join("courses")).expect("create the folder");
    std::fs::write(folder.path().join("courses/form-a.ron"), course).expect("write the course");
    folder
}

#[test]
fn a_long_title_leaves_room_for_the_people() {
    let folder = odd_library();
    for size in [(1280.0, 720.0), (920.0, 540.0)] {
        let mut harness = ScreenHarness::with_scenarios(size, 100, folder.path().into());
        harness.sign_in();
        let tree = harness.tree();
        let (_, first) = tree.iter().find(|(_, node)| spoken(node).starts_with("1. A lamp")).expect("somebody waits");
        let bounds = first.bounds().expect("they stand somewhere");
        assert!(bounds.y0 > 100.0 && bounds.height() > 110.0, "{size:?}: {bounds:?}");
        assert!(bounds.x0 >= 0.0 && bounds.x1 <= f64::from(size.0), "{size:?}: {bounds:?}");
    }
}

/// What one trainee follows is nothing to the next; and what is played in a course with nothing remembered has no place in town.
#[test]
fn a_course_is_followed_by_one_trainee_alone() {
    let folder = odd_library();
    let mut harness = ScreenHarness::with_scenarios((1280.0, 720.0), 100, folder.path().into());
    harness.sign_in();
    harness.ask(Intent::GoTo(Screen::SelectScenario));
    harness.ask(Intent::SetFilter(EncounterFilter::Course("form-a".into())));
    assert_eq!(harness.town().waiting[0].scenario, "ten-to-six".into(), "the town does not follow this course");
    harness.ask(Intent::OpenScenario("the-sofa".into()));
    assert!(words(&mut harness).contains("its course begins with nothing remembered"));
    harness.ask(Intent::Back);
    harness.ask(Intent::Back);
    // From the town the same encounter is played in no course.
    harness.ask(Intent::OpenScenario("the-sofa".into()));
    assert!(!words(&mut harness).contains("its course begins with nothing remembered"));
    harness.ask(Intent::Back);
    harness.ask(Intent::Back);
    harness.ask(Intent::CreateProfile("Ben".into()));
    assert_eq!(harness.session().catalog.filter, EncounterFilter::All);
    assert!(harness.town().is_newcomer);
    // Ben follows another course, which is still his when he comes back; the list shows all encounters.
    harness.ask(Intent::GoTo(Screen::SelectScenario));
    harness.ask(Intent::SetFilter(EncounterFilter::Course("among-ourselves".into())));
    harness.play("repair-bench");
    harness.ask(Intent::Choose(0));
    while harness.screen() != Screen::SelectProfile {
        harness.ask(Intent::Back);
    }
    assert_eq!(harness.session().trainees.course, None);
    let ben = harness.session().trainees.profiles.iter().find(|profile| profile.name == "Ben").expect("Ben is known");
    harness.ask(Intent::SelectProfile(ben.id.clone()));
    assert_eq!(harness.session().trainees.course, Some("among-ourselves".into()));
    assert_eq!(harness.session().catalog.filter, EncounterFilter::All);
}

/// The last evening stays as it was, whatever is played on the day after.
#[test]
fn the_last_evening_does_not_change_during_the_day() {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    harness.sign_in();
    play_as_recorded(&mut harness, "the-sofa", "best");
    to_town(&mut harness);
    let opinions = |harness: &ScreenHarness| {
        let evening = harness.town().last_evening().expect("a day has ended");
        evening.changed.iter().map(|person| (person.name.clone(), person.opinion)).collect::<Vec<_>>()
    };
    let before = opinions(&harness);
    assert!(!before.is_empty());
    harness.play("six-oclock");
    while !harness.is_over() {
        let last = harness.session().play.as_ref().map_or(0, |play| play.encounter().offers().len() - 1);
        harness.ask(Intent::Choose(last));
    }
    harness.ask(Intent::OpenDebrief);
    to_town(&mut harness);
    assert_eq!(harness.town().day, 2, "it takes no day");
    assert_eq!(opinions(&harness), before);
}
