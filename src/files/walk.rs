//! The files of a folder and of the folders in it.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;
use walkdir::{DirEntry, WalkDir};

/// How many folders deep files are looked for.
pub const MAX_DEPTH: usize = 16;

/// What happens to links in a folder that is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// They are passed over: what they lead to is elsewhere.
    Skip,
    /// They are followed as long as they lead to somewhere in the folder.
    FollowInside,
}

/// A part of a folder that could not be walked.
#[derive(Debug, Error)]
#[error("`{}`: {fault}", path.display())]
pub struct WalkError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: WalkFault,
}

/// Why a part of a folder could not be walked.
#[derive(Debug, Error)]
pub enum WalkFault {
    /// A link leads to somewhere outside of the folder.
    #[error("the link leads out of the folder")]
    LeadsOutside,
    /// A link leads back to a folder that it is in.
    #[error("the link leads back to a folder it lies in")]
    Loop,
    /// The folder is too deep.
    #[error("it lies more than {MAX_DEPTH} folders deep")]
    TooDeep,
    /// The system cannot read it.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// The files with an extension in a folder and the folders in it, in order of their paths, and what could not be
/// walked. A folder that several links lead to is walked once.
#[must_use]
pub fn files_in(folder: &Path, extension: &str, links: Links) -> (Vec<PathBuf>, Vec<WalkError>) {
    let root = match folder.canonicalize() {
        Ok(root) => root,
        Err(error) => return (Vec::new(), vec![WalkError { path: folder.to_path_buf(), fault: error.into() }]),
    };
    let mut walk = Walk { root, extension, seen: HashSet::new(), files: Vec::new(), errors: Vec::new() };
    // One more, so that folders that are too deep are seen.
    let entries = WalkDir::new(folder).max_depth(MAX_DEPTH + 1).follow_links(links == Links::FollowInside);
    let mut entries = entries.sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            // The folder itself was named by somebody, whatever it is called.
            Ok(entry) if entry.depth() > 0 && is_left_behind(entry.file_name()) => {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {
                if !walk.enters(&entry) && entry.depth() <= MAX_DEPTH {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) => walk.add(&entry),
            Err(error) => walk.fail(error),
        }
    }
    walk.files.sort();
    (walk.files, walk.errors)
}

struct Walk<'w> {
    /// The folder that is walked, without links.
    root: PathBuf,
    extension: &'w str,
    /// The folders that were entered, without links.
    seen: HashSet<PathBuf>,
    files: Vec<PathBuf>,
    errors: Vec<WalkError>,
}

impl Walk<'_> {
    /// Whether a folder is entered; why not is noted, unless it was entered before.
    fn enters(&mut self, entry: &DirEntry) -> bool {
        let fault = match entry.path().canonicalize() {
            Err(error) => error.into(),
            Ok(real) if !real.starts_with(&self.root) => WalkFault::LeadsOutside,
            Ok(_) if entry.depth() > MAX_DEPTH => WalkFault::TooDeep,
            Ok(real) => return self.seen.insert(real),
        };
        self.errors.push(WalkError { path: entry.path().to_path_buf(), fault });
        false
    }

    fn add(&mut self, entry: &DirEntry) {
        let path = entry.path();
        // A link that is not followed, or something such as a pipe, is not a file.
        if !self.is_wanted(path) || entry.file_type().is_symlink() {
            return;
        }
        let fault = match path.canonicalize() {
            Err(error) => error.into(),
            Ok(real) if !real.starts_with(&self.root) => WalkFault::LeadsOutside,
            Ok(_) => return self.files.push(path.to_path_buf()),
        };
        self.errors.push(WalkError { path: path.to_path_buf(), fault });
    }

    fn fail(&mut self, error: walkdir::Error) {
        let path = error.path().map(Path::to_path_buf).unwrap_or_default();
        // A link that leads nowhere matters only if it has the name of a file that is wanted.
        let is_dangling = path.is_symlink() && !path.exists();
        if is_dangling && !self.is_wanted(&path) {
            return;
        }
        let fault = error.into_io_error().map_or(WalkFault::Loop, WalkFault::Io);
        self.errors.push(WalkError { path, fault });
    }

    fn is_wanted(&self, path: &Path) -> bool {
        has_extension(path, self.extension) && !path.file_name().is_some_and(is_left_behind)
    }
}

/// Whether a file has an extension, in capitals or not.
#[must_use]
pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|other| other.eq_ignore_ascii_case(extension))
}

/// Whether a file or folder of this name is not an author's, but one that a system, an editor or a synchroniser keeps
/// beside an author's: hidden ones (`.git`, macOS's `._a.ron`, Emacs's `.#a.ron`), locks (`.~lock.a.ron#`, `~$a.ron`),
/// automatic saves (`#a.ron#`), backups (`a.ron~`, `a~.ron`), the second version of a file that was changed in two places
/// (`a.sync-conflict-1.ron`), and the folders of archives and of deleted files.
#[must_use]
pub fn is_left_behind(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let stem = name.rsplit_once('.').map_or(name.as_ref(), |(stem, _)| stem);
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || stem.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".sync-conflict-", "conflicted copy"].iter().any(|mark| stem.contains(mark))
        || ["__MACOSX", "$RECYCLE.BIN", "System Volume Information", "lost+found"].contains(&name.as_ref())
}
