//! Lists, maps, and values that may be left out.

use std::collections::BTreeMap;

use super::decoder::{Decode, Decoder};
use super::ids::Key;
use crate::scenario::ron::tree::{NodeId, NodeKind};

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
