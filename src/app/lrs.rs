//! The door to a learning record store: statements sent in batches, what was acknowledged noted, so that a run that
//! failed is gone on with by the next.

use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use ureq::Agent;
use ureq::http::Uri;

use super::OnProgress;
use crate::export::{EncounterRow, Names, Title, xapi};
use crate::files::read_bytes;
use crate::ledger::{Ledger, LedgerError, LedgerSet, PlaySelection};
use crate::record::{Millis, PlayId, PlaySource};

/// A batch is sent once it holds so many statements.
const BATCH: usize = 250;

/// How often one batch is tried, and how long is waited before the second time; then twice as long each time.
const TRIES: u32 = 4;
const WAIT: Duration = Duration::from_secs(1);

/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// Who one is at the store. It is not printed anywhere.
pub struct Credentials(String);

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("credentials")
    }
}

/// The name and the password, from a file of two lines.
///
/// # Errors
/// In words, if it cannot be read or is not such a file.
pub fn credentials(file: &Path) -> Result<Credentials, String> {
    let name = file.display();
    let bytes = read_bytes(file).map_err(|problem| format!("`{name}`: {}", problem.message()))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("`{name}` is not text"))?;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    match (lines.next(), lines.next(), lines.next()) {
        (Some(user), Some(password), None) => Ok(Credentials::new(user, password)),
        _ => Err(format!("`{name}` is to hold two lines: the name and the password at the store")),
    }
}

impl Credentials {
    /// Of a name and a password.
    #[must_use]
    pub fn new(user: &str, password: &str) -> Self {
        Self(format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))))
    }
}

/// A learning record store.
#[derive(Debug)]
pub struct Store {
    /// Its address, by which the ledger knows what was sent to it.
    pub address: String,
    agent: Agent,
    credentials: Credentials,
}

/// Why a batch was not taken.
enum Refusal {
    /// It may be taken later.
    Later(String),
    /// It is too large.
    TooLarge,
    /// The store has other statements under these ids.
    Conflict,
    /// It does not take what is in it.
    Refused(String),
    /// It will never be taken like this.
    Never(String),
}

impl Store {
    /// The store at an address.
    ///
    /// # Errors
    /// In words, if the address is none, holds credentials, or would send them through the net unencrypted.
    pub fn new(address: &str, credentials: Credentials) -> Result<Self, String> {
        let uri: Uri = address.trim().parse().map_err(|_| "the address of the store is no address".to_owned())?;
        let (scheme, host) = (uri.scheme_str().unwrap_or_default(), uri.host().unwrap_or_default());
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err("the address holds a name or a password; name a file with `--credentials`, so that they stay out of the history of the shell".into());
        }
        let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]" | "::1");
        match scheme {
            "https" => {}
            "http" if here => {}
            "http" => return Err(format!("`{host}` would get the password unencrypted; use https")),
            _ => return Err("the address of the store begins with https://".into()),
        }
        if uri.query().is_some() || host.is_empty() {
            return Err(
                "the address of the store is what stands before `/statements`, as https://lrs.example.org/xapi".into(),
            );
        }
        let mut config = Agent::config_builder()
            .timeout_global(Some(Duration::from_mins(1)))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("rapport/", env!("CARGO_PKG_VERSION")));
        if here {
            config = config.proxy(None);
        }
        let address = address.trim().trim_end_matches('/').trim_end_matches("/statements").to_owned();
        Ok(Self { address, agent: config.build().into(), credentials })
    }

    fn send(&self, statements: &[Value]) -> Result<(), Refusal> {
        let sent = self
            .agent
            .post(format!("{}/statements", self.address))
            .header("Authorization", &self.credentials.0)
            .header("Content-Type", "application/json")
            .header("X-Experience-API-Version", "1.0.3")
            .send(serde_json::to_vec(statements).map_err(|error| Refusal::Never(error.to_string()))?);
        let mut answer = sent.map_err(|error| Refusal::Later(error.to_string()))?;
        let status = answer.status().as_u16();
        let mut words = || {
            let text = answer.body_mut().with_config().limit(LONGEST_ANSWER).read_to_string().unwrap_or_default();
            let text: String = text.chars().filter(|c| !c.is_control()).take(300).collect();
            if text.is_empty() { format!("it answers {status}") } else { format!("it answers {status}: {text}") }
        };
        match status {
            200..=299 => Ok(()),
            401 | 403 => Err(Refusal::Never("it does not take the name and password".into())),
            404 => Err(Refusal::Never(format!("there is nothing at `{}/statements`", self.address))),
            400 | 422 => Err(Refusal::Refused(words())),
            409 => Err(Refusal::Conflict),
            413 => Err(Refusal::TooLarge),
            300..=399 => Err(Refusal::Never("it sends elsewhere; name the address it sends to".into())),
            408 | 429 | 500.. => Err(Refusal::Later(words())),
            _ => Err(Refusal::Never(words())),
        }
    }
}

/// What pushing came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// How many plays the store has acknowledged now.
    pub plays: u64,
    /// How many statements that were.
    pub statements: u64,
    /// How many it had acknowledged before.
    pub before: usize,
    /// Plays of which the store has other statements under the same ids.
    pub conflicts: Vec<PlayId>,
    /// Plays the store does not take, and what it says of them.
    pub refused: Vec<(PlayId, String)>,
    /// Why it ended early; what was acknowledged before is noted.
    pub stopped: Option<String>,
}

/// What is sent and how.
#[derive(Debug)]
pub struct Push<'p> {
    /// Where to.
    pub store: &'p Store,
    /// What people are called.
    pub names: &'p Names,
    /// Where accounts are at home.
    pub home_page: &'p str,
    /// When this is.
    pub now: Millis,
}

/// Sends the plays of a plan that the store has not acknowledged yet: trainees' plays that came to an end or were
/// left. What a store acknowledges is noted in the ledger at once.
///
/// # Errors
/// If a ledger cannot be read or written; a store that does not answer is in the result.
pub fn push(
    ledgers: &LedgerSet,
    ledger: &mut Ledger,
    mut plan: PlaySelection,
    push: &Push<'_>,
    on_progress: OnProgress<'_>,
) -> Result<Pushed, LedgerError> {
    let known = ledger.pushed(&push.store.address)?;
    let asked = plan.len();
    plan.leave_out(&known);
    let mut run = Run { push, ledger, batch: Vec::new(), statements: 0, pushed: Pushed::default() };
    run.pushed.before = asked - plan.len();
    let scenarios = ledgers.scenarios()?;
    let all = plan.len() as u64;
    let mut done = 0;
    let sent = ledgers.for_each::<Stop>(&plan, |kept| {
        done += 1;
        if kept.attempt_info.source == PlaySource::Play {
            let hash = kept.transcript.content_hash;
            let script = scenarios.iter().find(|scenario| scenario.content_hash == hash).map(|kept| &kept.script);
            let title = script.and_then(|script| script.as_ref().ok()).map(|script| Title::of(&script.scenario));
            let row = EncounterRow::of(&kept, &push.names.of(&kept.profile), &title.unwrap_or_default());
            let statements = xapi::statements(&kept, &row, push.home_page);
            run.add(kept.id, statements)?;
        }
        if on_progress(done, all).is_break() { Err(Stop::Told("it was stopped".into())) } else { Ok(()) }
    });
    match sent.and_then(|()| run.flush()) {
        Ok(()) => {}
        Err(Stop::Told(why)) => run.pushed.stopped = Some(why),
        Err(Stop::Ledger(error)) => return Err(error),
    }
    Ok(run.pushed)
}

/// Why a run ends early.
enum Stop {
    Told(String),
    Ledger(LedgerError),
}

impl From<LedgerError> for Stop {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

struct Run<'r> {
    push: &'r Push<'r>,
    ledger: &'r mut Ledger,
    batch: Vec<(PlayId, Vec<Value>)>,
    statements: usize,
    pushed: Pushed,
}

impl Run<'_> {
    fn add(&mut self, play: PlayId, statements: Vec<Value>) -> Result<(), Stop> {
        if statements.is_empty() {
            return Ok(());
        }
        self.statements += statements.len();
        self.batch.push((play, statements));
        if self.statements >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Stop> {
        self.statements = 0;
        let batch = std::mem::take(&mut self.batch);
        self.send(&batch)
    }

    /// Sends a batch; in halves if it is too large, or holds something that the store does not take, until that is found.
    fn send(&mut self, batch: &[(PlayId, Vec<Value>)]) -> Result<(), Stop> {
        if batch.is_empty() {
            return Ok(());
        }
        let statements: Vec<Value> = batch.iter().flat_map(|(_, statements)| statements.iter().cloned()).collect();
        match self.try_to_send(&statements) {
            Ok(()) => {
                let ids: Vec<PlayId> = batch.iter().map(|(id, _)| id.clone()).collect();
                self.ledger.note_pushed(&self.push.store.address, &ids, self.push.now)?;
                self.pushed.plays += ids.len() as u64;
                self.pushed.statements += statements.len() as u64;
                Ok(())
            }
            Err(Refusal::TooLarge | Refusal::Conflict | Refusal::Refused(_)) if batch.len() > 1 => {
                let (first, second) = batch.split_at(batch.len() / 2);
                self.send(first)?;
                self.send(second)
            }
            Err(Refusal::Conflict) => {
                self.pushed.conflicts.push(batch[0].0.clone());
                Ok(())
            }
            Err(Refusal::TooLarge) => {
                self.pushed.refused.push((batch[0].0.clone(), "it is more than it takes at once".into()));
                Ok(())
            }
            Err(Refusal::Refused(why)) => {
                self.pushed.refused.push((batch[0].0.clone(), why));
                Ok(())
            }
            Err(Refusal::Later(why) | Refusal::Never(why)) => Err(Stop::Told(why)),
        }
    }

    fn try_to_send(&self, statements: &[Value]) -> Result<(), Refusal> {
        let mut wait = WAIT;
        for _ in 1..TRIES {
            match self.push.store.send(statements) {
                Err(Refusal::Later(_)) => {}
                other => return other,
            }
            std::thread::sleep(wait);
            wait *= 2;
        }
        self.push.store.send(statements)
    }
}
