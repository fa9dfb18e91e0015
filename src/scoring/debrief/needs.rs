//! The needs of the people in the debrief.

use crate::encounter::Encounter;
use crate::scenario::model::NeedKind;
use crate::scenario::script::{NeedIx, PersonIx};

/// How far a need was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedState {
    /// Served.
    Served,
    /// Found, or spoken from the start, but not served.
    Found,
    /// Neither found nor served.
    Unmet,
}

impl NeedState {
    /// A sign for the state, shown beside the words.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Served => "✔",
            Self::Found => "◐",
            Self::Unmet => "○",
        }
    }
}

/// A need in the debrief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedLine {
    /// The person.
    pub of: PersonIx,
    /// The name of the person.
    pub person: String,
    /// The kind of need.
    pub kind: NeedKind,
    /// The need in words.
    pub words: String,
    /// How far the need was met.
    pub met: NeedState,
    /// How far the need was met, in words.
    pub state: &'static str,
}

/// The needs of all people, in the order of the script.
#[must_use]
pub fn needs(encounter: &Encounter) -> Vec<NeedLine> {
    let script = encounter.script();
    script
        .needs
        .iter()
        .enumerate()
        .map(|(n, need)| {
            let (found, served) = encounter.state().need(NeedIx::new(n));
            let (met, state) = match (found, served, need.need.spoken) {
                (_, true, _) => (NeedState::Served, "served"),
                (true, false, true) => (NeedState::Found, "said, not served"),
                (true, false, false) => (NeedState::Found, "found, not served"),
                (false, false, _) => (NeedState::Unmet, "never came up"),
            };
            let person = script.person(need.person);
            let cast = usize::from(encounter.cast()[need.person.index()]);
            NeedLine {
                of: need.person,
                person: person.personas[cast].1.name.clone(),
                kind: need.need.kind,
                words: need.need.is.clone(),
                met,
                state,
            }
        })
        .collect()
}
