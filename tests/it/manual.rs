//! The coach's manual: its reference follows from the code, and its tutorial gives what it promises.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use rapport::diagnostic::{Example, Place, READER_RULES, Rule};
use rapport::lint::rules;
use rapport::scenario::look;

use super::support::{assert_matches_file, root, temp_dir};

/// A type of the format as its source documents it: its name, what it is, and its fields or words.
struct Part {
    name: String,
    about: String,
    items: Vec<(String, String)>,
}

/// The documented types in the source of the format, in its order: whatever stands under `///` with a bracket.
fn parts(source: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut doc, mut open) = (String::new(), None);
    for line in source.lines() {
        let indent = line.len() - line.trim_start().len();
        let line = line.trim();
        if let Some(text) = line.strip_prefix("///") {
            doc.push_str(text);
            continue;
        }
        if line.starts_with("#[") {
            continue;
        }
        let head = line.strip_suffix('{').map(str::trim);
        let name = head.map(|head| head.trim_start_matches("pub enum ").trim_start_matches("pub struct "));
        let name = name.and_then(|name| name.split(" as ").next()).unwrap_or_default();
        if !doc.is_empty() && !name.is_empty() && name.chars().all(char::is_alphanumeric) && open.is_none() {
            parts.push(Part { name: name.into(), about: doc.trim().into(), items: Vec::new() });
            open = Some(indent);
        } else if open.is_some() && !doc.is_empty() {
            if let Some(part) = parts.last_mut() {
                part.items.push((line.trim_end_matches(['{', ',']).trim().into(), doc.trim().into()));
            }
        } else if line.starts_with('}') && open == Some(indent) {
            open = None;
        }
        doc.clear();
    }
    parts
}

/// A field's type in a coach's words.
fn told(kind: &str) -> String {
    let inner = |name: &str| kind.strip_prefix(name).and_then(|rest| rest.strip_suffix('>')).map(str::to_owned);
    if let Some(one) = inner("Vec<") {
        return format!("a list: {}", told(&one));
    }
    if let Some(one) = inner("Option<") {
        return told(&one);
    }
    if let Some(both) = inner("BTreeMap<") {
        let (key, value) = both.split_once(", ").unwrap_or((both.as_str(), ""));
        return format!("a map from {} to {}", told(key), told(value));
    }
    match kind {
        "String" | "Lang" | "Pronouns" => "text".into(),
        "u32" | "u8" | "i8" | "Rapport" => "a whole number".into(),
        "bool" => "`true` or `false`".into(),
        "Evidence" => "weights, as `{ Listening: 2 }`".into(),
        "ChoiceRef" => "\"beat/choice\"".into(),
        id if id.ends_with("Id") || id.starts_with("Ref<") => "an id".into(),
        other => format!("[`{other}`](#{})", other.to_lowercase()),
    }
}

fn reference() -> String {
    let files = ["words", "values", "parts", "lines", "logic"];
    let source: String = files
        .map(|file| {
            std::fs::read_to_string(root().join(format!("src/scenario/model/{file}.rs"))).expect("read the file")
        })
        .concat();
    let mut page = String::from(
        "# Reference: parts, conditions, effects and rules\n\nMade from the code by the test `the_reference_follows_from_the_code`; change it there. How to use all this stands in [coaching.md](coaching.md), the meaning in full in [format.md](format.md).\n\n## Parts\n\nEverything is written by name, as `Say(by: \"mei\", text: \"..\")`; effects and conditions alone take their values in order. What has a default may be left out.\n",
    );
    let parts = parts(&source);
    let logic = ["Condition", "Effect"];
    let hidden = ["Lang", "Rapport", "Pronouns", "Evidence"];
    for part in
        parts.iter().filter(|part| !logic.contains(&part.name.as_str()) && !hidden.contains(&part.name.as_str()))
    {
        let _ = writeln!(page, "\n### {}\n\n{}\n", part.name, part.about);
        let has_fields = part.items.iter().any(|(item, _)| item.contains(": "));
        let _ = writeln!(
            page,
            "{}",
            if has_fields { "| Part | What | Written as |\n|---|---|---|" } else { "| Word | What |\n|---|---|" }
        );
        for (item, about) in &part.items {
            match item.split_once(": ") {
                Some((name, _)) if name == "pub villager" || name == "villager" => {}
                Some((name, kind)) => {
                    let name = name.trim_start_matches("pub ").trim_start_matches("r#");
                    let _ = writeln!(page, "| `{name}` | {about} | {} |", told(kind));
                }
                None => {
                    let _ = writeln!(page, "| `{item}` | {about} |");
                }
            }
        }
    }
    for (name, title, lead) in [
        ("Condition", "Conditions", "In `when`, and in `If`. All of a list must hold."),
        ("Effect", "Effects", "In `effects`, carried out one after the other; each is seen by the next."),
    ] {
        let part = parts.iter().find(|part| part.name == name).expect("the format has the part");
        let _ = writeln!(page, "\n## {title}\n\n{lead}\n\n| Written as | What |\n|---|---|");
        for (item, about) in &part.items {
            let (word, values) = item.trim_end_matches(')').split_once('(').unwrap_or((item, ""));
            let values: Vec<String> = values.split(", ").filter(|value| !value.is_empty()).map(example).collect();
            let _ = writeln!(page, "| `{word}({})` | {about} |", values.join(", "));
        }
    }
    page.push_str("\n## Looks and places\n\n`rapport explain look` and `rapport explain place` list the same.\n\n| Part of a look | Names |\n|---|---|\n");
    for (part, names) in look::PARTS {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(page, "| `{part}` | {} |", names.join(", "));
    }
    page.push_str("\n| Place | What |\n|---|---|\n");
    for (place, about) in look::PLACES {
        let _ = writeln!(page, "| `{place}` | {about} |");
    }
    write_rules(&mut page);
    page
}

/// The part of the reference that lists every rule.
fn write_rules(page: &mut String) {
    page.push_str("\n## Rules\n\nWhat `rapport check` looks for. E.. must be mended, W.. are worth mending, H.. are worth a thought. A warning or a hint is silenced by `allow: { \"W52\": \"why this is meant\" }` on a scenario, a beat or a choice. How well the rules find what they are for is shown in [faults.md](faults.md). `rapport explain W52` prints the same as this page.\n\nEach rule has an example: what breaks it, and the same mended. Unless something else is said, an example is a change to the scenario that `rapport new lamp --kind WalkIn` writes; `...` stands between its pieces. A test tries them all.\n");
    for (title, of_reader) in [("What a file says", true), ("What a scenario does", false)] {
        let _ = writeln!(page, "\n### {title}");
        for rule in rules().filter(|rule| READER_RULES.contains(rule) == of_reader) {
            page.push_str(&rule_section(rule));
        }
    }
}

/// A rule with its example.
fn rule_section(rule: &Rule) -> String {
    let Rule { code, severity, title, explanation, example: Example { place, bad, good } } = rule;
    let mut section = format!("\n#### {code} ({}): {title}\n\n{explanation}\n", severity.as_str());
    let language = if matches!(place, Place::Folder | Place::InWords) { "text" } else { "ron" };
    let place = match place {
        Place::Template { .. } | Place::InWords => String::new(),
        other => other.as_str().map(|place| format!(", {place}")).unwrap_or_default(),
    };
    for (label, text) in [("Bad", bad), ("Good", good)] {
        let _ = writeln!(section, "\n{label}{place}:\n\n```{language}\n{}\n```", Example::dedent(text));
    }
    section
}

/// What stands in the brackets of a condition or an effect.
fn example(kind: &str) -> String {
    match kind {
        "u8" | "i8" | "u32" => "8".into(),
        "Mood" => "Calm".into(),
        "Outcome" => "Solved".into(),
        "PersonId" => "\"joe\"".into(),
        "ScenarioId" => "\"the-sofa\"".into(),
        "ChoiceRef" => "\"beat/choice\"".into(),
        "Condition" | "Box<Condition>" => "Knows(\"..\")".into(),
        kind if kind.starts_with("Vec<Condition") => "[Knows(\"..\"), Has(\"..\")]".into(),
        kind if kind.starts_with("Vec<Effect") => "[Rapport(5), Mood(Calm)]".into(),
        kind => {
            let name = kind.trim_start_matches("Ref<").trim_end_matches('>').trim_end_matches("Id");
            format!("\"{}\"", name.to_lowercase())
        }
    }
}

#[test]
fn the_reference_follows_from_the_code() {
    let page = reference();
    for must in [
        "### Scenario",
        "`RapportAtLeast(8)`",
        "`Promise(\"promise\")`",
        "| `Referred` |",
        "#### W35 (warning)",
        "#### E80 (error)",
        "`mediumStraight`",
    ] {
        assert!(page.contains(must), "the reference lacks {must}");
    }
    assert_matches_file(&root().join("docs/reference.md"), &page);
}

/// A piece of the tutorial: a file to save, or commands with their output.
enum Piece<'a> {
    Save(&'a str, String),
    Run(Vec<(&'a str, Vec<&'a str>)>),
}

/// The pieces of a page in fences that name a file or a console; all others are only shown.
fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        if let Some(name) = info.strip_prefix("ron ") {
            pieces.push(Piece::Save(name.trim(), inside.join("\n") + "\n"));
        } else if info == "console" {
            let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
            for line in inside {
                match (line.strip_prefix("$ "), commands.last_mut()) {
                    (Some(command), _) => commands.push((command, Vec::new())),
                    (None, Some((_, output))) => output.push(line),
                    (None, None) => panic!("`{line}` stands before any command"),
                }
            }
            pieces.push(Piece::Run(commands));
        }
    }
    pieces
}

/// What a command prints, and its exit code where that is not zero.
fn printed(command: &str, folder: &Path) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_rapport")).parent().expect("the file has a folder").to_owned();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(folder)
        .env("PATH", path)
        .output()
        .expect("run sh");
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    match output.status.code() {
        Some(0) => {}
        Some(code) => text = format!("{text}exit {code}\n"),
        None => text.push_str("killed\n"),
    }
    text
}

/// Whether lines are as expected, where `...` stands for any number of them.
fn fits(expected: &[&str], actual: &[&str]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((&"...", rest)) => (0..=actual.len()).any(|n| fits(rest, &actual[n..])),
        Some((line, rest)) => actual.first() == Some(line) && fits(rest, &actual[1..]),
    }
}

#[test]
fn the_tutorial_gives_what_it_promises() {
    let page = std::fs::read_to_string(root().join("docs/coaching.md")).expect("read the file");
    let folder = temp_dir();
    let mut ran = 0;
    for piece in pieces(&page) {
        match piece {
            Piece::Save(name, text) => std::fs::write(folder.path().join(name), text).expect("write the file"),
            Piece::Run(commands) => {
                for (command, mut expected) in commands {
                    let output = printed(command, folder.path());
                    let actual: Vec<&str> = output.trim_end().lines().collect();
                    while expected.last().is_some_and(|line| line.is_empty()) {
                        expected.pop();
                    }
                    assert!(
                        fits(&expected, &actual),
                        "$ {command}\n--- promised\n{}\n--- given\n{output}",
                        expected.join("\n")
                    );
                    ran += 1;
                }
            }
        }
    }
    assert!(ran >= 15, "only {ran} commands were found");
}
