//! Where every button of every screen leads: each is pressed as a screen reader presses it, on a program of its own, and
//! the frame after it is looked at. The list is in `tests/buttons.txt`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bevy_egui::egui::accesskit::Action;
use rapport::game::{Intent, Screen, Toggle};
use rapport::scenario::id::ScenarioId;

use super::screen_harness::{ScreenHarness, spoken};
use super::support::{assert_matches_file, root};

/// The most buttons of a sort, such as encounters of the list, that are pressed on one screen.
const MAX_ALIKE: usize = 2;

/// A place of the program, and how one gets there.
type Place = (&'static str, fn(&mut ScreenHarness));

const PLACES: [Place; 21] = [
    ("title", |_| {}),
    ("who, nobody is here", |harness| harness.ask(Intent::GoTo(Screen::SelectProfile))),
    ("who", |harness| {
        harness.sign_in();
        harness.ask(Intent::Back);
    }),
    ("who, asked", |harness| {
        harness.sign_in();
        harness.ask(Intent::Back);
        harness.ask(Intent::CreateProfile("SAM".into()));
    }),
    ("list", ScreenHarness::sign_in),
    ("about you", |harness| opened(harness, Screen::EditProfile)),
    ("progress", |harness| {
        debrief(harness);
        harness.ask(Intent::GoTo(Screen::Progress));
    }),
    ("bring a file", |harness| opened(harness, Screen::Import)),
    ("reports, closed", |harness| opened(harness, Screen::Records)),
    ("reports", |harness| {
        debrief(harness);
        harness.ask(Intent::Back);
        opened(harness, Screen::Records);
        harness.ask(Intent::OpenReports("over the hills".into()));
    }),
    ("settings", |harness| opened(harness, Screen::Settings)),
    ("credits", |harness| opened(harness, Screen::Credits)),
    ("help", |harness| opened(harness, Screen::Help)),
    ("brief", |harness| {
        harness.sign_in();
        harness.ask(Intent::OpenScenario(ScenarioId::from(PLAYED)));
    }),
    ("brief, left open", |harness| {
        encounter(harness);
        harness.ask(Intent::Choose(0));
        harness.ask(Intent::Back);
        harness.ask(Intent::OpenScenario(ScenarioId::from(PLAYED)));
    }),
    ("encounter, listening", |harness| {
        harness.sign_in();
        harness.play(PLAYED);
    }),
    ("encounter", encounter),
    ("encounter, what was said", |harness| {
        encounter(harness);
        harness.ask(Intent::ToggleHistory);
    }),
    ("look back", |harness| {
        harness.ask(Intent::Toggle(Toggle::LookBack));
        debrief(harness);
    }),
    ("debrief", debrief),
    ("transcript", |harness| {
        debrief(harness);
        harness.ask(Intent::GoTo(Screen::Transcript));
    }),
];

/// The encounter that is played.
const PLAYED: &str = "ten-to-six";

fn opened(harness: &mut ScreenHarness, screen: Screen) {
    if harness.session().trainees.current.is_none() {
        harness.sign_in();
    }
    harness.ask(Intent::GoTo(screen));
}

fn encounter(harness: &mut ScreenHarness) {
    harness.sign_in();
    harness.play(PLAYED);
    harness.ask(Intent::RevealAll);
}

fn debrief(harness: &mut ScreenHarness) {
    encounter(harness);
    while !harness.is_over() {
        harness.ask(Intent::Choose(0));
        harness.ask(Intent::RevealAll);
    }
    harness.ask(Intent::OpenDebrief);
}

fn at(place: Place) -> ScreenHarness {
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    (place.1)(&mut harness);
    harness
}

/// The names of what can be pressed at a place, each name once, and of each sort a few.
fn buttons(harness: &mut ScreenHarness) -> Vec<String> {
    let mut names = BTreeSet::new();
    let mut sorts: Vec<String> = Vec::new();
    for (_, node) in harness.tree() {
        let name = spoken(&node);
        if !node.supports_action(Action::Click) || name.is_empty() || node.is_disabled() {
            continue;
        }
        // Names that differ in their numbers or in what is named after the number are of one sort.
        let sort: String = name.split_inclusive(|c: char| c.is_ascii_digit()).next().unwrap_or_default().to_owned();
        let sort = if name.starts_with(|c: char| c.is_ascii_digit()) { "a number".to_owned() } else { sort };
        if sorts.iter().filter(|known| **known == sort).count() < MAX_ALIKE && names.insert(name) {
            sorts.push(sort);
        }
    }
    names.into_iter().collect()
}

/// What has changed by pressing a button: the screen, or what stands on it.
fn outcome(place: Place, name: &str) -> String {
    let mut harness = at(place);
    let (before, texts) = (harness.screen(), texts(&mut harness));
    harness.press(name);
    let after = harness.screen();
    if after != before {
        return format!("{after:?}");
    }
    if texts == self::texts(&mut harness) {
        "nothing changes".to_owned()
    } else {
        "the same screen, changed".to_owned()
    }
}

/// Everything that a screen reader says on the screen, with what is chosen.
fn texts(harness: &mut ScreenHarness) -> Vec<String> {
    harness
        .tree()
        .iter()
        .map(|(_, node)| format!("{} {:?} {:?}", spoken(node), node.toggled(), node.is_selected()))
        .collect()
}

#[test]
fn every_button_leads_where_it_says() {
    let mut list = String::new();
    for place in PLACES {
        let mut harness = at(place);
        let _ = writeln!(list, "{} ({:?})", place.0, harness.screen());
        for name in buttons(&mut harness) {
            let shown: String = name.chars().take(60).collect();
            let _ = writeln!(list, "  {shown} -> {}", outcome(place, &name));
        }
    }
    assert_matches_file(&root().join("tests/buttons.txt"), &list);
}
