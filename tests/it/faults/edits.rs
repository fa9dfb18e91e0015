//! Places in a scenario where something can be made wrong, and small changes.

use rapport::scenario::id::{BeatId, ChoiceId, NeedId, PersonId, Ref};
use rapport::scenario::model::{
    Act, Beat, Choice, Condition, Effect, Evidence, Line, Member, Outcome, Persona, Scenario,
};
use rapport::scenario::principle::Principle;

/// The `k`th beat with choices, in id order.
pub(super) fn decision(scenario: &Scenario, k: usize) -> Option<BeatId> {
    let asks = |(_, beat): &(&BeatId, &Beat)| !beat.choices.is_empty();
    scenario.beats.iter().filter(asks).nth(k).map(|(id, _)| id.clone())
}

/// The `k`th choice of all.
pub(super) fn choice(scenario: &mut Scenario, k: usize) -> Option<&mut Choice> {
    scenario.beats.values_mut().flat_map(|beat| beat.choices.values_mut()).nth(k)
}

pub(super) fn best(beat: &Beat) -> Option<(ChoiceId, i32)> {
    let most = beat.choices.values().map(|choice| choice.evidence.total()).max()?;
    let silence = beat.silence.as_ref().map_or(i32::MIN, |silence| silence.evidence.total());
    let mut all = beat.choices.iter().filter(|(_, choice)| choice.evidence.total() == most);
    let (id, _) = all.next()?;
    (all.next().is_none() && silence < most).then(|| (id.clone(), most))
}

pub(super) fn ending(scenario: &Scenario, outcome: Outcome) -> Option<BeatId> {
    let is = |beat: &Beat| beat.end.as_ref().is_some_and(|end| end.outcome == outcome);
    scenario.beats.iter().find(|(_, beat)| is(beat)).map(|(id, _)| id.clone())
}

pub(super) fn reply(words: &str, to: &str) -> Choice {
    Choice { say: words.into(), act: Act::Ask, because: "It goes on.".into(), to: to.into(), ..Choice::default() }
}

pub(super) fn narrated(words: &str, when: Condition) -> Line {
    Line::Narrate { text: words.into(), when: vec![when] }
}

pub(super) fn person(scenario: &Scenario) -> Option<PersonId> {
    (scenario.cast.len() > 1).then(|| scenario.cast.keys().next().cloned()).flatten()
}

pub(super) fn evidence(weights: &[(Principle, i8)]) -> Evidence {
    let mut evidence = Evidence::default();
    for (principle, weight) in weights {
        evidence.0[principle.index()] = *weight;
    }
    evidence
}

pub(super) fn first_trained(scenario: &Scenario) -> Principle {
    scenario.trains[0]
}

/// Changes the evidence of every choice and silence.
pub(super) fn each_evidence(scenario: &mut Scenario, mut change: impl FnMut(&BeatId, &mut Evidence)) {
    for (id, beat) in &mut scenario.beats {
        beat.choices.values_mut().for_each(|choice| change(id, &mut choice.evidence));
        if let Some(silence) = &mut beat.silence {
            change(id, &mut silence.evidence);
        }
    }
}

/// Removes what finds or serves a need from effects.
pub(super) fn remove_need(effects: &mut Vec<Effect>, need: &NeedId) {
    effects.retain(|effect| !matches!(effect, Effect::Find(id) | Effect::Serve(id) if id == need));
    for effect in effects {
        if let Effect::For(_, inner) | Effect::If(_, inner) = effect {
            remove_need(inner, need);
        }
    }
}

/// Changes every effect of every beat, choice and silence, with those inside others.
pub(super) fn each_effect(scenario: &mut Scenario, change: &mut impl FnMut(&mut Effect)) {
    fn walk(effects: &mut [Effect], change: &mut impl FnMut(&mut Effect)) {
        for effect in effects {
            if let Effect::For(_, inner) | Effect::If(_, inner) = effect {
                walk(inner, change);
            } else {
                change(effect);
            }
        }
    }
    for beat in scenario.beats.values_mut() {
        walk(&mut beat.effects, change);
        for choice in beat.choices.values_mut() {
            walk(&mut choice.effects, change);
        }
        if let Some(silence) = &mut beat.silence {
            walk(&mut silence.effects, change);
        }
    }
}

pub(super) fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

/// The first persona of the cast.
pub(super) fn persona(scenario: &mut Scenario) -> Option<&mut Persona> {
    scenario.cast.values_mut().find_map(|member| match member {
        Member::Persona(persona) => Some(persona),
        Member::OneOf(_) | Member::Villager(_) => None,
    })
}

/// The first villager of the cast.
pub(super) fn any_villager(scenario: &Scenario) -> Option<PersonId> {
    let is_villager = |(_, member): &(&PersonId, &Member)| matches!(member, Member::Villager(_));
    scenario.cast.iter().find(is_villager).map(|(id, _)| id.clone())
}

/// Lets every play keep the promises that there are, so that one more stands out.
pub(super) fn keep_promises(scenario: &mut Scenario) {
    let keeps: Vec<Effect> = scenario.promises.keys().map(|id| Effect::Keep(Ref::own(id.clone()))).collect();
    for beat in scenario.beats.values_mut().filter(|beat| beat.end.is_some()) {
        beat.effects.extend(keeps.iter().cloned());
    }
}

/// Whether a beat has topics, which come back to it.
pub(super) fn has_topics(beat: &Beat) -> bool {
    beat.choices.values().any(|choice| choice.once)
}

/// The beat of the nth decision that has no topics.
pub(super) fn plain_decision(scenario: &mut Scenario, n: usize) -> Option<&mut Beat> {
    let id = decision(scenario, n)?;
    scenario.beats.get_mut(&id).filter(|beat| !has_topics(beat))
}

/// A reply with the smallest total of a beat.
pub(super) fn worst(beat: &Beat) -> Option<ChoiceId> {
    beat.choices.iter().min_by_key(|(_, choice)| choice.evidence.total()).map(|(id, _)| id.clone())
}
