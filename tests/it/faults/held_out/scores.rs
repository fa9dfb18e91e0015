//! Faults of weights, endings and rapport.

use rapport::scenario::id::{BeatId, ChoiceRef};
use rapport::scenario::model::{Beat, Choice, Condition, Effect, Ending, Mood, Next, Outcome, Rapport, Scenario};
use rapport::scenario::principle::Principle;

use super::fault::{HeldOut, fault};
use crate::faults::edits::{
    best, choice, decision, each_effect, each_evidence, ending, evidence, first_trained, has_topics, not, person,
    persona, plain_decision, reply, worst,
};

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

/// The rules of weights, endings and rapport.
pub(crate) static SCORES: [HeldOut; 22] = [
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
            // What only chooses words is followed one by one since; what changes something is not.
            line.effects.push(Effect::If(when(k, Outcome::Solved), vec![Effect::Reach(1)]));
            line.effects.push(Effect::If(when(k, Outcome::Referred), vec![Effect::Reach(2)]));
        }
        Some(())
    }),
];
