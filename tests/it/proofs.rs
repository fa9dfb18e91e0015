//! Proofs about scenarios, compared with playing every possible play.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use rapport::analysis::{Detail, Extreme, MAX_STATES, Plays, Proof, Range, StateSpace, Witness, random_play, ranges};
use rapport::encounter::{Encounter, Memory, Status};
use rapport::scenario::link::{Catalogue, Declared, World};
use rapport::scenario::model::Outcome;
use rapport::scenario::principle::Principle;
use rapport::scenario::read::{Reading, read_village};
use rapport::scenario::script::Script;
use rapport::scenario::village::Village;
use rapport::scoring::{Scorecard, counted};

use super::random::Random;
use super::support::{shipped_scripts, sizes};

/// A small random scenario: beats lead forward or, by choices that go away, back; it has conditions of
/// every kind that a single scenario can hold, and a memory of another one.
fn small(random: &mut Random) -> String {
    let beats = 3 + random.below(4);
    let mut text = String::from(
        r#"Scenario(format: 1, title: "Small", kind: WalkIn, channel: Counter, level: First, minutes: 1, trains: [Trust, Grace],
        brief: "Small.", cast: { "pat": Persona(name: "Pat", rapport: 48, needs: { "n": Need(kind: Personal, is: "an end") }) },
        facts: { "f": "a fact" }, promises: { "p": "a promise" }, claims: { "c": Claim(truth: Half, really: "Half.") }, start: "b0", beats: {"#,
    );
    for n in 0..beats {
        let mut choices = String::new();
        for k in 0..2 + random.below(3) {
            let to = match random.below(8) {
                0 => beats,
                1 => beats + 1,
                // Back, or to itself: only by a choice that goes away.
                3 => random.below(n + 1),
                _ => (n + 1 + random.below(2)).min(beats),
            };
            let goes_back = to <= n;
            let to = if to >= beats { format!("e{}", to - beats) } else { format!("b{to}") };
            let weight = |random: &mut Random| i32::try_from(random.below(5)).unwrap_or(0) - 2;
            let (a, b) = (weight(random), weight(random));
            let when = if k == 0 { String::new() } else { condition(random, n) };
            let earned = if when.is_empty() || random.below(3) > 0 { "" } else { "earned: true, " };
            let when = if when.is_empty() { when } else { format!("when: [{when}], ") };
            let once = if goes_back || random.below(6) == 0 { "once: true, " } else { "" };
            let effects = effects(random);
            let answer = if random.below(3) == 0 {
                r#"answer: [Say(by: "pat", text: "Yes.", or: ["Yep.", "Aye."])], "#
            } else {
                ""
            };
            let _ = write!(
                choices,
                r#""c{k}": Choice({when}{earned}{once}say: "Reply.", act: Ask, evidence: {{ Trust: {a}, Grace: {b} }}, because: "So.", effects: [{effects}], {answer}to: "{to}"), "#
            );
        }
        let entered = if random.below(2) == 0 { effects(random) } else { String::new() };
        let line = condition(random, n);
        let line = if line.is_empty() { line } else { format!(", when: [{line}], learn: [\"f\"]") };
        let _ = write!(
            text,
            r#""b{n}": Beat(effects: [{entered}], lines: [Say(by: "pat", text: "Line.", or: ["Other."]{line})], choices: {{ {choices} }}),"#
        );
    }
    text.push_str(
        r#""e0": Beat(next: [Next(to: "end-lost", when: [Not(RapportAtLeast(45))]), Next(to: "end-solved")]),
        "e1": Beat(next: [Next(to: "end-agreed", when: [Open("p")]), Next(to: "end-lost")]),
        "end-solved": Beat(end: Ending(outcome: Solved, text: "Solved.")),
        "end-agreed": Beat(end: Ending(outcome: Agreed, text: "Agreed.")),
        "end-lost": Beat(end: Ending(outcome: Lost, text: "Lost.")) })"#,
    );
    text
}

fn condition(random: &mut Random, beat: usize) -> String {
    let before = random.below(beat + 1);
    let all = [
        String::new(),
        String::new(),
        "RapportAtLeast(50)".into(),
        "MoodIs(Angry)".into(),
        r#"Knows("f")"#.into(),
        r#"Has("g")"#.into(),
        format!(r#"Chose("b{before}/c0")"#),
        format!(r#"Seen("b{before}")"#),
        r#"Any([Found("n"), Not(Served("n"))])"#.into(),
        r#"Promised("p")"#.into(),
        r#"Kept("p")"#.into(),
        r#"All([Checked("c"), Not(Believed("c"))])"#.into(),
        r#"Ended("other", Lost)"#.into(),
        r#"Knows("other/x")"#.into(),
    ];
    all[random.below(all.len())].clone()
}

fn effects(random: &mut Random) -> String {
    const ALL: [&str; 14] = [
        "",
        "Rapport(3)",
        "Rapport(-4)",
        "Rapport(60)",
        "Mood(Angry)",
        "Set(\"g\")",
        "Clear(\"g\")",
        "Learn(\"f\")",
        "Find(\"n\")",
        "Serve(\"n\")",
        "Promise(\"p\")",
        "Keep(\"p\"), Check(\"c\")",
        "Break(\"p\"), Believe(\"c\")",
        "If(Has(\"g\"), [Rapport(-20), Mood(Calm)])",
    ];
    ALL[random.below(ALL.len())].to_owned()
}

fn script_of(text: &str) -> Arc<Script> {
    let other = Declared {
        facts: vec!["x".into()],
        promises: Vec::new(),
        remembered: true,
        learns: ["x".into()].into(),
        ..Declared::default()
    };
    linked_beside(text, &Catalogue::from([("other".into(), other)]), &Village::default())
}

/// A script that is read beside other scenarios, in a village.
fn linked_beside(text: &str, catalogue: &Catalogue, village: &Village) -> Arc<Script> {
    let world = World { village, catalogue: Some(catalogue) };
    let linked = Reading::new("small.ron", "small", text.as_bytes().to_vec()).link(world);
    linked.script.unwrap_or_else(|| panic!("{:?} in\n{text}", linked.diagnostics))
}

/// One play to its end.
struct Played {
    ending: Option<String>,
    card: Scorecard,
    opportunities: [u32; 8],
    is_best: bool,
    is_worst: bool,
    /// Of random play.
    likely: f64,
}

/// Every play, by trying every choice at every decision; `None` if there are too many.
fn every_play(script: &Arc<Script>, memory: &Memory) -> Option<Vec<Played>> {
    let mut plays = Vec::new();
    let mut left = vec![Vec::<String>::new()];
    while let Some(path) = left.pop() {
        if left.len() + plays.len() > 20_000 {
            return None;
        }
        let encounter = played(script, memory, &path);
        if encounter.status() == Status::Open {
            for offer in encounter.offers() {
                let mut longer = path.clone();
                longer.push(offer.id.to_string());
                left.push(longer);
            }
            continue;
        }
        let transcript = encounter.transcript();
        let mut play = Played {
            ending: transcript.ending.map(|ending| ending.to_string()),
            card: Scorecard::from_decisions(&transcript.decisions),
            opportunities: [0; 8],
            is_best: true,
            is_worst: true,
            likely: 1.0,
        };
        for decision in &transcript.decisions {
            play.likely /= f64::from(u32::try_from(decision.offered().len()).expect("the number fits"));
            let totals = || decision.offered().map(|offered| offered.evidence.total());
            let chosen = decision.choice().expect("the choice was on offer").evidence.total();
            play.is_best &= Some(chosen) == totals().max();
            play.is_worst &= Some(chosen) == totals().min();
            for principle in Principle::ALL {
                let weights: BTreeSet<i8> = counted(decision).map(|o| o.evidence.weight(principle)).collect();
                play.opportunities[principle.index()] += u32::from(decision.scored && weights.len() > 1);
            }
        }
        plays.push(play);
    }
    Some(plays)
}

fn played(script: &Arc<Script>, memory: &Memory, path: &[String]) -> Encounter {
    let mut encounter = Encounter::start(Arc::clone(script), 0, memory.clone());
    for choice in path {
        encounter.choose(choice, 0).unwrap_or_else(|error| panic!("{error} in {path:?}"));
    }
    encounter
}

fn replayed(script: &Arc<Script>, memory: &Memory, witness: &Witness) -> Encounter {
    let path: Vec<String> = witness.path.iter().map(ToString::to_string).collect();
    let encounter = played(script, memory, &path);
    assert_eq!(encounter.status(), Status::Completed);
    encounter
}

/// A range is that of the plays, and its witnesses are plays that get it.
fn same_range(script: &Arc<Script>, memory: &Memory, range: &Range, plays: &[&Played], n: usize, ending: &str) {
    let tallies: Vec<_> = plays.iter().map(|play| play.card.nth(n)).filter(|tally| tally.span > 0).collect();
    let key = |(gained, span): (u32, u32)| (u64::from(gained) * 1_000_000_000) / u64::from(span);
    let of = |extreme: &Option<Extreme>| extreme.as_ref().map(|e| key((e.gained, e.span)));
    let expected = |highest: bool| {
        let keys = tallies.iter().map(|tally| key((tally.gained, tally.span)));
        if highest { keys.max() } else { keys.min() }
    };
    assert_eq!((of(&range.min), of(&range.max)), (expected(false), expected(true)), "{n} at {ending}");
    for extreme in [&range.min, &range.max].into_iter().flatten() {
        let transcript = replayed(script, memory, &extreme.witness).transcript();
        let tally = Scorecard::from_decisions(&transcript.decisions).nth(n);
        assert_eq!((tally.gained, tally.span), (extreme.gained, extreme.span));
        assert_eq!(transcript.ending.map(|id| id.to_string()).as_deref(), Some(ending));
    }
}

/// Everything that is proven, against every play; the number of plays, or `None` if there are too many.
fn compare(script: &Arc<Script>) -> Option<usize> {
    let plays = Plays::explore(script);
    let proof = Proof::from_plays(&plays);
    assert!(proof.exact, "{:?}", proof.why_not);
    let mut count = 0;
    let others = proof.remembered.iter().map(|other| (&other.memory, &other.by_ending));
    let empty = Memory::default();
    for (memory, by_ending) in std::iter::once((&empty, &proof.by_ending)).chain(others) {
        let plays = every_play(script, memory)?;
        count += plays.len();
        let mut ended: BTreeMap<&str, Vec<&Played>> = BTreeMap::new();
        for play in &plays {
            if let Some(ending) = &play.ending {
                ended.entry(ending).or_default().push(play);
            }
        }
        let endings: Vec<&str> = by_ending.iter().map(|by| by.ending.as_str()).collect();
        assert_eq!(endings, ended.keys().copied().collect::<Vec<_>>());
        for by in by_ending {
            let (ending, plays) = (by.ending.as_str(), &ended[by.ending.as_str()]);
            same_range(script, memory, &by.overall, plays, 0, ending);
            for principle in Principle::ALL {
                same_range(script, memory, by.principles.get(principle), plays, principle.index() + 1, ending);
            }
        }
    }
    let all = every_play(script, &empty)?;
    let completed: Vec<&Played> = all.iter().filter(|play| play.ending.is_some()).collect();
    for principle in &script.scenario.trains {
        let counts = || completed.iter().map(|play| play.opportunities[principle.index()]);
        let proven = proof.opportunities.get(principle.name());
        let (min, max) = proven.map(|count| (count.min, count.max)).unzip();
        assert_eq!((min, max), (counts().min(), counts().max()), "{principle:?}");
    }
    let ends = |is: fn(&Played) -> bool| -> BTreeSet<String> {
        completed.iter().filter(|play| is(play)).filter_map(|play| play.ending.clone()).collect()
    };
    let ids =
        |ends: &[rapport::scenario::id::BeatId]| -> BTreeSet<String> { ends.iter().map(ToString::to_string).collect() };
    assert_eq!(ids(&proof.best_ends), ends(|play| play.is_best));
    assert_eq!(ids(&proof.worst_ends), ends(|play| play.is_worst));
    let random = random_play(script);
    for n in 0..9 {
        let sum = |of: fn(rapport::scoring::Tally) -> u32| -> f64 {
            completed.iter().map(|play| play.likely * f64::from(of(play.card.nth(n)))).sum()
        };
        let (gained, span) = (sum(|tally| tally.gained), sum(|tally| tally.span));
        let (proven_gained, proven_span) = random.sums()[n];
        assert!((gained * proven_span - proven_gained * span).abs() < 1e-9, "random play of {n}");
    }
    Some(count)
}

#[test]
fn what_is_proven_of_small_scenarios_is_what_every_play_shows() {
    let mut random = Random::from_seed(41);
    let (mut plays, mut scripts) = (0, 0_u64);
    for _ in 0..sizes().proofs {
        let text = small(&mut random);
        let script = script_of(&text);
        let count = std::panic::catch_unwind(|| compare(&script)).unwrap_or_else(|_| panic!("in\n{text}"));
        plays += count.unwrap_or(0);
        scripts += u64::from(count.is_some());
    }
    println!("{scripts} scenarios, {plays} plays, all as proven");
    assert!(plays > 10_000 && scripts * 10 > sizes().proofs * 8);
}

#[test]
fn random_play_computed_and_simulated_agree_on_shipped_scenarios() {
    for script in shipped_scripts() {
        let (exact, simulated) = (random_play(&script), rapport::scoring::Baseline::simulate(&script, 20_000));
        assert!(exact.is_exact() && !simulated.is_exact(), "{}", script.id);
        for n in 0..9 {
            match (exact.nth(n), simulated.nth(n)) {
                (Some(a), Some(b)) => assert!(a.abs_diff(b) <= 12, "{}: {n}: {a} and {b} tenths", script.id),
                (a, b) => assert_eq!(a, b, "{}: {n}", script.id),
            }
        }
    }
}

#[test]
fn loops_and_long_plays_are_said_not_to_be_exact_and_what_is_told_is_played() {
    let choices = |to: &str| {
        format!(
            r#"{{ "on": Choice(say: "On.", act: Ask, evidence: {{ Trust: 1 }}, because: "So.", to: "{to}"),
                 "again": Choice(say: "Again.", act: Ask, because: "So.", to: "b0") }}"#
        )
    };
    let head = r#"Scenario(format: 1, title: "L", kind: WalkIn, channel: Counter, level: First, minutes: 1, trains: [Trust],
        brief: "L.", cast: { "pat": Persona(name: "Pat", needs: { "n": Need(kind: Personal, is: "an end") }) }, start: "b0", beats: {"#;
    let tail = r#""end": Beat(end: Ending(outcome: Solved, text: "End.")) })"#;
    let looped = script_of(&format!("{head} \"b0\": Beat(choices: {}), {tail}", choices("end")));
    let proof = Proof::from_plays(&Plays::explore(&looped));
    assert!(!proof.exact && proof.why_not.as_deref().is_some_and(|why| why.contains("circles")), "{:?}", proof.why_not);
    let range = &proof.by_ending[0].overall;
    let shown = |extreme: &Option<Extreme>| extreme.as_ref().map(|e| (e.gained, e.span));
    assert_eq!((shown(&range.min), shown(&range.max)), (Some((0, 1)), Some((1, 1))));
    for extreme in [&range.min, &range.max].into_iter().flatten() {
        replayed(&looped, &Memory::default(), &extreme.witness);
    }
    // One can go around as often as there are decisions in a play.
    let space = StateSpace::explore(&looped, Memory::default(), Detail::PathAndScore, MAX_STATES);
    assert_eq!(ranges::decisions(&space, Outcome::ALL), Some((1, 100)));
    // Half of all plays go on at once, all but a 2^-100th at some time: gained 1 of 1 in half of them.
    assert_eq!((random_play(&looped).is_exact(), random_play(&looped).overall()), (true, Some(500)));
    // A play that passes 100 decisions is cut off, and is no play that ends.
    let mut long = String::new();
    for n in 0..101 {
        let to = if n == 100 { "end".to_owned() } else { format!("b{}", n + 1) };
        let _ = write!(
            long,
            r#""b{n}": Beat(choices: {{ "on": Choice(say: "On.", act: Ask, because: "So.", to: "{to}") }}), "#
        );
    }
    let proof = Proof::from_plays(&Plays::explore(&script_of(&format!("{head} {long} {tail}"))));
    assert!(!proof.exact && proof.why_not.as_deref().is_some_and(|why| why.contains("100 decisions")));
    assert!(proof.best_ends.is_empty() && proof.random.overall.is_none());
}

/// What is remembered in each proof of a scenario that reads words of the scenario `sofa`, as the keys of a memory.
fn remembered_beside_the_sofa(whens: &[&str]) -> (bool, BTreeSet<String>) {
    let (village, ..) =
        read_village("village.ron", br#"Village(format: 1, people: { "mei": Villager(name: "Mei Tan") })"#.to_vec());
    let sofa = r#"Scenario(format: 1, title: "Sofa", kind: WalkIn, channel: Counter, level: First, minutes: 1, trains: [], brief: "S.",
        cast: { "mei": Villager(id: "mei") }, start: "b",
        beats: {
            "b": Beat(choices: { "x": Choice(say: "X.", act: Ask, because: "So.", to: "lost") }),
            "lost": Beat(end: Ending(outcome: Lost, text: "L.")),
            "agreed": Beat(end: Ending(outcome: Agreed, text: "A.")),
            "solved": Beat(end: Ending(outcome: Solved, text: "S.")),
        },
        talk: {
            "bad": Word(by: "mei", after: ["lost"], tone: Complaint, says: "B.", retold: "B."),
            "good": Word(by: "mei", after: ["agreed", "solved"], tone: Praise, says: "G.", retold: "G."),
            "done": Word(by: "mei", after: ["solved"], tone: Praise, says: "D.", retold: "D."),
            "any": Word(by: "mei", tone: Plain, says: "A.", retold: "A."),
        },
        opens: [Day(2)], until: 1,
        missed: Missed(text: "M.", talk: { "late": Word(by_villager: "mei", tone: Complaint, says: "L.", retold: "L.") }))"#;
    let sofa = Reading::new("sofa.ron", "sofa", sofa.as_bytes().to_vec());
    assert_eq!(sofa.diagnostics, []);
    let catalogue = Catalogue::from([("sofa".into(), Declared::from_scenario(&sofa.scenario))]);
    let effects: Vec<String> = whens.iter().map(|when| format!("If({when}, [Rapport(1)])")).collect();
    let text = format!(
        r#"Scenario(format: 1, title: "T", kind: WalkIn, channel: Counter, level: First, minutes: 1, trains: [], brief: "T.",
        cast: {{ "mei": Villager(id: "mei") }}, start: "b", beats: {{
            "b": Beat(choices: {{ "x": Choice(say: "X.", act: Ask, because: "So.", effects: [{}], to: "end") }}),
            "end": Beat(end: Ending(outcome: Solved, text: "End.")),
        }})"#,
        effects.join(", ")
    );
    let proof = Proof::from_plays(&Plays::explore(&linked_beside(&text, &catalogue, &village)));
    let told = |memory: &Memory| {
        let heard = memory.heard.keys().map(|word| word.id.to_string());
        let overheard = memory.overheard.iter().map(|word| format!("over {}", word.id));
        let ended = memory.outcomes.values().map(|outcome| outcome.as_str().to_owned());
        heard.chain(overheard).chain(ended).collect::<Vec<_>>().join(" ")
    };
    (proof.exact, proof.remembered.iter().map(|with| told(&with.memory)).collect())
}

#[test]
fn words_that_cannot_both_have_been_said_are_not_combined() {
    let check = |whens: &[&str], expected: &[&str]| {
        let (exact, found) = remembered_beside_the_sofa(whens);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!((exact, found.as_slice()), (true, expected), "{whens:?}");
    };
    let heard = |word: &str| format!("Heard(\"sofa/{word}\")");
    let [bad, good, done, any, late] = ["bad", "good", "done", "any", "late"].map(heard);
    check(&[&bad, &good], &["bad", "good"]);
    check(&[&good, &done], &["done", "done good", "good"]);
    check(&[&any, &bad], &["any", "any bad", "bad"]);
    // What is said of a scenario that was missed goes with nothing that is said after it.
    check(&[&any, &late], &["any", "late"]);
    // The trainee may know one of two words, and a villager the other.
    check(&[&bad, "Overheard(\"sofa/done\")"], &["bad", "over done"]);
    // A word goes with the outcomes after which it is said, and with none that is not remembered.
    check(
        &[&good, "Any([Ended(\"sofa\", Lost), Ended(\"sofa\", Solved)])"],
        &["Lost", "Solved", "good", "good Solved"],
    );
    check(&[&late, "Ended(\"sofa\", Lost)"], &["Lost", "late"]);
}

#[test]
fn what_is_possible_decides_whether_all_can_be_combined() {
    // Six words would be 64 memories, and a seventh 128; but only three words of the sofa can ever be heard together.
    let heard = ["bad", "good", "done", "any", "late"].map(|word| format!("Heard(\"sofa/{word}\")"));
    let overheard = ["bad", "good", "done"].map(|word| format!("Overheard(\"sofa/{word}\")"));
    let whens: Vec<&str> = heard.iter().chain(&overheard).map(String::as_str).collect();
    let (exact, found) = remembered_beside_the_sofa(&whens);
    assert!(exact, "eight reads with fewer than 64 possible memories are combined");
    // With `any`, or without: nothing else; bad, over bad, or both; some of good, over good, done, over done. And late.
    assert_eq!(found.len() + 1, 2 * (1 + 3 + 15) + 1, "{found:?}");
}
