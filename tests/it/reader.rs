//! The reader: it reads what the `ron` crate reads, goes on after mistakes, and hashes what a play depends on.

use rapport::encounter::{Encounter, Memory, Status};
use rapport::scenario::hash::{content_hash, play_hash};
use rapport::scenario::link::{SILENCE_WORDS, World};
use rapport::scenario::model::{Member, Scenario};
use rapport::scenario::read::{Linked, Reading};
use rapport::scenario::ron::format::format_text;
use rapport::scenario::ron::parse::{Parsed, parse};
use rapport::scenario::ron::tree::{NodeId, NodeKind, Tree};
use rapport::scenario::village::Village;
use rapport::scoring::Scorecard;
use ron::extensions::Extensions;

use super::mutations::mutate;
use super::random::Random;
use super::support::{files_with_ending, sizes};

fn texts() -> Vec<(String, String)> {
    let good = files_with_ending("tests/scenarios/good", ".ron");
    let shipped = files_with_ending("scenarios", ".ron");
    good.into_iter()
        .chain(shipped)
        .filter(|path| !path.ends_with("village.ron") && !path.to_string_lossy().contains("/courses/"))
        .map(|path| {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            (stem, std::fs::read_to_string(path).expect("read the file"))
        })
        .collect()
}

fn read(stem: &str, text: &str) -> Scenario {
    let reading = Reading::new(stem, stem, text.as_bytes().to_vec());
    assert_eq!(reading.diagnostics, Vec::new(), "{stem}");
    reading.scenario
}

fn link(stem: &str, text: &str) -> Linked {
    let checked = rapport::library::check_paths(&files_with_ending("scenarios", "village.ron"));
    assert!(checked.files.is_empty() && checked.faults.is_empty(), "a village can be checked, and is no scenario");
    let bytes = std::fs::read(&files_with_ending("scenarios", "village.ron")[0]).expect("read the file");
    let (village, ..) = rapport::scenario::read::read_village("village.ron", bytes);
    Reading::new(stem, stem, text.as_bytes().to_vec()).link(World { village: &village, catalogue: None })
}

/// The text with the line breaks inside of texts folded, as the reader folds them.
fn folded(text: &str) -> String {
    fn texts(tree: &Tree, node: NodeId, found: &mut Vec<(usize, usize)>) {
        if tree.kind(node) == NodeKind::Text {
            let span = tree.span(node);
            found.push((span.start as usize, span.end as usize));
        }
        for child in tree.children(node) {
            texts(tree, child, found);
        }
    }
    let tree = parse(text).tree;
    let mut spans = Vec::new();
    texts(&tree, tree.root().expect("the file has a value"), &mut spans);
    let mut out = String::new();
    let mut at = 0;
    for (start, end) in spans {
        out.push_str(&text[at..start]);
        let lines: Vec<&str> = text[start..end].split('\n').collect();
        let last = lines.len() - 1;
        let lines: Vec<&str> = lines
            .iter()
            .enumerate()
            .map(|(n, line)| {
                if n == 0 {
                    line.trim_end()
                } else if n == last {
                    line.trim_start()
                } else {
                    line.trim()
                }
            })
            .filter(|line| !line.is_empty())
            .collect();
        out.push_str(&if last == 0 { text[start..end].to_owned() } else { lines.join(" ") });
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

fn read_with_ron(text: &str) -> Result<Scenario, ron::error::SpannedError> {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
        .from_str(&folded(text))
}

#[test]
fn accepted_files_are_read_as_ron_reads_them() {
    for (stem, text) in texts() {
        let other = read_with_ron(&text).unwrap_or_else(|error| panic!("{stem}: {error}"));
        assert_eq!(read(&stem, &text), other, "{stem}");
    }
}

#[test]
fn accepted_mutated_files_are_read_as_ron_reads_them() {
    let texts = texts();
    let mut accepted = 0;
    for n in 0..sizes().mutations / 4 {
        let mut random = Random::from_seed(n ^ 0x5eed);
        let (stem, text) = &texts[random.below(texts.len())];
        let Ok(mutant) = String::from_utf8(mutate(text.as_bytes(), &mut random)) else { continue };
        let reading = Reading::new(stem, stem, mutant.clone().into_bytes());
        if !reading.diagnostics.is_empty() || mutant == *text || mutant.contains(['\u{feff}', '\r']) {
            continue;
        }
        // Blanks that only this reader knows, which a mutation may have moved to between two parts.
        let mutant = parse(&mutant).text.into_owned();
        let other = read_with_ron(&mutant).unwrap_or_else(|error| panic!("{stem}, mutant {n}: {error}\n{mutant}"));
        assert_eq!(reading.scenario, other, "{stem}, mutant {n}");
        accepted += 1;
    }
    assert!(accepted > 0, "no mutated file was accepted");
    println!("{accepted} mutated files were accepted, and ron read the same");
}

#[test]
fn an_unknown_escape_is_reported_and_kept_as_it_is_written() {
    for escape in [r"\q", r"\u{d800}", r"\u{1234567}", r"\u{}", r"\u12", r"\u"] {
        let text = format!("\"so {escape} it is\"");
        let Parsed { tree, problems, .. } = parse(&text);
        let messages: Vec<String> = problems.iter().map(|found| found.problem.message()).collect();
        assert_eq!(messages, [format!("unknown escape `{escape}`")]);
        let root = tree.root().expect("the text has a value");
        assert_eq!(tree.text(root, &text), format!("so {escape} it is"));
    }
}

#[test]
fn every_value_of_an_entry_leads_back_to_its_key() {
    let texts = texts();
    let mut entries = 0;
    for n in 0..200 {
        let mut random = Random::from_seed(n);
        let (stem, text) = &texts[random.below(texts.len())];
        let mutant = String::from_utf8_lossy(&mutate(text.as_bytes(), &mut random)).into_owned();
        for text in [text, &mutant] {
            let tree = parse(text).tree;
            let mut left: Vec<NodeId> = tree.root().into_iter().collect();
            while let Some(node) = left.pop() {
                left.extend(tree.children(node));
                let Some((key, value)) = tree.entry(node) else { continue };
                if tree.children(key).next().is_none() {
                    assert_eq!(tree.key(value), Some(key), "{stem}, mutant {n}: {}", tree.span(key).of(text));
                    entries += 1;
                }
            }
        }
    }
    assert!(entries > 10_000, "only {entries} entries were looked at");
}

#[test]
fn byte_order_marks_carriage_returns_and_line_breaks_in_texts_make_no_difference() {
    for (stem, text) in texts() {
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(read(&stem, &text), read(&stem, &windows), "{stem}");
    }
    let text = |say: &str| {
        let sample = &texts()[0].1;
        sample.replace("Three times is too many. I have", say)
    };
    let broken = text("Three times   \n\n              is too many.\t\n  I have");
    let scenario = read("a", &broken);
    assert_eq!(scenario, read("a", &text("Three times is too many. I have")));
    assert_eq!(read_with_ron(&broken).expect("ron parses it"), scenario);
}

#[test]
fn a_comment_or_another_layout_changes_neither_hash_nor_score() {
    for (stem, text) in texts() {
        let out = after_signs(&text, " /* and, \"so\" ( on */\n\t");
        let (plain, laid_out) = (read(&stem, &text), read(&stem, &out));
        assert_eq!(content_hash(&plain), content_hash(&laid_out), "{stem}");
        assert_eq!(scores(&stem, &text), scores(&stem, &out), "{stem}");
    }
}

/// A text with something put after every comma, colon and bracket that is not inside of a text or a comment.
fn after_signs(text: &str, put: &str) -> String {
    let tree = parse(text).tree;
    let mut inside = Vec::new();
    collect(&tree, tree.root().expect("the file has a value"), &mut inside);
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        out.push(c);
        let in_text = inside.iter().any(|(start, end)| (*start..*end).contains(&at));
        let line_start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        if matches!(c, ',' | ':' | '(' | '[' | '{') && !in_text && !text[line_start..at].contains("//") {
            out.push_str(put);
        }
    }
    out
}

#[test]
fn blanks_of_every_kind_are_blanks_outside_of_texts() {
    for (stem, text) in texts() {
        let scenario = read(&stem, &text);
        for blank in ["\u{a0}", "\u{2003}\u{3000}", "\u{200b}", "\u{feff}", "\u{2028}", "\u{c}", "\u{200d} \u{ad}"] {
            let pasted = format!("\u{feff}{blank}{}{blank}", after_signs(&text, blank));
            assert_eq!(read(&stem, &pasted), scenario, "{stem} with {blank:?}");
            assert_eq!(format_text(&pasted[3..]), format_text(&text), "{stem} with {blank:?}");
        }
        let old = text.replace('\n', "\r");
        assert_eq!(read(&stem, &old), scenario, "{stem} with carriage returns");
    }
    // What a file with old line ends has to be mended in is found in its line.
    let old = texts()[0].1.replace('\n', "\r").replacen("level:", "levle:", 1);
    let line = old[..old.find("levle").expect("it is there")].matches('\r').count() + 1;
    let linked = link("a", &old);
    let reports = rapport::diagnostic::Report::all(&linked.source, &linked.diagnostics);
    let found: Vec<_> = reports.into_iter().filter(|report| report.code == "E21").map(|report| report.line).collect();
    assert_eq!(found, [u32::try_from(line).expect("the file has few lines")]);
}

#[test]
fn characters_that_mislead_are_named_and_nothing_follows_from_them() {
    let text = texts()[0].1.clone();
    let found = |from: &str, to: &str| -> Vec<String> {
        assert!(text.contains(from), "{from}");
        let linked = link("a", &text.replacen(from, to, 1));
        linked.diagnostics.iter().map(|found| found.problem.message()).collect()
    };
    let look_alike = |c: char, what: &str, instead: char| {
        vec![format!("`{c}` is U+{:04X}, {what}, and not `{instead}`", u32::from(c))]
    };
    assert_eq!(found("title:", "t\u{456}tle:"), look_alike('\u{456}', "a Cyrillic letter", 'i'));
    assert_eq!(found("Scenario(", "Sc\u{435}nario("), look_alike('\u{435}', "a Cyrillic letter", 'e'));
    assert_eq!(found("title:", "title\u{ff1a}"), look_alike('\u{ff1a}', "a wide form", ':'));
    assert_eq!(found("beats: {", "beats: \u{ff5b}"), look_alike('\u{ff5b}', "a wide form", '{'));
    assert_eq!(found("Listening", "Listen\u{131}ng"), look_alike('\u{131}', "another character", 'i'));
    assert_eq!(found("format: 1", "format: \u{ff11}"), look_alike('\u{ff11}', "a wide form", '1'));
    let hidden = ["this name contains U+200B, a zero-width space, which is not seen"];
    assert_eq!(found("title:", "tit\u{200b}le:"), hidden);
    assert_eq!(found("Listening", "Listen\u{200b}ing"), hidden);
    // Texts may be in any script, even if they are not closed.
    let people = text.replacen("title: \"", "title: \"Пётр \u{ff08}и\u{a0}кот\u{ff09}\u{ad} 👩\u{200d}🍳 ", 1);
    assert_eq!(link("a", &people).diagnostics, []);
    let unclosed = people.replacen("\",\n", ",\n", 1);
    let codes: Vec<&str> = link("a", &unclosed).diagnostics.iter().map(|found| found.problem.code()).collect();
    assert!(codes.contains(&"E04") && !codes.contains(&"E18") && !codes.contains(&"E19"), "{codes:?}");
}

#[test]
fn a_name_with_a_letter_of_another_script_is_named_as_what_it_is() {
    let text = texts().into_iter().find(|(_, text)| !text.contains("W01")).expect("one has a known place").1;
    let place = text.split("place: \"").nth(1).and_then(|rest| rest.split('"').next()).expect("there is a place");
    let written = |place: &str| format!("place: \"{place}");
    for (from, to, hint) in [
        (
            written(place),
            written(&place.replacen('e', "\u{435}", 1)),
            "The `\u{435}` that is written is a Cyrillic letter (U+0435)",
        ),
        (written(place), written(&format!("{place}\u{e0020}")), "What is written has U+E0020 in it, a tag"),
        ("{you}".into(), "{y\u{3bf}u}".into(), "The `\u{3bf}` that is written is a Greek letter (U+03BF)"),
        (
            "level:".into(),
            "lang: \"\u{435}n\", level:".into(),
            "The `\u{435}` that is written is a Cyrillic letter (U+0435)",
        ),
    ] {
        let changed = if text.contains(&from) {
            text.replacen(&from, &to, 1)
        } else {
            text.replacen("text: \"", &format!("text: \"{to} "), 1)
        };
        let linked = link("a", &changed);
        let hints: Vec<String> = linked.diagnostics.iter().filter_map(|found| found.problem.hint()).collect();
        assert!(hints.iter().any(|said| said.starts_with("did you mean") && said.ends_with(hint)), "{to}: {hints:?}");
    }
}

#[test]
fn a_misspelt_id_is_found_where_it_stands_and_nothing_follows_from_it() {
    let text = texts()[0].1.clone();
    let start = text.split("start: \"").nth(1).and_then(|rest| rest.split('"').next()).expect("there is a start");
    let key = format!("\"{start}\": Beat(");
    assert!(text.contains(&key));
    for wrong in [format!("{start} "), start.to_uppercase(), start.replace('-', "_") + "_"] {
        let linked = link("a", &text.replacen(&key, &format!("\"{wrong}\": Beat("), 1));
        let meant = start.replace('_', "-") + if wrong.ends_with('_') { "-" } else { "" };
        let codes: Vec<&str> = linked.diagnostics.iter().map(|found| found.problem.code()).collect();
        let hints: Vec<_> = linked.diagnostics.iter().filter_map(|found| found.problem.hint()).collect();
        assert_eq!(hints.first(), Some(&format!("did you mean `{meant}`?")), "{wrong}");
        if meant == start {
            assert_eq!(codes, ["E25"], "{wrong}");
        }
    }
}

fn collect(tree: &Tree, node: NodeId, found: &mut Vec<(usize, usize)>) {
    if matches!(tree.kind(node), NodeKind::Text | NodeKind::RawText) {
        let span = tree.span(node);
        found.push((span.start as usize, span.end as usize));
    }
    for child in tree.children(node) {
        collect(tree, child, found);
    }
}

/// The scorecards of ten plays in which the choice that is first by `order` is taken.
fn plays(stem: &str, text: &str, order: impl Fn(&str) -> String) -> Vec<Scorecard> {
    let linked = link(stem, text);
    let script = linked.script.unwrap_or_else(|| panic!("{stem}: {:?}", linked.diagnostics));
    (0..10)
        .map(|seed| {
            let mut encounter = Encounter::start(script.clone(), seed, Memory::default());
            let mut turn = seed;
            while encounter.status() == Status::Open {
                let mut shown: Vec<String> = encounter.offers().map(|choice| choice.id.to_string()).collect();
                shown.sort_by_key(|id| order(id));
                let chosen = shown[usize::try_from(turn).unwrap_or(0) % shown.len()].clone();
                encounter.choose(&chosen, 0).expect("the choice is on offer");
                turn += 1;
            }
            Scorecard::from_decisions(&encounter.transcript().decisions)
        })
        .collect()
}

fn scores(stem: &str, text: &str) -> Vec<Scorecard> {
    plays(stem, text, str::to_owned)
}

#[test]
fn a_renamed_id_changes_no_score() {
    let mut renamed_files = 0;
    for (stem, text) in texts() {
        let scenario = read(&stem, &text);
        let mut renamed = text.clone();
        let beats = scenario.beats.keys().map(ToString::to_string);
        let choices = scenario.beats.values().flat_map(|beat| beat.choices.keys().map(ToString::to_string));
        let mut ids: Vec<String> = beats.chain(choices).collect();
        ids.sort_by_key(|id| std::cmp::Reverse(id.len()));
        ids.dedup();
        for id in ids {
            // A new first letter reverses the order of ids; references as "beat/choice" follow.
            let new = format!("{}0{id}", char::from(b'z' - (id.as_bytes()[0] - b'a')));
            renamed = renamed.replace(&format!("\"{id}\""), &format!("\"{new}\""));
            renamed = renamed
                .replace(&format!("\"{id}/"), &format!("\"{new}/"))
                .replace(&format!("/{id}\""), &format!("/{new}\""));
        }
        // Facts and promises may have the name of a beat; their foreign references stay as they were.
        if link(&stem, &renamed).script.is_none() {
            continue;
        }
        renamed_files += 1;
        let back = |id: &str| id.split_once('0').map_or_else(|| id.to_owned(), |(_, old)| old.to_owned());
        let old = plays(&stem, &text, str::to_owned);
        let new = plays(&stem, &renamed, |id| if id == "silence" { id.to_owned() } else { back(id) });
        assert_eq!(old, new, "{stem}");
        assert_ne!(content_hash(&read(&stem, &text)), content_hash(&read(&stem, &renamed)), "{stem}");
    }
    assert!(renamed_files >= 3, "only {renamed_files} files could be renamed");
}

#[test]
fn the_play_hash_changes_with_what_can_be_done_and_not_with_words() {
    let (stem, text) = &texts()[0];
    let plain = read(stem, text);
    for (old, new) in [
        ("Three times is too many.", "Three is too many."),
        ("Names what went wrong", "Names what goes wrong"),
        ("name: \"Mei Tan\"", "name: \"May Tan\""),
        ("minutes: 6", "minutes: 7"),
        ("Hold(minutes: 14)", "Hold(minutes: 15)"),
        ("clothes: \"teal\"", "clothes: \"coral\""),
        ("starts her shift at nine tonight", "starts at nine"),
        ("trains: [Listening, Trust, Grace]", "trains: [Listening]"),
    ] {
        let other = read(stem, &text.replace(old, new));
        assert_ne!(content_hash(&plain), content_hash(&other), "{old}");
        assert_eq!(play_hash(&plain), play_hash(&other), "{old}");
    }
    for (old, new) in [
        ("evidence: { Listening: 2, Grace: 1 }", "evidence: { Listening: 2, Grace: 2 }"),
        ("Rapport(8)", "Rapport(9)"),
        ("to: \"takes-the-number\"", "to: \"her-story\""),
        ("earned: true,", ""),
        ("patience: 12", "patience: 13"),
        ("mood: Furious", "mood: Angry"),
    ] {
        let other = read(stem, &text.replace(old, new));
        assert_ne!(play_hash(&plain), play_hash(&other), "{old}");
    }
    for (old, new) in
        [("least: 80", "least: 70"), ("shows how it is written", "is meant"), ("Rapport(8)", "Rapport(8,)")]
    {
        let other = read(stem, &text.replace(old, new));
        assert_eq!(content_hash(&plain), content_hash(&other), "{old}");
    }
    // A default that is written out is the same as one that is left out.
    let written = text.replace("earned: true,", "earned: true, once: false, recalls: [],");
    assert_eq!(content_hash(&plain), content_hash(&read(stem, &written)));
}

#[test]
fn a_scenario_is_the_same_after_the_json_of_the_ledger() {
    for (stem, text) in texts() {
        let linked = link(&stem, &text);
        let script = linked.script.unwrap_or_else(|| panic!("{stem}"));
        let json = rapport::scenario::hash::content_json(&script.scenario);
        let back: Scenario = serde_json::from_str(&json).expect("parse the JSON again");
        assert_eq!(content_hash(&back), script.content_hash(), "{stem}");
        assert!(back.cast.values().all(|member| !matches!(member, Member::Villager(_))), "villagers are resolved");
    }
}

#[test]
fn silence_has_words_and_an_unknown_villager_is_an_error() {
    assert!(SILENCE_WORDS.ends_with('.'));
    let linked = link("a", &texts()[0].1);
    assert!(linked.script.is_some());
    let nobody = Village::default();
    let alone =
        Reading::new("b", "b", texts()[1].1.as_bytes().to_vec()).link(World { village: &nobody, catalogue: None });
    assert!(alone.script.is_none(), "an unknown villager is an error");
}
