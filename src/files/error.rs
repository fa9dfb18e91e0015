//! What can go wrong with a file or folder: which one, what happened, what is safe and what to do.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::diagnostic::Problem;

/// A file or folder that could not be used. Whatever was at its place before is unchanged.
#[derive(Debug, Error)]
pub enum FileError {
    /// The file or folder cannot be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The path leads to something that is not a regular file, such as a folder.
    #[error("`{}` is not a file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file is larger than files are read.
    #[error("`{}` has {bytes} bytes, and at most {max} are read", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        bytes: usize,
        /// The largest size in bytes.
        max: usize,
    },
    /// The file or folder could not be written.
    #[error("`{}` could not be written: {source}; nothing was changed; {}", path.display(), advice(source))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is protected from writing.
    #[error(
        "`{}` is read-only and was left unchanged; allow writing to it, or choose another file", path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The folder could not be created.
    #[error("the folder `{}` could not be created: {source}; {}", path.display(), advice(source))]
    CreateFolder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Something is already at a place where a new file was to be written.
    #[error("`{}` already exists; nothing was changed; choose another name", path.display())]
    Exists {
        /// The path.
        path: PathBuf,
    },
    /// Something is at the place that this program did not write.
    #[error(
        "`{}` already exists and was not written by this program; nothing was changed; name another file, or remove \
         it first", path.display()
    )]
    NotOurs {
        /// The path.
        path: PathBuf,
    },
    /// Something other than a folder is at the place of a folder.
    #[error("`{}` already exists and is not a folder; nothing was changed; name another folder", path.display())]
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// A folder that is not an earlier export is at the place of one.
    #[error(
        "`{}` already exists and is not an earlier export; nothing was changed; name another folder", path.display()
    )]
    NotAnExport {
        /// The folder.
        path: PathBuf,
    },
    /// An earlier export contains a file that does not belong to it.
    #[error(
        "`{}` already exists and contains `{name}`, which does not belong to an export; nothing was changed; name \
         another folder", path.display()
    )]
    ForeignFile {
        /// The folder.
        path: PathBuf,
        /// The name of the file.
        name: String,
    },
    /// An environment variable points to certificates, and there are none.
    #[error("`{}`, which {variable} names, cannot be used: {why}; name a file of certificates, or unset it", path.display())]
    NamedByVariable {
        /// The environment variable.
        variable: &'static str,
        /// The file, or the folders.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The file or folder cannot be watched for changes.
    #[error("`{}` cannot be watched for changes: {source}", path.display())]
    Watch {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: notify::Error,
    },
}

impl FileError {
    /// The file or folder it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Read { path, .. }
            | Self::NotAFile { path }
            | Self::TooLarge { path, .. }
            | Self::Write { path, .. }
            | Self::ReadOnly { path }
            | Self::CreateFolder { path, .. }
            | Self::Exists { path }
            | Self::NotOurs { path }
            | Self::NotAFolder { path }
            | Self::NotAnExport { path }
            | Self::ForeignFile { path, .. }
            | Self::NamedByVariable { path, .. }
            | Self::Watch { path, .. } => path,
        }
    }

    /// The same as a problem of an author's file, whose name is shown beside it.
    #[must_use]
    pub fn to_problem(&self) -> Problem {
        match self {
            Self::TooLarge { bytes, max, .. } => Problem::FileTooLarge { bytes: *bytes, most: *max },
            Self::Read { source, .. } => Problem::Unreadable { why: source.to_string() },
            Self::NotAFile { .. } => Problem::Unreadable { why: "it is not a file".into() },
            other => Problem::Unreadable { why: other.to_string() },
        }
    }

    /// For `map_err`: the file or folder cannot be read.
    pub(super) fn read(path: &Path) -> impl Fn(io::Error) -> Self + Copy + '_ {
        |source| Self::Read { path: path.to_path_buf(), source }
    }

    /// For `map_err`: the file or folder could not be written.
    pub fn write(path: &Path) -> impl Fn(io::Error) -> Self + Copy + '_ {
        |source| Self::Write { path: path.to_path_buf(), source }
    }
}

/// What the user can do about a file that could not be written.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space and try again",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "choose a place that you may write to",
        _ => "choose another place, or try again",
    }
}
