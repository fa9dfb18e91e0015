//! The coach's manual: its reference follows from the code, and its tutorial gives what it promises.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use rapport::diagnostic::{Example, Place, READER_RULES, Rule};
use rapport::lint::rules;
use rapport::scenario::look;
use rapport::scenario::model::{FieldDoc, Form, Items, TypeDoc, VariantDoc, WordDoc, types};
use rapport::scenario::principle::Principle;

use super::support::{assert_matches_file, root, temp_dir};

/// A field that is set when a file is read, and never written in one: the type and the field.
const NEVER_WRITTEN: (&str, &str) = ("Persona", "villager");

/// How a value is written, in a coach's words.
fn told(form: &Form) -> String {
    match form {
        Form::Text => "text".into(),
        Form::Number => "a whole number".into(),
        Form::Bool => "`true` or `false`".into(),
        Form::Weights => "weights, as `{ Listening: 2 }`".into(),
        Form::Id(_) => "an id".into(),
        Form::ChoiceRef => "\"beat/choice\"".into(),
        // These two have a chapter of their own.
        Form::Type(name @ ("Condition" | "Effect")) => format!("[`{name}`](#{}s)", name.to_lowercase()),
        Form::Type(name) => format!("[`{name}`](#{})", name.to_lowercase()),
        Form::List(one) => format!("a list: {}", told(one)),
        Form::Map(key, value) => format!("a map from {} to {}", told(key), told(value)),
    }
}

/// A value as it may stand in the brackets of a condition or an effect.
fn example(form: &Form) -> String {
    match form {
        Form::Number => "8".into(),
        Form::Type("Mood") => "Calm".into(),
        Form::Type("Outcome") => "Solved".into(),
        Form::Type("Condition") => "Knows(\"..\")".into(),
        Form::List(Form::Type("Condition")) => "[Knows(\"..\"), Has(\"..\")]".into(),
        Form::List(Form::Type("Effect")) => "[Rapport(5), Mood(Calm)]".into(),
        Form::Id("person") => "\"joe\"".into(),
        Form::Id("scenario") => "\"the-sofa\"".into(),
        Form::Id(of) => format!("\"{of}\""),
        Form::ChoiceRef => "\"beat/choice\"".into(),
        other => panic!("no condition and no effect has a value such as {other:?}"),
    }
}

/// The section of a type: a table of its words, of its fields, or of its variants with theirs.
fn type_section(TypeDoc { name, doc, items }: &TypeDoc) -> String {
    let mut section = format!("\n### {name}\n\n{doc}\n\n");
    match items {
        Items::Words(words) => {
            section.push_str("| Word | What |\n|---|---|\n");
            for WordDoc { word, doc } in *words {
                let _ = writeln!(section, "| `{word}` | {doc} |");
            }
        }
        Items::Fields(fields) => {
            section.push_str("| Part | What | Written as |\n|---|---|---|\n");
            for FieldDoc { name: field, doc, form } in
                fields.iter().filter(|field| (*name, field.name) != NEVER_WRITTEN)
            {
                let _ = writeln!(section, "| `{field}` | {doc} | {} |", told(form));
            }
        }
        Items::Variants(variants) if variants.iter().all(|variant| variant.fields.is_empty()) => {
            section.push_str("| Word | What | Written as |\n|---|---|---|\n");
            for VariantDoc { word, doc, values, .. } in *variants {
                let values: Vec<String> = values.iter().map(told).collect();
                let _ = writeln!(section, "| `{word}` | {doc} | {} |", values.join(", "));
            }
        }
        Items::Variants(variants) => {
            section.push_str("| Word | Part | What | Written as |\n|---|---|---|---|\n");
            for VariantDoc { word, doc, fields, .. } in *variants {
                let _ = writeln!(section, "| `{word}` | | {doc} | |");
                for FieldDoc { name, doc, form } in *fields {
                    let _ = writeln!(section, "| | `{name}` | {doc} | {} |", told(form));
                }
            }
        }
    }
    section
}

/// The section of conditions or of effects: how each is written, with an example of its values.
fn logic_section(TypeDoc { items, .. }: &TypeDoc, title: &str, lead: &str) -> String {
    let Items::Variants(variants) = items else { panic!("{title} are words with values") };
    let mut section = format!("\n## {title}\n\n{lead}\n\n| Written as | What |\n|---|---|\n");
    for VariantDoc { word, doc, values, .. } in *variants {
        let values: Vec<String> = values.iter().map(example).collect();
        let _ = writeln!(section, "| `{word}({})` | {doc} |", values.join(", "));
    }
    section
}

/// The section of the principles, which other types refer to.
fn principles_section() -> String {
    let mut section = "\n### Principle\n\nOne of the eight principles.\n\n| Word | What |\n|---|---|\n".to_owned();
    for principle in Principle::ALL {
        let _ = writeln!(section, "| `{}` | {}. {}. |", principle.name(), principle.code(), principle.meaning());
    }
    section
}

fn reference() -> String {
    let mut page = String::from(
        "# Reference: parts, conditions, effects and rules\n\nMade from the code by the test `the_reference_follows_from_the_code`; change it there. How to use all this stands in [coaching.md](coaching.md), the meaning in full in [format.md](format.md).\n\n## Parts\n\nEverything is written by name, as `Say(by: \"mei\", text: \"..\")`; effects and conditions alone take their values in order. What has a default may be left out.\n",
    );
    let logic = [
        ("Condition", "Conditions", "In `when`, and in `If`. All of a list must hold."),
        ("Effect", "Effects", "In `effects`, carried out one after the other; each is seen by the next."),
    ];
    page.push_str(&principles_section());
    for part in types().filter(|part| logic.iter().all(|(name, ..)| part.name != *name)) {
        page.push_str(&type_section(part));
    }
    for (name, title, lead) in logic {
        let part = types().find(|part| part.name == name).expect("the format has the type");
        page.push_str(&logic_section(part, title, lead));
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
