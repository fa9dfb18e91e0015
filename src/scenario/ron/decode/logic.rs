//! Conditions and effects.

use super::decoder::{Decode, Decoder};
use crate::scenario::model::{Condition, Effect, Rapport};
use crate::scenario::ron::tree::NodeId;

/// The latest day that a condition can ask for: a season is over long before.
const MAX_DAY: i64 = 365;

impl Decode for Condition {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        decoder.condition(node).unwrap_or_default()
    }
}

impl Decode for Effect {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        decoder.effect(node).unwrap_or_default()
    }
}

impl Decoder<'_> {
    fn one_value<T: Decode>(&mut self, node: NodeId, word: &str) -> Option<T> {
        let [value] = self.values::<1>(node, word)?;
        Some(T::decode(self, value))
    }

    fn two_values<A: Decode, B: Decode>(&mut self, node: NodeId, word: &str) -> Option<(A, B)> {
        let [a, b] = self.values::<2>(node, word)?;
        Some((A::decode(self, a), B::decode(self, b)))
    }

    pub(super) fn condition(&mut self, node: NodeId) -> Option<Condition> {
        let word = self.variant(node, "a condition such as `Knows(\"..\")`")?;
        Some(match word {
            "RapportAtLeast" => Condition::RapportAtLeast(self.one_value::<Rapport>(node, word)?.0),
            "MoodAtLeast" => Condition::MoodAtLeast(self.one_value(node, word)?),
            "MoodIs" => Condition::MoodIs(self.one_value(node, word)?),
            "Knows" => Condition::Knows(self.one_value(node, word)?),
            "Has" => Condition::Has(self.one_value(node, word)?),
            "Chose" => Condition::Chose(self.one_value(node, word)?),
            "Seen" => Condition::Seen(self.one_value(node, word)?),
            "Found" => Condition::Found(self.one_value(node, word)?),
            "Served" => Condition::Served(self.one_value(node, word)?),
            "Promised" => Condition::Promised(self.one_value(node, word)?),
            "Open" => Condition::Open(self.one_value(node, word)?),
            "Kept" => Condition::Kept(self.one_value(node, word)?),
            "Broke" => Condition::Broke(self.one_value(node, word)?),
            "Checked" => Condition::Checked(self.one_value(node, word)?),
            "Believed" => Condition::Believed(self.one_value(node, word)?),
            "Ended" => {
                let (scenario, outcome) = self.two_values(node, word)?;
                Condition::Ended(scenario, outcome)
            }
            "Heard" => Condition::Heard(self.one_value(node, word)?),
            "Overheard" => Condition::Overheard(self.one_value(node, word)?),
            "Day" => {
                let [value] = self.values::<1>(node, word)?;
                let day = self.number(value, "the day", 2, MAX_DAY).unwrap_or(2);
                Condition::Day(u32::try_from(day).unwrap_or(2))
            }
            "All" => Condition::All(self.one_value(node, word)?),
            "Any" => Condition::Any(self.one_value(node, word)?),
            "Not" => Condition::Not(Box::new(self.one_value(node, word)?)),
            "With" => {
                let (person, condition) = self.two_values(node, word)?;
                Condition::With(person, Box::new(condition))
            }
            _ => {
                self.unknown_word(node, word, "condition", Condition::WORDS);
                return None;
            }
        })
    }

    fn effect(&mut self, node: NodeId) -> Option<Effect> {
        let word = self.variant(node, "an effect such as `Rapport(5)`")?;
        Some(match word {
            "Rapport" => {
                let [value] = self.values::<1>(node, word)?;
                let n = self.number(value, "a change of rapport", -100, 100).unwrap_or(0);
                Effect::Rapport(i8::try_from(n).unwrap_or(0))
            }
            "Mood" => Effect::Mood(self.one_value(node, word)?),
            "Set" => Effect::Set(self.one_value(node, word)?),
            "Clear" => Effect::Clear(self.one_value(node, word)?),
            "Learn" => Effect::Learn(self.one_value(node, word)?),
            "Find" => Effect::Find(self.one_value(node, word)?),
            "Serve" => Effect::Serve(self.one_value(node, word)?),
            "Promise" => Effect::Promise(self.one_value(node, word)?),
            "Keep" => Effect::Keep(self.one_value(node, word)?),
            "Break" => Effect::Break(self.one_value(node, word)?),
            "Check" => Effect::Check(self.one_value(node, word)?),
            "Believe" => Effect::Believe(self.one_value(node, word)?),
            "Reach" => Effect::Reach(self.one_value(node, word)?),
            "For" => {
                let (person, effects) = self.two_values(node, word)?;
                Effect::For(person, effects)
            }
            "If" => {
                let (condition, effects) = self.two_values(node, word)?;
                Effect::If(condition, effects)
            }
            _ => {
                self.unknown_word(node, word, "effect", Effect::WORDS);
                return None;
            }
        })
    }
}
