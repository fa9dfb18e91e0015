//! The real window on a virtual display: an encounter played by keys alone and one by mouse alone, with the records found in the ledger.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rapport::encounter::Status;
use rapport::game::{Intent, Screen};
use rapport::ledger::Ledger;
use rapport::record::{Millis, Record};
use rapport::scenario::id::ScenarioId;

use super::display::{Display, Running, processor_time, software_vulkan, wait_for};
use super::screens::Hand;
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
        // A hand holds the one key while it presses the other.
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

    /// Does something until the title is another; the new one.
    fn until_it_goes_on(&self, mut act: impl FnMut()) -> String {
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
    let game = rapport_command(data)
        .arg("--data")
        .arg(data)
        .arg("--scenarios")
        .arg(root().join("tests/scenarios/tour"))
        .env("DISPLAY", &display.name)
        .env("VK_ICD_FILENAMES", software_vulkan())
        .env_remove("WAYLAND_DISPLAY")
        .stderr(Stdio::piped())
        .spawn()
        .expect("start the window");
    let game = Running(game);
    let window = wait_for("the window", || {
        let found = display.xdotool(&["search", "--onlyvisible", "--class", "rapport"]);
        found.lines().next().map(str::to_owned)
    });
    wait_for("the first picture", || (display.xdotool(&["getwindowname", &window]) == "Rapport").then_some(()));
    display.xdotool(&["windowfocus", "--sync", &window]);
    (game, window)
}

fn records(data: &Path) -> Vec<Record> {
    let now = Millis(0);
    let Ok(ledger) = Ledger::open(&data_paths(data), now) else { return Vec::new() };
    let Ok(profile) = ledger.profile("Sam", now) else { return Vec::new() };
    ledger.records(&profile).unwrap_or_default()
}

#[test]
fn an_encounter_is_played_with_keys_alone_left_in_the_middle_and_gone_on_with() {
    let data = temp_dir();
    let mut game = Game::open(data.path());
    assert!(game.until_it_goes_on(|| game.key(&["Return"])).contains("who are you"));
    // The name's field takes the focus with the screen; a letter that came too early would be lost, so the
    // whole name is typed again where it was not taken.
    let title = game.until_it_goes_on(|| {
        game.key(&["ctrl+a", "BackSpace"]);
        game.display.xdotool(&["type", "--delay", "60", "Sam"]);
        game.key(&["Return"]);
    });
    assert!(title.contains("choose"), "{title}");
    game.display.xdotool(&["windowsize", "--sync", &game.window, "1180", "700"]);
    assert!(game.until_it_goes_on(|| game.key(&["1"])).contains("beforehand"));
    assert!(game.until_it_goes_on(|| game.key(&["Return"])).ends_with("turn 1"));
    let mut turn = 1;
    loop {
        // While words appear a digit shows them all; then it chooses.
        let title = game.until_it_goes_on(|| game.key(&["1"]));
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
            assert!(game.until_it_goes_on(|| game.key(&["Return"])).contains("who are you"));
            assert!(game.until_it_goes_on(|| game.key(&["1"])).contains("choose"));
            let size = game.display.xdotool(&["getwindowgeometry", &game.window]);
            assert!(size.contains("1180x700"), "the window comes back in its size: {size}");
            assert!(game.until_it_goes_on(|| game.key(&["1"])).contains("beforehand"));
            assert!(game.until_it_goes_on(|| game.key(&["Return"])).ends_with("turn 3"));
        }
    }
    assert!(game.until_it_goes_on(|| game.key(&["Return"])).contains("debrief"));
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

    assert!(game.until_it_goes_on(|| game.key(&["Escape"])).contains("choose"));
    for (key, there) in [("s", "settings"), ("F1", "keys and help")] {
        assert!(game.until_it_goes_on(|| game.key(&[key])).contains(there));
        assert!(game.until_it_goes_on(|| game.key(&["Escape"])).contains("choose"));
    }
}

#[test]
fn an_encounter_is_played_with_the_mouse_alone() {
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
    let mut hand = Hand::new((1280.0, 720.0), 100);
    let at = |hand: &mut Hand, name: &str| hand.middle_of(name).unwrap_or_else(|| panic!("`{name}` is there"));
    let come_in = at(&mut hand, "Come in");
    assert!(game.until_it_goes_on(|| game.click(come_in)).contains("who are you"));
    hand.ask(Intent::Go(Screen::Who));
    hand.ask(Intent::Join("Sam".into()));
    hand.ask(Intent::Back);
    let name = at(&mut hand, "Sam");
    assert!(game.until_it_goes_on(|| game.click(name)).contains("choose"));
    hand.ask(Intent::Join("Sam".into()));
    let first = at(&mut hand, "1. ");
    assert!(game.until_it_goes_on(|| game.click(first)).contains("beforehand"));
    hand.ask(Intent::Look(ScenarioId::from("ten-to-six")));
    let start = at(&mut hand, "Start");
    assert!(game.until_it_goes_on(|| game.click(start)).ends_with("turn 1"));
    hand.ask(Intent::Start);
    let whole_line = at(&mut hand, "Show the whole line");
    hand.ask(Intent::ShowAll);
    let reply = at(&mut hand, "1. ");
    let mut turns = 0;
    loop {
        let mut clicks = 0;
        let title = game.until_it_goes_on(|| {
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
    while !hand.is_over() {
        hand.ask(Intent::Take(0));
    }
    hand.ask(Intent::ShowAll);
    let go_on = at(&mut hand, "See how it went");
    let mut clicks = 0;
    let title = game.until_it_goes_on(|| {
        game.click(if clicks % 2 == 0 { whole_line } else { go_on });
        clicks += 1;
    });
    assert!(title.contains("debrief"), "{title}");
    hand.ask(Intent::Finish);
    let transcript = at(&mut hand, "Full transcript");
    assert!(game.until_it_goes_on(|| game.click(transcript)).contains("what was said"));
    hand.ask(Intent::Go(Screen::Transcript));
    let back = at(&mut hand, "Back");
    assert!(game.until_it_goes_on(|| game.click(back)).contains("debrief"));
}

#[test]
fn a_machine_without_sound_hears_nothing_of_it() {
    use std::io::Read;
    let data = temp_dir();
    let mut game = Game::open(data.path());
    assert!(game.until_it_goes_on(|| game.key(&["Return"])).contains("who are you"));
    assert!(game.close().success());
    let mut said = String::new();
    game.process.0.stderr.take().expect("a request was made").read_to_string(&mut said).expect("read the input");
    for line in said.lines() {
        assert!(!line.to_lowercase().contains("alsa") && !line.contains("panicked"), "{said}");
    }
}
