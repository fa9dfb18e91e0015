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
    /// The file of a certificate authority holds no certificate.
    #[error("`{}` holds no certificate; name a file of certificates as PEM or DER", file.display())]
    NoCertificate {
        /// The file.
        file: PathBuf,
    },
    /// The file of a certificate authority holds a certificate that cannot be read.
    #[error("`{}` holds a certificate that cannot be read: {why}", file.display())]
    BadCertificate {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The address of the proxy cannot be understood. It may contain a password, and is not repeated.
    #[error(
        "the address of the proxy in {variable} cannot be understood; write it such as http://proxy.example.org:8080"
    )]
    BadProxy {
        /// The environment variable.
        variable: &'static str,
    },
    /// There is no play, or none that fits what was asked for.
    #[error("no play fits what was asked for; nothing was sent")]
    NoPlays,
    /// A ledger cannot be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// What is wrong with the certificate of a store.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CertificateFault {
    /// It was signed by an authority that this system does not trust.
    #[error("it was signed by an authority that is not trusted here")]
    UnknownIssuer,
    /// It is for other host names.
    #[error("it is for other names than that in the address")]
    WrongName,
    /// It is not valid at the present time.
    #[error("it has expired or is not valid yet; ask whoever runs the store, or mend the clock of this machine")]
    OutOfDate,
    /// Something else.
    #[error("{0}")]
    Other(String),
}

impl CertificateFault {
    /// What may be done, as the end of the sentence of what is wrong.
    fn advice(&self) -> &'static str {
        match self {
            Self::UnknownIssuer | Self::Other(_) => {
                "; name the certificate of that authority with `--ca FILE` or in the environment variable \
                 SSL_CERT_FILE, or have it trusted by the system"
            }
            Self::WrongName => "; use the name that the certificate is for",
            Self::OutOfDate => "",
        }
    }
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
    /// There is no machine of the name in the address.
    #[error("there is no host `{host}`; check the address and the network")]
    UnknownHost {
        /// The host.
        host: String,
    },
    /// The certificate of the store is not accepted. Nothing was sent to it.
    #[error("the certificate of the store is not accepted: {0}{advice}", advice = .0.advice())]
    Certificate(CertificateFault),
    /// There is something at the address that cannot speak TLS as this program does.
    #[error("no encrypted connection: {0}; check the address and its port")]
    Tls(String),
    /// The proxy cannot be reached, or does not let the connection through.
    #[error(
        "the proxy in {variable} does not connect: {why}; check that variable, and name hosts that are reached without a \
         proxy in NO_PROXY"
    )]
    Proxy {
        /// The environment variable that names it.
        variable: &'static str,
        /// What happened.
        why: String,
    },
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
