//! What `rapport check` and `rapport coverage` say of how encounters follow from each other.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use crate::support::{root, run_rapport, run_rapport_for_json, stdout, temp_dir};

/// Three people of whom the first two know each other, and the third knows nobody but follows the second.
const VILLAGE: &str = r#"Village(format: 1, people: {
    "ann": Villager(name: "Ann Ash", role: "baker", ties: { "bo": Friend }),
    "bo": Villager(name: "Bo Birch", role: "ferryman"),
    "cy": Villager(name: "Cy Cole", role: "reporter", ties: { "bo": Follows }),
})"#;

/// An encounter of two decisions with three replies each, with one of the village: `parts` of the scenario, and `effects` of
/// one reply.
fn encounter(person: &str, parts: &str, effects: &str) -> String {
    let reply = |id: &str, effects: &str, to: &str| {
        format!(r#""{id}": Choice(say: "Yes.", act: Inform, because: "So.", effects: [{effects}], to: "{to}")"#)
    };
    let replies = |to: &str, effects: &str| {
        [reply("a", effects, to), reply("b", "", to), reply("c", "Rapport(-5)", to)].join(", ")
    };
    format!(
        r#"Scenario(format: 1, title: "A day", kind: WalkIn, channel: Counter, level: First, minutes: 1, trains: [], brief: "A day.",
        cast: {{ "one": Villager(id: "{person}") }}, {parts} start: "first", beats: {{
            "first": Beat(choices: {{ {} }}),
            "second": Beat(choices: {{ {} }}),
            "end": Beat(end: Ending(outcome: Agreed, text: "Done.")),
            "bad": Beat(end: Ending(outcome: Lost, text: "Gone.")),
        }})"#,
        replies("second", effects),
        replies("end", "").replacen("to: \"end\"", "to: \"bad\"", 1),
    )
}

/// The messages of a rule in a file of a folder.
fn messages(folder: &Path, checked: &Path, file: &str, code: &str) -> Vec<String> {
    let path = checked.to_str().expect("the path is UTF-8");
    let found = stdout(&run_rapport(folder, &["check", path, "--format", "json"]));
    let found: serde_json::Value = serde_json::from_str(&found).expect("parse the output as JSON");
    let diagnostics = found["diagnostics"].as_array().expect("a list of diagnostics");
    let error = diagnostics.iter().find(|one| one["severity"] == "error");
    assert_eq!(error, None, "only what has no error is looked at by the rules");
    let is_it = |one: &&serde_json::Value| {
        one["code"] == code && one["file"].as_str().is_some_and(|name| name.ends_with(&format!("/{file}.ron")))
    };
    diagnostics.iter().filter(is_it).filter_map(|one| one["message"].as_str().map(str::to_owned)).collect()
}

/// A folder with a village and these scenarios.
fn library(scenarios: &[(&str, String)]) -> tempfile::TempDir {
    let folder = temp_dir();
    std::fs::write(folder.path().join("village.ron"), VILLAGE).expect("write the village");
    for (id, text) in scenarios {
        std::fs::write(folder.path().join(format!("{id}.ron")), text).expect("write a scenario");
    }
    folder
}

/// What a rule says of the scenario `two` beside the scenario `one`.
fn of_two(one: &str, two: &str, code: &str) -> Vec<String> {
    let folder = library(&[("one", one.into()), ("two", two.into())]);
    messages(folder.path(), folder.path(), "two", code)
}

const WORD: &str = r#"talk: { "said": Word(by: "one", tone: Plain, says: "A day.", retold: "A day.") },"#;

#[test]
fn a_word_that_no_way_brings_to_whom_it_is_asked_of_is_found() {
    let public = WORD.replace("tone: Plain,", "tone: Complaint, public: true,");
    let seen = WORD.replace("tone: Plain,", r#"tone: Plain, heard_by: ["cy"],"#);
    let asks = r#"opens: [Any([Day(9), With("one", Heard("one/said"))])],"#;
    for (talk, person, hears) in [
        (WORD, "ann", true),
        (WORD, "bo", true),
        (WORD, "cy", false),
        (public.as_str(), "cy", true),
        (seen.as_str(), "cy", true),
    ] {
        let found = of_two(&encounter("ann", talk, ""), &encounter(person, asks, ""), "W24");
        assert_eq!(found.is_empty(), hears, "{person} and {talk}: {found:?}");
    }
    let told = of_two(&encounter("ann", WORD, ""), &encounter("cy", asks, ""), "W24");
    assert_eq!(told, ["`cy` can never hear `one/said`: it goes along at most 1 tie, and none leads there from `ann`"]);
}

#[test]
fn a_word_that_nobody_hears_is_found_in_replies_and_in_talk_too() {
    let one = encounter("ann", WORD, "");
    let in_effects = encounter("cy", "", r#"If(Not(Heard("one/said")), [Rapport(1)])"#);
    let in_talk = WORD.replace("tone:", r#"when: [All([Heard("one/said")])], tone:"#);
    for two in [in_effects, encounter("cy", &in_talk, "")] {
        assert_eq!(of_two(&one, &two, "W24").len(), 1, "{two}");
    }
}

#[test]
fn a_promise_that_nothing_ends_is_found_over_the_whole_library() {
    let promises = r#"promises: { "ring": "Ring on Monday." },"#;
    let one = encounter("ann", promises, r#"Promise("ring")"#);
    let found = |two: &str| {
        let folder = library(&[("one", one.clone()), ("two", two.into())]);
        let whole = messages(folder.path(), folder.path(), "one", "H25");
        // Beside a file that is checked alone, those in its folder are known.
        assert_eq!(messages(folder.path(), &folder.path().join("one.ron"), "one", "H25"), whole);
        whole
    };
    assert_eq!(found(&encounter("bo", "", "")), ["nothing keeps, breaks or misses the promise `ring`"]);
    let waits = r#"opens: [Open("one/ring")], until: 2, missed: Missed(text: "Gone.", breaks: ["one/ring"]),"#;
    let ends = [
        encounter("bo", "", r#"Keep("one/ring")"#),
        encounter("bo", "", r#"If(Day(2), [Break("one/ring")])"#),
        encounter("bo", waits, ""),
    ];
    for two in ends {
        assert!(found(&two).is_empty(), "{two}");
    }
    // Nothing is remembered where nobody of the village takes part.
    let alone = one.replace(r#"Villager(id: "ann")"#, r#"Persona(name: "Ann Ash")"#);
    let folder = library(&[("one", alone)]);
    assert!(messages(folder.path(), folder.path(), "one", "H25").is_empty());
}

#[test]
fn a_follow_up_is_short_offers_three_replies_trains_nothing_and_stands_in_no_course() {
    let form = |text: &str, course: &str| {
        let folder = library(&[("one", encounter("ann", "", "")), ("two", text.to_owned())]);
        std::fs::create_dir(folder.path().join("courses")).expect("create the folder of courses");
        let course = format!(r#"Course(format: 1, title: "All", trains: [], scenarios: ["{course}"])"#);
        std::fs::write(folder.path().join("courses/all.ron"), course).expect("write the course");
        messages(folder.path(), folder.path(), "two", "W26")
    };
    let sound = encounter("ann", "opens: [Day(2)],", "");
    assert_eq!(form(&sound, "one"), Vec::<String>::new());
    assert_eq!(form(&sound, "two"), ["this follow-up stands in the course `all`"]);
    let trains = sound.replace("trains: []", "trains: [Listening, Trust]");
    assert_eq!(form(&trains, "one"), ["this follow-up trains Listening and Trust"]);
    let short = sound.replacen("to: \"second\"", "to: \"end\"", 1);
    assert_eq!(form(&short, "one"), ["a play of this follow-up can end after 1 decision"]);
    let third = r#""c": Choice(say: "Yes.", act: Inform, because: "So.", effects: [Rapport(-5)], to: "end")"#;
    assert!(sound.contains(third));
    let few =
        sound.replace(third, r#""c": Choice(say: "Yes.", act: Inform, because: "So.", when: [Has("x")], to: "end")"#);
    assert_eq!(form(&few, "one"), ["a play can come here with 2 replies on offer"]);
    let silent = few.replace(r#"to: "end") })"#, r#"to: "end") }, silence: Silence(because: "So.", to: "end"))"#);
    assert_ne!(silent, few);
    assert_eq!(form(&silent, "one"), ["a play can come here with 2 replies on offer"], "silence is no reply");
    let more = [("third", "fourth"), ("fourth", "fifth"), ("fifth", "sixth"), ("sixth", "end")];
    let more: String = more.iter().map(|(id, to)| decision(id, to)).collect();
    let long = sound
        .replace(third, &third.replace("to: \"end\"", "to: \"third\""))
        .replace(r#""bad": Beat("#, &format!(r#"{more} "bad": Beat("#));
    assert_eq!(form(&long, "one"), ["a play of this follow-up can have 6 decisions"]);
    // What is no follow-up may have any form.
    assert!(form(&short.replace("opens: [Day(2)],", ""), "two").is_empty());
}

/// A decision of three replies that all lead on.
fn decision(id: &str, to: &str) -> String {
    let reply = |id: &str| format!(r#""{id}": Choice(say: "Yes.", act: Inform, because: "So.", to: "{to}")"#);
    format!(r#""{id}": Beat(choices: {{ {}, {}, {} }}), "#, reply("a"), reply("b"), reply("c"))
}

#[test]
fn the_follow_ups_that_are_written_have_their_form() {
    let data = temp_dir();
    let path = root().join("tests/town/follow-ups");
    let folder = if path.exists() { path } else { root().join("scenarios/follow-ups") };
    let path = folder.to_str().expect("the path is UTF-8");
    let found = run_rapport_for_json(data.path(), &["check", path, "--format", "json"]);
    let codes: BTreeSet<&str> =
        found["diagnostics"].as_array().into_iter().flatten().filter_map(|one| one["code"].as_str()).collect();
    assert!(!codes.contains("W26") && !codes.contains("W24") && !codes.contains("W22"), "{codes:?}");
}

#[test]
fn what_nothing_can_bring_about_before_it_opens_is_found() {
    let promises = r#"promises: { "ring": "Ring on Monday." },"#;
    let one =
        |effects: &str| encounter("ann", &format!("{promises} {WORD}"), &format!(r#"Promise("ring"), {effects}"#));
    let own = |opens: &str| {
        let missed = r#"until: 2, missed: Missed(text: "Gone.", talk: {
            "late": Word(by_villager: "ann", tone: Plain, says: "Late.", retold: "Late.") }),"#;
        encounter("ann", &format!("opens: [{opens}], {missed} {WORD}"), "")
    };
    let found = |effects: &str, opens: &str| of_two(&one(effects), &own(opens), "W22");
    let kept = r#"Keep("ring")"#;
    let broken = r#"Break("ring")"#;
    assert!(found(kept, r#"Kept("one/ring")"#).is_empty() && found(broken, r#"Broke("one/ring")"#).is_empty());
    assert_eq!(found(broken, r#"Kept("one/ring")"#), ["it can never open: nothing keeps `one/ring`"]);
    assert_eq!(found(kept, r#"Broke("one/ring")"#), ["it can never open: nothing breaks `one/ring`"]);
    assert_eq!(found(kept, "Any([])"), ["it can never open: an `Any` with nothing in it never holds"]);
    assert!(found(kept, r#"Overheard("one/said")"#).is_empty());
    for word in ["said", "late"] {
        for asked in [format!(r#"Overheard("two/{word}")"#), format!(r#"Heard("two/{word}")"#)] {
            let why = format!("it can never open: `two/{word}` is said of this encounter itself, and never before it");
            assert_eq!(found(kept, &asked), [why]);
        }
    }
    assert_eq!(found(kept, r#"Ended("two", Agreed)"#), ["it can never open: `two` never ends Agreed before"]);
    // A promise that is broken where a third scenario is missed.
    let waits = encounter(
        "bo",
        r#"opens: [Open("one/ring")], until: 2, missed: Missed(text: "Gone.", breaks: ["one/ring"]),"#,
        "",
    );
    let folder = library(&[("one", one("")), ("two", own(r#"Broke("one/ring")"#)), ("three", waits)]);
    assert!(messages(folder.path(), folder.path(), "two", "W22").is_empty());
    std::fs::write(folder.path().join("two.ron"), own(r#"Kept("one/ring")"#)).expect("write a scenario");
    assert_eq!(messages(folder.path(), folder.path(), "two", "W22").len(), 1);
}

#[test]
fn coverage_tells_which_scenario_leads_to_which_in_a_folder_of_ones_own() {
    let promises =
        r#"facts: { "late": "it came late" }, promises: { "ring": "Ring on Monday.", "write": "Write a card." },"#;
    let one = encounter(
        "ann",
        &format!("{promises} {WORD}"),
        r#"Promise("ring"), Promise("write"), Keep("write"), Learn("late")"#,
    );
    let opens = r#"opens: [All([Open("one/ring"), Not(Open("one/write"))])], until: 2, missed: Missed(text: "Gone.", breaks: ["one/ring"]),"#;
    let two = encounter("bo", opens, r#"Keep("one/ring"), If(Ended("three", Lost), [Break("one/ring")])"#);
    let asks =
        WORD.replace("tone:", r#"when: [Overheard("one/said"), Knows("one/late"), Promised("three/own")], tone:"#);
    let three = encounter("cy", &format!(r#"promises: {{ "own": "So." }}, {asks}"#), "");
    let folder = library(&[("one", one), ("two", two), ("three", three)]);
    let path = folder.path().to_str().expect("the path is UTF-8");
    let told = run_rapport_for_json(folder.path(), &["coverage", path, "--runs", "1", "--json"]);
    let expected = json!([
        {
            "id": "one",
            "promises": [
                { "id": "ring", "awaited_by": ["two"], "settled_by": ["two"], "missed_by": ["two"] },
                { "id": "write", "awaited_by": [], "settled_by": ["one"], "missed_by": [] },
            ],
            "keeps": [], "breaks": [], "misses": [],
            "opens": ["two"], "reads": [], "words": { "said": ["three"] },
        },
        {
            "id": "three", "promises": [], "keeps": [], "breaks": [], "misses": [], "opens": [],
            "reads": [{ "fact": "one/late" }, { "word": "one/said" }], "words": {},
        },
        {
            "id": "two", "promises": [], "keeps": ["one/ring"], "breaks": ["one/ring"], "misses": ["one/ring"], "opens": [],
            "reads": [{ "promise": "one/ring" }, { "promise": "one/write" }, { "ended": ["three", "Lost"] }], "words": {},
        },
    ]);
    assert_eq!(told["connections"], expected, "{:#}", told["connections"]);
    let page = stdout(&run_rapport(folder.path(), &["coverage", path, "--runs", "1"]));
    for row in [
        "| one | ring, write |  | two |  | said (three) |",
        "| three |  |  |  | one: fact late, word said |  |",
        "| two |  | one/ring (kept, broken, missed) |  | one: promise ring, promise write; three: ended Lost |  |",
        "| write | one |  | one |",
    ] {
        assert!(page.contains(&format!("{row}\n")), "{row} in\n{page}");
    }
    assert!(!page.contains("| ring | one |"), "`two` waits for it");
}
