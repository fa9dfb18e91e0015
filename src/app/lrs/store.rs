//! A learning record store and its answers.

use std::net::{IpAddr, ToSocketAddrs as _};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use ureq::http::{Response, Uri};
use ureq::tls::TlsConfig;
use ureq::{Agent, Body, Error};

use super::proxy::{plain, proxy_for};
use super::trust::trusted;
use super::{Credentials, PushError, StopReason, StoreAnswer, fault};

/// The longest time for one request.
const REQUEST_TIMEOUT: Duration = Duration::from_mins(1);

/// The largest response body that is read, in bytes.
const MAX_RESPONSE_BYTES: u64 = 64 * 1024;

/// The most characters of a response that are shown.
const MAX_SHOWN_CHARACTERS: usize = 300;

/// A learning record store.
#[derive(Debug)]
pub struct Store {
    /// Its address, under which the ledger records what was sent to it.
    pub address: String,
    /// Its host, as the address has it.
    host: String,
    /// The environment variable that names the proxy through which it is reached.
    proxy_variable: Option<&'static str>,
    agent: Agent,
    credentials: Credentials,
}

/// Why a batch of statements was not accepted.
pub(super) enum Refusal {
    /// It may be accepted later.
    Later(StopReason),
    /// It is too large.
    TooLarge,
    /// The store has other statements with these ids.
    Conflict,
    /// The store rejects something in it.
    Rejected(StoreAnswer),
    /// No batch will be accepted.
    Never(StopReason),
}

impl Store {
    /// The store at an address. Its certificate must be of an authority that the system trusts, or of one in the file
    /// `ca`. A proxy that the environment names leads to it, unless it is on this machine.
    ///
    /// # Errors
    /// If it is not an address, contains credentials, or they would be sent unencrypted; if there are no certificates
    /// in `ca`; if the environment names certificates or a proxy that cannot be used.
    pub fn new(address: &str, credentials: Credentials, ca: Option<&Path>) -> Result<Self, PushError> {
        let uri: Uri = address.trim().parse().map_err(|_| PushError::NotAUrl)?;
        let (scheme, host) = (uri.scheme_str().unwrap_or_default(), uri.host().unwrap_or_default());
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(PushError::CredentialsInAddress);
        }
        let is_this_machine = is_this_machine(host);
        match scheme {
            "https" => {}
            "http" if is_this_machine => {}
            "http" => return Err(PushError::Unencrypted { host: host.to_owned() }),
            _ => return Err(PushError::NotHttps),
        }
        if uri.query().is_some() || host.is_empty() {
            return Err(PushError::NotABaseAddress);
        }
        let (proxy_variable, proxy) = if is_this_machine { None } else { proxy_for(host)? }.unzip();
        let mut config = Agent::config_builder()
            .timeout_global(Some(REQUEST_TIMEOUT))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("rapport/", env!("CARGO_PKG_VERSION")))
            .proxy(proxy);
        // A file that cannot be used is refused even where it is not needed.
        if scheme == "https" || ca.is_some() {
            config = config.tls_config(TlsConfig::builder().root_certs(trusted(ca)?).build());
        }
        let address = address.trim().trim_end_matches('/').trim_end_matches("/statements").to_owned();
        Ok(Self { address, host: host.to_owned(), proxy_variable, agent: config.build().into(), credentials })
    }

    /// Sends a batch of statements.
    pub(super) fn send(&self, statements: &[Value]) -> Result<(), Refusal> {
        let json =
            serde_json::to_vec(statements).map_err(|error| Refusal::Never(StopReason::Json(error.to_string())))?;
        let sent = self
            .agent
            .post(format!("{}/statements", self.address))
            .header("Authorization", self.credentials.header())
            .header("Content-Type", "application/json")
            .header("X-Experience-API-Version", "1.0.3")
            .send(json);
        let response = sent.map_err(|error| self.refusal(error))?;
        match response.status().as_u16() {
            200..=299 => Ok(()),
            401 | 403 => Err(Refusal::Never(StopReason::Unauthorized)),
            404 => Err(Refusal::Never(StopReason::NotFound { address: self.address.clone() })),
            400 | 422 => Err(Refusal::Rejected(answer(response))),
            409 => Err(Refusal::Conflict),
            413 => Err(Refusal::TooLarge),
            300..=399 => Err(Refusal::Never(StopReason::Redirected)),
            408 | 429 | 500.. => Err(Refusal::Later(StopReason::Answer(answer(response)))),
            _ => Err(Refusal::Never(StopReason::Answer(answer(response)))),
        }
    }

    /// Why nothing came back. A name that nobody knows stays unknown, and is not tried again.
    fn refusal(&self, error: Error) -> Refusal {
        let is_about_the_network = matches!(error, Error::Io(_) | Error::HostNotFound);
        let proxy = self.agent.config().proxy();
        let asked = proxy.map_or(self.host.as_str(), |proxy| proxy.host());
        // What the system says of a name that it does not find has no kind of its own, so the name is asked for again.
        if is_about_the_network && (plain(asked).as_str(), 0).to_socket_addrs().is_err() {
            let host = asked.to_owned();
            return Refusal::Never(match self.proxy_variable {
                Some(variable) => StopReason::Proxy { variable, why: format!("there is no host `{host}`") },
                None => StopReason::UnknownHost { host },
            });
        }
        fault::refusal(error, self.proxy_variable)
    }
}

/// Whether a host is the machine that this program runs on, however it is written.
fn is_this_machine(host: &str) -> bool {
    let host = plain(host);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

/// The status and the beginning of the text of a response.
fn answer(mut response: Response<Body>) -> StoreAnswer {
    let status = response.status().as_u16();
    let text = response.body_mut().with_config().limit(MAX_RESPONSE_BYTES).read_to_string().unwrap_or_default();
    let text = text.chars().filter(|c| !c.is_control()).take(MAX_SHOWN_CHARACTERS).collect();
    StoreAnswer { status, text }
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn this_machine_has_several_names() {
        for host in ["localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.1.2.3", "[::1]", "[::ffff:127.0.0.1]"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["localhost.example.org", "lrs.example.org", "127.0.0.1.example.org", "10.0.0.1", "[::2]", ""] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
