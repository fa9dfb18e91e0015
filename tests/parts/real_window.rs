//! The real window on a virtual display: an encounter played by key presses, and its record found in the ledger.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rapport::encounter::Status;
use rapport::record::{Millis, Record};
use rapport::storage::Ledger;

use super::support::{folder, places, rapport};

/// How long anything on the screen may take on a slow machine that draws without a graphics card.
const PATIENCE: Duration = Duration::from_mins(1);

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display of the test's own.
struct Display {
    _server: Running,
    name: String,
}

impl Display {
    fn open() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed: `scripts/test` does that");
        let out = server.stdout.take().expect("it says its number");
        let mut number = String::new();
        BufReader::new(out).read_line(&mut number).expect("it says its number");
        Self { _server: Running(server), name: format!(":{}", number.trim()) }
    }

    fn xdotool(&self, args: &[&str]) -> String {
        let output = Command::new("xdotool").args(args).env("DISPLAY", &self.name).output();
        let output = output.expect("xdotool is installed: `scripts/test` does that");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn title(&self, window: &str) -> String {
        self.xdotool(&["getwindowname", window])
    }
}

/// Asks until the answer is there.
fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < PATIENCE, "{what} did not come");
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

fn records(data: &Path) -> Vec<Record> {
    let now = Millis(0);
    let Ok(ledger) = Ledger::open(&places(data), now) else { return Vec::new() };
    let Ok(profile) = ledger.profile("Sam", now) else { return Vec::new() };
    ledger.records(&profile).unwrap_or_default()
}

/// Software Vulkan, so that the test needs no graphics card.
fn software_vulkan() -> String {
    let found = std::fs::read_dir("/usr/share/vulkan/icd.d").into_iter().flatten().filter_map(Result::ok);
    found
        .map(|entry| entry.path().display().to_string())
        .find(|path| path.contains("lvp_icd"))
        .expect("software Vulkan is installed: `scripts/test` does that")
}

/// The processor time a process has used, in hundredths of a second.
fn processor_time(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("the process lives");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    fields[11].parse::<u64>().expect("a number") + fields[12].parse::<u64>().expect("a number")
}

#[test]
fn an_encounter_is_played_with_keys_and_lands_in_the_ledger() {
    let data = folder();
    let display = Display::open();
    let game = rapport(data.path())
        .arg("--data")
        .arg(data.path())
        .env("DISPLAY", &display.name)
        .env("VK_ICD_FILENAMES", software_vulkan())
        .env_remove("WAYLAND_DISPLAY")
        .stderr(Stdio::null())
        .spawn()
        .expect("the game starts");
    let game = Running(game);
    let window = wait_for("the window", || {
        let found = display.xdotool(&["search", "--class", "rapport"]);
        found.lines().next().map(str::to_owned)
    });
    wait_for("the first screen", || display.title(&window).contains("who are you").then_some(()));
    display.xdotool(&["windowfocus", "--sync", &window]);
    // The name's field takes the focus with the window; a letter that came too early would be lost, so
    // each is typed once the window has drawn.
    wait_for("the name to be taken", || {
        display.xdotool(&["type", "--delay", "60", "Sam"]);
        display.xdotool(&["key", "Return"]);
        let came = Instant::now();
        while came.elapsed() < Duration::from_secs(3) {
            if display.title(&window).contains("choose") {
                return Some(());
            }
            std::thread::park_timeout(Duration::from_millis(50));
        }
        display.xdotool(&["key", "ctrl+a", "BackSpace"]);
        None
    });
    display.xdotool(&["key", "1"]);
    wait_for("the brief", || display.title(&window).contains("beforehand").then_some(()));
    display.xdotool(&["key", "Return"]);
    let mut turn = 1;
    wait_for("turn 1", || display.title(&window).ends_with("turn 1").then_some(()));
    loop {
        display.xdotool(&["key", "1"]);
        let title = wait_for("the next turn", || {
            let title = display.title(&window);
            (title.ends_with(&format!("turn {}", turn + 1)) || title.contains("debrief")).then_some(title)
        });
        // What is on the screen is on the disk.
        assert_eq!(records(data.path())[0].decisions, turn);
        if title.contains("debrief") {
            break;
        }
        turn += 1;
        assert!(turn < 30, "the encounter ends");
    }
    let record = records(data.path()).remove(0);
    assert_eq!((record.status, record.standing.attempt), (Status::Completed, Some(1)));
    assert!(record.card.is_some());

    // A still screen draws nothing: five seconds cost next to nothing.
    std::thread::park_timeout(Duration::from_secs(1));
    let before = processor_time(game.0.id());
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(5) {
        std::thread::park_timeout(Duration::from_secs(5));
    }
    let used = processor_time(game.0.id()) - before;
    println!("the still debrief used {used} hundredths of a second of processor time in 5 s");
    assert!(used <= 10, "{used} hundredths of a second in 5 s");

    display.xdotool(&["key", "Escape"]);
    wait_for("the list", || display.title(&window).contains("choose").then_some(()));
}
