//! Values with a form of their own: weights, numbers, texts, a language tag and pronouns.

use super::decoder::{Decode, Decoder, clipped};
use super::ids::Key;
use crate::diagnostic::{Guess, Problem};
use crate::scenario::model::{Evidence, Lang, Pronouns, Rapport};
use crate::scenario::principle::Principle;
use crate::scenario::ron::tree::{NodeId, NodeKind};
use crate::util::text::is_unseen;

impl Decode for Evidence {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let mut evidence = Self::default();
        let (least, most) = Self::RANGE;
        let mut keys: [Option<NodeId>; 8] = [None; 8];
        for (key, value) in decoder.entries(node) {
            let Some(principle) = Principle::key(decoder, key) else { continue };
            if let Some(first) = keys[principle.index()] {
                decoder.report_twice(key, first, principle.name());
                continue;
            }
            keys[principle.index()] = Some(key);
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
        let number = decoder.number(node, "rapport", 0, i64::from(Self::MAX));
        number.and_then(|n| u8::try_from(n).ok()).map_or_else(Self::default, Self)
    }
}

impl Decode for String {
    /// A text that may not be empty.
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let Some(text) = decoder.text(node, "a text in quotes") else { return Self::new() };
        if text.chars().all(|c| c.is_whitespace() || is_unseen(c)) {
            decoder.report(decoder.tree.span(node), Problem::Empty { what: "this text" });
        }
        text.into_owned()
    }
}

impl Decode for Lang {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let lang = Self(String::decode(decoder, node));
        // An empty text is a mistake of its own, and another value than a text is, too.
        if !lang.0.is_empty() && !lang.is_tag() {
            let problem = Problem::BadLang {
                written: clipped(&lang.0),
                suggestion: lang.meant().map(|tag| Guess::new(&lang.0, tag)),
            };
            decoder.report(decoder.tree.span(node), problem);
        }
        lang
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
