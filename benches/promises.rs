//! What we promise about speed, measured on one core and printed; a promise that is not kept fails.
//!
//! `cargo bench --no-default-features --bench promises` measures all of it, and with `-- NAME` only the promises whose
//! name holds that word. Figures are those of this machine and this run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rapport::analysis::{Plays, Proof};
use rapport::encounter::{Encounter, Event, Memory, Status};
use rapport::files::DataPaths;
use rapport::library::{Library, words};
use rapport::lint::{Player, Surroundings, examine, simulate};
use rapport::scenario::link::World;
use rapport::scenario::model::Scenario;
use rapport::scenario::read::Reading;
use rapport::scenario::village::Village;
use ron::Value;
use ron::extensions::Extensions;

/// Decisions a second, with their evidence recorded: a floor that a shared machine of two cores keeps, on which 3.4 to 4.1
/// million were measured. Whether recording got slower is said by [`BESIDE_COPY`], which no machine changes.
const DECISIONS: f64 = 2_500_000.0;
/// A decision with its recorded evidence, as a multiple of the time of copying its texts once.
const BESIDE_COPY: f64 = 2.5;
/// Reading and checking 10,000 beats.
const READING: Duration = Duration::from_secs(1);
/// Reading a file, as a multiple of the time that the `ron` crate needs for the same bytes.
const BESIDE_RON: f64 = 2.2;
/// Everything the rules find in 10,000 beats.
const RULES: Duration = Duration::from_secs(1);
/// Everything proven of one shipped scenario.
const PROVING: Duration = Duration::from_secs(1);
/// Decisions a second by players who understand nothing: a floor, as for [`DECISIONS`]; 3.0 to 3.3 million were measured.
const SIMULATED: f64 = 2_000_000.0;
/// From the start of `rapport play` to the first options: what nobody notices; 26 ms were measured.
const FIRST_OPTIONS: Duration = Duration::from_millis(50);

/// Measures a promise and says whether it is kept.
type Measure = fn() -> bool;

/// Every promise by its name.
const PROMISES: [(&str, Measure); 8] = [
    ("decisions", decisions),
    ("beside_copy", beside_copy),
    ("reading", reading),
    ("beside_ron", beside_ron),
    ("proving", proving),
    ("simulating", simulating),
    ("rules", rules),
    ("first_options", first_options),
];

/// Measures the promises whose names hold the first argument, or all without one.
fn main() -> ExitCode {
    let filter = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let kept: Vec<bool> =
        PROMISES.into_iter().filter(|(name, _)| name.contains(&filter)).map(|(_, is_kept)| is_kept()).collect();
    if kept.iter().all(|kept| *kept) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn verdict(kept: bool) -> &'static str {
    if kept { "kept" } else { "NOT KEPT" }
}

/// Lines, offers, choose, effects and the record of each decision, over the shipped scenarios; texts
/// are handed out by reference, and every piece of every line and offer is looked at.
#[expect(clippy::cast_precision_loss, reason = "a few million")]
fn decisions() -> bool {
    let library = Library::load(&DataPaths::default());
    let mut best = 0.0_f64;
    for _ in 0..5 {
        let (mut made, mut bytes) = (0_u64, 0_usize);
        let started = Instant::now();
        for entry in library.entries.values() {
            let mut encounter = Encounter::start(Arc::clone(&entry.script), 0, Memory::default());
            for seed in 0..40_000 {
                encounter.restart(seed);
                let mut turn = seed;
                while encounter.status() == Status::Open {
                    for event in encounter.events() {
                        if let Event::Line(at) = event {
                            let line = at.line(encounter.script());
                            bytes += line.wordings.get(at.wording as usize).map_or(0, |text| text.raw().len());
                        }
                    }
                    bytes += encounter.offers().map(|choice| choice.words.raw().len()).sum::<usize>();
                    let offers = encounter.offers().len() as u64;
                    turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    encounter.choose_at(usize::try_from((turn >> 33) % offers).unwrap_or(0), 0);
                    made += 1;
                }
            }
        }
        let rate = made as f64 / started.elapsed().as_secs_f64();
        assert!(bytes > 0);
        best = best.max(rate);
    }
    let kept = best >= DECISIONS;
    println!(
        "decisions with evidence recorded: {:.2} million a second, promised {:.1}: {}",
        best / 1e6,
        DECISIONS / 1e6,
        verdict(kept)
    );
    kept
}

/// Whole plays from their start to their transcript, per decision, beside copying once the ids and the reason that the
/// transcript has of each decision. Both are measured in turns in the same run, and the best round of each counts.
#[expect(clippy::cast_precision_loss, reason = "a few thousand decisions")]
fn beside_copy() -> bool {
    const PLAYS: u64 = 200;
    let village = Village::default();
    let mut is_kept = true;
    for beats in [40, 400, 4_000, 10_000] {
        let text = long_scenario(beats).into_bytes();
        let linked = Reading::new("long.ron", "long", text).link(World { village: &village, catalogue: None });
        let script = linked.script.expect("the long scenario has no errors");
        let play = |seed| {
            let mut encounter = Encounter::start(Arc::clone(&script), seed, Memory::default());
            while encounter.status() == Status::Open {
                encounter.choose_at(0, 0);
            }
            encounter.transcript()
        };
        let transcript = play(0);
        let (mut decision, mut copy) = (f64::MAX, f64::MAX);
        for _ in 0..9 {
            let started = Instant::now();
            for seed in 0..PLAYS {
                black_box(play(seed));
            }
            decision = decision.min(started.elapsed().as_secs_f64());
            let started = Instant::now();
            for _ in 0..PLAYS {
                for decision in &transcript.decisions {
                    black_box(decision.beat().as_str().to_owned());
                    black_box(decision.chosen().as_str().to_owned());
                    black_box(decision.because().to_owned());
                    for offered in decision.offered() {
                        black_box(offered.id.as_str().to_owned());
                    }
                }
            }
            copy = copy.min(started.elapsed().as_secs_f64());
        }
        let per_decision = 1e9 / (PLAYS as f64 * transcript.decisions.len() as f64);
        let ratio = decision / copy;
        is_kept &= ratio <= BESIDE_COPY;
        println!(
            "{beats} beats: a decision with its evidence {:.0} ns, copying its texts once {:.0} ns: {ratio:.2} times",
            decision * per_decision,
            copy * per_decision
        );
    }
    println!("decisions beside copying their texts, promised {BESIDE_COPY} times at most: {}", verdict(is_kept));
    is_kept
}

/// A scenario of `beats` beats, each with four choices of about 1,600 bytes in all.
fn long_scenario(beats: usize) -> String {
    let mut text = String::from(
        r#"Scenario(format: 1, title: "Long", kind: WalkIn, channel: Counter, level: First, minutes: 9, trains: [Trust],
        brief: "Long.", cast: { "pat": Persona(name: "Pat", needs: { "n": Need(kind: Personal, is: "an end") }) },
        facts: { "f": "a fact" }, start: "b0", beats: {"#,
    );
    for n in 0..beats {
        let next = if n + 1 == beats { "end".to_owned() } else { format!("b{}", n + 1) };
        let _ = write!(
            text,
            "\n  \"b{n}\": Beat(\n    lines: [Say(by: \"pat\", text: \"What is said at beat {n}, and it is not short.\", learn: [\"f\"])],\n    choices: {{"
        );
        for k in 0..4 {
            let _ = write!(
                text,
                "\n      \"c{k}\": Choice(\n        when: [Any([Knows(\"f\"), RapportAtLeast(1{k})])],\n        say: \"A reply of some length, as people give it when they have the time, number {k}.\",\n        act: Ask,\n        evidence: {{ Trust: {weight}, Grace: -1 }},\n        because: \"A reason in the coach's words, long enough to teach something about beat {n}.\",\n        effects: [Rapport(3), Find(\"n\"), If(Found(\"n\"), [Mood(Calm)])],\n        to: \"{next}\",\n      ),",
                weight = k % 3,
            );
        }
        text.push_str("\n    },\n  ),");
    }
    text.push_str("\n  \"end\": Beat(end: Ending(outcome: Solved, text: \"The end.\")),\n})\n");
    text
}

fn read_and_check(text: &str, village: &Village) -> Duration {
    (0..3)
        .map(|_| {
            let bytes = text.as_bytes().to_vec();
            let started = Instant::now();
            let linked = Reading::new("long.ron", "long", bytes).link(World { village, catalogue: None });
            let took = started.elapsed();
            assert!(linked.script.is_some(), "{:?}", linked.diagnostics.first());
            took
        })
        .min()
        .unwrap_or_default()
}

/// Reading plus checking, from 40 to 10,000 beats; linear means that a byte costs about the same.
#[expect(clippy::cast_precision_loss, reason = "a few million")]
fn reading() -> bool {
    let village = Village::default();
    let mut costs = Vec::new();
    let mut last = Duration::ZERO;
    for beats in [40, 200, 1_000, 4_000, 10_000] {
        let text = long_scenario(beats);
        last = read_and_check(&text, &village);
        let cost = last.as_secs_f64() * 1e9 / text.len() as f64;
        costs.push(cost);
        println!(
            "reading and checking {beats} beats, {:.1} MB: {last:?}, {cost:.1} ns a byte",
            text.len() as f64 / 1e6
        );
    }
    // Ten thousand beats no longer fit into the processor's cache, forty do.
    let linear = costs.iter().all(|cost| *cost < 3.0 * costs[0]);
    let kept = last <= READING && linear;
    println!("10,000 beats in {last:?}, promised {READING:?}, linear: {linear}: {}", verdict(kept));
    kept
}

/// Reading to plain data with positions, beside the `ron` crate, on the same bytes in the same run.
///
/// The fair comparison is `from_str` to the same type, since both end with the same value in hand. `ron::Value`, the
/// crate's own tree, is measured too, and the faster of the two counts.
fn beside_ron() -> bool {
    let options = || {
        ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
    };
    let shipped: Vec<String> = shipped_texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"));
    assert!(!shipped.is_empty(), "no scenario was found");
    let mut all_kept = true;
    for (what, texts) in [("the shipped scenarios", shipped), ("4,000 beats", vec![long_scenario(4_000)])] {
        let (mut ours, mut typed, mut untyped) = (Duration::MAX, Duration::MAX, Duration::MAX);
        // In turn, so that a busy machine is as hard on one as on the others; the best of each counts.
        for _ in 0..15 {
            ours = ours.min(timed(&texts, |text| {
                let reading = Reading::new("a.ron", "a", text.as_bytes().to_vec());
                assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics.first());
                reading
            }));
            typed = typed.min(timed(&texts, |text| options().from_str::<Scenario>(text).expect("ron reads the type")));
            untyped = untyped.min(timed(&texts, |text| options().from_str::<Value>(text).expect("ron reads a value")));
        }
        let ratio = ours.as_secs_f64() / typed.min(untyped).as_secs_f64();
        let is_kept = ratio <= BESIDE_RON;
        println!(
            "reading {what}: {ours:?}, by ron {typed:?} to the type, {untyped:?} to a value: {ratio:.2} times, promised {BESIDE_RON}: {}",
            verdict(is_kept)
        );
        all_kept &= is_kept;
    }
    all_kept
}

/// How long it takes to read all texts, one after the other.
fn timed<T>(texts: &[String], read: impl Fn(&str) -> T) -> Duration {
    let started = Instant::now();
    for text in texts {
        black_box(read(black_box(text)));
    }
    started.elapsed()
}

/// The texts of the shipped scenarios.
fn shipped_texts(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).expect("list the folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            texts.extend(shipped_texts(&path));
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            let text = std::fs::read_to_string(&path).expect("read the file");
            texts.extend(Some(text).filter(|text| text.contains("Scenario(")));
        }
    }
    texts
}

/// All plays of each shipped scenario, with every memory, and every figure that `rapport check --ranges` tells.
fn proving() -> bool {
    let library = Library::load(&DataPaths::default());
    let mut worst = Duration::ZERO;
    for entry in library.entries.values() {
        let started = Instant::now();
        let plays = Plays::explore(&entry.script);
        let proof = Proof::from_plays(&plays);
        let took = started.elapsed();
        assert!(proof.exact, "{}", entry.script.id);
        println!(
            "proving {}: {took:?}, {} memories, {} places each",
            entry.script.id,
            plays.spaces.len(),
            proof.places
        );
        worst = worst.max(took);
    }
    let kept = worst <= PROVING;
    println!("every shipped scenario proven in {worst:?} or less, promised {PROVING:?}: {}", verdict(kept));
    kept
}

/// Each player over the shipped scenarios; the slowest counts.
#[expect(clippy::cast_precision_loss, reason = "a few million")]
fn simulating() -> bool {
    let library = Library::load(&DataPaths::default());
    let words = words(BTreeSet::new());
    let mut slowest = f64::MAX;
    for player in Player::ALL {
        let best = (0..3).map(|_| {
            let started = Instant::now();
            let scripts = library.entries.values().map(|entry| &entry.script);
            let made: u64 = scripts.map(|script| simulate(script, player, &words, 40_000, 1).decisions).sum();
            made as f64 / started.elapsed().as_secs_f64()
        });
        slowest = slowest.min(best.fold(0.0, f64::max));
    }
    let kept = slowest >= SIMULATED;
    println!(
        "simulated decisions, slowest player: {:.2} million a second, promised {:.0}: {}",
        slowest / 1e6,
        SIMULATED / 1e6,
        verdict(kept)
    );
    kept
}

/// All rules, with following the plays as far as they go, from 40 to 10,000 beats.
#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn rules() -> bool {
    let (village, words, surroundings) = (Village::default(), words(BTreeSet::new()), Surroundings::default());
    let (mut costs, mut last) = (Vec::new(), Duration::ZERO);
    for beats in [40, 200, 1_000, 4_000, 10_000] {
        let text = long_scenario(beats).into_bytes();
        let linked = Reading::new("long.ron", "long", text).link(World { village: &village, catalogue: None });
        let files = [linked];
        last = (0..3)
            .map(|_| {
                let started = Instant::now();
                let examined = examine(&files, &surroundings, &words);
                assert!(!examined.files[0].is_empty(), "a play of 40 decisions alike is worth a word");
                started.elapsed()
            })
            .min()
            .unwrap_or_default();
        let cost = last.as_secs_f64() * 1e6 / beats as f64;
        costs.push(cost);
        println!("all rules on {beats} beats: {last:?}, {cost:.1} us a beat");
    }
    // Below a thousand beats what does not grow with them weighs more.
    let linear = costs[3..].iter().all(|cost| *cost < 2.0 * costs[2]);
    let kept = last <= RULES && linear;
    println!("all rules on 10,000 beats in {last:?}, promised {RULES:?}, linear: {linear}: {}", verdict(kept));
    kept
}

/// The first options of a shipped scenario, from the start of the process.
fn first_options() -> bool {
    let data = tempfile::tempdir().expect("create a temp dir");
    let mut times = Vec::new();
    for _ in 0..11 {
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_rapport"))
            .args(["play", "the-sofa", "--trainee", "Bench", "--data"])
            .arg(data.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("start the program");
        let mut out = child.stdout.take().expect("the program's standard output is a pipe");
        let (mut seen, mut piece) = (Vec::new(), [0; 4096]);
        while !String::from_utf8_lossy(&seen).contains("\n1. ") {
            let read = out.read(&mut piece).expect("read the scenario");
            assert!(read > 0, "it ended early");
            seen.extend_from_slice(&piece[..read]);
        }
        times.push(started.elapsed());
        child.kill().expect("kill the program");
        child.wait().expect("wait for the program to end");
    }
    times.sort();
    let median = times[times.len() / 2];
    let kept = median <= FIRST_OPTIONS;
    println!(
        "first options after {median:?} (median of {}, first run {:?}), promised {FIRST_OPTIONS:?}: {}",
        times.len(),
        times[times.len() - 1],
        verdict(kept)
    );
    kept
}
