//! Playing a script: calls in, events out, and the same output for the same input.
//!
//! [`Encounter::start`] takes a script, a seed and a memory of earlier plays. [`Encounter::choose`] takes a choice
//! and returns [`Event`]s. [`Encounter::transcript`] is the record of all decisions, and [`Encounter::trace`] what
//! villagers remember of a completed play.

mod advance;
mod afterwards;
mod condition_coverage;
mod conditions;
mod decision;
mod draw;
mod effects;
mod event;
mod machine;
mod memory;
mod progress;
mod recording;
mod rewind;
mod state;
mod state_explorer;
mod status;
mod transcript;
mod transcript_line;
mod view;
mod visit_counts;

pub use condition_coverage::{ConditionCoverage, ConditionResults};
pub use decision::{Decision, DecisionRecord, TooManyOffered};
pub use draw::{Draws, MAX_SEED};
pub use event::{Event, LineRef, Offer};
pub use machine::{Encounter, MAX_DECISIONS, NotOnOffer, RULES_VERSION};
pub use memory::{Hearing, Memory, RapportClass, Trace};
pub use state::State;
pub use state_explorer::{SlotKind, StateExplorer, StateKey, StateSlot};
pub use status::{PromiseState, Status};
pub use transcript::{ClaimState, NeedState, Pending, PersonState, Transcript};
pub use transcript_line::{TranscriptLine, lines_since_last_decision};

pub use crate::scenario::script::Offered;
