//! The only door to the disk: the library of scenarios, the ledger of what was played, and what was set.

mod assets;
mod file;
mod ledger;
mod library;
mod places;
mod settings;

pub use assets::{Shipped, asset, shipped};
pub use file::{is_there, write_whole};
pub use ledger::{
    Bulk, Erased, Finding, Head, KeptScenario, Ledger, LedgerError, Ledgers, Plan, Play, Resumed, Verified,
};
pub use library::{Adding, Entry, Fault, Library, Origin, add_own, check_paths, read_file};
pub use places::{Places, read_memory};
pub use settings::{Settings, Theme, WindowBox};
