//! Mutated and hostile files: reading neither panics, nor hangs, nor takes much memory, whatever a file holds.

use std::time::{Duration, Instant};

use rapport::diagnostic::{Report, render_text};
use rapport::scenario::id::ScenarioId;
use rapport::scenario::link::{Catalogue, Declared, World};
use rapport::scenario::read::{Reading, read_village};

use super::random::Random;
use super::support::{files_with_ending, peak_memory, sizes};

/// Longest time that reading one file may take.
const MAX_TIME: Duration = Duration::from_secs(1);
/// Most memory that reading one file may hold, in bytes.
const MAX_MEMORY: i64 = 256 * 1024 * 1024;
/// Size of the largest file that is read, in bytes.
const MAX_BYTES: usize = 1024 * 1024;

/// Small pieces of the format, and pieces that it does not allow.
const PIECES: [&str; 24] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    ",",
    ":",
    "=",
    "//",
    "/*",
    "*/",
    "Some(",
    "If(",
    "All([",
    "Not(",
    "“",
    "\\",
    "r#\"",
    "\u{feff}",
    "-99999999999999999999",
    "silence",
    "{{",
];

/// One to six changes; one file in two hundred grows to the size limit of the test.
pub(crate) fn mutate(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let to = (at + random.below(400)).min(bytes.len());
        match random.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let copy = bytes[at..to].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(random.below(256)).unwrap_or(0);
                }
            }
            4 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            _ => {
                let line = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |n| at + n);
                drop(bytes.drain(at..line));
            }
        }
    }
    if random.below(200) == 0 {
        let piece: Vec<u8> = match random.below(3) {
            0 => PIECES[random.below(PIECES.len())].bytes().collect(),
            1 => bytes.iter().take(60).copied().collect(),
            _ => bytes.clone(),
        };
        let at = random.below(bytes.len() + 1);
        let times = (MAX_BYTES - bytes.len().min(MAX_BYTES)) / piece.len().max(1);
        bytes.splice(at..at, piece.repeat(times));
    }
    bytes.truncate(MAX_BYTES);
    bytes
}

#[test]
fn mutated_files_are_read_in_time_and_memory() {
    let sources: Vec<Vec<u8>> = files_with_ending("scenarios", ".ron")
        .into_iter()
        .chain(files_with_ending("tests/scenarios", ".ron"))
        .map(|path| std::fs::read(path).expect("read the file"))
        .collect();
    let (village, ..) = read_village(
        "village.ron",
        std::fs::read(&files_with_ending("scenarios", "village.ron")[0]).expect("read the file"),
    );
    let world = World { village: &village, catalogue: None };
    let (mut slowest, mut largest) = (Duration::ZERO, 0);
    let count = sizes().mutations;
    for n in 0..count {
        let mut random = Random::from_seed(n);
        let source = &sources[random.below(sources.len())];
        let bytes = mutate(source, &mut random);
        let started = Instant::now();
        let ((), held) = peak_memory(|| {
            let linked = Reading::new("mutant.ron", "mutant", bytes.clone()).link(world);
            let reports = Report::all(&linked.source, &linked.diagnostics);
            assert!(linked.script.is_some() || !reports.is_empty(), "mutant {n} is refused without a reason");
            let shown = &linked.diagnostics[..linked.diagnostics.len().min(20)];
            assert!(shown.is_empty() || !render_text(&linked.source, shown).is_empty());
        });
        let took = started.elapsed();
        assert!(took < MAX_TIME, "mutant {n} of {} bytes took {took:?}", bytes.len());
        assert!(held < MAX_MEMORY, "mutant {n} of {} bytes took {held} bytes", bytes.len());
        slowest = slowest.max(took);
        largest = largest.max(held);
    }
    println!("{count} mutated files read, the slowest in {slowest:?}, the largest with {} KiB", largest / 1024);
}

#[test]
fn hostile_files_are_read_in_time_and_memory() {
    let village = read_village("village.ron", Vec::new()).0;
    let world = World { village: &village, catalogue: None };
    for piece in PIECES.iter().copied().chain([
        "a:",
        "\"a\n",
        "\\u{",
        "(a:",
        "[[],",
        "{\"a\":",
        "1,",
        "\"\",",
        "\n",
        "\u{0}",
        "Beat(lines:[",
    ]) {
        for head in ["", "Scenario(", "Scenario(beats: {", "Scenario(brief: \"", "Scenario(trains: ["] {
            let text = format!("{head}{}", piece.repeat(MAX_BYTES / piece.len() - head.len()));
            let started = Instant::now();
            let (count, held) = peak_memory(|| {
                let linked = Reading::new("hostile.ron", "hostile", text.clone().into_bytes()).link(world);
                let first: Vec<_> = linked.diagnostics.iter().take(5).cloned().collect();
                render_text(&linked.source, &first).len() + linked.diagnostics.len()
            });
            let took = started.elapsed();
            assert!(count > 0, "{head}{piece}…: nothing is wrong with it");
            assert!(took < MAX_TIME, "{head}{piece}… took {took:?}");
            assert!(held < MAX_MEMORY, "{head}{piece}… took {held} bytes");
        }
    }
}

/// Large files of well-formed parts whose names lead nowhere.
fn misnamed() -> Vec<(&'static str, String)> {
    let head = "Scenario(format: 1, title: \"T\", kind: WalkIn, channel: Counter, level: First, minutes: 1, trains: [Trust], brief: \"B\",";
    let pat = "cast: { \"pat\": Persona(name: \"Pat\") },";
    let many = |n: usize, one: &dyn Fn(usize) -> String| (0..n).map(one).collect::<String>();
    vec![
        (
            "beats that lead nowhere",
            format!(
                "{head} {pat} start: \"b0\", beats: {{ {} }})",
                many(12_000, &|n| format!("\"beat-{n}\": Beat(next: [Next(to: \"baet-{n}\")]),"))
            ),
        ),
        ("texts that are never closed", format!("Scenario(title: \"a\n{}", "\\\"\n".repeat(330_000))),
        (
            "villagers nobody knows",
            format!(
                "{head} cast: {{ {} }}, start: \"a\", beats: {{ \"a\": Beat() }})",
                many(16_000, &|n| format!("\"p{n}\": Villager(id:\"z\"),"))
            ),
        ),
        (
            "people and placeholders",
            format!(
                "{head} cast: {{ {} }}, facts: {{ {} }}, start: \"a\", beats: {{ }})",
                many(5_000, &|n| format!("\"p{n}\": Persona(name: \"P\"),")),
                many(20_000, &|n| format!("\"f{n}\": \"{{x.name}}\","))
            ),
        ),
        (
            "facts that are unknown",
            format!(
                "{head} {pat} facts: {{ {} }}, start: \"a\", beats: {{ \"a\": Beat(lines: [ {} ]) }})",
                many(10_000, &|n| format!("\"f{n}\": \"x\",")),
                many(10_000, &|n| format!("Narrate(text: \"x\", when: [Knows(\"g{n}\")]),"))
            ),
        ),
        (
            "other scenarios",
            format!(
                "{head} {pat} start: \"a\", beats: {{ \"a\": Beat(lines: [ {} ]) }})",
                many(12_000, &|n| format!("Narrate(text: \"x\", when: [Knows(\"s{n}/g\")]),"))
            ),
        ),
        ("parts of no name", format!("Scenario({})", "titel: 1, ".repeat(90_000))),
        ("unknown words", format!("{head} {pat} beats: {{ \"a\": Beat(lines: [ {} ]) }})", "Shout(), ".repeat(90_000))),
    ]
}

#[test]
fn large_files_of_wrong_names_are_read_in_time_and_memory() {
    let village = read_village("village.ron", Vec::new()).0;
    let catalogue: Catalogue =
        (0..2_000).map(|n| (ScenarioId::from(format!("s-{n}").as_str()), Declared::default())).collect();
    for catalogue in [None, Some(&catalogue)] {
        for (what, text) in misnamed() {
            assert!(text.len() <= MAX_BYTES, "{what}: {} bytes", text.len());
            let started = Instant::now();
            let (count, held) = peak_memory(|| {
                let linked = Reading::new("misnamed.ron", "misnamed", text.clone().into_bytes())
                    .link(World { village: &village, catalogue });
                linked.diagnostics.len()
            });
            let took = started.elapsed();
            println!("{what}: {count} problems in {took:?}");
            assert!(count > 0 && count <= 1_000, "{what}: {count} problems");
            assert!(took < MAX_TIME, "{what} took {took:?}");
            assert!(held < MAX_MEMORY, "{what} took {held} bytes");
        }
    }
}
