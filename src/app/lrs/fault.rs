//! What it means that a store could not be reached: whether it may be reached later.

use rustls::CertificateError;
use ureq::Error;

use super::store::Refusal;
use super::{CertificateFault, StopReason};

/// Why nothing came back for a request, which went through the proxy that `proxy_variable` names, if it names one.
/// Certificates, addresses and what a proxy refuses are the same a second later, and are not tried again.
pub(super) fn refusal(error: Error, proxy_variable: Option<&'static str>) -> Refusal {
    // Behind a proxy it is the proxy that is reached: of the store it says itself whether it can be.
    let unreachable = |why: String| match proxy_variable {
        Some(variable) => StopReason::Proxy { variable, why },
        None => StopReason::Unreachable(why),
    };
    match error {
        Error::Rustls(error) => tls(&error),
        Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(inner) => tls(inner),
            None => Refusal::Later(unreachable(error.to_string())),
        },
        Error::ConnectProxyFailed(why) => Refusal::Never(unreachable(why)),
        Error::Tls(why) => Refusal::Never(StopReason::Tls(why.to_owned())),
        error @ (Error::BadUri(_) | Error::Http(_) | Error::InvalidProxyUrl | Error::TlsRequired) => {
            Refusal::Never(unreachable(error.to_string()))
        }
        error => Refusal::Later(unreachable(error.to_string())),
    }
}

/// What a fault of TLS means.
fn tls(error: &rustls::Error) -> Refusal {
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return Refusal::Never(StopReason::Tls(error.to_string()));
    };
    Refusal::Never(StopReason::Certificate(match certificate {
        CertificateError::UnknownIssuer => CertificateFault::UnknownIssuer,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateFault::WrongName
        }
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => CertificateFault::OutOfDate,
        other => CertificateFault::Other(other.to_string()),
    }))
}
