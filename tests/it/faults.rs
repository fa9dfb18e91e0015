//! Seeded faults: how many of them the rules find in scenarios that each have one, and how many false findings they
//! report in good scenarios.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rapport::authoring::template;
use rapport::diagnostic::{Diagnostic, RULES, Severity};
use rapport::library::words;
use rapport::lint::{Words, examine, rules};
use rapport::scenario::id::{BeatId, ChoiceId, Ref};
use rapport::scenario::link::{Catalogue, Declared, World};
use rapport::scenario::model::{
    Act, Beat, Choice, Claim, Condition, Effect, Ending, Evidence, Kind, Line, Member, Mood, Outcome, Scenario, Test,
    Truth,
};
use rapport::scenario::principle::Principle;
use rapport::scenario::read::{Linked, Reading, read_village};
use rapport::scenario::village::Village;

use super::support::{assert_matches_file, files_with_ending, root};

/// Mutants of each rule.
const MUTANTS: usize = 24;

/// The shipped scenarios that faults are seeded in: one of each of five kinds, small enough for a thousand checks.
const SHIPPED: [&str; 5] = ["ten-to-six", "the-last-bus", "the-oven-part", "the-sofa", "the-wrong-pallet"];

/// A sound scenario as it lies in a file.
struct Base {
    id: String,
    text: Vec<u8>,
}

struct Bench {
    village: Village,
    words: Words,
    bases: Vec<Base>,
}

impl Bench {
    fn new() -> Self {
        let path = root().join("scenarios/village.ron");
        let (village, ..) = read_village("village.ron", std::fs::read(path).expect("read the file"));
        let mut bases = Vec::new();
        for path in files_with_ending("scenarios", ".ron") {
            let id = path.file_stem().expect("the file has a name").to_string_lossy().into_owned();
            if SHIPPED.contains(&id.as_str()) {
                bases.push(Base { id, text: std::fs::read(&path).expect("read the file") });
            }
        }
        for kind in Kind::ALL {
            let id = format!("new-{}", kind.as_str().to_lowercase());
            bases.push(Base { text: template(&id.as_str().into(), *kind).into_bytes(), id });
        }
        let known = std::fs::read_to_string(root().join("scenarios/words.txt")).expect("read the file");
        let known = known.lines().flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace());
        Self { village, words: words(known.map(str::to_owned).collect()), bases }
    }

    /// A base with something changed; `None` if nothing there can be.
    fn changed(&self, base: usize, change: impl FnOnce(&mut Scenario) -> Option<()>) -> Option<Linked> {
        let Base { id, text } = &self.bases[base];
        let mut reading = Reading::new(&format!("{id}.ron"), id, text.clone());
        assert!(reading.diagnostics.is_empty(), "{id}: {:?}", reading.diagnostics);
        change(&mut reading.scenario)?;
        let world = World { village: &self.village, catalogue: None };
        let linked = reading.link(world);
        // What the reader refuses is not for the rules.
        linked.script.is_some().then_some(linked)
    }

    fn look(&self, files: &[Linked]) -> Vec<Diagnostic> {
        let mut catalogue = Catalogue::new();
        for Base { id, text } in &self.bases {
            let reading = Reading::new(id, id, text.clone());
            catalogue.insert(id.as_str().into(), Declared::from_scenario(&reading.scenario));
        }
        for linked in files {
            let script = linked.script.as_ref().expect("the scenario can be played");
            catalogue.insert(linked.id.clone(), Declared::from_scenario(&script.scenario));
        }
        let examined = examine(files, &catalogue, &self.words);
        examined.files.into_iter().flatten().chain(examined.folder).collect()
    }
}

// --- places where something can be made wrong -------------------------------------------------------------------

/// The `k`th beat with choices, in id order.
fn decision(scenario: &Scenario, k: usize) -> Option<BeatId> {
    let asks = |(_, beat): &(&BeatId, &Beat)| !beat.choices.is_empty();
    scenario.beats.iter().filter(asks).nth(k).map(|(id, _)| id.clone())
}

/// The `k`th choice of all.
fn choice(scenario: &mut Scenario, k: usize) -> Option<&mut Choice> {
    scenario.beats.values_mut().flat_map(|beat| beat.choices.values_mut()).nth(k)
}

fn best(beat: &Beat) -> Option<(ChoiceId, i32)> {
    let most = beat.choices.values().map(|choice| choice.evidence.total()).max()?;
    let silence = beat.silence.as_ref().map_or(i32::MIN, |silence| silence.evidence.total());
    let mut all = beat.choices.iter().filter(|(_, choice)| choice.evidence.total() == most);
    let (id, _) = all.next()?;
    (all.next().is_none() && silence < most).then(|| (id.clone(), most))
}

fn ending(scenario: &Scenario, outcome: Outcome) -> Option<BeatId> {
    let is = |beat: &Beat| beat.end.as_ref().is_some_and(|end| end.outcome == outcome);
    scenario.beats.iter().find(|(_, beat)| is(beat)).map(|(id, _)| id.clone())
}

fn plain(words: &str, to: &str) -> Choice {
    Choice { say: words.into(), act: Act::Ask, because: "It goes on.".into(), to: to.into(), ..Choice::default() }
}

fn told(words: &str, when: Condition) -> Line {
    Line::Narrate { text: words.into(), when: vec![when] }
}

fn person(scenario: &Scenario) -> Option<rapport::scenario::id::PersonId> {
    (scenario.cast.len() > 1).then(|| scenario.cast.keys().next().cloned()).flatten()
}

fn evidence(weights: &[(Principle, i8)]) -> Evidence {
    let mut evidence = Evidence::default();
    for (principle, weight) in weights {
        evidence.0[principle.index()] = *weight;
    }
    evidence
}

fn first_trained(scenario: &Scenario) -> Principle {
    scenario.trains[0]
}

/// Does something to every choice and silence.
fn each_evidence(scenario: &mut Scenario, mut change: impl FnMut(&BeatId, &mut Evidence)) {
    for (id, beat) in &mut scenario.beats {
        beat.choices.values_mut().for_each(|choice| change(id, &mut choice.evidence));
        if let Some(silence) = &mut beat.silence {
            change(id, &mut silence.evidence);
        }
    }
}

/// Takes what finds or serves a need out of effects.
fn without(effects: &mut Vec<Effect>, need: &rapport::scenario::id::NeedId) {
    effects.retain(|effect| !matches!(effect, Effect::Find(id) | Effect::Serve(id) if id == need));
    for effect in effects {
        if let Effect::For(_, inner) | Effect::If(_, inner) = effect {
            without(inner, need);
        }
    }
}

// --- the faults -------------------------------------------------------------------------------------------------

type Seed = fn(&mut Scenario, usize) -> Option<()>;

const LONG: &str = "and so we went on and on about it until nobody in the room could quite remember how the whole thing had begun, who had said what to whom, or why it had mattered so much to all of us on that long and rainy afternoon";
const STIFF: &str = "Notwithstanding the aforementioned organisational considerations, the departmental administration unfortunately cannot accommodate individualised reimbursement applications without comprehensive documentation.";

/// The best reply of the `k`th decision leads to where all is lost.
fn best_to_lost(s: &mut Scenario, k: usize) -> Option<()> {
    let lost = ending(s, Outcome::Lost)?;
    let beat = s.beats.get_mut(&decision(s, k)?)?;
    (!beat.choices.values().any(|choice| choice.once)).then_some(())?;
    let (id, _) = best(beat)?;
    beat.choices.get_mut(&id)?.to = lost;
    Some(())
}

/// For each rule of a single scenario, how the `k`th fault is made; `None` once there is no place left.
const SEEDS: [(&str, Seed); 30] = [
    ("E80", |s, k| {
        // A reply of the kth beat, at the very start: mostly it is not on offer there, and else nothing ends by it.
        let (id, end) = (decision(s, k)?, ending(s, Outcome::Lost)?);
        let early = s.beats[&id].choices.keys().next()?.clone();
        s.tests.insert("seeded".into(), Test { choices: vec![early], ending: end, least: 100, ..Test::default() });
        Some(())
    }),
    ("W05", |s, k| {
        let (_, beat) = s.beats.iter_mut().nth(k)?;
        beat.allow.insert(format!("W9{}", k % 10), "meant so".into());
        Some(())
    }),
    ("W10", |s, k| {
        let copy = s.beats.values().nth(k)?.clone();
        s.beats.insert("an-orphan".into(), copy);
        Some(())
    }),
    ("W11", |s, k| {
        let with = person(s);
        choice(s, k)?.to = "a-pit".into();
        let out = Choice { once: true, ..plain("Hello?", "a-pit") };
        s.beats.insert("a-pit".into(), Beat { with, choices: [("hello".into(), out)].into(), ..Beat::default() });
        Some(())
    }),
    ("W12", |s, k| {
        let beat = s.beats.get_mut(&decision(s, k)?)?;
        let never = || vec![Condition::All(vec![Condition::MoodIs(Mood::Calm), Condition::MoodIs(Mood::Sad)])];
        beat.choices.values_mut().for_each(|choice| choice.when = never());
        if let Some(silence) = &mut beat.silence {
            silence.when = never();
        }
        Some(())
    }),
    ("W13", |s, k| {
        choice(s, k)?.when.push(Condition::All(vec![Condition::MoodIs(Mood::Calm), Condition::MoodIs(Mood::Sad)]));
        Some(())
    }),
    ("W14", |s, k| {
        choice(s, k)?.when.push(if k % 2 == 0 {
            Condition::RapportAtLeast(0)
        } else {
            Condition::MoodAtLeast(Mood::Furious)
        });
        Some(())
    }),
    ("W15", |s, k| {
        let with = person(s);
        choice(s, k)?.to = "a-ring".into();
        let round = [("round".into(), plain("And again?", "a-ring")), ("about".into(), plain("Once more?", "b-ring"))];
        let back = [("back".into(), plain("And back?", "a-ring"))];
        s.beats.insert("a-ring".into(), Beat { with: with.clone(), choices: round.into(), ..Beat::default() });
        s.beats.insert("b-ring".into(), Beat { with, choices: back.into(), ..Beat::default() });
        Some(())
    }),
    ("W16", |s, k| {
        let id = decision(s, k)?;
        let beat = s.beats.get_mut(&id)?;
        (beat.choices.len() < 8).then_some(())?;
        beat.choices.insert("round-again".into(), plain("Say that again?", id.as_str()));
        Some(())
    }),
    ("W17", |s, k| {
        let choice = choice(s, k)?;
        if k % 2 == 0 {
            choice.effects.push(Effect::Set("nobody-asks".into()));
        } else {
            choice.answer.push(told("Somebody coughs.", Condition::Has("nobody-set".into())));
        }
        Some(())
    }),
    ("W18", |s, k| {
        s.facts.insert("never-told".into(), "nobody ever says it".into());
        let fact = Ref { scenario: None, id: "never-told".into() };
        choice(s, k)?.answer.push(told("Somebody coughs.", Condition::Knows(fact)));
        Some(())
    }),
    ("W19", |s, k| {
        s.promises.insert("idle".into(), "Ring back.".into());
        if k % 2 == 0 {
            choice(s, k)?.effects.push(Effect::Keep(Ref { scenario: None, id: "idle".into() }));
        } else {
            for beat in s.beats.values_mut() {
                if let Some(end) = beat.end.as_mut().filter(|end| end.outcome == Outcome::Agreed) {
                    end.outcome = Outcome::Solved;
                }
            }
            choice(s, k)?.effects.push(Effect::Promise("idle".into()));
        }
        Some(())
    }),
    ("W20", |s, k| {
        let needs: Vec<_> = (s.cast.values())
            .flat_map(|member| match member {
                Member::Persona(persona) => persona.needs.keys().cloned().collect::<Vec<_>>(),
                Member::Villager(casting) => casting.needs.keys().cloned().collect(),
                Member::OneOf(twins) => {
                    twins.values().next().map(|t| t.needs.keys().cloned().collect()).unwrap_or_default()
                }
            })
            .collect();
        let need = needs.get(k)?;
        for beat in s.beats.values_mut() {
            without(&mut beat.effects, need);
            beat.choices.values_mut().for_each(|choice| without(&mut choice.effects, need));
            if let Some(silence) = &mut beat.silence {
                without(&mut silence.effects, need);
            }
        }
        Some(())
    }),
    ("W21", |s, k| {
        let truth = *Truth::ALL.get(k)?;
        s.claims.insert("hearsay".into(), Claim { truth, really: "It was otherwise.".into(), ..Claim::default() });
        Some(())
    }),
    ("W30", |s, k| {
        let principle = *Principle::ALL.get(k)?;
        let kept = decision(s, 0)?;
        each_evidence(s, |id, evidence| {
            if *id != kept {
                evidence.0[principle.index()] = 0;
            }
        });
        if !s.trains.contains(&principle) {
            s.trains.push(principle);
        }
        Some(())
    }),
    ("W31", |s, k| {
        let beat = s.beats.get_mut(&decision(s, k)?)?;
        (!beat.choices.values().any(|choice| choice.once)).then_some(())?;
        beat.choices.values_mut().for_each(|choice| choice.evidence = Evidence::default());
        if let Some(silence) = &mut beat.silence {
            silence.evidence = Evidence::default();
        }
        Some(())
    }),
    ("W32", |s, k| {
        let (principle, heavy) = (first_trained(s), decision(s, k)?);
        (!s.beats[&heavy].choices.values().any(|choice| choice.once)).then_some(())?;
        // Everywhere else it is worth nothing.
        each_evidence(s, |_, evidence| evidence.0[principle.index()] = 0);
        for (n, choice) in s.beats.get_mut(&heavy)?.choices.values_mut().enumerate() {
            choice.evidence.0[principle.index()] = if n == 0 { 2 } else { -2 };
        }
        Some(())
    }),
    ("W33", best_to_lost),
    ("W34", |s, k| {
        let solved = ending(s, Outcome::Solved)?;
        let beat = s.beats.get_mut(&decision(s, k)?)?;
        (!beat.choices.values().any(|choice| choice.once)).then_some(())?;
        for choice in beat.choices.values_mut() {
            choice.to = solved.clone();
        }
        if let Some(silence) = &mut beat.silence {
            silence.to = solved;
        }
        Some(())
    }),
    ("W35", best_to_lost),
    ("W36", |s, k| {
        let start = s.start.clone();
        let unlocks = s.beats.get_mut(&start)?.choices.values_mut().next()?;
        unlocks.effects.push(Effect::Set("unlocked".into()));
        let (id, principle) = (decision(s, k)?, first_trained(s));
        (id != start).then_some(())?;
        let beat = s.beats.get_mut(&id)?;
        (beat.choices.len() < 8 && !beat.choices.values().any(|choice| choice.once)).then_some(())?;
        let to = beat.choices.values().next()?.to.clone();
        let evidence = evidence(&[(principle, 2), (Principle::Presence, 2), (Principle::Equality, 2)]);
        let when = vec![Condition::Has("unlocked".into())];
        beat.choices.insert(
            "unlocked-one".into(),
            Choice { when, evidence, ..plain("There was something else.", to.as_str()) },
        );
        Some(())
    }),
    ("W37", |s, k| {
        let id = decision(s, k)?;
        let beat = s.beats.get_mut(&id)?;
        (beat.choices.len() < 8).then_some(())?;
        let topic = Choice {
            once: true,
            evidence: evidence(&[(Principle::Trust, 1)]),
            ..plain("And the weather?", id.as_str())
        };
        beat.choices.insert("a-topic".into(), topic);
        Some(())
    }),
    ("W38", |s, k| {
        choice(s, k)?.effects.push(Effect::Rapport(if k % 2 == 0 { 100 } else { -100 }));
        Some(())
    }),
    ("H39", |s, k| {
        let good = |choice: &&mut Choice| choice.evidence.total() > 0;
        let choice = s.beats.values_mut().flat_map(|beat| beat.choices.values_mut()).filter(good).nth(k)?;
        choice.effects = vec![Effect::Rapport(-9)];
        Some(())
    }),
    ("H40", |s, k| {
        // Seven other encounters, each of which may have been lost: 128 memories.
        let when = |n| Condition::Ended(format!("another-{n}").as_str().into(), Outcome::Lost);
        choice(s, k)?.answer.push(told("Somebody coughs.", Condition::Any((0..7).map(when).collect())));
        Some(())
    }),
    ("W51", |s, k| {
        let words = ["relationship", "curious", "listening", "valuable", "anywhere", "equally", "honest", "gracious"];
        let beat = s.beats.get_mut(&decision(s, k)?)?;
        let (id, _) = best(beat)?;
        let choice = beat.choices.get_mut(&id)?;
        let (principle, _) = choice.evidence.named().find(|(_, weight)| *weight > 0)?;
        (!choice.say.is_empty()).then_some(())?;
        choice.say = format!("{} It is about being {}.", choice.say, words[principle.index()]);
        Some(())
    }),
    ("W52", |s, k| {
        let beat = s.beats.get_mut(&decision(s, k)?)?;
        (!beat.choices.values().any(|choice| choice.once)).then_some(())?;
        let (_, most) = best(beat)?;
        for choice in beat.choices.values_mut().filter(|choice| choice.evidence.total() < most) {
            choice.evidence.0[Principle::Grace.index()] = -2;
        }
        if let Some(silence) = &mut beat.silence {
            silence.evidence.0[Principle::Grace.index()] = -2;
        }
        Some(())
    }),
    ("W60", |s, k| choice(s, k).map(|choice| choice.because = format!("{LONG} {LONG}"))),
    ("W61", |s, k| {
        let spoken = |choice: &&mut Choice| !choice.say.is_empty();
        let choice = s.beats.values_mut().flat_map(|beat| beat.choices.values_mut()).filter(spoken).nth(k)?;
        choice.say = STIFF.into();
        Some(())
    }),
    ("W62", |s, k| {
        let slips = ["recieve", "seperate", "definately", "occured", "untill", "wich", "thier", "adress"];
        choice(s, k).map(|choice| choice.because = format!("{} A {} word.", choice.because, slips[k % slips.len()]))
    }),
];

/// The same for rules over a folder, and for one that needs words: each is made in a folder of several scenarios.
fn lengthened(scenario: &mut Scenario, longest: bool) {
    for beat in scenario.beats.values_mut() {
        let Some((id, _)) = best(beat) else { continue };
        let lengths: Vec<usize> = beat.choices.values().map(|choice| choice.say.len()).collect();
        let Some(choice) = beat.choices.get_mut(&id).filter(|choice| !choice.say.is_empty()) else { continue };
        if longest {
            while choice.say.len() <= lengths.iter().copied().max().unwrap_or(0) {
                choice.say.push_str(" And that is that.");
            }
        } else {
            choice.say = "Right.".into();
        }
    }
}

fn left_over(scenario: &mut Scenario, k: usize) -> Option<()> {
    let marks = ["TODO", "TBD", "[name here]", "???", "<customer>", "Lorem ipsum"];
    let mark = marks[k % marks.len()];
    choice(scenario, k).map(|choice| choice.because = format!("{} {mark} ", choice.because))
}

/// Pairs of shipped scenarios.
fn pairs(n: usize) -> Vec<(usize, usize)> {
    (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect()
}

// --- the tests --------------------------------------------------------------------------------------------------

#[derive(Default)]
struct Tally {
    seeded: usize,
    found: usize,
    missed: Vec<String>,
}

impl Tally {
    fn count(&mut self, is_found: bool, name: impl FnOnce() -> String) {
        self.seeded += 1;
        self.found += usize::from(is_found);
        if !is_found {
            self.missed.push(name());
        }
    }
}

fn has(found: &[Diagnostic], code: &str) -> bool {
    found.iter().any(|diagnostic| diagnostic.problem.code() == code)
}

/// Mutants of each rule, taken from all bases in turn.
fn detection(bench: &Bench) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let singles = SEEDS.iter().copied().chain([("W63", left_over as Seed)]);
    for (code, seed) in singles {
        let tally = tallies.entry(code).or_default();
        // Sites further in come later, so that every base has its share.
        for k in 0..200 {
            for base in 0..bench.bases.len() {
                if tally.seeded >= MUTANTS {
                    break;
                }
                if let Some(linked) = bench.changed(base, |scenario| seed(scenario, k)) {
                    let found = bench.look(std::slice::from_ref(&linked));
                    tally.count(has(&found, code), || format!("{} {k}", bench.bases[base].id));
                }
            }
        }
    }
    for code in ["W50", "W53"] {
        let tally = tallies.entry(code).or_default();
        for (a, b) in pairs(5) {
            for longest in [true, false] {
                let make = |base| {
                    bench.changed(base, |scenario| {
                        lengthened(scenario, longest);
                        Some(())
                    })
                };
                let files: Vec<Linked> = [make(a), make(b)].into_iter().flatten().collect();
                let found = bench.look(&files);
                tally.count(has(&found, code), || format!("{a} {b} {longest}"));
            }
        }
    }
    tallies
}

/// Sound scenarios: as they are, and with what must not matter.
fn sound(bench: &Bench) -> Vec<Linked> {
    let changes: [fn(&mut Scenario); 6] = [
        |_| {},
        |s| s.minutes += 1,
        |s| s.title = "Another day at the shop".into(),
        |s| {
            let orders: Vec<ChoiceId> = s.beats.values().flat_map(|beat| beat.choices.keys().cloned()).collect();
            for beat in s.beats.values_mut() {
                if let Some(silence) = &mut beat.silence {
                    silence
                        .answer
                        .insert(0, Line::Narrate { text: "Nobody says anything for a while.".into(), when: vec![] });
                }
            }
            assert!(!orders.is_empty());
        },
        |s| {
            for beat in s.beats.values_mut() {
                beat.lines.push(Line::Narrate { text: "Outside a bus goes by.".into(), when: vec![] });
            }
        },
        |s| {
            for beat in s.beats.values_mut() {
                if let Some(Ending { text, .. }) = &mut beat.end {
                    text.push_str(" The next day is another day.");
                }
            }
        },
    ];
    let mut all = Vec::new();
    for base in 0..bench.bases.len() {
        for change in changes {
            all.extend(bench.changed(base, |scenario| {
                change(scenario);
                Some(())
            }));
        }
    }
    all
}

#[test]
fn seeded_faults_are_found_and_sound_scenarios_are_not_blamed() {
    let bench = Bench::new();
    let tallies = detection(&bench);
    let sound = sound(&bench);
    let mut blamed: BTreeMap<&str, usize> = BTreeMap::new();
    for linked in &sound {
        let found = bench.look(std::slice::from_ref(linked));
        let mut codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.problem.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *blamed.entry(code).or_default() += 1;
        }
    }
    let mut table = String::from(
        "# What the rules find\n\nSound scenarios (five of the shipped ones and the seven that `rapport new` writes), each with one thing made wrong at one place, and the rule that must find it; and sound ones, as they are and with changes that must not matter, in which it must find nothing. Made by the test `seeded_faults_are_found_and_sound_scenarios_are_not_blamed` (`UPDATE=1 cargo test --no-default-features seeded`), which fails below 95 % or above 5 %.\n\n| Rule | What | Seeded | Found | Sound | Blamed |\n|---|---|--:|--:|--:|--:|\n",
    );
    let share = |n: usize| f64::from(u32::try_from(n).expect("the number fits"));
    let percent = |part: usize, of: usize| 100.0 * share(part) / share(of.max(1));
    let mut bad = Vec::new();
    for rule in rules().filter(|rule| !RULES.contains(rule)) {
        let nothing = Tally::default();
        let tally = tallies.get(rule.code).unwrap_or(&nothing);
        let blamed = blamed.get(rule.code).copied().unwrap_or(0);
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} ({:.0} %) | {} | {} ({:.0} %) |",
            rule.code,
            rule.title,
            tally.seeded,
            tally.found,
            percent(tally.found, tally.seeded),
            sound.len(),
            blamed,
            percent(blamed, sound.len())
        );
        // A hint is a thought, and some sound scenarios are worth one.
        let is_noisy = rule.severity != Severity::Hint && percent(blamed, sound.len()) > 5.0;
        if tally.seeded < 20 || percent(tally.found, tally.seeded) < 95.0 || is_noisy {
            bad.push(format!(
                "{}: {} of {} found, {blamed} blamed; missed {:?}",
                rule.code, tally.found, tally.seeded, tally.missed
            ));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    assert_matches_file(&root().join("docs/faults.md"), &table);
}
