//! The shipped library: what it must cover, how it must score, its courses, its people, and its page of tables.

use std::collections::{BTreeMap, BTreeSet};

use rapport::analysis::Plays;
use rapport::authoring::feature_usage::FeatureUsage;
use rapport::files::DataPaths;
use rapport::library::Library;
use rapport::scenario::id::ScenarioId;
use rapport::scenario::model::{Condition, Kind, Scenario};
use serde_json::Value;

use super::support::{assert_matches_file, files_with_ending, root, run_rapport, shipped_scripts, stdout, temp_dir};

/// Words that adults read in a minute, silently, in English: the mean over 190 studies (M. Brysbaert, "How many
/// words do we read per minute?", Journal of Memory and Language 109, 2019).
const READ_IN_A_MINUTE: u64 = 238;
/// Seconds at a decision beside reading it: our guess.
const MAKE_UP_ONES_MIND: u64 = 5;

/// What `rapport coverage --json` says of the shipped library.
fn coverage() -> Value {
    let data = temp_dir();
    serde_json::from_str(&stdout(&run_rapport(data.path(), &["coverage", "scenarios", "--json"])))
        .expect("parse the output as JSON")
}

/// The encounters, without those that follow from others.
fn scenarios(told: &Value) -> impl Iterator<Item = &Value> {
    let follow_ups = follow_ups();
    told["scenarios"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(move |one| !follow_ups.iter().any(|id| one["id"] == *id.as_str()))
}

/// The ids of the shipped encounters that follow from others.
fn follow_ups() -> Vec<ScenarioId> {
    shipped_scripts().iter().filter(|script| script.is_follow_up()).map(|script| script.id.clone()).collect()
}

#[test]
fn follow_ups_are_short_and_train_nothing_by_themselves() {
    let told = coverage();
    let follow_ups = follow_ups();
    assert!(follow_ups.len() >= 8, "{follow_ups:?}");
    for one in told["scenarios"].as_array().into_iter().flatten() {
        let id = one["id"].as_str().unwrap_or_default();
        if follow_ups.iter().any(|follow_up| follow_up.as_str() == id) {
            let decisions = (whole(&one["decisions"][0]), whole(&one["decisions"][1]));
            assert!(decisions.0 >= 2 && decisions.1 <= 5, "{id}: {decisions:?} decisions");
            assert_eq!(one["unreached"], 0, "{id}: endings that no play comes to");
        }
    }
    for script in shipped_scripts().iter().filter(|script| script.is_follow_up()) {
        assert!(script.scenario.trains.is_empty(), "{} trains something", script.id);
    }
    let library = Library::load(&DataPaths::default());
    let in_courses = library.courses.values().flat_map(|course| &course.scenarios);
    assert!(!in_courses.into_iter().any(|id| follow_ups.contains(id)), "a follow-up is in no course");
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is a whole number"))
}

#[test]
fn the_page_of_tables_follows_from_the_command() {
    let data = temp_dir();
    let tables = stdout(&run_rapport(data.path(), &["coverage", "scenarios"]));
    let page = format!(
        "# The library in figures\n\nMade by `rapport coverage scenarios` and kept current by a test; what must hold of it stands in `tests/it/library.rs`. How the scenarios were written: [writing.md](writing.md).\n\n{tables}"
    );
    assert_matches_file(&root().join("docs/library.md"), &page);
}

#[test]
fn there_are_enough_encounters_of_each_kind() {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let told = coverage();
    for one in scenarios(&told) {
        *kinds.entry(one["kind"].as_str().expect("a JSON string")).or_default() += 1;
    }
    for (kind, least) in [
        (Kind::AngryCaller, 4),
        (Kind::OffDuty, 4),
        (Kind::Colleague, 4),
        (Kind::WalkIn, 4),
        (Kind::PublicPost, 4),
        (Kind::BeforeContact, 2),
        (Kind::CoCreation, 2),
    ] {
        assert!(kinds.get(kind.as_str()).copied().unwrap_or(0) >= least, "{least} of {}: {kinds:?}", kind.as_str());
    }
    let levels: BTreeSet<&str> = scenarios(&told).filter_map(|one| one["level"].as_str()).collect();
    assert_eq!(levels.len(), 3, "{levels:?}");
    let twins =
        shipped_scripts().iter().filter(|script| script.people.iter().any(|person| person.personas.len() > 1)).count();
    assert!(twins >= 2, "{twins} with twins");
}

#[test]
fn every_encounter_has_the_length_of_a_short_station() {
    for one in scenarios(&coverage()) {
        let id = &one["id"];
        assert!((8..=20).contains(&whole(&one["beats"])), "{id}: {} beats with choices", one["beats"]);
        let decisions = (whole(&one["decisions"][0]), whole(&one["decisions"][1]));
        assert!(decisions.0 >= 6 && decisions.1 <= 12, "{id}: {decisions:?} decisions");
        let (minutes, words) = (whole(&one["minutes"]), whole(&one["words"]));
        let tenths = 10 * words / READ_IN_A_MINUTE + decisions.1 * MAKE_UP_ONES_MIND / 6;
        assert!((30..=65).contains(&tenths), "{id}: {words} words take {tenths} tenths of a minute");
        assert!(tenths.abs_diff(10 * minutes) <= 10, "{id}: says {minutes} minutes and takes {tenths} tenths of one");
        assert_eq!(one["unreached"], 0, "{id}: endings that no play comes to");
    }
}

#[test]
fn three_to_five_replies_count_and_six_at_most_are_on_offer() {
    for script in shipped_scripts() {
        for (beat, choices) in script.scenario.beats.iter().map(|(id, beat)| (id, beat.choices.len())) {
            assert!(choices == 0 || choices >= 3, "{}/{beat}: {choices} replies", script.id);
        }
        // Of those written some wait for a mistake, or for something remembered; what counts is what is on offer at once.
        for space in &Plays::explore(&script).spaces {
            for node in 0..space.nodes.len() {
                let moves = space.moves_at(node);
                let spoken = || moves.iter().map(|made| space.choice(made)).filter(|choice| !choice.silence);
                let counted = spoken().filter(|choice| !choice.earned).count();
                let beat = &space.script.beat(space.nodes[node].beat).id;
                assert!(counted <= 5, "{}/{beat}: {counted} replies that count are on offer", script.id);
                // One more for who has listened or asked.
                let all = spoken().count();
                assert!(all <= 6, "{}/{beat}: {all} replies on offer", script.id);
            }
        }
    }
}

#[test]
fn every_principle_has_chances_enough_to_be_shown() {
    let told = coverage();
    for (n, (name, least, places)) in [
        ("Relationship", 40, 8),
        ("Interest", 40, 8),
        ("Listening", 40, 8),
        ("Value", 40, 8),
        ("Presence", 24, 5),
        ("Equality", 24, 5),
        ("Trust", 40, 8),
        ("Grace", 40, 8),
    ]
    .into_iter()
    .enumerate()
    {
        let counts: Vec<u64> = scenarios(&told).map(|one| whole(&one["opportunities"][n])).collect();
        let (all, some) = (counts.iter().sum::<u64>(), counts.iter().filter(|count| **count > 0).count());
        assert!(all >= least && some >= places, "{name}: {all} in {some} scenarios");
    }
}

#[test]
fn everything_in_the_format_is_used_somewhere() {
    let mut uses = FeatureUsage::default();
    for script in shipped_scripts() {
        uses.add(&FeatureUsage::from_scenario(&script.scenario));
    }
    for (heading, words) in uses.tables() {
        for (word, times) in words {
            assert!(times > 0, "{heading}: nothing is {word}");
        }
    }
}

#[test]
fn players_that_understand_nothing_score_alike() {
    let told = coverage();
    let mean = |n: usize| {
        let sum = |at: usize| scenarios(&told).map(|one| whole(&one["players"][n][at])).sum::<u64>();
        1_000 * sum(1) / sum(2)
    };
    let random = mean(0);
    assert!((350..=600).contains(&random), "random play scores {random} tenths of a point");
    for cue in 1..5 {
        let (word, tenths) =
            (&scenarios(&told).next().expect("the library has a play for it")["players"][cue][0], mean(cue));
        assert!(tenths.abs_diff(random) <= 100, "{word} scores {tenths}, random play {random} tenths of a point");
    }
}

#[test]
fn promises_made_in_one_encounter_are_due_in_another() {
    let told = coverage();
    let due: BTreeSet<String> = scenarios(&told)
        .flat_map(|one| one["uses"]["settles"].as_array().into_iter().flatten())
        .map(ToString::to_string)
        .collect();
    assert!(due.len() >= 4, "{due:?}");
}

#[test]
fn everybody_of_the_village_comes_into_some_encounter_and_most_come_back() {
    let village = std::fs::read_to_string(root().join("scenarios/village.ron")).expect("read the file");
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for script in shipped_scripts() {
        for villager in script.people.iter().filter_map(|person| person.villager.as_ref()) {
            *times.entry(villager.to_string()).or_default() += 1;
        }
    }
    let people = village.matches(": Villager(").count();
    assert_eq!(times.len(), people, "{times:?}");
    let back = times.values().filter(|times| **times > 1).count();
    assert!(2 * back > people, "{back} of {people} come into more than one encounter");
}

#[test]
fn the_first_week_adds_one_principle_a_step_and_meets_all_kinds() {
    let library = Library::load(&DataPaths::default());
    let course = library.courses.values().find(|course| course.title == "First week").expect("the scenario is shipped");
    let (mut met, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    for (n, id) in course.scenarios.iter().enumerate() {
        let scenario = &library.get(id.as_str()).expect("the course names a shipped scenario").script.scenario;
        met.extend(scenario.trains.iter().copied());
        kinds.insert(scenario.kind);
        assert_eq!(met.len(), n + 1, "{id} adds one principle to those before it: {met:?}");
    }
    assert_eq!((met.len(), kinds.len()), (8, Kind::ALL.len()));
}

#[test]
fn the_courses_are_as_long_as_they_should_be() {
    let library = Library::load(&DataPaths::default());
    let lengths: BTreeMap<&str, usize> =
        library.courses.values().map(|course| (course.title.as_str(), course.scenarios.len())).collect();
    let expected = [("Among ourselves", 6), ("First week", 8), ("Hard days", 8), ("Off the clock", 6)];
    assert_eq!(lengths, BTreeMap::from(expected));
    let all: BTreeSet<&str> =
        library.courses.values().flat_map(|course| course.scenarios.iter().map(|id| id.as_str())).collect();
    // What follows from others is in no course.
    let scripts = library.entries.values().map(|entry| &entry.script).filter(|script| !script.is_follow_up());
    let left_out: Vec<&str> = scripts.map(|script| script.id.as_str()).filter(|id| !all.contains(id)).collect();
    assert!(left_out.is_empty(), "in no course: {left_out:?}");
}

#[test]
fn every_encounter_is_played_well_middling_and_poorly() {
    let overall = |path: &std::path::Path| -> u64 {
        let play = std::fs::read_to_string(path).unwrap_or_else(|_| panic!("{} is there", path.display()));
        let line = play.lines().find_map(|line| line.strip_prefix("Overall: ")).expect("the play reaches its debrief");
        line.split(' ').next().and_then(|points| points.parse().ok()).expect("the scorecard has an overall score")
    };
    for script in shipped_scripts() {
        let play = |how: &str| overall(&root().join(format!("tests/plays/{}-{how}.play", script.id)));
        let (best, typical, poor) = (play("best"), play("typical"), play("poor"));
        assert!(best >= 90 && (40..80).contains(&typical) && poor <= 30, "{}: {best}, {typical}, {poor}", script.id);
    }
}

/// Whether a condition asks about another scenario's ending.
fn asks_for_an_ending(scenario: &Scenario) -> bool {
    fn asks(condition: &Condition) -> bool {
        match condition {
            Condition::Ended(..) => true,
            Condition::All(inner) | Condition::Any(inner) => inner.iter().any(asks),
            Condition::Not(inner) | Condition::With(_, inner) => asks(inner),
            _ => false,
        }
    }
    let lines = scenario.beats.values().flat_map(|beat| &beat.lines).flat_map(|line| line.when());
    let next = scenario.beats.values().flat_map(|beat| &beat.next).flat_map(|next| &next.when);
    lines.chain(next).any(asks)
}

#[test]
fn somebody_served_badly_is_heard_of_elsewhere() {
    assert!(shipped_scripts().iter().any(|script| asks_for_an_ending(&script.scenario)));
}

/// A text without the spaces its lines begin and end with.
fn evened(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_page_on_writing_quotes_what_stands_in_the_scenario() {
    let page = std::fs::read_to_string(root().join("docs/writing.md")).expect("read the file");
    let read = |path: &std::path::PathBuf| evened(&std::fs::read_to_string(path).expect("read the file"));
    let written: Vec<String> = files_with_ending("scenarios", ".ron").iter().map(read).collect();
    let quoted: Vec<&str> = page.split("```ron\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(quoted.len() >= 3, "it quotes {} pieces", quoted.len());
    for part in quoted.iter().flat_map(|piece| piece.split("// ...\n")) {
        let part = evened(part.trim());
        assert!(written.iter().any(|whole| whole.contains(&part)), "no scenario says\n{part}");
    }
}
