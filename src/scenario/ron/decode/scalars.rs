//! Single values and the insides of brackets: texts, numbers, ids, words and lists of values.

use std::borrow::Cow;

use super::MAX_TEXT;
use super::decoder::{Decoder, clipped};
use crate::diagnostic::{Guess, Problem, Span, suggest};
use crate::scenario::id::{ChoiceId, id_fault, meant_id};
use crate::scenario::ron::parse::misleading;
use crate::scenario::ron::tree::{NodeId, NodeKind};
use crate::util::letters::{hidden_name, plain_word, unwanted};
use crate::util::num::saturating_u32;

impl<'t> Decoder<'t> {
    /// A text in quotes that people read; `None` if it is something else, which is reported.
    pub(super) fn text(&mut self, node: NodeId, expected: &'static str) -> Option<Cow<'t, str>> {
        let text = self.quoted(node, expected)?;
        if let Some(c) = unwanted(&text) {
            let problem = Problem::UnwantedCharacter { code: u32::from(c), name: hidden_name(c) };
            self.report(self.span_of(node, c), problem);
        }
        Some(text)
    }

    /// A text in quotes; `None` if it is something else, which is reported.
    pub(super) fn quoted(&mut self, node: NodeId, expected: &'static str) -> Option<Cow<'t, str>> {
        if !matches!(self.tree.kind(node), NodeKind::Text | NodeKind::RawText) {
            self.wrong_type(node, expected);
            return None;
        }
        let text = self.tree.text(node, self.text);
        if let Some(control) = control_character(&text) {
            self.report(self.tree.span(node), Problem::ControlCharacter { code: u32::from(control) });
        }
        if text.len() > MAX_TEXT {
            let characters = text.chars().count();
            if characters > MAX_TEXT {
                let problem = Problem::StringTooLong { characters, most: MAX_TEXT };
                self.report(self.tree.span(node), problem);
                return Some(text.chars().take(MAX_TEXT).collect::<String>().into());
            }
        }
        Some(text)
    }

    pub(super) fn number(&mut self, node: NodeId, what: &'static str, least: i64, most: i64) -> Option<i64> {
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

    pub(super) fn id(&mut self, node: NodeId) -> Option<Cow<'t, str>> {
        let text = self.quoted_id(node, "an id in quotes")?;
        self.check_id(node, &text).then_some(text)
    }

    /// A text in quotes that holds ids. One that is misspelt in a way that leaves no doubt is reported, and read as what was
    /// meant, so that nothing else follows from it.
    pub(super) fn quoted_id(&mut self, node: NodeId, expected: &'static str) -> Option<Cow<'t, str>> {
        let text = self.quoted(node, expected)?;
        let is_sound = |id: &str| id == ChoiceId::SILENCE || id_fault(id).is_none();
        let Some((wrong, why)) = text.split('/').find_map(|id| Some((id, id_fault(id).filter(|_| !is_sound(id))?)))
        else {
            return Some(text);
        };
        let looks_alike = plain_word(&text).filter(|(_, plain)| plain.split('/').all(is_sound));
        if let Some((problem, (first, plain))) = looks_alike.and_then(|found| Some((misleading(found.0)?, found))) {
            self.report(self.span_of(node, first), problem);
            return Some(plain.into());
        }
        let meant = |id: &str| if is_sound(id) { Some(id.to_owned()) } else { meant_id(id) };
        let Some(ids) = text.split('/').map(meant).collect::<Option<Vec<_>>>() else { return Some(text) };
        let suggestion = meant_id(wrong).map(|id| Guess::new(wrong, id));
        self.report(self.tree.span(node), Problem::BadId { id: clipped(wrong), why, suggestion });
        Some(ids.join("/").into())
    }

    pub(super) fn check_id(&mut self, node: NodeId, id: &str) -> bool {
        match id_fault(id) {
            None => true,
            Some(why) => {
                let suggestion = meant_id(id).map(|meant| Guess::new(id, meant));
                self.report(self.tree.span(node), Problem::BadId { id: clipped(id), why, suggestion });
                false
            }
        }
    }

    /// The place of a character in a text; the whole text if it is written as an escape.
    fn span_of(&self, node: NodeId, c: char) -> Span {
        let span = self.tree.span(node);
        self.written(node).find(c).map_or(span, |at| {
            let start = span.start + saturating_u32(at);
            Span::new(start, start + saturating_u32(c.len_utf8()))
        })
    }

    /// The word of a condition or an effect, before its brackets.
    pub(super) fn variant(&mut self, node: NodeId, expected: &'static str) -> Option<&'t str> {
        match self.tree.kind(node) {
            NodeKind::Word => Some(self.written(node)),
            NodeKind::Part if !self.tree.name(node, self.text).is_empty() => Some(self.tree.name(node, self.text)),
            _ => {
                self.wrong_type(node, expected);
                None
            }
        }
    }

    pub(super) fn unknown_word(&mut self, node: NodeId, word: &str, kind: &'static str, known: &[&str]) {
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
    pub(super) fn values<const N: usize>(&mut self, node: NodeId, word: &str) -> Option<[NodeId; N]> {
        let tree = self.tree;
        let (mut values, mut count) = ([node; N], 0);
        for value in tree.children(node) {
            if tree.kind(value) == NodeKind::Entry {
                let problem = Problem::WrongType { expected: "a value without a name", found: "a named part" };
                self.report(tree.span(value), problem);
                return None;
            }
            if let Some(slot) = values.get_mut(count) {
                *slot = value;
            }
            count += 1;
        }
        if count == N {
            return Some(values);
        }
        self.report(tree.head(node), Problem::WrongCount { of: word.to_owned(), expected: N, found: count });
        None
    }

    /// The keys and values of a map, in the order of the text; none of what is no map, which is reported.
    pub(super) fn entries(&mut self, node: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + use<'t> {
        let tree = self.tree;
        let is_map = tree.kind(node) == NodeKind::Map;
        if !is_map {
            self.wrong_type(node, "a map in `{ }`");
        }
        tree.children(node).filter(move |_| is_map).filter_map(|child| tree.entry(child))
    }
}

/// The first control character of a text, apart from line feeds and tabs.
fn control_character(text: &str) -> Option<char> {
    // Nearly no text has one, and bytes are looked at faster than characters: 0xC2 begins those from U+0080 on.
    let may_be_control = |byte: u8| byte < 0x20 || byte == 0x7f || byte == 0xc2;
    if !text.bytes().fold(false, |found, byte| found | may_be_control(byte)) {
        return None;
    }
    text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'))
}
