//! The parts that have named fields.

use super::decoder::{Decode, Decoder};
use crate::scenario::model::{
    Beat, Casting, Choice, Claim, Ending, Look, Missed, Need, Next, Persona, Scenario, Silence, Test, Word,
};
use crate::scenario::ron::tree::NodeId;
use crate::scenario::village::{Course, Village, Villager};

/// Reads parts with named fields: `Type "Name" { field, field: required, .. }`, where `Name` is what a file calls
/// the part, if not by its type, and `= "field"` what it calls a field, if not by its name here.
macro_rules! parts {
    ($($type:ident $($name:literal)? { $($field:ident $(= $written:literal)? $(: $required:ident)?),* $(,)? })*) => {$(
        impl Decode for $type {
            fn decode(decoder: &mut Decoder<'_>, node: NodeId) -> Self {
                let name = parts!(@name $type $($name)?);
                let [$($field),*] = decoder.fields(node, name, [$(parts!(@name $field $($written)?)),*]);
                Self {
                    $($field: parts!(@read decoder, node, name, $field $($required)?),)*
                    origin: node.into(),
                    ..Self::default()
                }
            }
        }
    )*};
    (@name $name:ident) => { stringify!($name) };
    (@name $name:ident $written:literal) => { $written };
    (@read $decoder:ident, $node:ident, $name:ident, $field:ident) => { $decoder.optional($field) };
    (@read $decoder:ident, $node:ident, $name:ident, $field:ident required) => {
        $decoder.required($node, $name, stringify!($field), $field)
    };
}

// Some parts have a field that no file writes, and take it from their default.
#[expect(clippy::needless_update, reason = "the other parts have none")]
mod read {
    use super::{
        Beat, Casting, Choice, Claim, Course, Decode, Decoder, Ending, Look, Missed, Need, Next, NodeId, Persona,
        Scenario, Silence, Test, Village, Villager, Word,
    };

    parts! {
        Scenario {
            format: required, title: required, kind: required, channel: required, level: required, minutes: required,
            lang, trains: required, brief: required, place, cast: required, facts, promises, claims, start: required,
            beats: required, talk, opens, until, missed, tests, allow,
        }
        Word {
            by, by_villager, after, when, tone: required, says: required, retold: required, truth, really, public, to_you,
            heard_by,
        }
        Missed { text: required, breaks, talk }
        Persona { name: required, called, role, pronouns, look, mood, rapport, needs, face_on_phone, place }
        Casting "Villager" { id: required, mood, rapport, role, look, needs, face_on_phone, place }
        Look { head, skin, body, clothes, glasses, beard }
        Need { kind: required, spoken, future, is: required }
        Claim { truth: required, really: required }
        Beat {
            with, channel, place, spread, effects, lines, patience, silence, choices, next, end, allow,
        }
        Choice {
            when, earned, repair, once, say, r#do = "do", act: required, evidence, because: required, recalls, effects,
            answer, to: required, allow,
        }
        Silence { when, once, evidence, because: required, effects, answer, to: required }
        Next { to: required, when }
        Ending { outcome: required, text: required }
        Test { choices: required, ending: required, least }
        Village { format: required, people: required }
        Villager { name: required, called, role: required, pronouns, look, temper, needs, ties, works_here }
        Course { format: required, title: required, trains: required, scenarios: required, pass, fresh }
    }
}
