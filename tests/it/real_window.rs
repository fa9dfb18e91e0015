//! The real window on a virtual display: an encounter played by keys alone and one by mouse alone, and its records.

use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rapport::encounter::Status;
use rapport::game::{Intent, Screen};
use rapport::ledger::Ledger;
use rapport::record::{Millis, Record};
use rapport::scenario::id::ScenarioId;
use serde_json::{Value, json};

use super::display::{Display, Running, can_open_windows, processor_time, wait_for};
use super::screen_harness::ScreenHarness;
use super::support::{data_paths, rapport_command, root, run_rapport_for_json, shipped_scripts, temp_dir};

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
    let Ok(mut ledger) = Ledger::open(&data_paths(data), now) else { return Vec::new() };
    let Ok(profile) = ledger.add_profile("Sam", &[], now) else { return Vec::new() };
    ledger.records(&profile).unwrap_or_default()
}

#[test]
fn an_encounter_is_played_by_keys_alone_left_and_resumed() {
    if !can_open_windows() {
        return;
    }
    let data = temp_dir();
    let mut game = Game::open(data.path());
    sign_in_by_keys(&game);
    game.display.xdotool(&["windowsize", "--sync", &game.window, "1180", "700"]);
    assert!(game.until_title_changes(|| game.key(&["1"])).contains("beforehand"));
    assert!(game.until_title_changes(|| game.key(&["Return"])).ends_with("turn 1"));
    let mut turn = 1;
    loop {
        // While text appears a digit shows all of it; then it chooses.
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
            close_and_resume_by_keys(&mut game, data.path());
        }
    }
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("debrief"));
    let record = records(data.path()).remove(0);
    assert_eq!((record.status, record.attempt_info.attempt), (Status::Completed, Some(1)));
    assert!(record.card.is_some());
    assert_idle(&game);
    assert!(game.until_title_changes(|| game.key(&["Escape"])).contains("evening of day 1"));
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("town, day 2"));
    assert_idle(&game);
    for (key, title) in [("s", "settings"), ("F1", "keys and help")] {
        assert!(game.until_title_changes(|| game.key(&[key])).contains(title));
        assert!(game.until_title_changes(|| game.key(&["Escape"])).contains("town, day"));
    }
}

fn sign_in_by_keys(game: &Game) {
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("who are you"));
    // The field takes the focus when the screen appears. A letter that came before that would be lost, so the whole
    // name is typed again where it was not taken.
    let title = game.until_title_changes(|| {
        game.key(&["ctrl+a", "BackSpace"]);
        game.display.xdotool(&["type", "--delay", "60", "Sam"]);
        game.key(&["Return"]);
    });
    assert!(title.contains("town, day"), "{title}");
}

/// Closes the window at turn 3, opens it again, and resumes the play.
fn close_and_resume_by_keys(game: &mut Game, data: &Path) {
    let exit = game.close();
    assert!(exit.success(), "the window closes without an error: {exit}");
    game.open_again(data);
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("who are you"));
    assert!(game.until_title_changes(|| game.key(&["1"])).contains("town, day"));
    let size = game.display.xdotool(&["getwindowgeometry", &game.window]);
    assert!(size.contains("1180x700"), "the window has the size it had: {size}");
    // Enter goes to whoever presses most: what was left open.
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("beforehand"));
    assert!(game.until_title_changes(|| game.key(&["Return"])).ends_with("turn 3"));
}

/// What the terminal says of the town of Sam.
fn town_in_the_terminal(data: &Path) -> Value {
    run_rapport_for_json(data, &["town", "--trainee", "Sam", "--json"])
}

/// Goes to whoever presses most, plays to the end with the first reply at each turn, and looks at the debrief.
fn play_who_presses_most(game: &Game) {
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("beforehand"));
    assert!(game.until_title_changes(|| game.key(&["Return"])).ends_with("turn 1"));
    let mut turns = 0;
    while !game.until_title_changes(|| game.key(&["1"])).ends_with("the end") {
        turns += 1;
        assert!(turns < 40, "the encounter ends");
    }
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("debrief"));
}

/// Until nobody waits any more; then a new one is begun.
#[test]
fn a_season_is_played_by_keys_alone() {
    if !can_open_windows() {
        return;
    }
    let data = temp_dir();
    std::fs::write(data.path().join("settings.json"), r#"{ "words_at_once": true, "reduce_motion": true }"#)
        .expect("write the settings");
    let game = Game::open(data.path());
    sign_in_by_keys(&game);
    let (mut day, mut plays) = (1, 0);
    while town_in_the_terminal(data.path())["waiting"] != json!([]) {
        play_who_presses_most(&game);
        plays += 1;
        assert!(plays < 100, "the season ends");
        let after = game.until_title_changes(|| game.key(&["Escape"]));
        if after.contains(&format!("evening of day {day}")) {
            day += 1;
            let morning = game.until_title_changes(|| game.key(&["Return"]));
            assert!(morning.ends_with(&format!("town, day {day}")), "{morning}");
        } else {
            assert!(after.ends_with(&format!("town, day {day}")), "{after}");
        }
    }
    println!("{plays} encounters on {day} days");
    for (key, title) in [("w", "who knows whom"), ("y", "your word"), ("l", "choose")] {
        assert!(game.until_title_changes(|| game.key(&[key])).contains(title));
        assert!(game.until_title_changes(|| game.key(&["Escape"])).contains("town, day"));
    }
    let town = town_in_the_terminal(data.path());
    assert_eq!(town["day"], json!(day));
    let shipped = shipped_scripts().iter().filter(|script| script.scenario.opens.is_empty()).count();
    assert!(plays >= shipped, "{plays} of {shipped} were played");
    assert!(town["promises"].as_array().is_some_and(|promises| !promises.is_empty()));
    begin_a_season_by_keys(&game);
    assert_eq!(town_in_the_terminal(data.path())["day"], json!(1));
}

fn begin_a_season_by_keys(game: &Game) {
    // The last button of the town is "More".
    assert!(game.until_title_changes(|| game.key(&["shift+Tab", "Return"])).contains("more"));
    // A key that comes before the screen is drawn is lost. With one Tab less, Enter goes back.
    let begun = (0..5).any(|_| {
        assert!(game.until_title_changes(|| game.key(&["4"])).contains("a new season"));
        let title = game.until_title_changes(|| game.key(&["Tab", "Tab", "Return"]));
        assert!(title.contains("who knows whom") || title.contains("more"), "{title}");
        title.contains("who knows whom")
    });
    assert!(begun, "a new season begins");
    assert!(game.until_title_changes(|| game.key(&["Escape"])).ends_with("town, day 1"));
}

/// A still screen draws nothing: five seconds take next to no processor time.
fn assert_idle(game: &Game) {
    std::thread::park_timeout(Duration::from_secs(2));
    let before = processor_time(game.process.0.id());
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(5) {
        std::thread::park_timeout(Duration::from_secs(5));
    }
    let used = processor_time(game.process.0.id()) - before;
    println!("the still screen used {used} hundredths of a second of processor time in 5 s");
    assert!(used <= 10, "{used} hundredths of a second in 5 s");
}

/// A window that is used with the mouse; the same screens without a window say where things are.
struct MouseUser {
    game: Game,
    harness: ScreenHarness,
}

impl MouseUser {
    /// Where the widget is whose name starts with this.
    fn find(&mut self, name: &str) -> (i32, i32) {
        self.harness.middle_of(name).unwrap_or_else(|| panic!("`{name}` is on the screen"))
    }

    /// Clicks at the widget whose name starts with this until the title changes; the new title.
    fn click(&mut self, name: &str) -> String {
        let at = self.find(name);
        self.game.until_title_changes(|| self.game.click(at))
    }

    /// The same where text may still appear: shows the whole line in turn.
    fn click_or_reveal(&self, whole_line: (i32, i32), at: (i32, i32)) -> String {
        let mut clicks = 0;
        self.game.until_title_changes(|| {
            self.game.click(if clicks % 2 == 0 { whole_line } else { at });
            clicks += 1;
        })
    }
}

#[test]
fn an_encounter_is_played_by_mouse_alone() {
    if !can_open_windows() {
        return;
    }
    let data = temp_dir();
    prepare_data(data.path());
    let mut user = MouseUser { game: Game::open(data.path()), harness: ScreenHarness::new((1280.0, 720.0), 100) };
    assert!(user.click("Come in").contains("who are you"));
    user.harness.sign_in();
    user.harness.ask(Intent::Back);
    assert!(user.click("Sam").contains("town, day"));
    user.harness.sign_in_again();
    assert!(user.click("1. ").contains("beforehand"));
    user.harness.ask(Intent::OpenScenario(ScenarioId::from("ten-to-six")));
    assert!(user.click("Start").ends_with("turn 1"));
    user.harness.ask(Intent::Start);
    let whole_line = user.find("Show the whole line");
    user.harness.ask(Intent::RevealAll);
    let reply = user.find("1. ");
    let mut turns = 0;
    loop {
        let title = user.click_or_reveal(whole_line, reply);
        turns += 1;
        assert_eq!(records(data.path())[0].decisions, turns);
        if title.ends_with("the end") {
            break;
        }
        assert!(turns < 30, "the encounter ends");
    }
    while !user.harness.is_over() {
        user.harness.ask(Intent::Choose(0));
    }
    user.harness.ask(Intent::RevealAll);
    let to_debrief = user.find("See how it went");
    let title = user.click_or_reveal(whole_line, to_debrief);
    assert!(title.contains("debrief"), "{title}");
    user.harness.ask(Intent::OpenDebrief);
    assert!(user.click("Full transcript").contains("what was said"));
    user.harness.ask(Intent::GoTo(Screen::Transcript));
    assert!(user.click("Back").contains("debrief"));
}

/// A ledger that knows Sam, and an own scenario that comes first in the list: of all easy ones its id is the first.
fn prepare_data(data: &Path) {
    let mut ledger = Ledger::open(&data_paths(data), Millis(0)).expect("open the ledger");
    ledger.add_profile("Sam", &[], Millis(0)).expect("create the profile");
    let own = data.join("scenarios");
    std::fs::create_dir_all(&own).expect("create the folder");
    std::fs::copy(root().join("scenarios/walk-ins/ten-to-six.ron"), own.join("at-ten-to-six.ron"))
        .expect("copy the file");
}

#[test]
fn a_machine_without_a_sound_device_gets_no_message_about_it() {
    if !can_open_windows() {
        return;
    }
    let data = temp_dir();
    let mut game = Game::open(data.path());
    assert!(game.until_title_changes(|| game.key(&["Return"])).contains("who are you"));
    assert!(game.close().success());
    let mut messages = String::new();
    let mut errors = game.process.0.stderr.take().expect("the standard error of the window is a pipe");
    errors.read_to_string(&mut messages).expect("the messages are text");
    for line in messages.lines() {
        assert!(!line.to_lowercase().contains("alsa") && !line.contains("panicked"), "{messages}");
    }
}
