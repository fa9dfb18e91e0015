//! A folder that is written whole or not at all, and what stands beside an export.

use std::fs;
use std::path::{Path, PathBuf};

use super::file::{is_there, unwritten};

/// What stands beside every export, and by which a folder is known as one.
pub(super) const ABOUT: &str = "about.json";

/// Makes a folder beside its place and puts it there once it is whole. A folder that is there is replaced if it is
/// empty or an earlier export; anything else is left alone.
pub(super) fn whole_folder<T, E: From<String>>(path: &Path, make: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    let failed = |error: std::io::Error| unwritten(path, &error);
    let earlier = is_there(path);
    if earlier && !may_be_replaced(path) {
        let place = path.display();
        return Err(E::from(format!(
            "`{place}` is there already and is no earlier export; nothing was changed; name another folder"
        )));
    }
    let beside = sibling(path, "part");
    // What a run before this one may have left under the same number is of no use.
    let _ = fs::remove_dir_all(&beside);
    let begun = fs::create_dir_all(&beside).map_err(|error| E::from(failed(error)));
    let placed = begun.and_then(|()| make(&beside)).and_then(|done| {
        let old = sibling(path, "old");
        let swap = || {
            if earlier {
                fs::rename(path, &old)?;
            }
            fs::rename(&beside, path)
        };
        swap().map_err(|error| E::from(failed(error)))?;
        let _ = fs::remove_dir_all(&old);
        Ok(done)
    });
    if placed.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    placed
}

fn sibling(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.{ending}", std::process::id()));
    path.with_file_name(name)
}

fn may_be_replaced(path: &Path) -> bool {
    let Ok(mut within) = fs::read_dir(path) else { return false };
    let is_empty = within.next().is_none();
    let is_export = || {
        let about = fs::read_to_string(path.join(ABOUT)).unwrap_or_default();
        let about: serde_json::Value = serde_json::from_str(&about).unwrap_or_default();
        about["program"].as_str().is_some_and(|program| program.starts_with("rapport "))
    };
    is_empty || is_export()
}
