//! A temporary folder beside a target, in which its new content is made before it is put into its place.
//!
//! A running program holds a lock on its workspace. A workspace without a lock was left by a program that was killed,
//! and the next write to the same target removes it; this works on every system, without asking which programs run.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::FileError;
use super::target::{Target, folder_of};

/// How often a new workspace is made if other programs remove it before it is locked.
const MAX_TRIES: usize = 10;

/// Ends the names of workspaces.
const SUFFIX: &str = ".part";
/// The names of files within a workspace: the lock, the new content, and a folder that is being replaced.
const LOCK: &str = "lock";
const CONTENT: &str = "content";
const PREVIOUS: &str = "previous";

/// The workspace of one write. It is removed when it is dropped.
pub(super) struct Workspace {
    /// Released before the folder is removed, since some systems do not remove open files.
    _lock: File,
    folder: TempDir,
}

impl Workspace {
    /// Removes what killed programs left of earlier writes to the target, and makes a new workspace beside it.
    pub(super) fn new(path: &Path, target: &Target) -> Result<Self, FileError> {
        let beside = folder_of(&target.path);
        fs::metadata(beside).map_err(FileError::write(path))?;
        remove_stale(&target.path);
        let prefix = prefix(&target.path);
        for _ in 0..MAX_TRIES {
            let made = tempfile::Builder::new().prefix(&prefix).suffix(SUFFIX).tempdir_in(beside);
            // Without the path of the workspace, which means nothing to the user.
            let folder = made.map_err(|error| FileError::write(path)(error.kind().into()))?;
            if let Some(lock) = lock(&folder.path().join(LOCK)).map_err(FileError::write(path))? {
                return Ok(Self { _lock: lock, folder });
            }
        }
        Err(FileError::write(path)(ErrorKind::ResourceBusy.into()))
    }

    /// Where the new content is made.
    pub(super) fn content(&self) -> PathBuf {
        self.folder.path().join(CONTENT)
    }

    /// Puts the new content into the place of the target, with the owner and mode of a file that was there.
    pub(super) fn replace_file(&self, target: &Target) -> io::Result<()> {
        target.copy_owner_and_mode_to(&self.content())?;
        fs::rename(self.content(), &target.path)
    }

    /// Puts the new folder into the place of the target. If that fails, an earlier folder is put back.
    pub(super) fn replace_folder(self, target: &Target) -> io::Result<()> {
        let previous = self.folder.path().join(PREVIOUS);
        if target.exists() {
            target.copy_owner_and_mode_to(&self.content())?;
            fs::rename(&target.path, &previous)?;
        }
        let placed = fs::rename(self.content(), &target.path);
        if placed.is_err() && target.exists() && fs::rename(&previous, &target.path).is_err() {
            // The next write to the target puts it back.
            let _ = self.folder.keep();
        }
        placed
    }
}

/// Begins the names of the workspaces of a target.
fn prefix(target: &Path) -> String {
    format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

/// Locks a new workspace; `None` if another program took it for one that was left, and removes it.
fn lock(path: &Path) -> io::Result<Option<File>> {
    let file = match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    // Where files cannot be locked at all, no program takes a workspace for one that was left.
    let is_ours = !matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    Ok((is_ours && path.exists()).then_some(file))
}

/// Removes what killed programs left of writes to a target. That something cannot be removed does no harm.
pub(super) fn remove_stale(target: &Path) {
    let prefix = prefix(target);
    for entry in fs::read_dir(folder_of(target)).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_workspace = name
            .strip_prefix(&prefix)
            .and_then(|rest| rest.strip_suffix(SUFFIX))
            .is_some_and(|random| !random.is_empty() && random.chars().all(char::is_alphanumeric));
        if !is_workspace {
            continue;
        }
        let folder = entry.path();
        match File::open(folder.join(LOCK)) {
            Ok(lock) if lock.try_lock().is_ok() => {
                let previous = folder.join(PREVIOUS);
                // Killed between the two steps of replacing a folder: the earlier one goes back to its place.
                if previous.exists() && !target.exists() && fs::rename(&previous, target).is_err() {
                    continue;
                }
                let _ = fs::remove_dir_all(folder);
            }
            Ok(_) => {}
            // Killed before it was locked: there is nothing in it.
            Err(_) => {
                let _ = fs::remove_dir(folder);
            }
        }
    }
}
