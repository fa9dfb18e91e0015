//! Ids, as values and as keys of maps, and references to something by its id.

use std::borrow::Cow;

use super::decoder::{Decode, Decoder, clipped};
use crate::diagnostic::Problem;
use crate::scenario::id::{
    BeatId, CastId, ChoiceId, ChoiceRef, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, TestId,
    VillagerId, WordId, id_fault,
};
use crate::scenario::ron::tree::NodeId;

/// Something that can be read from the key of a map.
pub(super) trait Key: Ord + Sized {
    /// Reads the key at `node`; `None` if it is no such key, which is reported.
    fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self>;
}

macro_rules! id_values {
    ($($name:ident)*) => {$(
        impl Decode for $name {
            fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
                decoder.id(node).map_or_else(Self::default, |id| Self::from(&*id))
            }
        }

        impl Key for $name {
            fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self> {
                decoder.id(node).map(|id| Self::from(&*id))
            }
        }
    )*};
}

id_values! { ScenarioId BeatId PersonId CastId VillagerId NeedId FactId FlagId PromiseId ClaimId WordId TestId }

impl Key for ChoiceId {
    fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self> {
        decoder.id(node).map(|id| Self::from(&*id))
    }
}

impl Decode for ChoiceId {
    /// A choice of a test, where `silence` stands for saying nothing.
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let Some(text) = decoder.quoted_id(node, "an id in quotes") else { return Self::default() };
        if *text != *Self::SILENCE && !decoder.check_id(node, &text) {
            return Self::default();
        }
        Self::from(&*text)
    }
}

/// The rules of an `allow`.
impl Key for String {
    fn key(decoder: &mut Decoder<'_>, node: NodeId) -> Option<Self> {
        decoder.quoted(node, "a rule's code in quotes").map(Cow::into_owned)
    }
}

impl<T: for<'a> From<&'a str> + Default> Decode for Ref<T> {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let Some(text) = decoder.quoted_id(node, "an id in quotes") else { return Self::default() };
        let is_sound = text.split('/').all(|piece| decoder.check_id(node, piece));
        if text.matches('/').count() > 1 || !is_sound {
            if is_sound {
                decoder.check_id(node, &text);
            }
            return Self::default();
        }
        Self::from(&*text)
    }
}

impl Decode for ChoiceRef {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let Some(text) = decoder.quoted_id(node, "a choice as \"beat/choice\"") else { return Self::default() };
        let is_sound = text.split_once('/').is_some_and(|(beat, choice)| {
            id_fault(beat).is_none() && (choice == ChoiceId::SILENCE || id_fault(choice).is_none())
        });
        if is_sound {
            return Self::from(&*text);
        }
        let span = decoder.tree.span(node);
        decoder.report(span, Problem::ChoseForm { written: clipped(&text) });
        Self::default()
    }
}
