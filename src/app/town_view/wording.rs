//! Signs and words for what is shown of the town; both front ends use them.

use super::lines::{PersonLine, PromiseLine, WordLine};
use crate::encounter::{PromiseState, RapportClass};
use crate::scenario::model::Tone;
use crate::util::text::and_list;

/// The sign of how a word speaks of the trainee.
#[must_use]
pub const fn tone_sign(tone: Tone) -> &'static str {
    match tone {
        Tone::Praise => "+",
        Tone::Plain => "=",
        Tone::Complaint => "-",
    }
}

impl WordLine {
    /// Where the trainee has it from: "from Mei Tan, by way of Dot", or who wrote it.
    #[must_use]
    pub fn source(&self) -> String {
        match (&self.by, self.path.as_slice()) {
            (None, _) => format!("{}, for everybody to read", self.teller),
            (_, [first]) => format!("from {}", first.name),
            (_, [first, between @ ..]) => {
                let names: Vec<&str> = between.iter().map(|step| step.name.as_str()).collect();
                format!("from {}, by way of {}", first.name, and_list(&names))
            }
            (Some(by), []) => format!("from {by}"),
        }
    }
}

impl PromiseLine {
    /// A sign, and what became of the promise.
    #[must_use]
    pub const fn outcome(&self) -> (&'static str, &'static str) {
        match (self.state, self.missed_on.is_some()) {
            (PromiseState::Open, _) => ("?", "open"),
            (PromiseState::Kept, _) => ("+", "kept"),
            (PromiseState::Broken, true) => ("-", "missed, nobody came"),
            (PromiseState::Broken, false) => ("-", "broken"),
        }
    }
}

impl PersonLine {
    /// A sign, and what they think, after their name.
    #[must_use]
    pub const fn thinks(&self) -> (&'static str, &'static str) {
        match self.opinion {
            RapportClass::Cool => ("-", "is cool towards you"),
            RapportClass::Neutral => ("=", "is neither warm nor cool"),
            RapportClass::Warm => ("+", "is glad to see you"),
        }
    }
}
