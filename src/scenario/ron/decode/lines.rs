//! Lines.

use super::decoder::{Decode, Decoder};
use crate::scenario::model::Line;
use crate::scenario::ron::tree::{NodeId, NodeKind};

/// Reads a line of one kind: its fields, the required ones marked.
macro_rules! line {
    ($decoder:ident, $node:ident, $kind:ident { $($field:ident $(: $required:ident)?),* }) => {{
        let [$($field),*] = $decoder.fields($node, stringify!($kind), [$(stringify!($field)),*]);
        Line::$kind { $($field: line!(@read $decoder, $node, $kind, $field $($required)?)),* }
    }};
    (@read $decoder:ident, $node:ident, $kind:ident, $field:ident) => { $decoder.optional($field) };
    (@read $decoder:ident, $node:ident, $kind:ident, $field:ident required) => {
        $decoder.required($node, stringify!($kind), stringify!($field), $field)
    };
}

impl Decode for Line {
    fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
        let name = decoder.tree.name(node, decoder.text);
        match name {
            "Say" => line!(decoder, node, Say { by: required, text: required, or, mood, learn, when }),
            "Narrate" => line!(decoder, node, Narrate { text: required, when }),
            "Hold" => line!(decoder, node, Hold { minutes: required, when }),
            "Transfer" => line!(decoder, node, Transfer { to: required, when }),
            "Menu" => line!(decoder, node, Menu { text: required, when }),
            "Post" => line!(decoder, node, Post { by: required, text: required, seen_by, claim, when }),
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
