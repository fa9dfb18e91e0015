//! Counts how often scenarios use the parts of the format.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::scenario::id::{FactId, PromiseId, Ref, ScenarioId, WordId};
use crate::scenario::model::{Act, Beat, Condition, Effect, Line, Member, NeedKind, Outcome, Scenario};

/// The number of uses of each part of the format, by its name in the format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FeatureUsage {
    /// Choices by their act; silence counts as `Wait`.
    pub acts: BTreeMap<&'static str, usize>,
    /// The choices with the largest total at their beat, by their act.
    pub best_acts: BTreeMap<&'static str, usize>,
    /// Conditions, including those inside others.
    pub conditions: BTreeMap<&'static str, usize>,
    /// Effects, including those inside others.
    pub effects: BTreeMap<&'static str, usize>,
    /// Lines by their kind.
    pub lines: BTreeMap<&'static str, usize>,
    /// Needs of the cast by their kind, including the lasting needs of villagers; twins count once.
    pub needs: BTreeMap<&'static str, usize>,
    /// Promises of other scenarios that can be kept or broken.
    pub settles: Vec<Ref<PromiseId>>,
    /// What conditions ask of other scenarios.
    pub reads: BTreeSet<Read>,
}

/// Something of another scenario that a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Read {
    /// Whether a fact is known.
    Fact(Ref<FactId>),
    /// How a promise stands.
    Promise(Ref<PromiseId>),
    /// Whether it ended so.
    Ended(ScenarioId, Outcome),
    /// Whether a word was heard.
    Word(Ref<WordId>),
}

impl Read {
    /// The other scenario.
    #[must_use]
    pub const fn scenario(&self) -> Option<&ScenarioId> {
        match self {
            Self::Fact(fact) => fact.scenario.as_ref(),
            Self::Promise(promise) => promise.scenario.as_ref(),
            Self::Ended(scenario, _) => Some(scenario),
            Self::Word(word) => word.scenario.as_ref(),
        }
    }

    /// What a condition asks for, if it is something of another scenario.
    fn of(condition: &Condition) -> Option<Self> {
        let read = match condition {
            Condition::Knows(fact) => Self::Fact(fact.clone()),
            Condition::Promised(promise)
            | Condition::Open(promise)
            | Condition::Kept(promise)
            | Condition::Broke(promise) => Self::Promise(promise.clone()),
            Condition::Ended(scenario, outcome) => Self::Ended(scenario.clone(), *outcome),
            Condition::Heard(word) | Condition::Overheard(word) => Self::Word(word.clone()),
            _ => return None,
        };
        read.scenario().is_some().then_some(read)
    }
}

impl FeatureUsage {
    /// Counts the uses in a scenario.
    #[must_use]
    pub fn from_scenario(scenario: &Scenario) -> Self {
        let mut uses = Self::default();
        for member in scenario.cast.values() {
            uses.cast(member);
        }
        for beat in scenario.beats.values() {
            uses.beat(beat);
        }
        uses.conditions(&scenario.opens);
        for word in scenario.talk.values() {
            uses.conditions(&word.when);
        }
        uses
    }

    /// Adds the counts of another scenario.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.acts, &other.acts),
            (&mut self.best_acts, &other.best_acts),
            (&mut self.conditions, &other.conditions),
            (&mut self.effects, &other.effects),
            (&mut self.lines, &other.lines),
            (&mut self.needs, &other.needs),
        ] {
            for (word, times) in theirs {
                *mine.entry(word).or_default() += times;
            }
        }
        self.settles.extend(other.settles.iter().cloned());
        self.reads.extend(other.reads.iter().cloned());
    }

    fn cast(&mut self, member: &Member) {
        let persona = match member {
            Member::Persona(persona) => Some(persona),
            // All twins have the same needs.
            Member::OneOf(twins) => twins.values().next(),
            Member::Villager(_) => None,
        };
        for need in persona.iter().flat_map(|persona| persona.needs.values()) {
            *self.needs.entry(need.kind.as_str()).or_default() += 1;
        }
    }

    fn beat(&mut self, beat: &Beat) {
        self.lines(&beat.lines);
        self.effects(&beat.effects);
        let spoken = beat.choices.values().map(|choice| (choice.act, choice.evidence.total()));
        let silent = beat.silence.iter().map(|silence| (Act::Wait, silence.evidence.total()));
        let turns: Vec<(Act, i32)> = spoken.chain(silent).collect();
        let most = turns.iter().map(|(_, total)| *total).max();
        for (act, total) in turns {
            *self.acts.entry(act.as_str()).or_default() += 1;
            if Some(total) == most {
                *self.best_acts.entry(act.as_str()).or_default() += 1;
            }
        }
        for choice in beat.choices.values() {
            self.conditions(&choice.when);
            self.effects(&choice.effects);
            self.lines(&choice.answer);
        }
        if let Some(silence) = &beat.silence {
            self.conditions(&silence.when);
            self.effects(&silence.effects);
            self.lines(&silence.answer);
        }
        for next in &beat.next {
            self.conditions(&next.when);
        }
    }

    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            *self.lines.entry(line.as_str()).or_default() += 1;
            self.conditions(line.when());
        }
    }

    /// Counts conditions, and those inside them.
    pub(super) fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            *self.conditions.entry(condition.as_str()).or_default() += 1;
            self.reads.extend(Read::of(condition));
            match condition {
                Condition::All(inner) | Condition::Any(inner) => self.conditions(inner),
                Condition::Not(inner) | Condition::With(_, inner) => self.conditions(std::slice::from_ref(inner)),
                _ => {}
            }
        }
    }

    fn effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            *self.effects.entry(effect.as_str()).or_default() += 1;
            match effect {
                Effect::Keep(promise) | Effect::Break(promise)
                    if promise.scenario.is_some() && !self.settles.contains(promise) =>
                {
                    self.settles.push(promise.clone());
                }
                Effect::If(condition, inner) => {
                    self.conditions(std::slice::from_ref(condition));
                    self.effects(inner);
                }
                Effect::For(_, inner) => self.effects(inner),
                _ => {}
            }
        }
    }

    /// Each table with its heading and the count of each word, in the order of the format; unused words have the count
    /// 0.
    #[must_use]
    pub fn tables(&self) -> [(&'static str, Vec<(&'static str, usize)>); 5] {
        let acts: Vec<&str> = Act::ALL.iter().map(|act| act.as_str()).collect();
        let needs: Vec<&str> = NeedKind::ALL.iter().map(|kind| kind.as_str()).collect();
        [
            ("Acts", &acts[..], &self.acts),
            ("Conditions", Condition::WORDS, &self.conditions),
            ("Effects", Effect::WORDS, &self.effects),
            ("Lines", Line::WORDS, &self.lines),
            ("Needs", &needs[..], &self.needs),
        ]
        .map(|(heading, words, counts)| (heading, words.iter().map(|word| (*word, times(counts, word))).collect()))
    }

    /// The number of choices with an act that have the largest total at their beat.
    #[must_use]
    pub fn best(&self, act: &str) -> usize {
        times(&self.best_acts, act)
    }
}

fn times(counts: &BTreeMap<&'static str, usize>, word: &str) -> usize {
    counts.get(word).copied().unwrap_or(0)
}
