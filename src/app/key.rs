//! The key that pseudonyms are made with: a file that only its owner reads, made once by chance.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use crate::export::Names;
use crate::files::{exists_or_dangling, read_bytes, unwritten};
use crate::scenario::hash::Hash;

/// Reads the key of pseudonyms; makes one that nobody knows if there is none, and says so.
///
/// # Errors
/// In words, if it cannot be read, made, or is too short.
pub fn pseudonyms(key: &Path, out: &Path, chance: &dyn Fn() -> [u8; 32]) -> Result<(Names, bool), String> {
    let new = !exists_or_dangling(key);
    if new && !out.as_os_str().is_empty() && key.starts_with(out) {
        return Err(format!(
            "`{}` lies where the export goes, and would go with it; keep the key elsewhere",
            key.display()
        ));
    }
    if new {
        let hex = Hash(chance()).to_string();
        write_secret(key, hex.as_bytes()).map_err(|error| unwritten(key, &error))?;
    }
    let bytes = read_bytes(key).map_err(|problem| format!("`{}`: {}", key.display(), problem.message()))?;
    let names = Names::pseudonyms(bytes.trim_ascii()).map_err(|error| format!("`{}`: {error}", key.display()))?;
    Ok((names, new))
}

fn write_secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
