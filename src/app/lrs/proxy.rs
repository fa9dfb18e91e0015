//! Which proxy leads to a store, as the environment says.

use std::net::IpAddr;

use ipnet::IpNet;
use ureq::Proxy;

use super::PushError;
use crate::files::environment_variable;

/// The environment variables that name a proxy, the most particular first: a store is reached over https.
const PROXY_VARIABLES: [&str; 6] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];

/// The environment variables that name hosts that are reached without a proxy.
const NO_PROXY_VARIABLES: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The proxy through which a host is reached, and the variable that names it; `None` if there is none.
///
/// # Errors
/// If the environment names a proxy in a way that cannot be understood.
pub(super) fn proxy_for(host: &str) -> Result<Option<(&'static str, Proxy)>, PushError> {
    let first = |variables: &[&'static str]| {
        variables.iter().find_map(|variable| environment_variable(variable).map(|value| (*variable, value)))
    };
    let Some((variable, address)) = first(&PROXY_VARIABLES) else { return Ok(None) };
    if first(&NO_PROXY_VARIABLES).is_some_and(|(_, list)| is_excepted(host, &list)) {
        return Ok(None);
    }
    let proxy = Proxy::new(address.trim()).map_err(|_| PushError::BadProxy { variable })?;
    Ok(Some((variable, proxy)))
}

/// Whether a list of hosts, as in `NO_PROXY`, has a host: itself, a domain it belongs to, a range of addresses such as
/// `10.0.0.0/8` that it lies in, or `*` for all. Ports in the list are passed over.
fn is_excepted(host: &str, list: &str) -> bool {
    let host = plain(host);
    let address: Option<IpAddr> = host.parse().ok();
    let is_in = |range: &str| {
        let range: Option<IpNet> = range.parse().ok();
        range.zip(address).is_some_and(|(range, address)| range.contains(&address))
    };
    list.split([',', ' ']).map(str::trim).filter(|entry| !entry.is_empty()).any(|entry| {
        let domain = plain(entry.trim_start_matches('*').trim_start_matches('.'));
        entry == "*"
            || is_in(entry)
            || (!domain.is_empty() && (host == domain || host.ends_with(&format!(".{domain}"))))
    })
}

/// A host name in small letters, without a port, the brackets of an address, and the dot of a complete name.
pub(super) fn plain(host: &str) -> String {
    let name = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None if host.matches(':').count() == 1 => host.split(':').next().unwrap_or_default(),
        None => host,
    };
    name.trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::is_excepted;

    #[test]
    fn hosts_without_a_proxy_are_named_as_elsewhere() {
        for list in ["lrs.example.org", "example.org", ".example.org", "*.example.org", "a, LRS.example.org:443", "*"] {
            assert!(is_excepted("lrs.example.org", list), "{list}");
        }
        for list in ["", ",", "*,".trim_start_matches('*'), "ample.org", "org.example", "lrs", "other.example.org"] {
            assert!(!is_excepted("lrs.example.org", list), "{list}");
        }
        assert!(is_excepted("[2001:db8::1]", "2001:db8::1") && is_excepted("LRS.Example.org.", "lrs.example.org"));
        let ranges = "192.168.0.0/16, 2001:db8::/32,10.1.2.3/32";
        for (host, is_near) in
            [("192.168.7.9", true), ("10.1.2.3", true), ("[2001:db8::7]", true), ("192.169.0.1", false), ("lrs", false)]
        {
            assert_eq!(is_excepted(host, ranges), is_near, "{host}");
        }
    }
}
