//! Pushing to a learning record store that accepts, refuses, fails for a while, or reports a conflict.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Output;
use std::sync::{Arc, Mutex};

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

fn answer(stream: TcpStream, plan: impl FnOnce(String, String) -> u16) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut head, mut line) = (String::new(), String::new());
    while reader.read_line(&mut line)? > 2 {
        head.push_str(&line);
        line.clear();
    }
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    let code = plan(head, String::from_utf8_lossy(&body).into_owned());
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {code} said\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]")?;
    stream.flush()
}

fn push(data: &std::path::Path, address: &str, more: &[&str]) -> Output {
    let data_folder = data.display().to_string();
    let mut command = rapport_command(data);
    command.args(["push", "--lrs", address, "--data", &data_folder]).args(more);
    command.env("RAPPORT_LRS_USER", "game").env("RAPPORT_LRS_PASSWORD", "quite-secret");
    command.output().expect("run the program")
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
