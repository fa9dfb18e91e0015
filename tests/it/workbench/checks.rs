//! What `rapport check` finds and proves, the plays that show it, and its limits.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use rapport::authoring::template;
use rapport::scenario::model::Kind;

use crate::support::{root, run_rapport, run_rapport_for_json, stderr, stdout, temp_dir};

#[test]
fn what_is_remembered_can_be_replayed_from_the_ranges() {
    let data = temp_dir();
    let bus = root().join("scenarios/off-duty/the-last-bus.ron");
    let bus = bus.to_str().expect("the path is UTF-8");
    let proofs = run_rapport_for_json(data.path(), &["check", bus, "--ranges", "--format", "json"]);
    let proof = &proofs["scenarios"][0];
    assert_eq!((proof["id"].as_str(), proof["exact"].as_bool()), (Some("the-last-bus"), Some(true)));
    let remembered = proof["remembered"].as_array().expect("the list of reads is a JSON list");
    assert!(!remembered.is_empty());
    let memory = data.path().join("memory.json");
    for one in remembered.iter().take(4) {
        std::fs::write(&memory, one["memory"].to_string()).expect("write the file");
        for ending in one["by_ending"].as_array().expect("a JSON list") {
            let max = &ending["overall"]["max"];
            let path: Vec<&str> =
                max["path"].as_array().expect("a JSON list").iter().filter_map(|id| id.as_str()).collect();
            let seed = max["seed"].to_string();
            let args = [
                "play",
                bus,
                "--seed",
                &seed,
                "--choices",
                &path.join(","),
                "--memory",
                memory.to_str().expect("the path is UTF-8"),
                "--json",
            ];
            let play = run_rapport_for_json(data.path(), &args);
            assert_eq!(play["ending"], ending["ending"]);
            assert_eq!(
                (&play["overall"]["gained"], &play["overall"]["span"]),
                (&max["gained"], &max["span"]),
                "{play}"
            );
        }
    }
}

/// The template, with its last reply leading straight to where all is lost, and without tests; saved in a folder.
fn save_lost(folder: &Path) -> (String, String) {
    let text = template(&"lamp".into(), Kind::WalkIn).replace("to: \"leaves\"", "to: \"end-lost\"");
    let (before, _) = text.split_once("    // Plays that `rapport check` tries").expect("the template has tests");
    let text = format!("{before})");
    (save(folder, "lamp.ron", &text), text)
}

/// Saves a scenario in a folder; its path.
fn save(folder: &Path, name: &str, text: &str) -> String {
    let file = folder.join(name);
    std::fs::write(&file, text).expect("write a scenario");
    file.to_str().expect("the path is UTF-8").to_owned()
}

/// What `rapport check` finds in a file.
fn found_in(data: &Path, file: &str) -> Vec<serde_json::Value> {
    let found = run_rapport_for_json(data, &["check", file, "--format", "json"]);
    found["diagnostics"].as_array().expect("a list of diagnostics").clone()
}

/// The ids in a list.
fn ids(list: &serde_json::Value) -> Vec<&str> {
    list.as_array().expect("a list of ids").iter().filter_map(|id| id.as_str()).collect()
}

#[test]
fn a_rule_points_at_its_place_and_shows_a_play() {
    let data = temp_dir();
    let (name, text) = save_lost(data.path());
    let all = found_in(data.path(), &name);
    let best = all.iter().find(|one| one["code"] == "W33").unwrap_or_else(|| panic!("{all:?}"));
    let line = text.lines().position(|line| line.contains("\"end-lost\": Beat(")).expect("find the beat") + 1;
    assert_eq!((best["line"].as_u64(), best["severity"].as_str()), (Some(line as u64), Some("warning")));
    let path = ids(&best["witness"]["path"]).join(",");
    let play = run_rapport_for_json(data.path(), &["play", &name, "--choices", &path, "--json"]);
    assert_eq!(play["ending"], "end-lost");
    assert!(stdout(&run_rapport(data.path(), &["check", &name])).contains("play it: rapport play"));
}

#[test]
fn a_rule_can_be_silenced() {
    let data = temp_dir();
    let (_, text) = save_lost(data.path());
    let silenced = text.replace("    format: 1,", "    format: 1,\n    allow: { \"W33\": \"a tragedy\" },");
    let all = found_in(data.path(), &save(data.path(), "lamp.ron", &silenced));
    assert!(all.iter().all(|one| one["code"] != "W33"), "{all:?}");
}

#[test]
fn a_code_that_cannot_be_silenced_is_reported() {
    let data = temp_dir();
    let text = template(&"lamp".into(), Kind::WalkIn);
    for (code, said) in [("W99", "there is no rule `W99`"), ("E40", "cannot be silenced"), ("w33", "write it as `W33`")]
    {
        let allow = format!("    format: 1,\n    allow: {{ \"{code}\": \"so\" }},");
        let name = save(data.path(), "lamp.ron", &text.replace("    format: 1,", &allow));
        let found = stdout(&run_rapport(data.path(), &["check", &name]));
        assert!(found.contains("W05") && found.contains(said), "{found}");
    }
}

#[test]
fn what_cannot_be_played_is_not_proven_and_that_is_said() {
    let data = temp_dir();
    let file = data.path().join("broken.ron");
    std::fs::write(&file, "Scenario(").expect("write the file");
    let name = file.to_str().expect("the path is UTF-8");
    let proofs = run_rapport(data.path(), &["check", name, "--ranges", "--format", "json"]);
    assert_eq!(proofs.status.code(), Some(1));
    let read: serde_json::Value = serde_json::from_str(&stdout(&proofs)).expect("parse the line as JSON");
    assert!(read["scenarios"].as_array().is_some_and(Vec::is_empty) && read["unproven"][0]["file"] == name, "{read}");
    assert!(
        stdout(&run_rapport(data.path(), &["check", name, "--ranges"])).contains("is not proven until it is mended")
    );
}

/// A scenario of beats that lead on, back, and to an ending, each as `ways` says for the nth of so many.
fn many(beats: usize, head: &str, ways: impl Fn(usize) -> Vec<String>) -> String {
    let mut text = format!(
        r#"Scenario(format: 1, title: "Many", kind: WalkIn, channel: Counter, level: First, minutes: 9, trains: [Trust], brief: "Many.",
        cast: {{ "pat": Persona(name: "Pat", rapport: 50) }}, {head} start: "b0", beats: {{ "#
    );
    for n in 0..beats {
        let _ = write!(text, r#""b{n}": Beat(choices: {{ {} }}), "#, ways(n).join(", "));
    }
    text.push_str(r#""end": Beat(end: Ending(outcome: Solved, text: "End.")) })"#);
    text
}

fn way(id: &str, to: &str, more: &str) -> String {
    format!(r#""{id}": Choice(say: "Go on.", act: Ask, because: "So.", {more} to: "{to}")"#)
}

#[test]
fn what_is_not_followed_is_not_reported() {
    let data = temp_dir();
    // Seventeen flags that are never cleared: too many places to follow rapport too, which never leaves its scale.
    let flags = 17;
    let when: Vec<String> = (0..flags).map(|n| format!(r#"Has("f{n}")"#)).collect();
    let wide = many(flags + 2, "", |n| match n {
        _ if n < flags => vec![
            way(
                "set",
                &format!("b{}", n + 1),
                &format!(r#"effects: [Set("f{n}"), Rapport({})],"#, if n == 0 { -30 } else { 0 }),
            ),
            way("not", &format!("b{}", n + 1), if n == 0 { "effects: [Rapport(-30)]," } else { "" }),
        ],
        _ if n == flags => vec![
            way("up", &format!("b{}", n + 1), "effects: [Rapport(60)],"),
            way("on", &format!("b{}", n + 1), "effects: [Rapport(60)],"),
        ],
        _ => vec![way("out", "end", &format!("when: [Any([{}])],", when.join(", "))), way("in", "end", "")],
    });
    let found = found_in(data.path(), &save(data.path(), "wide.ron", &wide));
    let codes: Vec<&str> = found.iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"H40") && !codes.contains(&"W38"), "{codes:?}");
}

#[test]
fn an_ending_of_plays_that_are_cut_off_is_listed_once_with_a_real_play() {
    let data = temp_dir();
    // Plays of 50 to 150 decisions: the best ones are cut off.
    let long = many(150, "", |n| {
        let on = if n == 149 { "end".into() } else { format!("b{}", n + 1) };
        let mut ways = vec![way("on", &on, "evidence: { Trust: 1 },"), way("dull", &on, "")];
        if n >= 49 {
            ways.push(way("out", "end", ""));
        }
        ways
    });
    let name = save(data.path(), "long.ron", &long);
    let proof = &run_rapport_for_json(data.path(), &["check", &name, "--ranges", "--format", "json"])["scenarios"][0];
    assert_eq!((proof["exact"].as_bool(), proof["by_ending"].as_array().map(Vec::len)), (Some(false), Some(1)));
    let max = &proof["by_ending"][0]["overall"]["max"];
    let path = ids(&max["path"]).join(",");
    let play = run_rapport_for_json(data.path(), &["play", &name, "--choices", &path, "--json"]);
    assert_eq!((&play["ending"], &play["overall"]["gained"]), (&serde_json::json!("end"), &max["gained"]));
    let found = found_in(data.path(), &name);
    let passes = found.iter().find(|one| one["code"] == "W16").expect("a long play is reported");
    assert_eq!(ids(&passes["witness"]["path"]).len(), 61, "a play of 61 decisions shows it");
}

#[test]
fn ten_thousand_beats_forth_and_back_are_checked_in_time() {
    let data = temp_dir();
    let file = data.path().join("bidi.ron");
    let text = many(10_000, "", |n| {
        let on = if n == 9_999 { "end".into() } else { format!("b{}", n + 1) };
        vec![
            way("on", &on, "evidence: { Trust: 1 }, effects: [Rapport(1)],"),
            way("back", &format!("b{}", n.saturating_sub(1)), ""),
            way("out", "end", "when: [RapportAtLeast(60)],"),
        ]
    });
    std::fs::write(&file, text).expect("write the file");
    let begun = Instant::now();
    let checked = run_rapport(data.path(), &["check", file.to_str().expect("the path is UTF-8")]);
    assert!(stdout(&checked).contains("1 scenario checked"));
    // A second is promised and measured in the benches; here several tests share the machine.
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let refused = run_rapport(data.path(), &["graph", file.to_str().expect("the path is UTF-8")]);
    assert!(stderr(&refused).contains("--format dot"), "{}", stderr(&refused));
}
