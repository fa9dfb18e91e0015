//! The library: the shipped scenarios, then those of the data folder, then those of a named folder. Files that cannot be
//! played are listed with the reason.

mod builder;
mod check;
mod entries;
mod fault;
mod folders;
mod format;
mod own;
mod wordlists;

pub use check::{CheckedFiles, check_library, check_paths, read_file};
pub use entries::{Entry, Library, Origin};
pub use fault::Fault;
pub use format::{Formatted, format_path};
pub use own::{AddOutcome, add_own};
pub use wordlists::words;
