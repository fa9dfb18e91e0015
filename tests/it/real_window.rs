//! The real window on a virtual display: an encounter played by keys alone and one by mouse alone, and its records.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rapport::encounter::Status;
use rapport::game::{Intent, Screen};
use rapport::ledger::Ledger;
use rapport::record::{Millis, Record};
use rapport::scenario::id::ScenarioId;

use super::display::{Display, Running, can_open_windows, processor_time, wait_for};
use super::screen_harness::ScreenHarness;
use super::support::{data_paths, rapport_command, root, temp_dir};

/// The game in a window of a display of its own.
struct Game {
    process: Running,
    display: Display,
    window: String,
}

impl Game {
    fn open(data: &Path) -> Self {
        let display = Display::open();
        let (process, window) = started(&display, data);
        Self { process, display, window }
    }

    /// Once more, after it was closed.
    fn open_again(&mut self, data: &Path) {
        (self.process, self.window) = started(&self.display, data);
    }

    fn title(&self) -> String {
        self.display.xdotool(&["getwindowname", &self.window])
    }

    fn key(&self, keys: &[&str]) {
        self.display.xdotool(&[&["key"], keys].concat());
    }

    /// Closes it as a person does, and waits until it is gone.
    fn close(&mut self) -> std::process::ExitStatus {
        // A person holds the one key while they press the other.
        self.display.xdotool(&["keydown", "ctrl"]);
        std::thread::park_timeout(Duration::from_millis(150));
        self.key(&["q"]);
        std::thread::park_timeout(Duration::from_millis(150));
        self.display.xdotool(&["keyup", "ctrl"]);
        wait_for("the window to close", || self.process.0.try_wait().ok().flatten())
    }

    fn click(&self, (x, y): (i32, i32)) {
        self.display.xdotool(&["mousemove", "--window", &self.window, &x.to_string(), &y.to_string()]);
        self.display.xdotool(&["click", "1"]);
    }

    /// Repeats an action until the title changes; the new title.
    fn until_title_changes(&self, mut act: impl FnMut()) -> String {
        let before = self.title();
        wait_for("the next title", || {
            act();
            let since = Instant::now();
            while since.elapsed() < Duration::from_millis(1500) {
                let title = self.title();
                if title != before && !title.is_empty() {
                    return Some(title);
                }
                std::thread::park_timeout(Duration::from_millis(30));
            }
            None
        })
    }
}

fn started(display: &Display, data: &Path) -> (Running, String) {
    let mut command = rapport_command(data);
    command.arg("--data").arg(data).arg("--scenarios").arg(root().join("tests/scenarios/tour")).stderr(Stdio::piped());
    let (process, window) = display.start(command, "rapport", "Rapport");
    display.focus(&window);
    (process, window)
}

fn records(data: &Path) -> Vec<Record> {
    let now = Millis(0);
    let Ok(ledger) = Ledger::open(&data_paths(data), now) else { return Vec::new() };
    let Ok(profile) = ledger.profile("Sam", now) else { return Vec::new() };
    ledger.records(&profile).unwrap_or_default()
}

#[test]
fn an_encounter_is_played_with_keys_alone_left_in_the_middle_and_gone_on_with() {
    if !can_open_windows() {
        return;
    }
    let data = temp_dir();
    let mut game = Game::open(data.path());
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("who are you"));
    // The name's field takes the focus with the screen; a letter that came too early would be lost, so the
    // whole name is typed again where it was not taken.
    let title = game.until_title_changes(|| {
        game.key(&["ctrl+a", "BackSpace"]);
        game.display.xdotool(&["type", "--delay", "60", "Sam"]);
        game.key(&["Return"]);
    });
    assert!(title.contains("choose"), "{title}");
    game.display.xdotool(&["windowsize", "--sync", &game.window, "1180", "700"]);
    assert!(game.until_title_changes(|| game.key(&["1"])).contains("beforehand"));
    assert!(game.until_title_changes(|| game.key(&["Return"])).ends_with("turn 1"));
    let mut turn = 1;
    loop {
        // While words appear a digit shows them all; then it chooses.
        let title = game.until_title_changes(|| game.key(&["1"]));
        // What is on the screen is on the disk.
        assert_eq!(records(data.path())[0].decisions, turn);
        if title.ends_with("the end") {
            break;
        }
        turn += 1;
        assert!(title.ends_with(&format!("turn {turn}")), "{title}");
        assert!(turn < 30, "the encounter ends");
        if turn == 3 {
            let left = game.close();
            assert!(left.success(), "a clean exit: {left}");
            game.open_again(data.path());
            assert!(game.until_title_changes(|| game.key(&["Return"])).contains("who are you"));
            assert!(game.until_title_changes(|| game.key(&["1"])).contains("choose"));
            let size = game.display.xdotool(&["getwindowgeometry", &game.window]);
            assert!(size.contains("1180x700"), "the window comes back in its size: {size}");
            assert!(game.until_title_changes(|| game.key(&["1"])).contains("beforehand"));
            assert!(game.until_title_changes(|| game.key(&["Return"])).ends_with("turn 3"));
        }
    }
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("debrief"));
    let record = records(data.path()).remove(0);
    assert_eq!((record.status, record.attempt_info.attempt), (Status::Completed, Some(1)));
    assert!(record.card.is_some());

    // A still screen draws nothing: five seconds cost next to nothing.
    std::thread::park_timeout(Duration::from_secs(2));
    let before = processor_time(game.process.0.id());
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(5) {
        std::thread::park_timeout(Duration::from_secs(5));
    }
    let used = processor_time(game.process.0.id()) - before;
    println!("the still debrief used {used} hundredths of a second of processor time in 5 s");
    assert!(used <= 10, "{used} hundredths of a second in 5 s");

    assert!(game.until_title_changes(|| game.key(&["Escape"])).contains("choose"));
    for (key, there) in [("s", "settings"), ("F1", "keys and help")] {
        assert!(game.until_title_changes(|| game.key(&[key])).contains(there));
        assert!(game.until_title_changes(|| game.key(&["Escape"])).contains("choose"));
    }
}

#[test]
fn an_encounter_is_played_with_the_mouse_alone() {
    if !can_open_windows() {
        return;
    }
    let data = temp_dir();
    let mut ledger = Ledger::open(&data_paths(data.path()), Millis(0)).expect("open the ledger");
    let sam = ledger.profile("Sam", Millis(0)).expect("create the profile");
    ledger.add_profile(&sam, Millis(0)).expect("add the profile");
    // Of all encounters for a start, the one whose id comes first heads the list.
    let own = data.path().join("scenarios");
    std::fs::create_dir_all(&own).expect("create the folder");
    std::fs::copy(root().join("scenarios/walk-ins/ten-to-six.ron"), own.join("at-ten-to-six.ron"))
        .expect("copy the file");
    let game = Game::open(data.path());
    // The same screens without a window say where things are.
    let mut harness = ScreenHarness::new((1280.0, 720.0), 100);
    let at = |harness: &mut ScreenHarness, name: &str| {
        harness.middle_of(name).unwrap_or_else(|| panic!("`{name}` is there"))
    };
    let come_in = at(&mut harness, "Come in");
    assert!(game.until_title_changes(|| game.click(come_in)).contains("who are you"));
    harness.ask(Intent::GoTo(Screen::SelectProfile));
    harness.ask(Intent::CreateProfile("Sam".into()));
    harness.ask(Intent::Back);
    let name = at(&mut harness, "Sam");
    assert!(game.until_title_changes(|| game.click(name)).contains("choose"));
    harness.ask(Intent::CreateProfile("Sam".into()));
    let first = at(&mut harness, "1. ");
    assert!(game.until_title_changes(|| game.click(first)).contains("beforehand"));
    harness.ask(Intent::OpenScenario(ScenarioId::from("ten-to-six")));
    let start = at(&mut harness, "Start");
    assert!(game.until_title_changes(|| game.click(start)).ends_with("turn 1"));
    harness.ask(Intent::Start);
    let whole_line = at(&mut harness, "Show the whole line");
    harness.ask(Intent::RevealAll);
    let reply = at(&mut harness, "1. ");
    let mut turns = 0;
    loop {
        let mut clicks = 0;
        let title = game.until_title_changes(|| {
            game.click(if clicks % 2 == 0 { whole_line } else { reply });
            clicks += 1;
        });
        turns += 1;
        assert_eq!(records(data.path())[0].decisions, turns);
        if title.ends_with("the end") {
            break;
        }
        assert!(turns < 30, "the encounter ends");
    }
    while !harness.is_over() {
        harness.ask(Intent::Choose(0));
    }
    harness.ask(Intent::RevealAll);
    let go_on = at(&mut harness, "See how it went");
    let mut clicks = 0;
    let title = game.until_title_changes(|| {
        game.click(if clicks % 2 == 0 { whole_line } else { go_on });
        clicks += 1;
    });
    assert!(title.contains("debrief"), "{title}");
    harness.ask(Intent::OpenDebrief);
    let transcript = at(&mut harness, "Full transcript");
    assert!(game.until_title_changes(|| game.click(transcript)).contains("what was said"));
    harness.ask(Intent::GoTo(Screen::Transcript));
    let back = at(&mut harness, "Back");
    assert!(game.until_title_changes(|| game.click(back)).contains("debrief"));
}

#[test]
fn a_machine_without_sound_hears_nothing_of_it() {
    if !can_open_windows() {
        return;
    }
    use std::io::Read;
    let data = temp_dir();
    let mut game = Game::open(data.path());
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("who are you"));
    assert!(game.close().success());
    let mut said = String::new();
    game.process.0.stderr.take().expect("a request was made").read_to_string(&mut said).expect("read the input");
    for line in said.lines() {
        assert!(!line.to_lowercase().contains("alsa") && !line.contains("panicked"), "{said}");
    }
}
