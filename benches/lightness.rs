//! Processor time and memory of the window, compared with an empty Bevy and egui window in the same run.
//!
//! Both are started in turn, several times, on a virtual display with software Vulkan. The game shows the screen of an
//! encounter with *No hurry* on, since a patience ring is drawn five times a second while it runs. A figure above its
//! limit fails the benchmark.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[path = "../tests/it/display.rs"]
mod display;

use display::{Display, can_open_windows, processor_time, wait_for};

/// How often each is started; the median counts.
const RUNS: usize = 3;
/// Pictures drawn to measure one.
const PICTURES: u32 = 120;
/// The measurements of one start.
#[derive(Clone, Copy)]
struct Figures {
    /// From the start of the process to the first picture that can be pressed, in milliseconds.
    first: f64,
    /// Proportional memory of the process, in kilobytes.
    memory: f64,
    /// Processor time of one drawn picture, in milliseconds.
    picture: f64,
    /// Processor time at rest, in per cent of one core.
    rest: f64,
}

/// A program and how it is brought to the screen that is measured.
struct Subject {
    name: &'static str,
    program: PathBuf,
    arguments: Vec<String>,
    class: &'static str,
    ready: &'static str,
    /// Keys to the encounter screen, each with what the title says then.
    way: &'static [(&'static str, &'static str)],
}

fn pause(time: Duration) {
    let since = Instant::now();
    while since.elapsed() < time {
        std::thread::park_timeout(time);
    }
}

/// Proportional memory of a process, in kilobytes: its own, and its share of what it shares with others.
fn memory(process: u32) -> f64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).expect("read /proc of the process");
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0.0)
}

fn measure(display: &Display, subject: &Subject) -> Figures {
    let started = Instant::now();
    let mut command = Command::new(&subject.program);
    command.args(&subject.arguments).stderr(Stdio::null());
    let (process, window) = display.start(command, subject.class, subject.ready);
    let first = started.elapsed().as_secs_f64() * 1000.0;
    display.focus(&window);
    let id = process.0.id();
    let title = || display.xdotool(&["getwindowname", &window]);
    for (key, then) in subject.way {
        wait_for(then, || {
            if title().contains(then) {
                return Some(());
            }
            if key.len() > 8 {
                display.xdotool(&["type", "--delay", "40", &key[8..]]);
                display.xdotool(&["key", "Return"]);
            } else {
                display.xdotool(&["key", key]);
            }
            pause(Duration::from_millis(700));
            None
        });
    }
    // By then all text has appeared and nobody on the stage moves.
    pause(Duration::from_secs(if subject.way.is_empty() { 3 } else { 24 }));
    let before = processor_time(id);
    pause(Duration::from_secs(5));
    let hundredths = |since: u64| f64::from(u32::try_from(processor_time(id) - since).unwrap_or(u32::MAX));
    let rest = hundredths(before) / 500.0 * 100.0;
    let before = processor_time(id);
    for n in 0..PICTURES {
        let x = 300 + n % 40;
        display.xdotool(&["mousemove", "--window", &window, &x.to_string(), "690"]);
        pause(Duration::from_millis(25));
    }
    let picture = hundredths(before) * 10.0 / f64::from(PICTURES);
    Figures { first, memory: memory(id), picture, rest }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// An empty window, which the game is measured against.
fn empty_window(built: &Path) -> Subject {
    let program = built.join("examples/empty");
    assert!(program.is_file(), "build it first: `cargo build --release --example empty`");
    Subject { name: "empty", program, arguments: Vec::new(), class: "rapport-empty", ready: "ready", way: &[] }
}

/// The game with a new data folder, brought to the first decision of an encounter.
fn game_window(built: &Path, data: &Path) -> Subject {
    std::fs::create_dir_all(data).expect("create the folder");
    std::fs::write(data.join("settings.json"), r#"{ "no_hurry": true }"#).expect("write the file");
    Subject {
        name: "rapport",
        program: built.join("rapport"),
        arguments: vec!["--data".into(), data.display().to_string()],
        class: "^rapport$",
        ready: "Rapport",
        way: &[("Return", "who are you"), ("........Sam", "town, day"), ("1", "beforehand"), ("Return", "turn 1")],
    }
}

/// The figures of each run: of the empty window, then of the game.
fn measure_all(built: &Path, data: &Path) -> [Vec<Figures>; 2] {
    let display = Display::open();
    let empty = empty_window(built);
    let mut all: [Vec<Figures>; 2] = [Vec::new(), Vec::new()];
    for run in 0..RUNS {
        let game = game_window(built, &data.join(run.to_string()));
        for (n, subject) in [&empty, &game].into_iter().enumerate() {
            let figures = measure(&display, subject);
            println!(
                "{} {}: first picture {:.0} ms, memory {:.0} MB, a drawn picture {:.1} ms, at rest {:.2} %",
                subject.name,
                run + 1,
                figures.first,
                figures.memory / 1024.0,
                figures.picture,
                figures.rest
            );
            all[n].push(figures);
        }
    }
    all
}

/// Prints each figure beside its limit; whether all are within.
fn within_limits([empty, game]: &[Vec<Figures>; 2]) -> bool {
    let median_of = |runs: &[Figures], figure: fn(&Figures) -> f64| median(runs.iter().map(figure).collect());
    let mut within = true;
    for (name, figure, most) in [
        ("first picture", (|f| f.first) as fn(&Figures) -> f64, 1.4),
        ("memory", |f| f.memory, 1.45),
        ("processor time of a drawn picture", |f| f.picture, 2.0),
    ] {
        let ratio = median_of(game, figure) / median_of(empty, figure);
        within &= ratio <= most;
        println!("{name}: {ratio:.2} times the empty window, promised at most {most}");
    }
    let rest = median_of(game, |f| f.rest);
    within &= rest <= 2.0;
    println!("at rest: {rest:.2} % of one core, promised at most 2");
    within
}

fn main() {
    // `cargo test` runs benchmarks too, without this argument; there is nothing to measure then.
    if !std::env::args().any(|argument| argument == "--bench") || !can_open_windows() {
        return;
    }
    let built = Path::new(env!("CARGO_BIN_EXE_rapport")).parent().expect("the program is in a folder").to_path_buf();
    let data = std::env::temp_dir().join(format!("rapport-lightness-{}", std::process::id()));
    let figures = measure_all(&built, &data);
    // A folder that cannot be removed does not change the figures.
    let _ = std::fs::remove_dir_all(&data);
    assert!(within_limits(&figures), "a promise about speed is not kept");
}
