//! The only door to the disk: the folders of a run, files written whole, what is built in, and watching.

mod assets;
mod data_paths;
mod file;
mod folder;
mod watcher;

pub use assets::{ShippedAsset, ShippedScenarios, asset, shipped_assets};
pub use data_paths::{DataPaths, LEDGER_FILE};
pub use file::{
    check_overwrite, create_folder, exists_or_dangling, read_bytes, unwritten, write_file, write_file_with,
    write_marked, write_new,
};
pub use folder::{ABOUT_FILE, is_about, write_folder_with};
pub use watcher::FileWatcher;
