//! What is said and shown.

use serde::{Deserialize, Serialize};

use super::logic::Condition;
use super::parts::is_default;
use super::words::{Mood, variants};
use crate::scenario::id::{ClaimId, FactId, PersonId};

variants! {
    /// Something said or shown.
    Line {
        /// A person speaks.
        Say {
            /// Who says it.
            by: PersonId,
            /// The words.
            text: String,
            /// Other wordings, picked by the seed.
            #[serde(default, skip_serializing_if = "is_default")]
            or: Vec<String>,
            /// Their mood from here on.
            #[serde(default, skip_serializing_if = "is_default")]
            mood: Option<Mood>,
            /// What the trainee learns from it.
            #[serde(default, skip_serializing_if = "is_default")]
            learn: Vec<FactId>,
            /// Conditions; all must hold.
            #[serde(default, skip_serializing_if = "is_default")]
            when: Vec<Condition>,
        },
        /// Narration.
        Narrate {
            /// The words.
            text: String,
            /// Conditions; all must hold.
            #[serde(default, skip_serializing_if = "is_default")]
            when: Vec<Condition>,
        },
        /// Time spent on hold.
        Hold {
            /// How long.
            minutes: u32,
            /// Conditions; all must hold.
            #[serde(default, skip_serializing_if = "is_default")]
            when: Vec<Condition>,
        },
        /// A transfer to another person.
        Transfer {
            /// To whom, in words.
            to: String,
            /// Conditions; all must hold.
            #[serde(default, skip_serializing_if = "is_default")]
            when: Vec<Condition>,
        },
        /// A phone menu's voice.
        Menu {
            /// The words.
            text: String,
            /// Conditions; all must hold.
            #[serde(default, skip_serializing_if = "is_default")]
            when: Vec<Condition>,
        },
        /// Something written in public.
        Post {
            /// Who writes it.
            by: PersonId,
            /// The words.
            text: String,
            /// How many people have seen it.
            #[serde(default, skip_serializing_if = "is_default")]
            seen_by: u32,
            /// The claim it makes.
            #[serde(default, skip_serializing_if = "is_default")]
            claim: Option<ClaimId>,
            /// Conditions; all must hold.
            #[serde(default, skip_serializing_if = "is_default")]
            when: Vec<Condition>,
        },
    }
}

impl Line {
    /// The conditions that must hold for it to be said or shown.
    #[must_use]
    pub fn when(&self) -> &[Condition] {
        let (Self::Say { when, .. }
        | Self::Narrate { when, .. }
        | Self::Hold { when, .. }
        | Self::Transfer { when, .. }
        | Self::Menu { when, .. }
        | Self::Post { when, .. }) = self;
        when
    }
}

impl Default for Line {
    /// Stands in for a line that could not be read.
    fn default() -> Self {
        Self::Narrate { text: String::new(), when: Vec::new() }
    }
}
