//! How light the window is, beside an empty Bevy and egui window in the same run: first picture, memory, rest, a drawn picture.
//!
//! Both are started in turn, several times, on a virtual display with software Vulkan. The game stands on the
//! screen of an encounter, with no hurry, since a patience ring is drawn five times a second while it runs. A
//! figure that is worse than what is promised fails the bench.

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
/// What is measured of one start.
#[derive(Clone, Copy)]
struct Figures {
    /// From the start of the process to the first picture that can be pressed, in milliseconds.
    first: f64,
    /// Memory of its own, in kilobytes.
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

/// Memory that is the process's own, with its share of what it shares.
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
    // Words have appeared, breath and blink have stopped.
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

fn main() {
    // `cargo test` asks benches too; there is nothing to measure then.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    if !can_open_windows() {
        return;
    }
    let built = Path::new(env!("CARGO_BIN_EXE_rapport")).parent().expect("the file has a folder").to_path_buf();
    let data = std::env::temp_dir().join(format!("rapport-light-{}", std::process::id()));
    let display = Display::open();
    let empty = Subject {
        name: "empty",
        program: built.join("examples/empty"),
        arguments: Vec::new(),
        class: "rapport-empty",
        ready: "ready",
        way: &[],
    };
    assert!(empty.program.is_file(), "build it first: `cargo build --release --example empty`");
    let mut all: [Vec<Figures>; 2] = [Vec::new(), Vec::new()];
    for run in 0..RUNS {
        let folder = data.join(run.to_string());
        std::fs::create_dir_all(&folder).expect("create the folder");
        std::fs::write(folder.join("settings.json"), r#"{ "no_hurry": true }"#).expect("write the file");
        let game = Subject {
            name: "rapport",
            program: built.join("rapport"),
            arguments: vec!["--data".into(), folder.display().to_string()],
            class: "^rapport$",
            ready: "Rapport",
            way: &[("Return", "who are you"), ("........Sam", "choose"), ("1", "beforehand"), ("Return", "turn 1")],
        };
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
    // What was measured is measured; the folder is nobody's.
    let _ = std::fs::remove_dir_all(&data);
    let of = |n: usize, what: fn(&Figures) -> f64| median(all[n].iter().map(what).collect());
    let mut kept = true;
    for (name, what, most) in [
        ("first picture", (|f| f.first) as fn(&Figures) -> f64, 1.5),
        ("memory", |f| f.memory, 1.5),
        ("processor time of a drawn picture", |f| f.picture, 2.0),
    ] {
        let (empty, game) = (of(0, what), of(1, what));
        let ratio = game / empty;
        kept &= ratio <= most;
        println!("{name}: {ratio:.2} times the empty window, promised at most {most}");
    }
    let rest = of(1, |f| f.rest);
    kept &= rest <= 2.0;
    println!("at rest: {rest:.2} % of one core, promised at most 2");
    assert!(kept, "a promise is not kept");
}
