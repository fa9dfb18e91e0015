//! A first file of each kind, and even layout.

use rapport::authoring::template;
use rapport::diagnostic::Source;
use rapport::scenario::model::Kind;
use rapport::scenario::read::Reading;
use rapport::scenario::ron::format::format_text;

use crate::random::Random;
use crate::support::{files_with_ending, run_rapport, stderr, stdout, temp_dir};

#[test]
fn a_new_scenario_of_every_kind_plays_and_is_sound_and_even() {
    let data = temp_dir();
    let out = data.path().join("mine");
    let out = out.to_str().expect("the path is UTF-8");
    for kind in Kind::ALL {
        let id = format!("a-{}", kind.as_str().to_lowercase());
        let made = run_rapport(data.path(), &["new", &id, "--kind", kind.as_str(), "--out", out]);
        assert!(made.status.success(), "{}", stderr(&made));
        let again = run_rapport(data.path(), &["new", &id, "--kind", kind.as_str(), "--out", out]);
        assert_eq!(again.status.code(), Some(2));
        assert!(stderr(&again).contains("already exists"), "{}", stderr(&again));
    }
    let checked = run_rapport(data.path(), &["check", out, "--deny-warnings"]);
    assert!(
        checked.status.success() && stdout(&checked).contains("7 scenarios checked: 0 errors, 0 warnings"),
        "{}",
        stdout(&checked)
    );
    assert!(run_rapport(data.path(), &["fmt", "--check", out]).status.success());
    let bad = run_rapport(data.path(), &["new", "Not An Id", "--kind", "WalkIn", "--out", out]);
    assert_eq!(bad.status.code(), Some(2));
}

/// What a text means, and its remarks, whatever the layout.
fn meaning(text: &str) -> (String, Vec<String>) {
    let reading = Reading::new("a.ron", "a", text.as_bytes().to_vec());
    let remarks = text.lines().filter_map(|line| line.split_once("// ")).map(|(_, remark)| remark.trim().to_owned());
    (serde_json::to_string(&reading.scenario).expect("write the file as JSON"), remarks.collect())
}

#[test]
fn laying_out_keeps_meaning_and_remarks_and_does_nothing_twice() {
    let mut random = Random::from_seed(7);
    let mut texts: Vec<String> = files_with_ending("scenarios", ".ron")
        .iter()
        .chain(&files_with_ending("tests/scenarios/good", ".ron"))
        .map(|path| std::fs::read_to_string(path).expect("read the file"))
        .collect();
    texts.extend(Kind::ALL.iter().map(|kind| template(&"a".into(), *kind)));
    for text in texts.clone() {
        // The same thing as somebody with another taste would type it.
        for _ in 0..8 {
            let mut other = String::new();
            for line in text.lines() {
                let quoted = line.contains('"') || line.contains("//");
                match random.below(6) {
                    0 => other.push_str(line.trim_start()),
                    1 if !quoted => other.push_str(&line.replace(' ', "   ")),
                    2 if !quoted => {
                        other.push_str(line);
                        other.push_str(" // a remark beside");
                    }
                    _ => other.push_str(line),
                }
                other.push('\n');
                if random.below(9) == 0 {
                    other.push_str("\n\n");
                }
            }
            texts.push(other);
        }
    }
    for text in &texts {
        let even = format_text(text).unwrap_or_else(|found| panic!("{:?} in\n{text}", found.first()));
        assert_eq!(format_text(&even).as_ref(), Ok(&even), "twice is the same as once");
        assert_eq!(meaning(text), meaning(&even), "of\n{text}\n--- even\n{even}");
    }
}

#[test]
fn laying_out_keeps_odd_things_as_they_are() {
    for (odd, even) in [
        (
            "#![enable(implicit_some)]\n// first\nCourse(format:1,title:\"a\") // last",
            "#![enable(implicit_some)]\n// first\nCourse(\n    format: 1,\n    title: \"a\",\n)\n// last\n",
        ),
        (
            "Beat(lines:[/* before */ Hold(minutes: 3), // beside\n // below\n])",
            "Beat(\n    lines: [\n        /* before */\n        Hold(minutes: 3), // beside\n        // below\n    ],\n)\n",
        ),
        (
            "Beat(\n\n\n  effects: [], /* a\n b */\n\n\n\n  lines: [ ] )",
            "Beat(\n    effects: [], /* a\n b */\n\n    lines: [],\n)\n",
        ),
        (
            "Beat(text: r#\"raw // no \"remark\" \"#, a: \"// no remark\")",
            "Beat(\n    text: r#\"raw // no \"remark\" \"#,\n    a: \"// no remark\",\n)\n",
        ),
    ] {
        assert_eq!(format_text(odd).as_deref(), Ok(even), "{odd}");
    }
    assert!(format_text("Beat(").is_err() && format_text("").is_err());
    let data = temp_dir();
    let file = data.path().join("broken.ron");
    std::fs::write(&file, "Scenario(title: “x”").expect("write the file");
    let broken = run_rapport(data.path(), &["fmt", file.to_str().expect("the path is UTF-8")]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(stdout(&broken).contains("E07") && stdout(&broken).contains("is skipped"), "{}", stdout(&broken));
    assert_eq!(std::fs::read_to_string(&file).expect("read the file"), "Scenario(title: “x”");
    // A byte-order mark and line ends are the file's own.
    std::fs::write(&file, "\u{feff}Course(\r\n    format: 1,\r\n)\r\n").expect("write the file");
    assert!(run_rapport(data.path(), &["fmt", file.to_str().expect("the path is UTF-8")]).status.success());
    assert_eq!(std::fs::read_to_string(&file).expect("read the file"), "\u{feff}Course(\r\n    format: 1,\r\n)\r\n");
    let (source, _) = Source::from_bytes("a", b"a".to_vec());
    assert_eq!(source.text, "a");
}

#[test]
fn shipped_scenarios_are_laid_out_evenly() {
    for path in files_with_ending("scenarios", ".ron") {
        let text = std::fs::read_to_string(&path).expect("read the file");
        assert_eq!(format_text(&text), Ok(text.clone()), "{}: `rapport fmt scenarios` lays it out", path.display());
    }
}
