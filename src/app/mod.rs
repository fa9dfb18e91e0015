//! What both faces do: exports, reports and pushing, reading exports back, settings.

mod exports;
mod key;
mod lrs;
mod reading;
mod reports;
mod settings;

pub use exports::{Exported, Format, Order, Progress, export, heads_of};
pub use key::pseudonyms;
pub use lrs::{Credentials, Push, Pushed, Store, credentials, push};
pub use reading::{decisions, encounters, read_memory, rescore};
pub use reports::{ReportOrder, report, report_from, sums};
pub use settings::{Settings, Theme, WindowBox};
