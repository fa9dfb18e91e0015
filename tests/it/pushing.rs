//! Pushing to a learning record store that accepts, refuses, fails for a while, or reports a conflict.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;

use super::exports::export_company;
use super::support::{rapport_command, stderr, stdout};

/// The head of a request, and the statements in it.
type Request = (String, Vec<Value>);

/// A store on this machine: answers each request with what the plan says, and keeps what it was sent.
struct Store {
    address: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

fn store(plan: impl Fn(usize, &[Value]) -> u16 + Send + 'static) -> Store {
    let listener = TcpListener::bind("127.0.0.1:0").expect("bind a local port");
    let address = format!("http://{}/xapi", listener.local_addr().expect("read the local address"));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    std::thread::spawn(move || {
        for (n, stream) in listener.incoming().enumerate() {
            let Ok(stream) = stream else { return };
            // A reader that goes away in the middle is the test's affair.
            let _ = answer(stream, |head, body| {
                let statements: Vec<Value> = serde_json::from_str(&body).expect("parse the statements");
                let code = plan(n, &statements);
                if code < 300 {
                    kept.lock().expect("no thread panicked while it held the lock").push((head, statements));
                }
                code
            });
        }
    });
    Store { address, seen }
}

fn answer(mut stream: impl Read + Write, plan: impl FnOnce(String, String) -> u16) -> std::io::Result<()> {
    let mut reader = BufReader::new(&mut stream);
    let (mut head, mut line) = (String::new(), String::new());
    while reader.read_line(&mut line)? > 2 {
        head.push_str(&line);
        line.clear();
    }
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    let code = plan(head, String::from_utf8_lossy(&body).into_owned());
    write!(stream, "HTTP/1.1 {code} said\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]")?;
    stream.flush()
}

fn push(data: &Path, address: &str, more: &[&str]) -> Output {
    push_command(data, address).args(more).output().expect("run the program")
}

/// A push in an environment that names neither certificates nor a proxy.
fn push_command(data: &Path, address: &str) -> Command {
    let mut command = rapport_command(data);
    command.args(["push", "--lrs", address, "--data"]).arg(data);
    command.env("RAPPORT_LRS_USER", "game").env("RAPPORT_LRS_PASSWORD", "quite-secret");
    for variable in ["SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "ALL_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(variable).env_remove(variable.to_lowercase());
    }
    command
}

/// A certificate authority that no system trusts.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its certificate as PEM.
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().expect("make a key");
        let mut params = CertificateParams::new(Vec::new()).expect("describe the authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).expect("sign the authority's certificate").pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// What a server needs to show a certificate for `name` that is valid until the end of `last_year`.
    fn server(&self, name: &str, last_year: i32) -> Arc<ServerConfig> {
        let key = KeyPair::generate().expect("make a key");
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("describe the server");
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(last_year, 12, 31);
        let certificate = params.signed_by(&key, &self.issuer).expect("sign the server's certificate");
        let chain = vec![CertificateDer::from(certificate.der().to_vec())];
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("read the key");
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("there are versions of TLS")
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .expect("the key fits the certificate");
        Arc::new(config)
    }

    /// Writes its certificate to a file.
    fn write(&self, folder: &Path) -> PathBuf {
        let file = folder.join("ca.pem");
        std::fs::write(&file, format!("The authority of the company\r\n{}", self.pem)).expect("write the file");
        file
    }
}

/// A store that speaks TLS and accepts everything.
struct TlsStore {
    port: u16,
    /// How often somebody connected.
    connections: Arc<AtomicUsize>,
}

impl TlsStore {
    fn new(config: Arc<ServerConfig>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("bind a local port");
        let port = listener.local_addr().expect("read the local address").port();
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                counted.fetch_add(1, Ordering::SeqCst);
                let connection = ServerConnection::new(Arc::clone(&config)).expect("begin TLS");
                // A client that does not accept the certificate goes away.
                let _ = answer(StreamOwned::new(connection, stream), |_, _| 200);
            }
        });
        Self { port, connections }
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// A proxy that leads every connection to one port of this machine. Gives its address, and the requests it got.
fn proxy_to(port: u16) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("bind a local port");
    let address = format!("http://{}", listener.local_addr().expect("read the local address"));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    std::thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let mut head = String::new();
            let mut reader = BufReader::new(client.try_clone().expect("share the connection"));
            while reader.read_line(&mut head).is_ok_and(|bytes| bytes > 2) {}
            let asked = head.lines().next().unwrap_or_default().to_owned();
            kept.lock().expect("no thread panicked while it held the lock").push(asked);
            let server = TcpStream::connect(("127.0.0.1", port)).expect("reach the store");
            let (mut to_client, mut to_server) =
                (client.try_clone().expect("share"), server.try_clone().expect("share"));
            to_client.write_all(b"HTTP/1.1 200 connected\r\n\r\n").expect("answer the client");
            std::thread::spawn(move || std::io::copy(&mut &client, &mut to_server));
            std::thread::spawn(move || std::io::copy(&mut &server, &mut to_client));
        }
    });
    (address, seen)
}

#[test]
fn what_was_acknowledged_is_not_sent_again() {
    let data = export_company();
    let store = store(|_, _| 200);
    let first = push(data.path(), &store.address, &[]);
    assert!(first.status.success(), "{}", stderr(&first));
    let seen = store.seen.lock().expect("no thread panicked while it held the lock").clone();
    assert!(seen.len() > 1, "in batches");
    let head = &seen[0].0;
    assert!(head.starts_with("POST /xapi/statements HTTP/1.1") && head.contains("1.0.3"), "{head}");
    assert!(head.to_lowercase().contains("authorization: basic"));
    let all: Vec<&Value> = seen.iter().flat_map(|(_, statements)| statements).collect();
    let sources = all
        .iter()
        .map(|statement| &statement["context"]["extensions"]["https://rapport.invalid/xapi/extensions/source"]);
    assert!(sources.into_iter().all(|source| source == "play"), "tryouts and scripts are not pushed");
    let second = push(data.path(), &store.address, &[]);
    assert!(stdout(&second).starts_with("0 plays sent in 0 statements"), "{}", stdout(&second));
    assert_eq!(store.seen.lock().expect("no thread panicked while it held the lock").len(), seen.len());
    for output in [&first, &second] {
        assert!(!format!("{}{}", stdout(output), stderr(output)).contains("quite-secret"));
    }
}

#[test]
fn a_push_that_failed_is_gone_on_with() {
    let data = export_company();
    // The first batch is taken, everything after fails.
    let failing = store(|n, _| if n == 0 { 200 } else { 404 });
    let failed = push(data.path(), &failing.address, &[]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(stderr(&failed).contains("run the command again to send the rest"), "{}", stderr(&failed));
    assert!(!stderr(&failed).contains("quite-secret"));
    let sent: usize =
        failing.seen.lock().expect("no thread panicked while it held the lock").iter().map(|(_, s)| s.len()).sum();
    // The same address takes the rest: the ledger knows what it had.
    let port = failing.address.clone();
    drop(failing);
    let all = {
        let whole = store(|_, _| 200);
        let done = push(data.path(), &whole.address, &[]);
        assert!(done.status.success());
        let count: usize =
            whole.seen.lock().expect("no thread panicked while it held the lock").iter().map(|(_, s)| s.len()).sum();
        count
    };
    assert!(sent > 0 && sent < all, "{sent} of {all} at {port}");
    // One that stumbles is tried again without anybody's help.
    let stumbling = store(|n, _| if n == 0 { 503 } else { 200 });
    let done = push(data.path(), &stumbling.address, &[]);
    assert!(done.status.success(), "{}", stderr(&done));
    let sent: usize =
        stumbling.seen.lock().expect("no thread panicked while it held the lock").iter().map(|(_, s)| s.len()).sum();
    assert_eq!(sent, all);
}

#[test]
fn a_batch_that_is_refused_is_halved_until_the_play_is_found() {
    let data = export_company();
    let large = store(|_, statements| if statements.len() > 60 { 413 } else { 200 });
    assert!(push(data.path(), &large.address, &[]).status.success());
    // One play that the store does not take keeps no other from it, and is named.
    let poisoned = export_company();
    let picky = store(|_, statements| {
        let about = |statement: &Value| statement["object"]["id"].as_str().is_some_and(|id| id.contains("ten-to-six"));
        if statements.iter().any(about) { 400 } else { 200 }
    });
    let done = push(poisoned.path(), &picky.address, &[]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(stdout(&done).matches("was not accepted: the store answered 400").count(), 1, "{}", stdout(&done));
    assert!(stdout(&push(poisoned.path(), &picky.address, &[])).starts_with("0 plays sent"), "all others are noted");
    let other = export_company();
    let conflict = store(|_, statements| {
        let about =
            |statement: &Value| statement["object"]["id"].as_str().is_some_and(|id| id.contains("the-oven-part"));
        if statements.iter().any(about) { 409 } else { 204 }
    });
    let done = push(other.path(), &conflict.address, &[]);
    assert_eq!(done.status.code(), Some(1));
    let said = stdout(&done);
    assert_eq!(said.matches("has other statements with its ids").count(), 1, "{said}");
    let again = push(other.path(), &conflict.address, &[]);
    assert!(stdout(&again).starts_with("0 plays sent"), "all others are noted: {}", stdout(&again));
}

#[test]
fn credentials_stay_out_of_the_command_line_and_off_the_wire() {
    let data = export_company();
    for (address, word) in [
        ("https://game:quite-secret@lrs.example/xapi", "--credentials"),
        ("http://lrs.example/xapi", "use https"),
        ("ftp://lrs.example", "https://"),
        ("not an address", "not a URL"),
    ] {
        let refused = push(data.path(), address, &[]);
        assert_eq!(refused.status.code(), Some(2), "{address}");
        assert!(stderr(&refused).contains(word) && !stderr(&refused).contains("quite-secret"), "{}", stderr(&refused));
    }
    let unauthorised = store(|_, _| 401);
    let refused = push(data.path(), &unauthorised.address, &[]);
    assert!(stderr(&refused).contains("does not accept the name and password"), "{}", stderr(&refused));
    let file = data.path().join("lrs.txt");
    std::fs::write(&file, "one line\n").expect("write the file");
    let wrong = push(data.path(), &unauthorised.address, &["--credentials", &file.display().to_string()]);
    assert_eq!(wrong.status.code(), Some(2));
    let mut command = rapport_command(data.path());
    command.args(["push", "--lrs", &unauthorised.address]).env_remove("RAPPORT_LRS_USER");
    assert!(stderr(&command.output().expect("run the program")).contains("RAPPORT_LRS_USER"));
}

#[test]
fn a_store_with_a_certificate_of_the_company_is_trusted_if_the_system_or_the_person_says_so() {
    let data = export_company();
    let authority = Authority::new();
    let ca = authority.write(data.path());
    let store = TlsStore::new(authority.server("localhost", 2900));
    let address = format!("https://localhost:{}/xapi", store.port);
    let unknown = push(data.path(), &address, &[]);
    assert_eq!(unknown.status.code(), Some(1));
    for word in ["authority that is not trusted here", "--ca FILE", "SSL_CERT_FILE", "acknowledged 0 plays"] {
        assert!(stderr(&unknown).contains(word), "{}", stderr(&unknown));
    }
    assert_eq!(store.connections(), 1, "a certificate is the same a second later");
    let named = push(data.path(), &address, &["--ca", &ca.display().to_string()]);
    assert!(named.status.success(), "{}", stderr(&named));
    assert!(!stdout(&named).starts_with("0 plays") && store.connections() > 1, "{}", stdout(&named));
    // Another spelling of the address is another store, to which nothing was sent.
    let address = format!("https://LOCALHOST:{}/xapi", store.port);
    let by_system = push_command(data.path(), &address).env("SSL_CERT_FILE", &ca).output().expect("run the program");
    assert!(by_system.status.success(), "{}", stderr(&by_system));
    assert!(!stdout(&by_system).starts_with("0 plays"), "{}", stdout(&by_system));
}

#[test]
fn what_cannot_change_is_tried_once_and_said() {
    let data = export_company();
    let authority = Authority::new();
    let ca = authority.write(data.path()).display().to_string();
    for (name, last_year, word) in
        [("other.example.org", 2900, "use the name that the certificate is for"), ("localhost", 2001, "has expired")]
    {
        let store = TlsStore::new(authority.server(name, last_year));
        let refused = push(data.path(), &format!("https://localhost:{}/xapi", store.port), &["--ca", &ca]);
        assert!(stderr(&refused).contains(word), "{}", stderr(&refused));
        assert_eq!((refused.status.code(), store.connections()), (Some(1), 1), "{word}");
    }
    // A server that speaks no TLS answers in plain text.
    let listener = TcpListener::bind("127.0.0.1:0").expect("bind a local port");
    let address = format!("https://{}/xapi", listener.local_addr().expect("read the local address"));
    let plain = std::thread::spawn(move || {
        let (mut client, _) = listener.accept().expect("a push connects");
        client.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").expect("answer");
        // Until the client goes away; the listener is closed with this thread, so that a second try is refused.
        std::io::copy(&mut client, &mut std::io::sink())
    });
    let refused = push(data.path(), &address, &[]);
    assert!(stderr(&refused).contains("no encrypted connection"), "{}", stderr(&refused));
    let _ = plain.join().expect("the server does not panic");
    let nowhere = push(data.path(), "https://no-such-host.invalid/xapi", &[]);
    assert!(stderr(&nowhere).contains("there is no host `no-such-host.invalid`"), "{}", stderr(&nowhere));
}

#[test]
fn a_file_without_certificates_is_refused_before_anything_is_sent() {
    let data = export_company();
    let authority = Authority::new();
    let ca = authority.write(data.path());
    let store = TlsStore::new(authority.server("localhost", 2900));
    let address = format!("https://localhost:{}/xapi", store.port);
    let broken = authority.pem.replace("MII", "AAA");
    for (content, word) in
        [("", "holds no certificate"), ("words", "holds no certificate"), (&broken, "cannot be read")]
    {
        let file = data.path().join("bad.pem");
        std::fs::write(&file, content).expect("write the file");
        let refused = push(data.path(), &address, &["--ca", &file.display().to_string()]);
        assert_eq!(refused.status.code(), Some(2), "{content}: {}", stderr(&refused));
        assert!(stderr(&refused).contains(word) && stderr(&refused).contains("bad.pem"), "{}", stderr(&refused));
    }
    let missing = push(data.path(), &address, &["--ca", "no-such-file.pem"]);
    assert!(stderr(&missing).contains("`no-such-file.pem` cannot be read"), "{}", stderr(&missing));
    let variable = push_command(data.path(), &address)
        .args(["--ca", &ca.display().to_string()])
        .env("SSL_CERT_FILE", data.path().join("not-there.pem"))
        .output()
        .expect("run the program");
    assert_eq!(variable.status.code(), Some(2));
    assert!(stderr(&variable).contains("which SSL_CERT_FILE names"), "{}", stderr(&variable));
    assert_eq!(store.connections(), 0);
}

#[test]
fn a_proxy_leads_to_the_store_unless_it_is_near() {
    let data = export_company();
    let authority = Authority::new();
    let ca = authority.write(data.path()).display().to_string();
    let store = TlsStore::new(authority.server("lrs.example.test", 2900));
    let (proxy, seen) = proxy_to(store.port);
    let asked = || std::mem::take(&mut *seen.lock().expect("no thread panicked while it held the lock"));
    for (n, variable) in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"].into_iter().enumerate() {
        let address = format!("https://lrs.example.test/{n}");
        let sent = push_command(data.path(), &address).args(["--ca", &ca]).env(variable, &proxy).output();
        let sent = sent.expect("run the program");
        assert!(sent.status.success(), "{variable}: {}", stderr(&sent));
        let requests = asked();
        assert!(!requests.is_empty(), "{variable}");
        assert!(requests.iter().all(|request| request == "CONNECT lrs.example.test:443 HTTP/1.1"), "{requests:?}");
    }
    let excepted = push_command(data.path(), "https://lrs.example.test/excepted")
        .args(["--ca", &ca])
        .envs([("HTTPS_PROXY", proxy.as_str()), ("NO_PROXY", "intranet, example.test")])
        .output()
        .expect("run the program");
    assert!(stderr(&excepted).contains("there is no host"), "{}", stderr(&excepted));
    let near = self::store(|_, _| 200);
    for (n, host) in ["127.0.0.1", "LOCALHOST"].into_iter().enumerate() {
        let address = format!("{}/{n}", near.address.replace("127.0.0.1", host));
        let sent = push_command(data.path(), &address).env("ALL_PROXY", &proxy).env("HTTP_PROXY", &proxy).output();
        let sent = sent.expect("run the program");
        assert!(sent.status.success(), "{host}: {}", stderr(&sent));
    }
    assert!(asked().is_empty(), "neither what is excepted nor this machine is reached through the proxy");
    for proxy in ["http://127.0.0.1:9", "http://proxy.example.test:8080"] {
        let silent = push_command(data.path(), "https://lrs.example.test/").env("ALL_PROXY", proxy).output();
        let silent = silent.expect("run the program");
        assert_eq!(silent.status.code(), Some(1), "{proxy}");
        let said = stderr(&silent);
        assert!(said.contains("the proxy in ALL_PROXY does not connect") && !said.contains("the store"), "{said}");
    }
    let wrong = push_command(data.path(), "https://lrs.example.test/").env("HTTPS_PROXY", "gopher://u:pw@x").output();
    let wrong = wrong.expect("run the program");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        stderr(&wrong).contains("the proxy in HTTPS_PROXY") && !stderr(&wrong).contains("pw"),
        "{}",
        stderr(&wrong)
    );
}
