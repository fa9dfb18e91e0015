//! Bad files: each says in its last lines what must be found in it, as `// expect: CODE at LINE:COLUMN: message`.

use std::collections::BTreeSet;
use std::path::Path;

use rapport::diagnostic::{READER_RULES, Report, Source};
use rapport::library::{CheckedFiles, check_paths};

use super::support::{files_with_ending, root, temp_dir};

/// Problems that no text file in the tests folder can have; each has a test of its own.
const ELSEWHERE: [&str; 8] = ["E01", "E02", "E16", "E70", "E71", "E72", "E73", "W03"];

fn found_in(path: &Path) -> Vec<Report> {
    let CheckedFiles { files, faults, .. } = check_paths(&[path.to_path_buf()]);
    let linked = files.iter().flat_map(|linked| Report::all(&linked.source, &linked.diagnostics));
    let faults = faults.iter().flat_map(|fault| Report::all(&fault.source, &fault.diagnostics));
    linked.chain(faults).collect()
}

#[test]
fn every_bad_file_has_the_problems_it_says() {
    let mut seen = BTreeSet::new();
    for path in files_with_ending("tests/scenarios/bad", ".ron") {
        let text = std::fs::read_to_string(&path).expect("read the file");
        let found: Vec<String> = found_in(&path)
            .into_iter()
            .map(|report| {
                seen.insert(report.code);
                format!("// expect: {} at {}:{}: {}", report.code, report.line, report.column, report.message)
            })
            .collect();
        let (expected, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("// expect: "));
        if std::env::var_os("UPDATE").is_some() {
            let lines: Vec<&str> = rest.into_iter().chain(found.iter().map(String::as_str)).collect();
            std::fs::write(&path, lines.join("\n") + "\n").expect("write the file");
        } else {
            assert!(!expected.is_empty(), "{} says what must be found in it", path.display());
            assert_eq!(expected, found, "in {}", path.display());
        }
    }
    let missing: Vec<&str> = READER_RULES
        .iter()
        .map(|rule| rule.code)
        .filter(|code| !seen.contains(code) && !ELSEWHERE.contains(code))
        .collect();
    assert!(missing.is_empty(), "no bad file shows {missing:?}");
}

#[test]
fn good_files_have_none() {
    for path in files_with_ending("tests/scenarios/good", ".ron") {
        assert_eq!(found_in(&path), Vec::new(), "in {}", path.display());
    }
}

#[test]
fn shipped_files_have_none() {
    assert_eq!(found_in(&root().join("scenarios")), Vec::new());
}

#[test]
fn bytes_that_are_not_utf8_are_pointed_at_and_the_rest_is_read() {
    let data = temp_dir();
    let path = data.path().join("a.ron");
    std::fs::write(&path, b"\xef\xbb\xbf\r\n  \xff Scenario(format: 2)").expect("write the file");
    let found = found_in(&path);
    assert_eq!((found[0].code, found[0].line, found[0].column), ("E01", 2, 3));
}

#[test]
fn files_that_are_too_large_missing_or_no_files_are_said() {
    let data = temp_dir();
    let large = data.path().join("large.ron");
    std::fs::File::create(&large)
        .and_then(|file| file.set_len(Source::MAX_BYTES as u64 + 1))
        .expect("create a large file");
    assert_eq!(found_in(&large).iter().map(|r| r.code).collect::<Vec<_>>(), ["E02"]);
    let missing = data.path().join("missing.ron");
    assert_eq!(found_in(&missing).iter().map(|r| r.code).collect::<Vec<_>>(), ["E70"]);
    let bad_name = data.path().join("Bad Name.ron");
    std::fs::write(&bad_name, "Scenario()").expect("write the file");
    assert!(found_in(&bad_name).iter().any(|r| r.code == "E72"));
}

#[cfg(unix)]
#[test]
fn links_that_loop_or_lead_out_are_not_followed() {
    use std::os::unix::fs::symlink;
    let data = temp_dir();
    let inside = data.path().join("inside");
    std::fs::create_dir(&inside).expect("create the folder");
    std::fs::write(data.path().join("outside.ron"), "Scenario()").expect("write the file");
    symlink("../outside.ron", inside.join("out.ron")).expect("create the link");
    symlink(".", inside.join("loop")).expect("create the link");
    symlink("self.ron", inside.join("self.ron")).expect("create the link");
    let mut codes: Vec<&str> = found_in(&inside).iter().map(|r| r.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["E70", "E70", "E71"]);
    // Two ways to one folder are no loop, and a file that is named twice is one file.
    let twice = data.path().join("twice");
    std::fs::create_dir_all(twice.join("z")).expect("create the folder");
    std::fs::copy(root().join("tests/scenarios/good/the-sofa-that-never-came.ron"), twice.join("z/a.ron"))
        .expect("copy the file");
    symlink("z", twice.join("alias")).expect("create the link");
    assert_eq!(found_in(&twice), Vec::new());
    let CheckedFiles { files, faults, .. } = check_paths(&[twice.clone(), twice.join("z/a.ron")]);
    assert_eq!((files.len(), faults.len()), (1, 0));
}

#[test]
fn a_file_full_of_problems_is_cut_off_with_a_word() {
    let data = temp_dir();
    let path = data.path().join("many.ron");
    std::fs::write(&path, format!("Scenario(trains: [{}])", "Lisening, ".repeat(5_000))).expect("write the file");
    let found = found_in(&path);
    assert_eq!((found.len(), found.last().map(|r| r.code)), (1_000, Some("E16")));
    // Slips of every kind, so many that reading stops in the middle of one.
    for slip in
        ["Listening Listening ", "a = 1, ", ") ", "] ", "“a” ", "1.5, ", "\"\\q\", ", "a b, ", ": ", "Some(1), "]
    {
        for head in ["Scenario(trains: [", "Scenario(", "Scenario(beats: {"] {
            let path = data.path().join("syntax.ron");
            std::fs::write(&path, format!("{head}{}", slip.repeat(5_000))).expect("write the file");
            let found = found_in(&path);
            assert!(!found.is_empty() && found.len() <= 1_000, "{head}{slip}: {} problems", found.len());
        }
    }
    let path = data.path().join("syntax.ron");
    std::fs::write(&path, format!("Scenario({}", "a = 1, ".repeat(5_000))).expect("write the file");
    assert!(found_in(&path).iter().any(|r| r.code == "E16"));
}

#[test]
fn an_id_that_stands_twice_in_one_place_is_an_error() {
    let data = temp_dir();
    for sub in ["one", "two"] {
        std::fs::create_dir(data.path().join(sub)).expect("create the folder");
        std::fs::write(data.path().join(sub).join("same.ron"), "Scenario()").expect("write the file");
    }
    assert!(found_in(data.path()).iter().any(|r| r.code == "E73"));
}

#[test]
fn courses_and_villages_are_checked_too() {
    let data = temp_dir();
    std::fs::create_dir(data.path().join("courses")).expect("create the folder");
    let course = r#"Course(format: 1, title: "T", trains: [Trust], scenarios: ["the-sofaa", "the-sofa"], pass: 101)"#;
    std::fs::write(data.path().join("courses/c.ron"), course).expect("write the file");
    let village =
        r#"Village(format: 1, people: { "a": Villager(name: "A", role: "R", ties: { "b": Frend, "c": Friend }) })"#;
    std::fs::write(data.path().join("village.ron"), village).expect("write the file");
    let found = found_in(data.path());
    let found: Vec<_> = found.iter().map(|r| (r.code, r.line, r.column)).collect();
    assert_eq!(found, [("W03", 1, 60), ("E26", 1, 92), ("E40", 1, 74), ("E24", 1, 79), ("E40", 1, 86)]);
}

#[test]
fn limits_have_errors_of_their_own() {
    let data = temp_dir();
    let path = data.path().join("a.ron");
    let text = |people: usize, beats: usize| {
        let people: String =
            (0..people).map(|n| format!("\"p{n}\": Persona(name: \"P\"),")).collect::<Vec<_>>().concat();
        let beats: String = (0..beats)
            .map(|n| format!("\"b{n}\": Beat(with: \"p0\", next: [Next(to: \"end\")]),"))
            .collect::<Vec<_>>()
            .concat();
        format!(
            "Scenario(format: 1, title: \"T\", kind: WalkIn, channel: Counter, level: First, minutes: 1, trains: [], brief: \"B\",
            cast: {{ {people} }}, start: \"b0\", beats: {{ {beats} \"end\": Beat(with: \"p0\", end: Ending(outcome: Solved, text: \"E\")) }})"
        )
    };
    for (people, beats, expected) in [(12, 19_999, vec![]), (13, 1, vec!["E29"]), (2, 20_000, vec!["E29"])] {
        std::fs::write(&path, text(people, beats)).expect("write the file");
        assert_eq!(
            found_in(&path).iter().map(|r| r.code).collect::<Vec<_>>(),
            expected,
            "{people} people, {beats} beats"
        );
    }
}

#[test]
fn a_scenario_that_is_not_there_is_a_warning() {
    let sample = std::fs::read_to_string(root().join("tests/scenarios/good/the-sofa-that-never-came.ron"))
        .expect("read the file");
    let data = temp_dir();
    let path = data.path().join("a.ron");
    std::fs::write(&path, sample.replace("when: [Knows(\"shift\")]", "when: [Knows(\"the-sofaa/shift\")]"))
        .expect("write the file");
    let found = found_in(&path);
    assert_eq!(found.iter().map(|r| (r.code, r.severity)).collect::<Vec<_>>(), [("W03", "warning")]);
    assert_eq!(found[0].hint.as_deref(), Some("did you mean `the-sofa`?"));
}
