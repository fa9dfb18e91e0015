//! The only door to the disk: the folders of a run, files written whole, what is built in, and watching.

mod assets;
mod file;
mod folder;
mod places;
mod watching;

pub use assets::{Shipped, ShippedScenarios, asset, shipped};
pub use file::{
    bytes_of, is_there, make_folder, may_write_over, unwritten, whole_file, write_marked, write_new, write_whole,
};
pub use folder::{ABOUT, is_about, whole_folder};
pub use places::{LEDGER, Places};
pub use watching::Watching;
