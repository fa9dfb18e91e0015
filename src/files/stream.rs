//! Files that are read or written piece by piece, and what is asked about paths.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};

/// Bytes that are read or written at once.
const BUFFER: usize = 1 << 18;

/// A file that is written piece by piece.
pub type FileWriter = BufWriter<File>;

/// A file whose parts can be read in any order.
pub type OpenFile = File;

/// Creates a file to write piece by piece; a file at its place is overwritten.
///
/// # Errors
/// If it cannot be created.
pub fn create_writer(path: &Path) -> io::Result<FileWriter> {
    Ok(BufWriter::with_capacity(BUFFER, File::create(path)?))
}

/// The same in a folder that is created first.
///
/// # Errors
/// If the folder or the file cannot be created.
pub fn create_writer_in_new_folder(path: &Path) -> io::Result<FileWriter> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    create_writer(path)
}

/// Writes what is left of a file, down to the disk.
///
/// # Errors
/// If it cannot be written.
pub fn close_writer(mut writer: FileWriter) -> io::Result<()> {
    writer.flush()?;
    writer.get_ref().sync_all()
}

/// Creates a file that only its owner can read; fails if something is at its place.
///
/// # Errors
/// If it cannot be created or written.
pub fn create_secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Opens a file whose parts can be read in any order.
///
/// # Errors
/// If it cannot be opened.
pub fn open(path: &Path) -> io::Result<OpenFile> {
    File::open(path)
}

/// Opens a file to read from its beginning to its end; returns also its length in bytes.
///
/// # Errors
/// If it cannot be opened.
pub fn open_reader(path: &Path) -> io::Result<(BufReader<OpenFile>, u64)> {
    let file = File::open(path)?;
    let length = file.metadata().map_or(0, |about| about.len());
    Ok((BufReader::with_capacity(BUFFER, file), length))
}

/// The first bytes of a file.
///
/// # Errors
/// If the file is shorter, or cannot be read.
pub fn first_bytes<const N: usize>(path: &Path) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    File::open(path)?.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Whether a path leads to a folder.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether a path leads to a file.
#[must_use]
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// The paths in a folder, in order.
///
/// # Errors
/// If the folder cannot be read.
pub fn list_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Skips the byte-order mark with which a text may begin.
///
/// # Errors
/// If the file cannot be read.
pub fn skip_mark(reader: &mut impl BufRead) -> io::Result<()> {
    let mark = "\u{feff}".as_bytes();
    if reader.fill_buf()?.starts_with(mark) {
        reader.consume(mark.len());
    }
    Ok(())
}
