//! Faults that were not known while the rules were written: two for each rule, made in another way than the seeds,
//! mostly as slips of somebody who edits a scenario. No rule was changed after they were run.

use rapport::scenario::id::{BeatId, ChoiceId, ChoiceRef, Ref};
use rapport::scenario::model::{
    Beat, Choice, Claim, Condition, Effect, Ending, Evidence, Line, Member, Mood, Need, NeedKind, Next, Outcome,
    Persona, Rapport, Scenario, Truth,
};
use rapport::scenario::principle::Principle;

use super::edits::{
    best, choice, decision, each_effect, each_evidence, ending, evidence, first_trained, narrated, person, reply,
};
use super::seeds::Seed;

/// One fault: the rule that must find it, what is wrong, and how the nth one is made.
pub(super) struct HeldOut {
    pub(super) code: &'static str,
    pub(super) what: &'static str,
    pub(super) seed: Seed,
}

const fn fault(code: &'static str, what: &'static str, seed: Seed) -> HeldOut {
    HeldOut { code, what, seed }
}

fn knows(fact: &str) -> Condition {
    Condition::Knows(Ref { scenario: None, id: fact.into() })
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

/// The first persona of the cast.
fn persona(scenario: &mut Scenario) -> Option<&mut Persona> {
    scenario.cast.values_mut().find_map(|member| match member {
        Member::Persona(persona) => Some(persona),
        Member::OneOf(_) | Member::Villager(_) => None,
    })
}

/// Whether a beat has topics, which come back to it.
fn has_topics(beat: &Beat) -> bool {
    beat.choices.values().any(|choice| choice.once)
}

/// The beat of the nth decision that has no topics.
fn plain_decision(scenario: &mut Scenario, n: usize) -> Option<&mut Beat> {
    let id = decision(scenario, n)?;
    scenario.beats.get_mut(&id).filter(|beat| !has_topics(beat))
}

/// A reply with the smallest total of a beat.
fn worst(beat: &Beat) -> Option<ChoiceId> {
    beat.choices.iter().min_by_key(|(_, choice)| choice.evidence.total()).map(|(id, _)| id.clone())
}

/// Swaps where the best and the worst reply of the nth decision lead to.
fn swap_ways(scenario: &mut Scenario, n: usize) -> Option<()> {
    let beat = plain_decision(scenario, n)?;
    let ((best_id, _), worst_id) = (best(beat)?, worst(beat)?);
    let (good, bad) = (beat.choices[&best_id].to.clone(), beat.choices[&worst_id].to.clone());
    (good != bad).then_some(())?;
    beat.choices.get_mut(&best_id)?.to = bad;
    beat.choices.get_mut(&worst_id)?.to = good;
    Some(())
}

/// The nth ending.
fn nth_ending(scenario: &mut Scenario, n: usize) -> Option<&mut Beat> {
    scenario.beats.values_mut().filter(|beat| beat.end.is_some()).nth(n)
}

/// The nth choice with words.
fn spoken(scenario: &mut Scenario, n: usize) -> Option<&mut Choice> {
    scenario
        .beats
        .values_mut()
        .flat_map(|beat| beat.choices.values_mut())
        .filter(|choice| !choice.say.is_empty())
        .nth(n)
}

/// Makes each reply of a beat lead back to the beat.
fn lead_back(id: &BeatId, beat: &mut Beat, once: bool) {
    for choice in beat.choices.values_mut() {
        choice.to = id.clone();
        choice.once = once;
    }
}

/// Swaps two letters in the middle of the longest word.
fn mistyped(text: &str) -> Option<String> {
    let is_plain = |word: &&str| word.len() >= 6 && word.chars().all(|c| c.is_ascii_lowercase());
    let word = text.split(' ').filter(is_plain).max_by_key(|word| word.len())?;
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(2, 3);
    let slip: String = letters.into_iter().collect();
    (slip != word).then(|| text.replacen(word, &slip, 1))
}

/// Leaves out a letter in the middle of the longest word.
fn shortened(text: &str) -> Option<String> {
    let is_plain = |word: &&str| word.len() >= 7 && word.chars().all(|c| c.is_ascii_lowercase());
    let word = text.split(' ').filter(is_plain).max_by_key(|word| word.len())?;
    let slip: String = word.chars().enumerate().filter(|(n, _)| *n != 3).map(|(_, letter)| letter).collect();
    Some(text.replacen(word, &slip, 1))
}

/// A phrase that names a principle and is not among those of the seeds.
fn naming_phrase(principle: Principle) -> &'static str {
    [
        "for our relationship",
        "tell me more",
        "I hear you",
        "for free",
        "any time",
        "with respect",
        "you have my word",
        "no hard feelings",
    ][principle.index()]
}

pub(super) static HELD_OUT: [HeldOut; 62] = [
    fault("E80", "the last choice of a test is lost", |s, n| {
        let test = s.tests.values_mut().nth(n)?;
        test.choices.pop().map(drop)
    }),
    fault("E80", "the ending of a test is another one", |s, n| {
        let ends: Vec<BeatId> =
            s.beats.iter().filter(|(_, beat)| beat.end.is_some()).map(|(id, _)| id.clone()).collect();
        let test = s.tests.values_mut().nth(n)?;
        test.ending = ends.iter().find(|end| **end != test.ending)?.clone();
        Some(())
    }),
    fault("W05", "a code in lower case", |s, n| {
        choice(s, n)?.allow.insert("w52".into(), "this is meant".into());
        Some(())
    }),
    fault("W05", "an error that is silenced", |s, n| {
        s.beats.values_mut().nth(n)?.allow.insert("E31".into(), "this is meant".into());
        Some(())
    }),
    fault("W10", "all ways to a beat lead past it", |s, n| {
        let (id, end) = (s.beats.keys().filter(|id| **id != s.start).nth(n)?.clone(), ending(s, Outcome::Lost)?);
        (id != end).then_some(())?;
        for beat in s.beats.values_mut() {
            let nexts = beat.next.iter_mut().map(|next| &mut next.to);
            let choices = beat.choices.values_mut().map(|choice| &mut choice.to);
            let silence = beat.silence.iter_mut().map(|silence| &mut silence.to);
            nexts.chain(choices).chain(silence).filter(|to| **to == id).for_each(|to| *to = end.clone());
        }
        s.tests.clear();
        Some(())
    }),
    fault("W10", "the way to a beat asks for two moods at once", |s, n| {
        let beat = s.beats.values_mut().filter(|beat| !beat.next.is_empty()).nth(n)?;
        let when = vec![Condition::MoodIs(Mood::Calm), Condition::MoodIs(Mood::Angry)];
        beat.next.insert(0, Next { to: "aside".into(), when, ..Next::default() });
        let with = person(s);
        let end = Ending { outcome: Outcome::Referred, text: "They go next door.".into(), ..Ending::default() };
        s.beats.insert("aside".into(), Beat { with, end: Some(end), ..Beat::default() });
        Some(())
    }),
    fault("W11", "two beats that only lead to each other", |s, n| {
        let with = person(s);
        let to = |id: &str| Beat {
            with: with.clone(),
            choices: [("on".into(), reply("Shall we go on?", id))].into(),
            ..Beat::default()
        };
        let beats = [("hither".into(), to("thither")), ("thither".into(), to("hither"))];
        choice(s, n)?.to = "hither".into();
        s.beats.extend(beats);
        Some(())
    }),
    fault("W11", "an ending that became a question", |s, n| {
        s.tests.clear();
        let id = s.beats.iter().filter(|(_, beat)| beat.end.is_some()).nth(n)?.0.clone();
        let beat = s.beats.get_mut(&id)?;
        beat.end = None;
        beat.choices.insert("bye".into(), Choice { once: true, ..reply("Goodbye, then.", id.as_str()) });
        Some(())
    }),
    fault("W12", "each reply comes back once", |s, n| {
        let id = decision(s, n)?;
        let beat = s.beats.get_mut(&id)?;
        lead_back(&id, beat, true);
        beat.silence = None;
        beat.patience = 0;
        s.tests.clear();
        Some(())
    }),
    fault("W12", "each reply asks for the choice of itself", |s, n| {
        let id = decision(s, n)?;
        let beat = s.beats.get_mut(&id)?;
        for (choice, written) in &mut beat.choices {
            written.earned = false;
            written.when = vec![Condition::Chose(ChoiceRef { beat: id.clone(), choice: choice.clone() })];
        }
        beat.silence = None;
        beat.patience = 0;
        s.tests.clear();
        Some(())
    }),
    fault("W13", "a condition and its opposite", |s, n| {
        choice(s, n)?.when.extend([Condition::MoodAtLeast(Mood::Calm), not(Condition::MoodAtLeast(Mood::Calm))]);
        Some(())
    }),
    fault("W13", "a reply at the start that asks for one of the last decision", |s, n| {
        let late = s.beats.iter().rev().find(|(id, beat)| **id != s.start && !beat.choices.is_empty())?;
        let late = ChoiceRef { beat: late.0.clone(), choice: late.1.choices.keys().next()?.clone() };
        let start = s.start.clone();
        s.beats.get_mut(&start)?.choices.values_mut().nth(n)?.when.push(Condition::Chose(late));
        s.tests.clear();
        Some(())
    }),
    fault("W14", "one of two opposites", |s, n| {
        let calm = || Condition::MoodAtLeast(Mood::Calm);
        choice(s, n)?.answer.push(narrated("Somebody coughs.", Condition::Any(vec![calm(), not(calm())])));
        Some(())
    }),
    fault("W14", "a line at the start that asks whether the start was seen", |s, n| {
        (n == 0).then_some(())?;
        let start = s.start.clone();
        let line = narrated("Nobody has come back yet.", not(Condition::Seen(start.clone())));
        s.beats.get_mut(&start)?.lines.push(line);
        Some(())
    }),
    fault("W15", "an ending that became a question without end", |s, n| {
        s.tests.clear();
        let id = s.beats.iter().filter(|(_, beat)| beat.end.is_some()).nth(n)?.0.clone();
        let beat = s.beats.get_mut(&id)?;
        beat.end = None;
        beat.choices.insert("bye".into(), reply("Goodbye, then.", id.as_str()));
        Some(())
    }),
    fault("W15", "a ring through a beat without choices", |s, n| {
        let with = person(s);
        choice(s, n)?.to = "ask-again".into();
        let again = [("again".into(), reply("And again?", "passing"))].into();
        s.beats.insert("ask-again".into(), Beat { with: with.clone(), choices: again, ..Beat::default() });
        let next = vec![Next { to: "ask-again".into(), ..Next::default() }];
        s.beats.insert("passing".into(), Beat { with, next, ..Beat::default() });
        Some(())
    }),
    fault("W16", "a reply that leads back to the start", |s, n| {
        let (id, start) = (decision(s, n)?, s.start.clone());
        let beat = s.beats.get_mut(&id).filter(|beat| beat.choices.len() < 8)?;
        beat.choices.insert("from-the-top".into(), reply("Let us begin again.", start.as_str()));
        Some(())
    }),
    fault("W16", "seventy decisions in a row", |s, n| {
        let with = person(s);
        let to = std::mem::replace(&mut choice(s, n)?.to, "long-0".into());
        for k in 0..70 {
            let next = if k == 69 { to.to_string() } else { format!("long-{}", k + 1) };
            let choices = [("on".into(), reply("Go on.", &next)), ("well".into(), reply("And then?", &next))];
            let beat = Beat { with: with.clone(), choices: choices.into(), ..Beat::default() };
            s.beats.insert(format!("long-{k}").as_str().into(), beat);
        }
        Some(())
    }),
    fault("W17", "a flag that is only cleared", |s, n| {
        choice(s, n)?.effects.push(Effect::Clear("was-late".into()));
        Some(())
    }),
    fault("W17", "a flag with a typing error", |s, n| {
        choice(s, n)?.effects.push(Effect::Set("came-early".into()));
        for beat in s.beats.values_mut().filter(|beat| beat.end.is_some()) {
            beat.lines.push(narrated("It is still early.", Condition::Has("came-erly".into())));
        }
        Some(())
    }),
    fault("W18", "the line that tells a fact no longer does", |s, n| {
        let fact = s.facts.keys().nth(n)?.clone();
        let mut learnt = false;
        for beat in s.beats.values_mut() {
            let answers = beat.choices.values_mut().map(|choice| &mut choice.answer);
            let silence = beat.silence.iter_mut().map(|silence| &mut silence.answer);
            for line in answers.chain(silence).chain([&mut beat.lines]).flatten() {
                if let Line::Say { learn, .. } = line {
                    learnt |= learn.contains(&fact);
                    learn.retain(|id| *id != fact);
                }
            }
        }
        let asked = serde_json::to_string(&s.beats).ok()?.contains(&format!("{{\"Knows\":\"{fact}\"}}"));
        (learnt && asked).then_some(())?;
        s.tests.clear();
        Some(())
    }),
    fault("W18", "a reply for those who do not know what nobody knows", |s, n| {
        s.facts.insert("the-secret".into(), "what nobody says".into());
        choice(s, n)?.answer.push(narrated("Somebody coughs.", not(knows("the-secret"))));
        Some(())
    }),
    fault("W19", "a promise that is asked for and never made", |s, n| {
        s.promises.insert("a-call".into(), "Ring back.".into());
        let promise = Ref { scenario: None, id: "a-call".into() };
        choice(s, n)?.answer.push(narrated("Somebody coughs.", Condition::Promised(promise)));
        Some(())
    }),
    fault("W19", "a promise on the way to where all is lost", |s, n| {
        let lost = ending(s, Outcome::Lost)?;
        s.promises.insert("a-call".into(), "Ring back.".into());
        let choices = s.beats.values_mut().flat_map(|beat| beat.choices.values_mut());
        let choice = choices.filter(|choice| choice.to == lost).nth(n)?;
        choice.effects.push(Effect::Promise("a-call".into()));
        Some(())
    }),
    fault("W20", "a need that was added later", |s, n| {
        (n == 0).then_some(())?;
        let need = Need { kind: NeedKind::Personal, is: "to be asked first".into(), ..Need::default() };
        persona(s)?.needs.insert("asked-first".into(), need);
        Some(())
    }),
    fault("W20", "another need is served in its place", |s, n| {
        let needs: Vec<_> = persona(s)?.needs.keys().cloned().collect();
        let (lost, other) = (needs.get(n)?.clone(), needs.get((n + 1) % needs.len())?.clone());
        (lost != other).then_some(())?;
        each_effect(s, &mut |effect| {
            if let Effect::Find(need) | Effect::Serve(need) = effect
                && *need == lost
            {
                *need = other.clone();
            }
        });
        Some(())
    }),
    fault("W21", "the check of a claim is lost", |s, n| {
        let claim = s.claims.keys().nth(n)?.clone();
        each_effect(s, &mut |effect| {
            if matches!(effect, Effect::Check(id) if *id == claim) {
                *effect = Effect::Rapport(0);
            }
        });
        Some(())
    }),
    fault("W21", "of two claims only one is checked", |s, n| {
        for id in ["it-hums", "it-smells"] {
            s.claims
                .insert(id.into(), Claim { truth: Truth::Half, really: "Only at night.".into(), ..Claim::default() });
        }
        choice(s, n)?.effects.push(Effect::Check("it-hums".into()));
        Some(())
    }),
    fault("W30", "a principle without any weights", |s, n| {
        let principle = *Principle::ALL.get(n)?;
        each_evidence(s, |_, evidence| evidence.0[principle.index()] = 0);
        if !s.trains.contains(&principle) {
            s.trains.push(principle);
        }
        Some(())
    }),
    fault("W30", "a reply at the start that leads straight to a good end", |s, n| {
        let (start, end) = (s.start.clone(), ending(s, Outcome::Solved).or_else(|| ending(s, Outcome::Agreed))?);
        s.beats.get_mut(&start)?.choices.values_mut().nth(n)?.to = end;
        Some(())
    }),
    fault("W31", "all replies have the weights of the first", |s, n| {
        let beat = plain_decision(s, n)?;
        let first = beat.choices.values().next()?.evidence;
        beat.choices.values_mut().for_each(|choice| choice.evidence = first);
        if let Some(silence) = &mut beat.silence {
            silence.evidence = first;
        }
        Some(())
    }),
    fault("W31", "a new beat without weights", |s, n| {
        let with = person(s);
        let to = std::mem::replace(&mut choice(s, n)?.to, "in-between".into());
        let choices = ["Well then.", "I see.", "And now?"].into_iter().enumerate();
        let choices = choices.map(|(k, say)| (format!("word-{k}").as_str().into(), reply(say, to.as_str()))).collect();
        s.beats.insert("in-between".into(), Beat { with, choices, ..Beat::default() });
        Some(())
    }),
    fault("W32", "one decision has full weights and two have the smallest", |s, n| {
        let (principle, heavy) = (first_trained(s), decision(s, n)?);
        (!has_topics(&s.beats[&heavy])).then_some(())?;
        let others: Vec<BeatId> = (0..40).filter_map(|k| decision(s, k)).filter(|id| *id != heavy).take(2).collect();
        each_evidence(s, |_, evidence| evidence.0[principle.index()] = 0);
        for id in others {
            s.beats.get_mut(&id)?.choices.values_mut().next()?.evidence.0[principle.index()] = 1;
        }
        for (k, choice) in s.beats.get_mut(&heavy)?.choices.values_mut().enumerate() {
            choice.evidence.0[principle.index()] = if k == 0 { 2 } else { -2 };
        }
        Some(())
    }),
    fault("W32", "a principle that was added at one decision", |s, n| {
        let heavy = decision(s, n)?;
        let principle = *Principle::ALL.iter().find(|principle| !s.trains.contains(principle))?;
        (!has_topics(&s.beats[&heavy])).then_some(())?;
        each_evidence(s, |id, evidence| evidence.0[principle.index()] = i8::from(*id == heavy));
        s.beats.get_mut(&heavy)?.choices.values_mut().next()?.evidence.0[principle.index()] = -1;
        s.trains.push(principle);
        Some(())
    }),
    fault("W33", "the best and the worst reply are swapped", swap_ways),
    fault("W33", "every good ending is called lost", |s, n| {
        (n == 0).then_some(())?;
        for end in s.beats.values_mut().filter_map(|beat| beat.end.as_mut()) {
            end.outcome = Outcome::Lost;
        }
        Some(())
    }),
    fault("W34", "every ending is called solved", |s, n| {
        (n == 0).then_some(())?;
        for end in s.beats.values_mut().filter_map(|beat| beat.end.as_mut()) {
            end.outcome = Outcome::Solved;
        }
        Some(())
    }),
    fault("W34", "the worst replies at the start lead straight to a solution", |s, n| {
        (n == 0).then_some(())?;
        let (start, solved) = (s.start.clone(), ending(s, Outcome::Solved)?);
        let beat = s.beats.get_mut(&start)?;
        let silence = beat.silence.iter().map(|silence| silence.evidence.total());
        let least = beat.choices.values().map(|choice| choice.evidence.total()).chain(silence).min()?;
        for choice in beat.choices.values_mut().filter(|choice| choice.evidence.total() == least) {
            choice.to = solved.clone();
        }
        if let Some(silence) = beat.silence.as_mut().filter(|silence| silence.evidence.total() == least) {
            silence.to = solved;
        }
        Some(())
    }),
    fault("W35", "the best reply leads to a beat that only goes on to where all is lost", |s, n| {
        let (lost, with) = (ending(s, Outcome::Lost)?, person(s));
        let beat = plain_decision(s, n)?;
        let (id, _) = best(beat)?;
        beat.choices.get_mut(&id)?.to = "a-detour".into();
        let next = vec![Next { to: lost, ..Next::default() }];
        s.beats.insert("a-detour".into(), Beat { with, next, ..Beat::default() });
        Some(())
    }),
    fault("W35", "the best reply refers the person elsewhere", |s, n| {
        let with = person(s);
        let beat = plain_decision(s, n)?;
        let (id, _) = best(beat)?;
        beat.choices.get_mut(&id)?.to = "next-door".into();
        let end = Ending { outcome: Outcome::Referred, text: "They go next door.".into(), ..Ending::default() };
        s.beats.insert("next-door".into(), Beat { with, end: Some(end), ..Beat::default() });
        Some(())
    }),
    fault("W36", "`earned` is left out", |s, n| {
        let earned = |choice: &&mut Choice| choice.earned;
        let choice = s.beats.values_mut().flat_map(|beat| beat.choices.values_mut()).filter(earned).nth(n)?;
        choice.earned = false;
        Some(())
    }),
    fault("W36", "the best reply asks for rapport", |s, n| {
        let beat = plain_decision(s, n)?;
        let (id, _) = best(beat)?;
        let choice = beat.choices.get_mut(&id).filter(|choice| choice.when.is_empty())?;
        choice.when.push(Condition::RapportAtLeast(52));
        s.tests.clear();
        Some(())
    }),
    fault("W37", "a topic that excludes itself by a condition", |s, n| {
        let id = decision(s, n)?;
        let beat = s.beats.get_mut(&id).filter(|beat| beat.choices.len() < 8)?;
        let itself = ChoiceRef { beat: id.clone(), choice: "weather".into() };
        let (when, evidence) = (vec![not(Condition::Chose(itself))], evidence(&[(Principle::Interest, 1)]));
        beat.choices.insert("weather".into(), Choice { when, evidence, ..reply("And the weather?", id.as_str()) });
        Some(())
    }),
    fault("W37", "a topic that comes back through another beat", |s, n| {
        let (id, with) = (decision(s, n)?, person(s));
        let beat = s.beats.get_mut(&id).filter(|beat| beat.choices.len() < 8)?;
        let evidence = evidence(&[(Principle::Interest, 1)]);
        let topic = Choice { once: true, evidence, ..reply("And the weather?", "about-the-weather") };
        beat.choices.insert("weather".into(), topic);
        let next = vec![Next { to: id, ..Next::default() }];
        s.beats.insert("about-the-weather".into(), Beat { with, next, ..Beat::default() });
        Some(())
    }),
    fault("W38", "every change of rapport is ten times as large", |s, n| {
        (n == 0).then_some(())?;
        each_effect(s, &mut |effect| {
            if let Effect::Rapport(change) = effect {
                *change = (*change).clamp(-10, 10) * 10;
            }
        });
        Some(())
    }),
    fault("W38", "rapport begins almost at the top", |s, n| {
        (n == 0).then_some(())?;
        persona(s)?.rapport = Rapport(99);
        Some(())
    }),
    fault("H39", "a bad reply that is liked", |s, n| {
        let bad = |choice: &&mut Choice| choice.evidence.total() < 0;
        let choice = s.beats.values_mut().flat_map(|beat| beat.choices.values_mut()).filter(bad).nth(n)?;
        choice.effects.retain(|effect| !matches!(effect, Effect::Rapport(_)));
        choice.effects.push(Effect::Rapport(6));
        Some(())
    }),
    fault("H39", "a good reply after which the mood is at its worst", |s, n| {
        let good = |choice: &&mut Choice| choice.evidence.total() > 0;
        let choice = s.beats.values_mut().flat_map(|beat| beat.choices.values_mut()).filter(good).nth(n)?;
        choice.effects = vec![Effect::Mood(Mood::Furious)];
        choice.answer.clear();
        Some(())
    }),
    fault("H40", "a talk that goes round with rapport that changes", |s, n| {
        let id = decision(s, n)?;
        let beat = s.beats.get_mut(&id).filter(|beat| beat.choices.len() < 8)?;
        let again = Choice { effects: vec![Effect::Rapport(1)], ..reply("And again?", id.as_str()) };
        beat.choices.insert("again".into(), again);
        Some(())
    }),
    fault("H40", "eight other encounters of which each may have ended in two ways", |s, n| {
        let (line, when) =
            (nth_ending(s, n)?, |k, outcome| Condition::Ended(format!("evening-{k}").as_str().into(), outcome));
        for k in 0..8 {
            line.lines.push(narrated("It was a long week.", when(k, Outcome::Solved)));
            line.lines.push(narrated("It was a short week.", when(k, Outcome::Referred)));
        }
        Some(())
    }),
    fault("W51", "another phrase that names the principle", |s, n| {
        let beat = plain_decision(s, n)?;
        let (id, _) = best(beat)?;
        let choice = beat.choices.get_mut(&id).filter(|choice| !choice.say.is_empty())?;
        let (principle, _) = choice.evidence.named().find(|(_, weight)| *weight > 0)?;
        choice.say = format!("{}, {}", choice.say.trim_end_matches('.'), naming_phrase(principle));
        Some(())
    }),
    fault("W51", "a phrase at the beginning that names the principle", |s, n| {
        let beat = plain_decision(s, n)?;
        let (id, _) = best(beat)?;
        let choice = beat.choices.get_mut(&id).filter(|choice| !choice.say.is_empty())?;
        let (principle, _) = choice.evidence.named().filter(|(_, weight)| *weight > 0).last()?;
        choice.say = format!("So, {}. {}", naming_phrase(principle), choice.say);
        Some(())
    }),
    fault("W52", "all wrong replies but one are left out", |s, n| {
        let beat = plain_decision(s, n)?;
        let ((best, _), worst) = (best(beat)?, worst(beat)?);
        beat.choices.retain(|id, _| *id == best || *id == worst);
        beat.silence = None;
        beat.patience = 0;
        s.tests.clear();
        Some(())
    }),
    fault("W52", "all replies but one are as good as the best", |s, n| {
        let beat = plain_decision(s, n)?;
        let ((best, _), worst) = (best(beat)?, worst(beat)?);
        let top: Evidence = beat.choices[&best].evidence;
        for (_, choice) in beat.choices.iter_mut().filter(|(id, _)| **id != worst) {
            choice.evidence = top;
        }
        if let Some(silence) = &mut beat.silence {
            silence.evidence = top;
        }
        Some(())
    }),
    fault("W60", "a brief that tells everything", |s, n| {
        (n == 0).then_some(())?;
        let all: Vec<String> =
            s.beats.values().flat_map(|beat| beat.choices.values()).map(|c| c.because.clone()).collect();
        s.brief = all.concat().chars().take(1_500).collect();
        Some(())
    }),
    fault("W60", "a reply that says what the others say too", |s, n| {
        let beat = plain_decision(s, n)?;
        let all: Vec<String> = beat.choices.values().map(|choice| choice.say.clone()).collect();
        let all = all.join(" ");
        (all.split_whitespace().count() > 45).then_some(())?;
        beat.choices.values_mut().find(|choice| !choice.say.is_empty())?.say = all;
        Some(())
    }),
    fault("W61", "a reason in the words of an office", |s, n| {
        choice(s, n)?.because = "Appropriate prioritisation of individualised communication demonstrates organisational responsibility, notwithstanding considerable administrative inconvenience.".into();
        Some(())
    }),
    fault("W61", "one sentence without an end", |s, n| {
        spoken(s, n)?.say = "I would have thought that the people upstairs, whose business it has always been to look after such matters, might perhaps have considered telling somebody before the weekend that the delivery was going nowhere".into();
        Some(())
    }),
    fault("W62", "two letters swapped", |s, n| {
        let choice = choice(s, n)?;
        choice.because = mistyped(&choice.because)?;
        Some(())
    }),
    fault("W62", "a letter left out", |s, n| {
        let choice = choice(s, n)?;
        choice.because = shortened(&choice.because)?;
        Some(())
    }),
    fault("W63", "a name to be filled in", |s, n| {
        let choice = spoken(s, n)?;
        choice.say = format!("{} {{{{name}}}}", choice.say);
        Some(())
    }),
    fault("W63", "a text to be confirmed", |s, n| {
        let choice = spoken(s, n)?;
        choice.because = "TBC".into();
        Some(())
    }),
];

/// Lengthens each best reply by a clause, or cuts each other reply to its first words: the faults of the rules over a
/// folder.
pub(super) fn telling_lengths(scenario: &mut Scenario, cut_others: bool) {
    for beat in scenario.beats.values_mut() {
        let Some((id, _)) = best(beat) else { continue };
        for (other, choice) in beat.choices.iter_mut().filter(|(_, choice)| !choice.say.is_empty()) {
            if cut_others && *other != id {
                let first_words: String = choice.say.split_inclusive(' ').take(3).collect();
                first_words.trim_end().clone_into(&mut choice.say);
            } else if !cut_others && *other == id {
                choice.say = format!("If you ask me, and I think that you do: {}", choice.say);
            }
        }
    }
}
