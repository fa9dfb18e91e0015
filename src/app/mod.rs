//! What both front ends do: play sessions, trying files out, exports, reports and pushing, settings.

mod exports;
mod key;
mod lrs;
mod play_session;
mod reading;
mod reports;
mod settings;
mod try_out;

pub use exports::{Exported, Format, Order, Progress, export, heads_of};
pub use key::pseudonyms;
pub use lrs::{Credentials, Push, Pushed, Store, credentials, push};
pub use play_session::{PlayOrigin, PlaySession, Reloaded, STUCK_NOTICE, StartRequest, Started};
pub use reading::{decisions, encounters, read_memory, rescore};
pub use reports::{ReportOrder, report, report_from, sums};
pub use settings::{Settings, Theme, WindowBox};
pub use try_out::{StartingPoint, StartingPointError, TryOut, TryOutError};
