//! What happens when somebody plays: a machine of calls in and events out, the same for the same input.
//!
//! [`Encounter::start`] takes a script, a seed and what is remembered. [`Encounter::act`] takes a choice
//! and answers with [`Event`]s. [`Encounter::transcript`] is everything that was decided, and
//! [`Encounter::memory`] what villagers remember of it.

mod draw;
mod event;
mod machine;
mod memory;
mod said;
mod state;
mod transcript;
mod walk;
mod watch;

pub use draw::{Draws, MAX_SEED};
pub use event::{Event, LineRef, Offer};
pub use machine::{Encounter, MAX_DECISIONS, NotOnOffer, RULES_VERSION};
pub use memory::{Memory, RapportClass, Trace};
pub use said::{Said, said};
pub use state::{PromiseState, State, Status};
pub use transcript::{Claimed, Decision, NeedState, Offered, Pending, PersonState, Transcript};
pub use walk::{Cell, CellKind, Place, Walk};
pub use watch::{Seen, Watch};
