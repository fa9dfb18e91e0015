//! The only door to the disk: the folders of a run, files written whole, what is built in, and watching.

mod assets;
mod data_paths;
mod file;
mod folder;
mod stream;
mod watcher;

pub use assets::{ShippedAsset, ShippedScenarios, asset, shipped_assets};
pub use data_paths::{DataPaths, LEDGER_FILE};
pub use file::{
    check_overwrite, create_folder, exists_or_dangling, read_bytes, unwritten, write_file, write_file_with,
    write_marked, write_new,
};
pub use folder::{ABOUT_FILE, is_about, write_folder_with};
pub use stream::{
    FileWriter, OpenFile, close_writer, create_secret, create_writer, create_writer_in_new_folder, first_bytes,
    is_file, is_folder, list_folder, open, open_reader,
};
pub use watcher::FileWatcher;
