//! A scenario with every name resolved to an index: what the engine runs.

mod index;
mod logic;
mod occasion;
mod parts;
mod recorded;
mod text;

pub use index::{
    BeatIx, ChoiceIx, ClaimIx, EndingIx, FactIx, FlagIx, HeardIx, NeedIx, OverheardIx, PersonIx, PromiseIx,
};
pub use logic::{Condition, Effect};
pub use occasion::Occasion;
pub use parts::{Beat, Body, Choice, Line, LineKind, Next, Person, PersonNeed, Script, Word};
pub use recorded::{Offered, RecordedBeat, RecordedReply};
pub use text::{Placeholder, Slot, Text, Words};
