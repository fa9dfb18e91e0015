//! The only door to the disk: the library of scenarios, and the ledger of what was played.

mod assets;
mod file;
mod ledger;
mod library;
mod places;

pub use assets::asset;
pub use file::{is_there, write_whole};
pub use ledger::{Ledger, LedgerError, Play, Resumed};
pub use library::{Entry, Fault, Library, Origin, check_paths, read_file};
pub use places::{Places, read_memory};
