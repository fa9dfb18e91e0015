//! The town: who knows whom, how what is said of the trainee goes from one villager to the next, and what a season of
//! encounters adds up to. Plain data in and out: it knows neither ledger nor clock, and draws nothing at random.

mod conditions;
mod evening;
mod offered;
mod seats;
mod setting;
mod spread;
mod state;
mod ties;
mod written;

pub use evening::{DayPlay, end_of_play};
pub use offered::{MAX_OFFERED, Offered, offered};
pub use seats::Seats;
pub use setting::{Setting, Waiting};
pub use spread::{MAX_TIES, Way, max_ties, spread};
pub use state::{Followed, KnownWord, Missed, OpenFollowUp, Overheard, PlayText, Town};
pub use ties::{TieKind, Ties};
pub use written::{Aside, Evening, MissedFollowUp, OpenedFollowUp, Reached, Told, TownPart};
