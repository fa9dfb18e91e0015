//! From the tree to the parts of the format: takes what can be read and reports the rest.

use std::collections::BTreeMap;

use super::tree::{NodeId, NodeKind, Tree};
use crate::diagnostic::{Diagnostic, Problem, Span, suggest};
use crate::scenario::id::{
    BeatId, CastId, ChoiceId, ChoiceRef, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, TestId,
    VillagerId, id_fault,
};
use crate::scenario::model::{
    Act, Beat, Casting, Channel, Choice, Claim, Condition, Effect, Ending, Evidence, FORMAT, Kind, Lang, Level, Line,
    Look, Member, Mood, Need, NeedKind, Next, Outcome, Persona, Pronouns, Rapport, Scenario, Silence, Test, Tie, Truth,
};
use crate::scenario::principle::Principle;
use crate::scenario::village::{Course, Village, Villager};

/// Most characters of a text.
pub const MAX_TEXT: usize = 4_000;
/// Most beats of a scenario.
pub const MAX_BEATS: usize = 20_000;
/// Most choices of a beat, silence aside.
pub const MAX_CHOICES: usize = 8;
/// Most people of a cast.
pub const MAX_PEOPLE: usize = 12;

/// Reads values out of a tree and collects what is wrong with them.
pub struct Decoder<'t> {
    tree: &'t Tree,
    text: &'t str,
    /// What was wrong so far.
    pub problems: Vec<Diagnostic>,
}

/// Something that can be read from a node. What cannot be read is reported, and its default stands in.
pub trait Decode: Sized {
    /// Reads the value at `node`.
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self;
}

impl<'t> Decoder<'t> {
    /// For one tree of one text.
    #[must_use]
    pub const fn new(tree: &'t Tree, text: &'t str) -> Self {
        Self { tree, text, problems: Vec::new() }
    }

    /// Whether no more is listed.
    const fn is_full(&self) -> bool {
        self.problems.len() >= super::tree::MAX_PROBLEMS
    }

    fn report(&mut self, span: Span, problem: Problem) {
        if !self.is_full() {
            self.problems.push(Diagnostic::new(span, problem));
        }
    }

    fn report_twice(&mut self, node: NodeId, first: NodeId, key: &str) {
        let first = self.tree.span(first);
        let span = self.tree.span(node);
        if self.problems.len() < super::tree::MAX_PROBLEMS {
            let key = key.chars().take(80).collect();
            self.problems.push(Diagnostic::new(span, Problem::DuplicateKey { key }).with(first, "first here"));
        }
    }

    fn written(&self, node: NodeId) -> &'t str {
        self.tree.span(node).of(self.text)
    }

    fn wrong_type(&mut self, node: NodeId, expected: &'static str) {
        if self.tree.name(node, self.text) == "Some" {
            // Already reported where it was read.
            return;
        }
        let found = match self.tree.kind(node) {
            NodeKind::Text | NodeKind::RawText => "a text",
            NodeKind::Number => "a number",
            NodeKind::Word => "a bare word",
            NodeKind::Part => "a part in `( )`",
            NodeKind::List => "a list in `[ ]`",
            NodeKind::Map => "a map in `{ }`",
            // Already reported where it was read.
            NodeKind::Entry | NodeKind::Bad => return,
        };
        self.report(self.tree.head(node), Problem::WrongType { expected, found });
    }

    /// The nodes of a part's fields, in the order of `known`.
    fn fields<const N: usize>(
        &mut self,
        node: NodeId,
        name: &'static str,
        known: [&'static str; N],
    ) -> [Option<NodeId>; N] {
        let mut found: [Option<(NodeId, NodeId)>; N] = [None; N];
        let tree = self.tree;
        if tree.kind(node) != NodeKind::Part {
            self.wrong_type(node, part_in_words(name));
            return [None; N];
        }
        let written = tree.name(node, self.text);
        if !written.is_empty() && written != name && written != "Some" {
            let problem = Problem::WrongName { expected: name, found: clipped(written) };
            self.report(tree.head(node), problem);
        }
        for child in tree.children(node) {
            let Some((key, value)) = tree.entry(child) else {
                self.wrong_type(child, "a named part, as in `name: value`");
                continue;
            };
            let field = self.written(key);
            let Some(at) = known.iter().position(|known| *known == field) else {
                if self.is_full() {
                    continue;
                }
                let problem = Problem::UnknownField {
                    field: clipped(field),
                    of: name,
                    suggestion: suggest(field, known),
                    known: known.join(", "),
                };
                self.report(tree.span(key), problem);
                continue;
            };
            match found[at] {
                Some((first, _)) => self.report_twice(key, first, field),
                None => found[at] = Some((key, value)),
            }
        }
        found.map(|found| found.map(|(_, value)| value))
    }

    fn required<T: Decode + Default>(
        &mut self,
        node: NodeId,
        of: &'static str,
        field: &'static str,
        value: Option<NodeId>,
    ) -> T {
        if let Some(value) = value {
            return T::decode(self, value);
        }
        if self.tree.kind(node) == NodeKind::Part {
            self.report(self.tree.head(node), Problem::MissingField { field, of });
        }
        T::default()
    }

    fn optional<T: Decode + Default>(&mut self, value: Option<NodeId>) -> T {
        value.map_or_else(T::default, |value| T::decode(self, value))
    }

    /// A text in quotes; `None` if it is something else, which is reported.
    fn text(&mut self, node: NodeId, expected: &'static str) -> Option<String> {
        if !matches!(self.tree.kind(node), NodeKind::Text | NodeKind::RawText) {
            self.wrong_type(node, expected);
            return None;
        }
        let text = self.tree.text(node, self.text);
        if let Some(control) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            self.report(self.tree.span(node), Problem::ControlCharacter { code: u32::from(control) });
        }
        if text.len() > MAX_TEXT {
            let characters = text.chars().count();
            if characters > MAX_TEXT {
                let problem = Problem::StringTooLong { characters, most: MAX_TEXT };
                self.report(self.tree.span(node), problem);
                return Some(text.chars().take(MAX_TEXT).collect());
            }
        }
        Some(text)
    }

    fn number(&mut self, node: NodeId, what: &'static str, least: i64, most: i64) -> Option<i64> {
        if self.tree.kind(node) != NodeKind::Number {
            self.wrong_type(node, "a whole number");
            return None;
        }
        let value: i64 = self.written(node).parse().ok()?;
        if !(least..=most).contains(&value) {
            self.report(self.tree.span(node), Problem::OutOfRange { what, value, least, most });
            return None;
        }
        Some(value)
    }

    fn id(&mut self, node: NodeId) -> Option<String> {
        let text = self.text(node, "an id in quotes")?;
        self.check_id(node, &text).then_some(text)
    }

    fn check_id(&mut self, node: NodeId, id: &str) -> bool {
        match id_fault(id) {
            None => true,
            Some(why) => {
                self.report(self.tree.span(node), Problem::BadId { id: clipped(id), why });
                false
            }
        }
    }

    /// The word of a node and the nodes in its brackets.
    fn variant(&mut self, node: NodeId, expected: &'static str) -> Option<(&'t str, Vec<NodeId>)> {
        match self.tree.kind(node) {
            NodeKind::Word => Some((self.written(node), Vec::new())),
            NodeKind::Part if !self.tree.name(node, self.text).is_empty() => {
                Some((self.tree.name(node, self.text), self.tree.children(node).collect()))
            }
            _ => {
                self.wrong_type(node, expected);
                None
            }
        }
    }

    fn unknown_word(&mut self, node: NodeId, word: &str, kind: &'static str, known: &[&str]) {
        if self.is_full() {
            return;
        }
        let problem = Problem::UnknownWord {
            word: clipped(word),
            kind,
            suggestion: suggest(word, known.iter().copied()),
            known: known.join(", "),
        };
        self.report(self.tree.head(node), problem);
    }

    /// Exactly `N` values in the brackets of a condition or an effect.
    fn values<const N: usize>(&mut self, node: NodeId, word: &str, values: &[NodeId]) -> Option<[NodeId; N]> {
        for value in values {
            if self.tree.kind(*value) == NodeKind::Entry {
                self.report(
                    self.tree.span(*value),
                    Problem::WrongType { expected: "a value without a name", found: "a named part" },
                );
                return None;
            }
        }
        if let Ok(values) = values.try_into() {
            return Some(values);
        }
        let problem = Problem::WrongCount { of: word.to_owned(), expected: N, found: values.len() };
        self.report(self.tree.head(node), problem);
        None
    }

    /// The entries of a map, each key once.
    fn entries(&mut self, node: NodeId) -> Vec<(NodeId, NodeId)> {
        if self.tree.kind(node) != NodeKind::Map {
            self.wrong_type(node, "a map in `{ }`");
            return Vec::new();
        }
        self.tree.children(node).filter_map(|child| self.tree.entry(child)).collect()
    }
}

fn part_in_words(name: &'static str) -> &'static str {
    match name {
        "Scenario" => "`Scenario(..)`",
        "Beat" => "`Beat(..)`",
        "Choice" => "`Choice(..)`",
        "Silence" => "`Silence(..)`",
        "Ending" => "`Ending(..)`",
        "Need" => "`Need(..)`",
        "Persona" => "`Persona(..)`",
        "Next" => "`Next(..)`",
        "Look" => "`Look(..)`",
        "Claim" => "`Claim(..)`",
        "Test" => "`Test(..)`",
        _ => "a part in `( )`",
    }
}

fn clipped(text: &str) -> String {
    text.chars().take(80).collect()
}

/// Keys of maps.
trait Key: Ord + Sized {
    fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self>;
}

macro_rules! id_values {
    ($($name:ident)*) => {$(
        impl Decode for $name {
            fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
                decoder.id(node).map_or_else(Self::default, |id| Self::from(id.as_str()))
            }
        }

        impl Key for $name {
            fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self> {
                decoder.id(node).map(|id| Self::from(id.as_str()))
            }
        }
    )*};
}

id_values! { ScenarioId BeatId PersonId CastId VillagerId NeedId FactId FlagId PromiseId ClaimId TestId }

impl Key for ChoiceId {
    fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self> {
        decoder.id(node).map(|id| Self::from(id.as_str()))
    }
}

impl Decode for ChoiceId {
    /// A choice by name, where `silence` is one too.
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let Some(text) = decoder.text(node, "an id in quotes") else { return Self::default() };
        if text != Self::SILENCE && !decoder.check_id(node, &text) {
            return Self::default();
        }
        Self::from(text.as_str())
    }
}

/// The rules in `allow`.
impl Key for String {
    fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self> {
        decoder.text(node, "a rule's code in quotes")
    }
}

impl<T: for<'a> From<&'a str> + Default> Decode for Ref<T> {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let Some(text) = decoder.text(node, "an id in quotes") else { return Self::default() };
        let sound = text.split('/').all(|piece| decoder.check_id(node, piece));
        if text.matches('/').count() > 1 || !sound {
            if sound {
                decoder.check_id(node, &text);
            }
            return Self::default();
        }
        Self::from(text.as_str())
    }
}

impl Decode for ChoiceRef {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let Some(text) = decoder.text(node, "a choice as \"beat/choice\"") else { return Self::default() };
        let sound = text.split_once('/').is_some_and(|(beat, choice)| {
            id_fault(beat).is_none() && (choice == ChoiceId::SILENCE || id_fault(choice).is_none())
        });
        if sound {
            return Self::from(text.as_str());
        }
        let span = decoder.tree.span(node);
        decoder.report(span, Problem::ChoseForm { written: clipped(&text) });
        Self::default()
    }
}

macro_rules! word_values {
    ($($name:ident)*) => {$(
        impl Decode for $name {
            fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
                if decoder.tree.kind(node) != NodeKind::Word {
                    decoder.wrong_type(node, concat!("a ", "bare word"));
                    return Self::default();
                }
                let written = decoder.written(node);
                if let Some(found) = Self::ALL.iter().find(|value| value.as_str() == written) {
                    return *found;
                }
                let known: Vec<&str> = Self::ALL.iter().map(|value| value.as_str()).collect();
                decoder.unknown_word(node, written, Self::KIND, &known);
                Self::default()
            }
        }
    )*};
}

word_values! { Kind Channel Level Act Mood NeedKind Truth Outcome Tie }

impl Key for Principle {
    fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self> {
        if decoder.tree.kind(node) != NodeKind::Word {
            decoder.wrong_type(node, "a principle as a bare word");
            return None;
        }
        let written = decoder.written(node);
        let found = Self::from_name(written);
        if found.is_none() {
            decoder.unknown_word(node, written, "principle", &Self::ALL.map(Self::name));
        }
        found
    }
}

impl Decode for Evidence {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let mut evidence = Self::default();
        let (least, most) = Self::RANGE;
        let mut seen: Vec<(Principle, NodeId)> = Vec::new();
        for (key, value) in decoder.entries(node) {
            let Some(principle) = Principle::key(decoder, key) else { continue };
            if let Some((_, first)) = seen.iter().find(|(p, _)| *p == principle) {
                decoder.report_twice(key, *first, principle.name());
                continue;
            }
            seen.push((principle, key));
            let weight = decoder.number(value, "the weight", least, most).unwrap_or(0);
            evidence.0[principle.index()] = i8::try_from(weight).unwrap_or(0);
        }
        evidence
    }
}

impl Decode for bool {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        match (decoder.tree.kind(node), decoder.written(node)) {
            (NodeKind::Word, "true") => true,
            (NodeKind::Word, "false") => false,
            _ => {
                decoder.wrong_type(node, "`true` or `false`");
                false
            }
        }
    }
}

impl Decode for u32 {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let number = decoder.number(node, "the number", 0, i64::from(Self::MAX));
        number.and_then(|n| Self::try_from(n).ok()).unwrap_or(0)
    }
}

impl Decode for Rapport {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let number = decoder.number(node, "rapport", 0, i64::from(Self::MOST));
        number.and_then(|n| u8::try_from(n).ok()).map_or_else(Self::default, Self)
    }
}

impl Decode for String {
    /// A text that may not be empty.
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let Some(text) = decoder.text(node, "a text in quotes") else { return Self::new() };
        if text.trim().is_empty() {
            decoder.report(decoder.tree.span(node), Problem::Empty { what: "this text" });
        }
        text
    }
}

impl Decode for Lang {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        Self(String::decode(decoder, node))
    }
}

impl Decode for Pronouns {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let pronouns = Self(String::decode(decoder, node));
        if pronouns.forms().is_none() && !pronouns.0.is_empty() {
            let problem = Problem::BadPronouns { written: clipped(&pronouns.0) };
            decoder.report(decoder.tree.span(node), problem);
        }
        pronouns
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        Some(T::decode(decoder, node))
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        if decoder.tree.kind(node) != NodeKind::List {
            decoder.wrong_type(node, "a list in `[ ]`");
            return Self::new();
        }
        let tree = decoder.tree;
        tree.children(node).map(|child| T::decode(decoder, child)).collect()
    }
}

impl<K: Key, V: Decode> Decode for BTreeMap<K, V> {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let mut read: Vec<(K, NodeId, V)> = Vec::new();
        for (key, value) in decoder.entries(node) {
            let id = K::key(decoder, key);
            let value = V::decode(decoder, value);
            if let Some(id) = id {
                read.push((id, key, value));
            }
        }
        // Stable, so that of two equal keys the first in the file comes first.
        read.sort_by(|a, b| a.0.cmp(&b.0));
        for pair in read.windows(2) {
            if pair[0].0 == pair[1].0 {
                let key = decoder.written(pair[1].1).trim_matches('"');
                decoder.report_twice(pair[1].1, pair[0].1, key);
            }
        }
        read.dedup_by(|later, first| later.0 == first.0);
        read.into_iter().map(|(key, _, value)| (key, value)).collect()
    }
}

impl Decode for Principle {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        Self::key(decoder, node).unwrap_or(Self::Relationship)
    }
}

/// Parts with named fields; `must` marks the ones a file cannot leave out.
macro_rules! parts {
    ($($name:ident { $($field:ident $(= $written:literal)? $(: $must:ident)?),* $(,)? })*) => {$(
        impl Decode for $name {
            fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
                let [$($field),*] = decoder.fields(node, stringify!($name), [$(parts!(@name $field $($written)?)),*]);
                Self {
                    $($field: parts!(@read decoder, node, $name, $field $($must)?),)*
                    ..Self::default()
                }
            }
        }
    )*};
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $written:literal) => { $written };
    (@read $decoder:ident, $node:ident, $name:ident, $field:ident) => { $decoder.optional($field) };
    (@read $decoder:ident, $node:ident, $name:ident, $field:ident must) => {
        $decoder.required($node, stringify!($name), stringify!($field), $field)
    };
}

#[expect(
    clippy::needless_update,
    reason = "one macro serves the parts that have a field no file writes and those that do not"
)]
mod parts {
    use super::{
        Beat, Casting, Choice, Claim, Course, Decode, Decoder, Ending, Look, Need, Next, NodeId, Persona, Scenario,
        Silence, Test, Village, Villager,
    };

    parts! {
        Scenario {
            format: must, title: must, kind: must, channel: must, level: must, minutes: must, lang, trains: must, brief: must, place, cast: must, facts, promises,
            claims, start: must, beats: must, tests, allow,
        }
        Persona { name: must, called, role, pronouns, look, mood, rapport, needs, face_on_phone, place }
        Casting { id: must, mood, rapport, role, look, needs, face_on_phone, place }
        Look { head, skin, body, clothes, glasses, beard }
        Need { kind: must, spoken, future, is: must }
        Claim { truth: must, really: must }
        Beat {
            with, channel, place, spread, effects, lines, patience, silence, choices, next, end, allow,
        }
        Choice {
            when, earned, repair, once, say, r#do = "do", act: must, evidence, because: must, recalls, effects, answer, to: must, allow,
        }
        Silence { when, once, evidence, because: must, effects, answer, to: must }
        Next { to: must, when }
        Ending { outcome: must, text: must }
        Test { choices: must, ending: must, least }
        Village { format: must, people: must }
        Villager { name: must, called, role: must, pronouns, look, temper, needs, ties }
        Course { format: must, title: must, trains: must, scenarios: must, pass }
    }
}

impl Decode for Member {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let name = decoder.tree.name(node, decoder.text);
        match name {
            "Villager" => {
                let fields = decoder.fields(
                    node,
                    "Villager",
                    ["id", "mood", "rapport", "role", "look", "needs", "face_on_phone", "place"],
                );
                let [id, mood, rapport, role, look, needs, face_on_phone, place] = fields;
                Self::Villager(Casting {
                    id: decoder.required(node, "Villager", "id", id),
                    mood: decoder.optional(mood),
                    rapport: decoder.optional(rapport),
                    role: decoder.optional(role),
                    look: decoder.optional(look),
                    needs: decoder.optional(needs),
                    face_on_phone: decoder.optional(face_on_phone),
                    place: decoder.optional(place),
                })
            }
            "OneOf" => {
                let values: Vec<NodeId> = decoder.tree.children(node).collect();
                let Some([map]) = decoder.values::<1>(node, "OneOf", &values) else {
                    return Self::default();
                };
                let villagers: Vec<NodeId> = decoder
                    .entries(map)
                    .into_iter()
                    .map(|(_, twin)| twin)
                    .filter(|twin| decoder.tree.name(*twin, decoder.text) == "Villager")
                    .collect();
                if !villagers.is_empty() {
                    for twin in villagers {
                        decoder.report(decoder.tree.head(twin), Problem::TwinIsVillager);
                    }
                    return Self::default();
                }
                let twins = BTreeMap::<CastId, Persona>::decode(decoder, map);
                if twins.is_empty() {
                    decoder.report(decoder.tree.head(node), Problem::Empty { what: "this `OneOf`" });
                }
                Self::OneOf(twins)
            }
            "Persona" => Self::Persona(Persona::decode(decoder, node)),
            _ => {
                if decoder.tree.kind(node) == NodeKind::Part && !name.is_empty() {
                    decoder.unknown_word(node, name, "way to cast somebody", &["Persona", "OneOf", "Villager"]);
                } else {
                    decoder.wrong_type(node, "`Persona(..)`, `OneOf({..})` or `Villager(..)`");
                }
                Self::default()
            }
        }
    }
}

impl Decode for Line {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let name = decoder.tree.name(node, decoder.text);
        match name {
            "Say" => {
                let [by, text, or, mood, learn, when] =
                    decoder.fields(node, "Say", ["by", "text", "or", "mood", "learn", "when"]);
                Self::Say {
                    by: decoder.required(node, "Say", "by", by),
                    text: decoder.required(node, "Say", "text", text),
                    or: decoder.optional(or),
                    mood: decoder.optional(mood),
                    learn: decoder.optional(learn),
                    when: decoder.optional(when),
                }
            }
            "Narrate" => {
                let [text, when] = decoder.fields(node, "Narrate", ["text", "when"]);
                Self::Narrate { text: decoder.required(node, "Narrate", "text", text), when: decoder.optional(when) }
            }
            "Hold" => {
                let [minutes, when] = decoder.fields(node, "Hold", ["minutes", "when"]);
                Self::Hold { minutes: decoder.required(node, "Hold", "minutes", minutes), when: decoder.optional(when) }
            }
            "Transfer" => {
                let [to, when] = decoder.fields(node, "Transfer", ["to", "when"]);
                Self::Transfer { to: decoder.required(node, "Transfer", "to", to), when: decoder.optional(when) }
            }
            "Menu" => {
                let [text, when] = decoder.fields(node, "Menu", ["text", "when"]);
                Self::Menu { text: decoder.required(node, "Menu", "text", text), when: decoder.optional(when) }
            }
            "Post" => {
                let [by, text, seen_by, claim, when] =
                    decoder.fields(node, "Post", ["by", "text", "seen_by", "claim", "when"]);
                Self::Post {
                    by: decoder.required(node, "Post", "by", by),
                    text: decoder.required(node, "Post", "text", text),
                    seen_by: decoder.optional(seen_by),
                    claim: decoder.optional(claim),
                    when: decoder.optional(when),
                }
            }
            _ => {
                if decoder.tree.kind(node) == NodeKind::Part && !name.is_empty() {
                    decoder.unknown_word(node, name, "kind of line", Self::WORDS);
                } else {
                    decoder.wrong_type(node, "a line such as `Say(..)`");
                }
                Self::default()
            }
        }
    }
}

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
    fn one<T: Decode>(&mut self, node: NodeId, word: &str, values: &[NodeId]) -> Option<T> {
        let [value] = self.values::<1>(node, word, values)?;
        Some(T::decode(self, value))
    }

    fn two<A: Decode, B: Decode>(&mut self, node: NodeId, word: &str, values: &[NodeId]) -> Option<(A, B)> {
        let [a, b] = self.values::<2>(node, word, values)?;
        Some((A::decode(self, a), B::decode(self, b)))
    }

    fn condition(&mut self, node: NodeId) -> Option<Condition> {
        let (word, values) = self.variant(node, "a condition such as `Knows(\"..\")`")?;
        Some(match word {
            "RapportAtLeast" => Condition::RapportAtLeast(self.one::<Rapport>(node, word, &values)?.0),
            "MoodAtLeast" => Condition::MoodAtLeast(self.one(node, word, &values)?),
            "MoodIs" => Condition::MoodIs(self.one(node, word, &values)?),
            "Knows" => Condition::Knows(self.one(node, word, &values)?),
            "Has" => Condition::Has(self.one(node, word, &values)?),
            "Chose" => Condition::Chose(self.one(node, word, &values)?),
            "Seen" => Condition::Seen(self.one(node, word, &values)?),
            "Found" => Condition::Found(self.one(node, word, &values)?),
            "Served" => Condition::Served(self.one(node, word, &values)?),
            "Promised" => Condition::Promised(self.one(node, word, &values)?),
            "Open" => Condition::Open(self.one(node, word, &values)?),
            "Kept" => Condition::Kept(self.one(node, word, &values)?),
            "Broke" => Condition::Broke(self.one(node, word, &values)?),
            "Checked" => Condition::Checked(self.one(node, word, &values)?),
            "Believed" => Condition::Believed(self.one(node, word, &values)?),
            "Ended" => {
                let (scenario, outcome) = self.two(node, word, &values)?;
                Condition::Ended(scenario, outcome)
            }
            "All" => Condition::All(self.one(node, word, &values)?),
            "Any" => Condition::Any(self.one(node, word, &values)?),
            "Not" => Condition::Not(Box::new(self.one(node, word, &values)?)),
            "With" => {
                let (person, condition) = self.two(node, word, &values)?;
                Condition::With(person, Box::new(condition))
            }
            _ => {
                self.unknown_word(node, word, "condition", Condition::WORDS);
                return None;
            }
        })
    }

    fn effect(&mut self, node: NodeId) -> Option<Effect> {
        let (word, values) = self.variant(node, "an effect such as `Rapport(5)`")?;
        Some(match word {
            "Rapport" => {
                let [value] = self.values::<1>(node, word, &values)?;
                let n = self.number(value, "a change of rapport", -100, 100).unwrap_or(0);
                Effect::Rapport(i8::try_from(n).unwrap_or(0))
            }
            "Mood" => Effect::Mood(self.one(node, word, &values)?),
            "Set" => Effect::Set(self.one(node, word, &values)?),
            "Clear" => Effect::Clear(self.one(node, word, &values)?),
            "Learn" => Effect::Learn(self.one(node, word, &values)?),
            "Find" => Effect::Find(self.one(node, word, &values)?),
            "Serve" => Effect::Serve(self.one(node, word, &values)?),
            "Promise" => Effect::Promise(self.one(node, word, &values)?),
            "Keep" => Effect::Keep(self.one(node, word, &values)?),
            "Break" => Effect::Break(self.one(node, word, &values)?),
            "Check" => Effect::Check(self.one(node, word, &values)?),
            "Believe" => Effect::Believe(self.one(node, word, &values)?),
            "Reach" => Effect::Reach(self.one(node, word, &values)?),
            "For" => {
                let (person, effects) = self.two(node, word, &values)?;
                Effect::For(person, effects)
            }
            "If" => {
                let (condition, effects) = self.two(node, word, &values)?;
                Effect::If(condition, effects)
            }
            _ => {
                self.unknown_word(node, word, "effect", Effect::WORDS);
                return None;
            }
        })
    }
}

impl Default for Member {
    /// Stands in for somebody who could not be read.
    fn default() -> Self {
        Self::Persona(Persona::default())
    }
}

impl Default for Line {
    /// Stands in for a line that could not be read.
    fn default() -> Self {
        Self::Narrate { text: String::new(), when: Vec::new() }
    }
}

impl Default for Condition {
    /// Stands in for a condition that could not be read: always true.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Default for Effect {
    /// Stands in for an effect that could not be read: nothing.
    fn default() -> Self {
        Self::Rapport(0)
    }
}

/// Limits and rules that concern one part and no other.
impl Decoder<'_> {
    /// Reads a scenario from the root of the tree.
    pub fn scenario(&mut self, root: NodeId) -> Scenario {
        if self.tree.kind(root) != NodeKind::Part || !matches!(self.tree.name(root, self.text), "Scenario" | "") {
            self.report(self.tree.head(root), Problem::NotAScenario);
            return Scenario::default();
        }
        let scenario = Scenario::decode(self, root);
        self.format(root, scenario.format);
        scenario
    }

    /// A condition that stands alone.
    #[must_use]
    pub fn alone(&mut self, root: NodeId) -> Option<Condition> {
        self.condition(root)
    }

    /// Reads the village from the root of the tree.
    pub fn village(&mut self, root: NodeId) -> Village {
        let village = Village::decode(self, root);
        self.format(root, village.format);
        village
    }

    /// Reads a course from the root of the tree.
    pub fn course(&mut self, root: NodeId) -> Course {
        let course = Course::decode(self, root);
        self.format(root, course.format);
        course
    }

    fn format(&mut self, root: NodeId, written: u32) {
        let node = self.tree.children(root).find_map(|child| {
            let (key, value) = self.tree.entry(child)?;
            (self.written(key) == "format").then_some(value)
        });
        if let Some(node) = node.filter(|_| written != FORMAT) {
            self.report(self.tree.span(node), Problem::UnknownFormat { written: i64::from(written) });
        }
    }
}
