//! Bare words: the variants of enums, and principles.

use super::decoder::{Decode, Decoder};
use super::ids::Key;
use crate::scenario::model::{Act, Channel, Kind, Level, Mood, NeedKind, Outcome, Tie, Tone, Truth};
use crate::scenario::principle::Principle;
use crate::scenario::ron::tree::{NodeId, NodeKind};

macro_rules! word_values {
    ($($name:ident)*) => {$(
        impl Decode for $name {
            fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
                if decoder.tree.kind(node) != NodeKind::Word {
                    decoder.wrong_type(node, "a bare word");
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

word_values! { Kind Channel Level Act Mood NeedKind Truth Outcome Tie Tone }

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

impl Decode for Principle {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        Self::key(decoder, node).unwrap_or(Self::Relationship)
    }
}
