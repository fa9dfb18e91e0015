//! The only door to the disk and the net: the library of scenarios, the ledger of what was played, what was set,
//! exports and reports, and a learning record store.

mod assets;
mod exports;
mod file;
mod folder;
mod key;
mod layout;
mod ledger;
mod library;
mod lrs;
mod places;
mod reading;
mod reports;
mod settings;
mod watching;
mod wordlists;

pub use assets::{Shipped, asset, shipped};
pub use exports::{Exported, Format, Order, Progress, export, heads_of};
pub use file::{is_there, make_folder, write_marked, write_new, write_whole};
pub use key::pseudonyms;
pub use layout::{Laid, lay_out};
pub use ledger::{Bulk, Erased, Finding, KeptScenario, Ledger, LedgerError, Ledgers, Plan, Play, Resumed, Verified};
pub use library::{Adding, Checked, Entry, Fault, Library, Origin, add_own, check_library, check_paths, read_file};
pub use lrs::{Credentials, Push, Pushed, Store, credentials, push};
pub use places::{Places, read_memory};
pub use reading::{decisions, encounters, rescore};
pub use reports::{ReportOrder, report, report_from, sums};
pub use settings::{Settings, Theme, WindowBox};
pub use watching::Watching;
pub use wordlists::words;
