//! The certificate authorities that the system trusts.

use super::{FileError, environment_variable};

/// The environment variable with a file of certificates that are trusted instead of the system's.
const FILE_VARIABLE: &str = "SSL_CERT_FILE";

/// The environment variable with folders of certificates that are trusted instead of the system's.
const FOLDER_VARIABLE: &str = "SSL_CERT_DIR";

/// The certificates of the authorities that the system trusts, as DER: those that the environment variables
/// `SSL_CERT_FILE` and `SSL_CERT_DIR` name if they are set. Empty if the system has none.
///
/// # Errors
/// If one of these variables is set, and no certificate can be read where it points to.
pub fn system_certificates() -> Result<Vec<Vec<u8>>, FileError> {
    let loaded = rustls_native_certs::load_native_certs();
    let named = [FILE_VARIABLE, FOLDER_VARIABLE]
        .into_iter()
        .find_map(|variable| environment_variable(variable).map(|path| (variable, path)));
    match named {
        Some((variable, path)) if loaded.certs.is_empty() => {
            let why = loaded.errors.first().map_or_else(|| "it holds no certificate".to_owned(), ToString::to_string);
            Err(FileError::NamedByVariable { variable, path: path.into(), why })
        }
        _ => Ok(loaded.certs.into_iter().map(|certificate| certificate.as_ref().to_vec()).collect()),
    }
}
