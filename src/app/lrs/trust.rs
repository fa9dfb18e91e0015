//! Whose certificates a store may show.

use std::path::Path;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use ureq::tls::{Certificate, PemItem, RootCerts, parse_pem};

use super::PushError;
use crate::files::{read_bytes, system_certificates};

/// The authorities that are trusted: those of the system, and those in `ca`. Where the system has none and no file is
/// named, those that Mozilla trusts, which are built in.
///
/// # Errors
/// If `ca` cannot be read or has no certificate, or if `SSL_CERT_FILE` or `SSL_CERT_DIR` point to none.
pub(super) fn trusted(ca: Option<&Path>) -> Result<RootCerts, PushError> {
    let named = ca.map(read_authorities).transpose()?.unwrap_or_default();
    let mut trusted: Vec<Certificate<'static>> =
        system_certificates()?.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
    trusted.extend(named);
    Ok(if trusted.is_empty() { RootCerts::WebPki } else { trusted.into() })
}

/// The certificates in a file: any number as PEM, or one as DER. Anything else in the file, such as a private key, is
/// passed over.
fn read_authorities(file: &Path) -> Result<Vec<Certificate<'static>>, PushError> {
    let bytes = read_bytes(file)?;
    let bad = |why: String| PushError::BadCertificate { file: file.to_path_buf(), why };
    let mut certificates = Vec::new();
    // The first byte of DER: a sequence.
    if bytes.first() == Some(&0x30) {
        certificates.push(Certificate::from_der(&bytes).to_owned());
    } else {
        for item in parse_pem(&bytes) {
            if let PemItem::Certificate(certificate) = item.map_err(|error| bad(error.to_string()))? {
                certificates.push(certificate);
            }
        }
    }
    if certificates.is_empty() {
        return Err(PushError::NoCertificate { file: file.to_path_buf() });
    }
    // Whoever is asked to trust a certificate later leaves out those that cannot be read, without a word.
    let mut readable = RootCertStore::empty();
    for certificate in &certificates {
        readable.add(CertificateDer::from(certificate.der())).map_err(|error| bad(error.to_string()))?;
    }
    Ok(certificates)
}
