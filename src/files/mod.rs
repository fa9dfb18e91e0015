//! The only module that reads and writes files, finds the user's folders and reads environment variables.

mod assets;
mod certificates;
mod data_paths;
mod environment;
mod error;
mod folder;
mod fonts;
mod read;
mod stream;
mod target;
mod walk;
mod watcher;
mod workspace;
mod write;

pub use assets::{ShippedAsset, ShippedScenarios, asset, shipped_assets};
pub use certificates::system_certificates;
pub use data_paths::{DataPaths, LEDGER_FILE, typed_path};
pub use environment::environment_variable;
pub use error::FileError;
pub use folder::{ABOUT_FILE, is_about, write_folder_with};
pub use fonts::{BOX_FONT, READING_FONTS, SYMBOL_FONT, SystemFont, SystemFonts, shipped_letters};
pub use read::{exists_or_dangling, is_empty_or_missing, read_bytes, read_text, real_path, text_from_bytes};
pub use stream::{
    FileWriter, OpenFile, close_writer, create_secret, create_writer, create_writer_in_new_folder, first_bytes,
    is_file, is_folder, list_folder, open, open_reader, skip_mark,
};
pub use walk::{Links, MAX_DEPTH, WalkError, WalkFault, files_in, has_extension, is_left_behind};
pub use watcher::FileWatcher;
pub use write::{check_overwrite, create_folder, set_aside, write_file, write_file_with, write_marked, write_new};
