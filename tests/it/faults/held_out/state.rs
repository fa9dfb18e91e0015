//! Faults of flags, facts, promises, needs and claims.

use rapport::scenario::id::Ref;
use rapport::scenario::model::{Claim, Condition, Effect, Line, Need, NeedKind, Outcome, Truth};

use super::fault::{HeldOut, fault};
use crate::faults::edits::{
    any_villager, choice, decision, each_effect, ending, keep_promises, narrated, not, persona,
};

fn knows(fact: &str) -> Condition {
    Condition::Knows(Ref { scenario: None, id: fact.into() })
}

/// The rules of flags, facts, promises, needs and claims.
pub(crate) static STATE: [HeldOut; 20] = [
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
    fault("W22", "waits for a promise that nobody keeps or breaks", |s, n| {
        let promise = Ref { scenario: Some("press-nine".into()), id: "nine-goes-up".into() };
        s.opens = vec![if n == 0 { Condition::Kept(promise) } else { Condition::Broke(promise) }];
        Some(())
    }),
    fault("W22", "waits for one of two ends, and there is neither", |s, n| {
        let ended = |id: &str, outcome| Condition::Ended(id.into(), outcome);
        let both = vec![ended("the-sofa", Outcome::Referred), ended("press-nine", Outcome::NOT_LOST[n % 3])];
        let never = Condition::Any(both.into_iter().take(1 + usize::from(n == 9)).collect());
        s.opens = vec![Condition::Day(2), never];
        Some(())
    }),
    fault("W23", "a promise that is kept at an ending", |s, n| {
        let ring = Ref { scenario: Some("the-sofa".into()), id: "ring-by-six".into() };
        s.beats.values_mut().filter(|beat| beat.end.is_some()).nth(n)?.effects.push(Effect::Keep(ring));
        Some(())
    }),
    fault("W23", "a promise that is broken for somebody at the start", |s, n| {
        (n == 0).then_some(())?;
        let person = s.cast.keys().next()?.clone();
        let ring = Ref { scenario: Some("the-sofa".into()), id: "ring-by-six".into() };
        let start = s.start.clone();
        s.beats.get_mut(&start)?.effects.insert(0, Effect::For(person, vec![Effect::Break(ring)]));
        Some(())
    }),
    fault("W24", "waits until a villager has heard what does not come so far", |s, n| {
        (n == 0).then_some(())?;
        let word = Ref { scenario: Some("ten-to-six".into()), id: "three-lamps".into() };
        s.opens = vec![Condition::With(any_villager(s)?, Box::new(Condition::Heard(word)))];
        Some(())
    }),
    fault("W24", "a complaint that depends on another that goes elsewhere", |s, n| {
        let word = Ref { scenario: Some("ten-to-six".into()), id: "three-lamps".into() };
        let said = s.talk.values_mut().filter(|word| !word.by.as_str().is_empty()).nth(n)?;
        said.when.push(not(Condition::Heard(word)));
        Some(())
    }),
    fault("H25", "of two promises only one is kept", |s, n| {
        any_villager(s)?;
        keep_promises(s);
        for id in ["write", "ring-first"] {
            s.promises.insert(id.into(), "Do it on Monday.".into());
        }
        let kept = Ref { scenario: None, id: "write".into() };
        let made = ["write", "ring-first"].map(|id| Effect::Promise(id.into()));
        choice(s, n)?.effects.extend(made.into_iter().chain([Effect::Keep(kept)]));
        Some(())
    }),
    fault("H25", "a second promise, made when all is over", |s, n| {
        any_villager(s)?;
        keep_promises(s);
        s.promises.insert("write".into(), "Write a card.".into());
        s.beats.values_mut().filter(|beat| beat.end.is_some()).nth(n)?.effects.push(Effect::Promise("write".into()));
        Some(())
    }),
    fault("W26", "ends after the first decision", |s, n| {
        (n == 0).then_some(())?;
        s.opens = vec![Condition::Day(2)];
        s.trains.clear();
        s.tests.clear();
        let lost = ending(s, Outcome::Lost)?;
        let start = decision(s, 0)?;
        let beat = s.beats.get_mut(&start)?;
        s.start = start;
        beat.choices.values_mut().last()?.to = lost;
        Some(())
    }),
    fault("W26", "a decision with two replies", |s, n| {
        s.opens = vec![Condition::Day(2)];
        s.trains.clear();
        s.tests.clear();
        let beat = s.beats.get_mut(&decision(s, n)?)?;
        while beat.choices.len() > 2 {
            beat.choices.pop_last();
        }
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
];
