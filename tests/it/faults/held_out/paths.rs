//! Faults of tests, of codes that are silenced, and of the ways through a scenario.

use rapport::scenario::id::{BeatId, ChoiceRef};
use rapport::scenario::model::{Beat, Choice, Condition, Ending, Mood, Next, Outcome};

use super::fault::{HeldOut, fault};
use crate::faults::edits::{choice, decision, ending, narrated, not, person, reply};

/// Makes each reply of a beat lead back to the beat.
fn lead_back(id: &BeatId, beat: &mut Beat, once: bool) {
    for choice in beat.choices.values_mut() {
        choice.to = id.clone();
        choice.once = once;
    }
}

/// The rules of tests, codes and the ways through a scenario.
pub(crate) static PATHS: [HeldOut; 18] = [
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
];
