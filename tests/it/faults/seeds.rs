//! The faults that the rules were written with in mind: one kind for each rule.

use rapport::scenario::id::Ref;
use rapport::scenario::model::{
    Beat, Choice, Claim, Condition, Effect, Evidence, Member, Mood, Outcome, Scenario, Test, Truth,
};
use rapport::scenario::principle::Principle;

use super::edits::{
    any_villager, best, choice, decision, each_evidence, ending, evidence, first_trained, keep_promises, narrated, not,
    person, remove_need, reply,
};

/// Makes the nth fault of a kind in a scenario; `None` once there is no place left.
pub(super) type Seed = fn(&mut Scenario, usize) -> Option<()>;

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

/// For each rule of a single scenario, how its faults are made.
pub(super) const SEEDS: [(&str, Seed); 37] = [
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
        let out = Choice { once: true, ..reply("Hello?", "a-pit") };
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
        let round = [("round".into(), reply("And again?", "a-ring")), ("about".into(), reply("Once more?", "b-ring"))];
        let back = [("back".into(), reply("And back?", "a-ring"))];
        s.beats.insert("a-ring".into(), Beat { with: with.clone(), choices: round.into(), ..Beat::default() });
        s.beats.insert("b-ring".into(), Beat { with, choices: back.into(), ..Beat::default() });
        Some(())
    }),
    ("W16", |s, k| {
        let id = decision(s, k)?;
        let beat = s.beats.get_mut(&id)?;
        (beat.choices.len() < 8).then_some(())?;
        beat.choices.insert("round-again".into(), reply("Say that again?", id.as_str()));
        Some(())
    }),
    ("W17", |s, k| {
        let choice = choice(s, k)?;
        if k % 2 == 0 {
            choice.effects.push(Effect::Set("nobody-asks".into()));
        } else {
            choice.answer.push(narrated("Somebody coughs.", Condition::Has("nobody-set".into())));
        }
        Some(())
    }),
    ("W18", |s, k| {
        s.facts.insert("never-told".into(), "nobody ever says it".into());
        let fact = Ref { scenario: None, id: "never-told".into() };
        choice(s, k)?.answer.push(narrated("Somebody coughs.", Condition::Knows(fact)));
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
            remove_need(&mut beat.effects, need);
            beat.choices.values_mut().for_each(|choice| remove_need(&mut choice.effects, need));
            if let Some(silence) = &mut beat.silence {
                remove_need(&mut silence.effects, need);
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
            Choice { when, evidence, ..reply("There was something else.", to.as_str()) },
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
            ..reply("And the weather?", id.as_str())
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
        // A mood depends on them, and not only what is said.
        let effect = Effect::If(Condition::Any((0..7).map(when).collect()), vec![Effect::Mood(Mood::Calm)]);
        choice(s, k)?.effects.push(effect);
        Some(())
    }),
    ("W22", |s, k| {
        // The sofa comes, is promised, or is given up.
        let never = Condition::Ended("the-sofa".into(), Outcome::Referred);
        s.opens = vec![if k == 0 { never } else { Condition::All(vec![Condition::Day(2), never]) }];
        Some(())
    }),
    ("W23", |s, k| {
        let ring = || Ref { scenario: Some("the-sofa".into()), id: "ring-by-six".into() };
        let beat = s.beats.values_mut().nth(k)?;
        beat.effects.push(if k == 0 { Effect::Keep(ring()) } else { Effect::Break(ring()) });
        Some(())
    }),
    ("W24", |s, k| {
        // Nobody in the harbour hears what Agnes Holm says of a lamp.
        let villager = any_villager(s)?;
        let word = Ref { scenario: Some("ten-to-six".into()), id: "three-lamps".into() };
        let heard = Condition::With(villager, Box::new(Condition::Heard(word)));
        let heard = if k % 2 == 0 { heard } else { not(heard) };
        choice(s, k)?.answer.push(narrated("Somebody coughs.", heard));
        Some(())
    }),
    ("H25", |s, k| {
        any_villager(s)?;
        keep_promises(s);
        s.promises.insert("idle".into(), "Look into it.".into());
        choice(s, k)?.effects.push(Effect::Promise("idle".into()));
        Some(())
    }),
    ("W26", |s, k| {
        s.opens = vec![Condition::Day(2)];
        match k {
            // It trains what it trained.
            0 => {}
            // A decision at which too little is left to say.
            1 => {
                let beat = s.beats.get_mut(&decision(s, 0)?)?;
                let few: Vec<_> = beat.choices.keys().skip(2).cloned().collect();
                for id in &few {
                    beat.choices.remove(id);
                }
                s.trains.clear();
                s.tests.clear();
            }
            _ => return None,
        }
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
    ("W63", left_over),
    ("W64", |s, k| {
        let letters = ["👍", "李明", "שלום", "ไทย", "नमस्ते", "سلام", "안녕"];
        let spoken = |choice: &&mut Choice| !choice.say.is_empty();
        let choice = s.beats.values_mut().flat_map(|beat| beat.choices.values_mut()).filter(spoken).nth(k)?;
        choice.say = format!("{} {}", choice.say, letters[k % letters.len()]);
        Some(())
    }),
];

/// Makes each best reply longer or shorter than all others at each decision: the fault of the rules over a folder.
pub(super) fn lengthened(scenario: &mut Scenario, longest: bool) {
    for beat in scenario.beats.values_mut() {
        let most = beat.choices.values().map(|choice| choice.evidence.total()).max();
        let is_best = |choice: &Choice| Some(choice.evidence.total()) == most;
        let longest_other =
            beat.choices.values().filter(|choice| !is_best(choice)).map(|choice| choice.say.len()).max();
        for choice in beat.choices.values_mut().filter(|choice| is_best(choice) && !choice.say.is_empty()) {
            if longest {
                while choice.say.len() <= longest_other.unwrap_or(0) {
                    choice.say.push_str(" And that is that.");
                }
            } else {
                choice.say = "Right.".into();
            }
        }
    }
}

/// Leaves a placeholder in a reason.
fn left_over(scenario: &mut Scenario, k: usize) -> Option<()> {
    let marks = ["TODO", "TBD", "[name here]", "???", "<customer>", "Lorem ipsum"];
    let mark = marks[k % marks.len()];
    choice(scenario, k).map(|choice| choice.because = format!("{} {mark} ", choice.because))
}
