//! The members of a cast.

use std::collections::BTreeMap;

use super::decoder::{Decode, Decoder};
use crate::diagnostic::Problem;
use crate::scenario::id::CastId;
use crate::scenario::model::{Casting, Member, Persona};
use crate::scenario::ron::tree::{NodeId, NodeKind};

impl Decode for Member {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let name = decoder.tree.name(node, decoder.text);
        match name {
            "Villager" => Self::Villager(Casting::decode(decoder, node)),
            "OneOf" => one_of(decoder, node),
            "Persona" => Self::Persona(Persona::decode(decoder, node)),
            _ => {
                if decoder.tree.kind(node) == NodeKind::Part && !name.is_empty() {
                    decoder.unknown_word(node, name, "way to cast somebody", Self::WORDS);
                } else {
                    decoder.wrong_type(node, "`Persona(..)`, `OneOf({..})` or `Villager(..)`");
                }
                Self::default()
            }
        }
    }
}

/// Twins: a map from ids to personas, at least one.
fn one_of(decoder: &mut Decoder<'_>, node: NodeId) -> Member {
    let Some([map]) = decoder.values(node, "OneOf") else { return Member::default() };
    let twins = decoder.entries(map).map(|(_, twin)| twin);
    let villagers: Vec<NodeId> = twins.filter(|twin| decoder.tree.name(*twin, decoder.text) == "Villager").collect();
    if !villagers.is_empty() {
        for twin in villagers {
            decoder.report(decoder.tree.head(twin), Problem::TwinIsVillager);
        }
        return Member::default();
    }
    let twins = BTreeMap::<CastId, Persona>::decode(decoder, map);
    if twins.is_empty() {
        decoder.report(decoder.tree.head(node), Problem::Empty { what: "this `OneOf`" });
    }
    Member::OneOf(twins)
}
