//! A folder that is written whole or not at all, and what stands beside an export.

use std::fs;
use std::path::Path;

use super::file::{clear_left, exists_or_dangling, sibling, unwritten};

/// What stands beside every export, and by which a folder is known as one.
pub const ABOUT_FILE: &str = "about.json";

/// Makes a folder beside its place and puts it there once it is whole. A folder that is there is replaced if it is
/// empty or an earlier export with nothing else in it; anything else is left alone.
pub fn write_folder_with<T, E: From<String>>(path: &Path, make: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    let failed = |error: std::io::Error| unwritten(path, &error);
    let earlier = exists_or_dangling(path);
    if earlier {
        may_be_replaced(path).map_err(E::from)?;
    }
    clear_left(path);
    let beside = sibling(path, "part");
    let begun = fs::create_dir_all(&beside).map_err(|error| E::from(failed(error)));
    let placed = begun.and_then(|()| make(&beside)).and_then(|done| {
        let old = sibling(path, "old");
        let swap = || {
            if earlier {
                fs::rename(path, &old)?;
            }
            fs::rename(&beside, path).inspect_err(|_| {
                // The earlier one goes back to its place; if even that fails, it lies beside it, whole.
                let _ = fs::rename(&old, path);
            })
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

/// What an export's folder holds.
const OURS: [&str; 7] =
    [ABOUT_FILE, "schema.sql", "load.sql", "encounters.csv", "decisions.csv", "encounters", "decisions"];

/// Whether a folder is empty, or an earlier export and nothing else.
fn may_be_replaced(path: &Path) -> Result<(), String> {
    let place = path.display();
    let refused = |why: &str| format!("`{place}` is there already {why}; nothing was changed; name another folder");
    let within = fs::read_dir(path).map_err(|_| refused("and is no folder"))?;
    let names: Vec<String> =
        within.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    if names.is_empty() {
        return Ok(());
    }
    if !is_about(&path.join(ABOUT_FILE)) {
        return Err(refused("and is no earlier export"));
    }
    let stranger = names.iter().find(|name| !OURS.contains(&name.as_str()));
    let deeper = || ["encounters", "decisions"].iter().find_map(|table| stranger_below(&path.join(table), table));
    match stranger.cloned().or_else(deeper) {
        Some(name) => Err(refused(&format!("and holds `{name}`, which is not ours"))),
        None => Ok(()),
    }
}

/// The first thing in a table's folder that is not a month of it.
fn stranger_below(folder: &Path, table: &str) -> Option<String> {
    let months = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    months.flat_map(|month| fs::read_dir(month.path()).into_iter().flatten().filter_map(Result::ok)).find_map(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        (name != format!("{table}.parquet")).then_some(name)
    })
}

/// Whether a file is the description that stands beside an export.
pub fn is_about(path: &Path) -> bool {
    let about = fs::read_to_string(path).unwrap_or_default();
    let about: serde_json::Value = serde_json::from_str(&about).unwrap_or_default();
    about["program"].as_str().is_some_and(|program| program.starts_with("rapport "))
}
