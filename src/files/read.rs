//! Reading whole files, and asking whether they exist.

use std::path::{Path, PathBuf};

use super::FileError;
use crate::diagnostic::Source;

/// Whether something is at a path: a file, a folder, or a link, even if it leads nowhere.
#[must_use]
pub fn exists_or_dangling(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The bytes of a regular file of at most [`Source::MAX_BYTES`] bytes.
///
/// # Errors
/// If it cannot be read, is not a regular file, or is larger.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let metadata = std::fs::metadata(path).map_err(FileError::read(path))?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile { path: path.to_path_buf() });
    }
    let bytes = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if bytes > Source::MAX_BYTES {
        return Err(FileError::TooLarge { path: path.to_path_buf(), bytes, max: Source::MAX_BYTES });
    }
    std::fs::read(path).map_err(FileError::read(path))
}

/// The bytes of a text file as UTF-8, as the editors of several systems write it: without a byte-order mark, and decoded
/// if it is UTF-16. Bytes that are no text are left as they are.
///
/// # Errors
/// As [`read_bytes`].
pub fn read_text(path: &Path) -> Result<Vec<u8>, FileError> {
    read_bytes(path).map(text_from_bytes)
}

/// Bytes of a text as UTF-8 without a byte-order mark. Bytes that are no text are left as they are.
#[must_use]
pub fn text_from_bytes(bytes: Vec<u8>) -> Vec<u8> {
    let utf_16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16(&units).ok().filter(|_| rest.is_empty()).map(String::into_bytes)
    };
    let text = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, text @ ..] => Some(text.to_vec()),
        [0xFF, 0xFE, text @ ..] => utf_16(text, u16::from_le_bytes),
        [0xFE, 0xFF, text @ ..] => utf_16(text, u16::from_be_bytes),
        // Without a mark: the first characters are ASCII, and UTF-8 has no zero bytes.
        text if begins(text, 1) => utf_16(text, u16::from_le_bytes),
        text if begins(text, 0) => utf_16(text, u16::from_be_bytes),
        _ => None,
    };
    text.unwrap_or(bytes)
}

/// How many characters of a text without a mark are looked at.
const FIRST: usize = 8;

/// Whether the first characters of a text have a zero byte at this place, 0 or 1, of each pair, and an ASCII character at the
/// other.
fn begins(text: &[u8], zero: usize) -> bool {
    let (pairs, _) = text.as_chunks::<2>();
    let is_ascii = |pair: &[u8; 2]| pair[zero] == 0 && matches!(pair[1 - zero], 1..0x80);
    pairs.len() >= FIRST && pairs[..FIRST].iter().all(is_ascii)
}

/// The path of a file or folder without links.
///
/// # Errors
/// If it does not exist or cannot be read.
pub fn real_path(path: &Path) -> Result<PathBuf, FileError> {
    path.canonicalize().map_err(FileError::read(path))
}

/// Whether a file has no content, or does not exist.
#[must_use]
pub fn is_empty_or_missing(path: &Path) -> bool {
    path.metadata().map_or(true, |metadata| metadata.len() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_whichever_editor_wrote_it() {
        let utf_16 = |unit: fn(u16) -> [u8; 2]| "\u{feff}Zoë".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for bytes in ["Zoë".into(), "\u{feff}Zoë".into(), utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes)] {
            assert_eq!(text_from_bytes(bytes), "Zoë".as_bytes());
        }
        let unmarked =
            |unit: fn(u16) -> [u8; 2]| "Scenario(title: \"Zoë\")".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for bytes in [unmarked(u16::to_le_bytes), unmarked(u16::to_be_bytes)] {
            assert_eq!(text_from_bytes(bytes), "Scenario(title: \"Zoë\")".as_bytes());
        }
        // Nothing is lost of bytes that are not quite UTF-16.
        for bytes in [
            vec![0xFF, 0x00],
            vec![0xFF, 0xFE, b'a', 0, b'b'],
            vec![0xFE, 0xFF, 0xD8, 0x00],
            vec![b'a', 0, b'b'],
            vec![0, 0],
        ] {
            assert_eq!(text_from_bytes(bytes.clone()), bytes);
        }
        assert!(text_from_bytes(Vec::new()).is_empty());
    }
}
