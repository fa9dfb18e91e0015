//! The table of rules: every example does what it says, and every message is in the same style.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rapport::authoring::template;
use rapport::diagnostic::{Example, Place, Problem, Report, Rule, Severity};
use rapport::library::{CheckedFiles, check_paths, words};
use rapport::lint::{examine, rules};
use rapport::scenario::model::Kind;

use super::support::{files_with_ending, temp_dir};

/// Codes that a bad example gives beside its own, since the one fault is always the other too.
const COMPANIONS: [(&str, &[&str]); 8] = [
    // Where nothing is on offer, no ending can be reached.
    ("W11", &["W12"]),
    ("W12", &["W11"]),
    // A choice that is never on offer has a condition that never holds.
    ("W13", &["W14"]),
    // A loop that cannot be left reaches no ending, and goes on without end.
    ("W15", &["W11", "W16"]),
    // A fact that nobody can learn is a condition that never holds.
    ("W18", &["W14"]),
    // Where the best play ends badly, some best reply closed the better ending.
    ("W33", &["W35"]),
    // A library in which the longest reply is the best can be played by length.
    ("W50", &["W53"]),
    ("W53", &["W50"]),
];

/// The codes found in each file, and those found over all of them together.
#[derive(Default)]
struct Codes {
    files: BTreeMap<String, BTreeSet<&'static str>>,
    folder: BTreeSet<&'static str>,
}

/// Checks a file or a folder with the reader and with all rules.
fn codes(path: &Path) -> Codes {
    let CheckedFiles { files, faults, surroundings, words: known, .. } = check_paths(&[path.to_path_buf()]);
    let examined = examine(&files, &surroundings, &words(known));
    let mut codes = Codes::default();
    let read = files.iter().map(|linked| (&linked.source, &linked.diagnostics));
    let checked = files.iter().map(|linked| &linked.source).zip(&examined.files);
    for (source, found) in read.chain(checked).chain(faults.iter().map(|fault| (&fault.source, &fault.diagnostics))) {
        let stem = Path::new(&source.name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        codes.files.entry(stem).or_default().extend(found.iter().map(|found| found.problem.code()));
    }
    codes.folder.extend(examined.folder.iter().map(|found| found.problem.code()));
    codes
}

fn lamp(kind: Kind) -> String {
    template(&"lamp".into(), kind)
}

/// A scenario with a text of an example in its place.
fn applied(rule: &Rule, replaces: &str, scenario: &str, text: &str) -> String {
    Example::applied_to(replaces, scenario, text)
        .unwrap_or_else(|| panic!("{}: every piece of `{replaces}` is in the scenario exactly once", rule.code))
}

/// Writes the files of an example, one a line; `a -> b` is a link.
fn write_files(folder: &Path, list: &str) {
    for line in list.lines() {
        let (name, target) = line.split_once(" -> ").map_or((line, None), |(name, target)| (name, Some(target)));
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("create the example's folder");
        match target {
            #[cfg(unix)]
            Some(target) => std::os::unix::fs::symlink(target, &path).expect("create a link"),
            #[cfg(not(unix))]
            Some(_) => continue,
            None => std::fs::write(&path, lamp(Kind::WalkIn)).expect("write an example"),
        }
    }
}

/// The codes that a bad example may give: its own and its companions.
fn expected(rule: &Rule) -> BTreeSet<&'static str> {
    let companions =
        COMPANIONS.iter().find(|(code, _)| *code == rule.code).map_or(&[][..], |(_, companions)| companions);
    companions.iter().copied().chain([rule.code]).collect()
}

#[test]
fn every_example_of_one_scenario_gives_its_code_and_the_mended_one_nothing() {
    let data = temp_dir();
    let template = lamp(Kind::WalkIn);
    let mut wanted = BTreeMap::new();
    for rule in rules() {
        let (scenario, replaces) = match rule.example.place {
            Place::Template { replaces } => (template.as_str(), replaces),
            Place::TwoPeople { replaces } => (Example::TWO_PEOPLE, replaces),
            Place::TemplateOfEachKind { .. } | Place::Folder | Place::InWords => continue,
        };
        for (name, text, codes) in
            [("bad", rule.example.bad, expected(rule)), ("good", rule.example.good, BTreeSet::new())]
        {
            let stem = format!("{}-{name}", rule.code.to_lowercase());
            let scenario = applied(rule, replaces, scenario, text);
            std::fs::write(data.path().join(format!("{stem}.ron")), scenario).expect("write an example");
            wanted.insert(stem, codes);
        }
    }
    let found = codes(data.path()).files;
    let wrong: Vec<String> = wanted
        .iter()
        .filter(|(stem, codes)| found.get(*stem) != Some(codes))
        .map(|(stem, codes)| format!("{stem}: expected {codes:?}, found {:?}", found.get(stem)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(wanted.len() > 140, "only {} examples were tried", wanted.len());
}

#[test]
fn every_example_of_a_folder_gives_its_code_and_the_mended_one_nothing() {
    for rule in rules() {
        for (text, expected) in [(rule.example.bad, expected(rule)), (rule.example.good, BTreeSet::new())] {
            let data = temp_dir();
            let inside = data.path().join("library");
            std::fs::create_dir(&inside).expect("create the library's folder");
            match rule.example.place {
                Place::TemplateOfEachKind { replaces } => {
                    for kind in Kind::ALL {
                        let name = format!("lamp-{}.ron", kind.as_str().to_lowercase());
                        let scenario = applied(rule, replaces, &lamp(*kind), text);
                        std::fs::write(inside.join(name), scenario).expect("write an example");
                    }
                }
                Place::Folder => write_files(&inside, text),
                Place::Template { .. } | Place::TwoPeople { .. } | Place::InWords => continue,
            }
            // A link that leads out has something to lead to.
            std::fs::write(data.path().join("lamp.ron"), lamp(Kind::WalkIn)).expect("write the file outside");
            let Codes { files, folder } = codes(&inside);
            let found: BTreeSet<&str> = files.into_values().flatten().chain(folder).collect();
            assert_eq!(found, expected, "{}: {text}", rule.code);
        }
    }
}

#[test]
fn examples_in_words_are_few_and_their_codes_are_tested_elsewhere() {
    let in_words: Vec<&str> =
        rules().filter(|rule| rule.example.place == Place::InWords).map(|rule| rule.code).collect();
    // In `bad_files`: E01, E02, E16 and E29 in tests of their own, E10 and E29 in files.
    assert_eq!(in_words, ["E01", "E02", "E10", "E16", "E19", "E29"]);
}

/// Whether a message or a hint begins in lower case (or with a name in back-ticks or a number), and has no full stop.
fn is_in_style(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '`');
    begins && !text.ends_with('.') && !text.contains('\n') && !text.is_empty()
}

/// Every diagnostic of the files and examples in the tests.
fn all_reports() -> Vec<Report> {
    let data = temp_dir();
    let template = lamp(Kind::WalkIn);
    let mut paths = files_with_ending("tests/scenarios/bad", ".ron");
    paths.push(data.path().to_path_buf());
    // They are removed when they are dropped.
    let mut folders = Vec::new();
    for rule in rules() {
        let scenario = match rule.example.place {
            Place::Template { replaces } | Place::TemplateOfEachKind { replaces } => {
                applied(rule, replaces, &template, rule.example.bad)
            }
            Place::TwoPeople { replaces } => applied(rule, replaces, Example::TWO_PEOPLE, rule.example.bad),
            Place::Folder => {
                let outside = temp_dir();
                let library = outside.path().join("library");
                write_files(&library, rule.example.bad);
                std::fs::write(outside.path().join("lamp.ron"), &template).expect("write the file outside");
                paths.push(library);
                folders.push(outside);
                continue;
            }
            Place::InWords => continue,
        };
        let name = format!("{}.ron", rule.code.to_lowercase());
        std::fs::write(data.path().join(name), scenario).expect("write an example");
    }
    let CheckedFiles { files, faults, surroundings, words: known, .. } = check_paths(&paths);
    let examined = examine(&files, &surroundings, &words(known));
    let mut reports = Vec::new();
    for (linked, found) in files.iter().zip(&examined.files) {
        reports.extend(Report::all(&linked.source, &linked.diagnostics));
        reports.extend(Report::all(&linked.source, found));
    }
    reports.extend(faults.iter().flat_map(|fault| Report::all(&fault.source, &fault.diagnostics)));
    reports
}

#[test]
fn every_message_and_hint_is_in_house_style() {
    let reports = all_reports();
    // These need files that are too large for a test, or a folder of scenarios; their wording is looked at directly.
    let large = [
        Problem::NotUtf8,
        Problem::FileTooLarge { bytes: 40_000_000, most: 33_554_432 },
        Problem::TooManyProblems { shown: 999 },
    ];
    let large = large.iter().map(|problem| (problem.code(), problem.message(), problem.hint()));
    let mut seen = BTreeSet::new();
    for (code, message, hint) in
        reports.into_iter().map(|report| (report.code, report.message, report.hint)).chain(large)
    {
        assert!(is_in_style(&message), "{code}: the message `{message}`");
        if let Some(hint) = hint {
            assert!(is_in_style(&hint), "{code}: the hint `{hint}`");
        }
        seen.insert(code);
    }
    let missing: Vec<&str> = rules().map(|rule| rule.code).filter(|code| !seen.contains(code)).collect();
    assert_eq!(missing, ["W50", "W53"], "rules of which no message was looked at");
}

#[test]
fn every_rule_is_explained_in_house_style() {
    let mut codes: Vec<&str> = Vec::new();
    for Rule { code, severity, title, explanation, example } in rules() {
        let letter = match severity {
            Severity::Error => 'E',
            Severity::Warning => 'W',
            Severity::Hint => 'H',
        };
        assert!(code.starts_with(letter) && code.len() == 3, "{code} is a code of its severity");
        assert!(!title.ends_with('.') && !title.is_empty(), "{code}: the title has no full stop");
        assert!(explanation.ends_with('.'), "{code}: the explanation is whole sentences");
        assert_ne!(example.bad, example.good, "{code}: the two examples differ");
        codes.push(code);
    }
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count, "every code is used once");
}

#[test]
fn hints_for_misspelt_words_are_the_same_for_every_dictionary() {
    // Of each of these, several words of the dictionary are equally near.
    let misspelt = "profeitnsional eeankoner poaetoria rsquier pinedicnrnst spaenaaeic cafetsi inuuscpbly unahing";
    let text = lamp(Kind::WalkIn).replacen("brief: \"", &format!("brief: \"{misspelt} "), 1);
    let data = temp_dir();
    let path = data.path().join("lamp.ron");
    std::fs::write(&path, text).expect("write the scenario");
    let CheckedFiles { files, surroundings, words: known, .. } = check_paths(&[path]);
    let hints = || -> Vec<Option<String>> {
        let found = examine(&files, &surroundings, &words(known.clone())).files.concat();
        let spelling = found.iter().filter(|found| found.problem.code() == "W62");
        spelling.map(|found| found.problem.hint()).collect()
    };
    let first = hints();
    let guessed = first.iter().flatten().filter(|hint| hint.starts_with("did you mean")).count();
    assert_eq!(guessed, misspelt.split(' ').count(), "each word has a hint: {first:?}");
    for _ in 0..4 {
        assert_eq!(hints(), first);
    }
}
