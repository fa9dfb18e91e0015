//! The file or folder that a write replaces: what a link leads to, with its mode and owner.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::FileError;

/// How many links are followed from one to the next before they count as a loop.
const MAX_LINKS: usize = 40;

/// The place that is written to.
pub(super) struct Target {
    /// Where the new file or folder goes: a link is followed to its end, so that the link itself stays.
    pub(super) path: PathBuf,
    /// What is there now, if anything.
    current: Option<Metadata>,
}

impl Target {
    /// The target of a write to `path`.
    pub(super) fn new(path: &Path) -> Result<Self, FileError> {
        let end = end_of_links(path).map_err(FileError::write(path))?;
        let current = match fs::metadata(&end) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(FileError::write(path)(error)),
        };
        Ok(Self { path: end, current })
    }

    /// Whether something is there now.
    pub(super) const fn exists(&self) -> bool {
        self.current.is_some()
    }

    /// Refuses a file that may not be written to. Replacing it would only need the right to write to its folder, and
    /// would get round its protection.
    pub(super) fn check_writable(&self, path: &Path) -> Result<(), FileError> {
        let Some(current) = &self.current else { return Ok(()) };
        if !current.is_file() {
            return Err(FileError::NotAFile { path: path.to_path_buf() });
        }
        if current.permissions().readonly() {
            return Err(FileError::ReadOnly { path: path.to_path_buf() });
        }
        match File::options().write(true).open(&self.path) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                Err(FileError::ReadOnly { path: path.to_path_buf() })
            }
            _ => Ok(()),
        }
    }

    /// Gives a new file or folder the owner and mode of the one it replaces.
    pub(super) fn copy_owner_and_mode_to(&self, new: &Path) -> io::Result<()> {
        let Some(current) = &self.current else { return Ok(()) };
        let permissions = copy_owner(current, new)?;
        fs::set_permissions(new, permissions)
    }
}

/// Follows a link to its end, which need not exist.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut end = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&end) {
            Ok(next) => end = folder_of(&end).join(next),
            Err(_) => return Ok(end),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// The folder that a path lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Gives a new file the owner and group of another, as far as the system allows; the mode it should have then.
///
/// Only the superuser may give files away: otherwise the new file belongs to whoever wrote it. Where the group cannot
/// be kept, its rights are those of everybody, so that nobody can read more than before.
#[cfg(unix)]
fn copy_owner(current: &Metadata, new: &Path) -> io::Result<Permissions> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};

    let now = fs::metadata(new)?;
    let mut mode = current.mode() & 0o7777;
    if now.uid() != current.uid() && chown(new, Some(current.uid()), None).is_err() {
        mode &= 0o777;
    }
    if now.gid() != current.gid() && chown(new, None, Some(current.gid())).is_err() {
        mode = (mode & 0o707) | ((mode & 0o007) << 3);
    }
    Ok(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn copy_owner(current: &Metadata, _new: &Path) -> io::Result<Permissions> {
    Ok(current.permissions())
}
