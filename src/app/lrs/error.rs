//! What can go wrong when plays are sent to a learning record store.

use std::path::PathBuf;

use thiserror::Error;

use crate::files::FileError;
use crate::ledger::LedgerError;

/// Why plays cannot be sent at all.
#[derive(Debug, Error)]
pub enum PushError {
    /// The file of the credentials cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file of the credentials is not text.
    #[error("`{}` is not text", file.display())]
    NotText {
        /// The file.
        file: PathBuf,
    },
    /// The file of the credentials does not contain two lines.
    #[error("`{}` must contain two lines: the name and the password for the store", file.display())]
    NotTwoLines {
        /// The file.
        file: PathBuf,
    },
    /// The address cannot be understood.
    #[error("the address of the store is not a URL, such as https://lrs.example.org/xapi")]
    NotAUrl,
    /// The address contains a name or a password.
    #[error(
        "the address contains a name or a password; name a file with `--credentials`, so that they stay out of the \
         history of the shell"
    )]
    CredentialsInAddress,
    /// The password would be sent unencrypted.
    #[error("the password would be sent to `{host}` unencrypted; use https")]
    Unencrypted {
        /// The host.
        host: String,
    },
    /// The address is not one of HTTP.
    #[error("the address of the store must begin with https://")]
    NotHttps,
    /// The address has a query, or no host.
    #[error("the address of the store is the part before `/statements`, such as https://lrs.example.org/xapi")]
    NotABaseAddress,
    /// A ledger cannot be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// An answer of a store that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the store answered {status}{}{text}", if text.is_empty() { "" } else { ": " })]
pub struct StoreAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The beginning of what it said.
    pub text: String,
}

/// Why a store does not accept a play.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    /// The statements of the play are too large for one request.
    #[error("its statements are more than the store accepts at once")]
    TooLarge,
    /// The store rejected its statements.
    #[error(transparent)]
    Answer(StoreAnswer),
}

/// Why sending ended early.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StopReason {
    /// It was cancelled.
    #[error("it was cancelled")]
    Cancelled,
    /// The store could not be reached.
    #[error("the store cannot be reached: {0}")]
    Unreachable(String),
    /// The store rejected the credentials.
    #[error("the store does not accept the name and password")]
    Unauthorized,
    /// There is no store at the address.
    #[error("there is nothing at `{address}/statements`")]
    NotFound {
        /// The address.
        address: String,
    },
    /// The store redirects to another address.
    #[error("the store redirects to another address; use that one")]
    Redirected,
    /// The store gave another answer.
    #[error(transparent)]
    Answer(StoreAnswer),
    /// The statements cannot be written as JSON.
    #[error("the statements cannot be written: {0}")]
    Json(String),
}
