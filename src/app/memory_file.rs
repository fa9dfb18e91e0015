//! A file that says what is remembered from earlier encounters.

use std::path::Path;

use crate::encounter::Memory;
use crate::files::read_bytes;

/// Reads what is remembered from a JSON file.
///
/// # Errors
/// In words, with the file's name, if it cannot be read or is not such an object.
pub fn read_memory(path: &Path) -> Result<Memory, String> {
    let name = path.display();
    let bytes = read_bytes(path).map_err(|error| error.to_string())?;
    let memory: Memory =
        serde_json::from_slice(&bytes).map_err(|error| format!("`{name}` is not a memory: {error}"))?;
    match memory.fault() {
        Some((id, why)) => Err(format!("`{name}` is not a memory: `{id}` cannot be an id: {why}")),
        None => Ok(memory),
    }
}
