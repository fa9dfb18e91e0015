//! Sending plays in batches. What the store acknowledges is recorded at once, so that the next run sends the rest of one
//! that failed.

use std::time::Duration;

use serde_json::Value;

use super::store::Refusal;
use super::{PushError, Rejection, StopReason, Store};
use crate::app::OnProgress;
use crate::app::exports::Titles;
use crate::export::{EncounterRow, Names, xapi};
use crate::ledger::{Ledger, LedgerError, LedgerSet, PlaySelection};
use crate::record::{Millis, PlayId};

/// How many statements a batch has before it is sent.
const BATCH_SIZE: usize = 250;

/// How often a batch is sent if the store may accept it later.
const MAX_TRIES: u32 = 4;

/// The time between the first two tries; it doubles with each.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// What is sent, and how.
#[derive(Debug)]
pub struct Push<'p> {
    /// The store.
    pub store: &'p Store,
    /// What people are called.
    pub names: &'p Names,
    /// The home page of people's accounts.
    pub home_page: &'p str,
    /// The present time.
    pub now: Millis,
}

/// The result of sending plays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// How many plays the store has acknowledged.
    pub plays: u64,
    /// How many statements these were.
    pub statements: u64,
    /// How many plays it had acknowledged before.
    pub before: usize,
    /// Plays of which the store has other statements with the same ids.
    pub conflicts: Vec<PlayId>,
    /// Plays that the store does not accept, and why.
    pub rejected: Vec<(PlayId, Rejection)>,
    /// Why it ended early; what was acknowledged before is recorded.
    pub stopped: Option<StopReason>,
}

/// Sends the selected plays that the store has not acknowledged yet: trainees' plays that were completed or
/// abandoned. What the store acknowledges is recorded in the ledger at once.
///
/// # Errors
/// If a ledger cannot be read or written; what goes wrong at the store is in the result.
pub fn push(
    ledgers: &LedgerSet,
    ledger: &mut Ledger,
    mut selection: PlaySelection,
    push: &Push<'_>,
    on_progress: OnProgress<'_>,
) -> Result<Pushed, PushError> {
    let known = ledger.pushed(&push.store.address)?;
    let selected = selection.len();
    selection.leave_out(&known);
    let mut run = PushRun { push, ledger, batch: Vec::new(), statements: 0, pushed: Pushed::default() };
    run.pushed.before = selected - selection.len();
    let titles = Titles::new(&ledgers.scenarios()?);
    let all = selection.len() as u64;
    let mut done = 0;
    let sent = ledgers.for_each::<Stop>(&selection, |play| {
        done += 1;
        if play.attempt_info.source.is_of_trainee() {
            let who = push.names.name_of(&play.profile_then);
            let row = EncounterRow::new(&play, &who, &titles.title_of(&play));
            let statements = xapi::statements(&play, &row, &who, push.home_page);
            run.add(play.id, statements)?;
        }
        if on_progress(done, all).is_break() { Err(Stop::Early(StopReason::Cancelled)) } else { Ok(()) }
    });
    match sent.and_then(|()| run.flush()) {
        Ok(()) => {}
        Err(Stop::Early(reason)) => run.pushed.stopped = Some(reason),
        Err(Stop::Ledger(error)) => return Err(error.into()),
    }
    Ok(run.pushed)
}

/// Why a run ends early.
enum Stop {
    Early(StopReason),
    Ledger(LedgerError),
}

impl From<LedgerError> for Stop {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

struct PushRun<'r> {
    push: &'r Push<'r>,
    ledger: &'r mut Ledger,
    /// The plays that are sent next, with their statements.
    batch: Vec<(PlayId, Vec<Value>)>,
    /// How many statements the batch has.
    statements: usize,
    pushed: Pushed,
}

impl PushRun<'_> {
    fn add(&mut self, play: PlayId, statements: Vec<Value>) -> Result<(), Stop> {
        if statements.is_empty() {
            return Ok(());
        }
        self.statements += statements.len();
        self.batch.push((play, statements));
        if self.statements >= BATCH_SIZE { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Stop> {
        self.statements = 0;
        let batch = std::mem::take(&mut self.batch);
        self.send(&batch)
    }

    /// Sends a batch. A batch that is too large, or contains something that the store does not accept, is halved
    /// until the play is found.
    fn send(&mut self, batch: &[(PlayId, Vec<Value>)]) -> Result<(), Stop> {
        let Some((play, _)) = batch.first() else { return Ok(()) };
        let statements: Vec<Value> = batch.iter().flat_map(|(_, statements)| statements.iter().cloned()).collect();
        match self.send_with_retries(&statements) {
            Ok(()) => {
                let ids: Vec<PlayId> = batch.iter().map(|(id, _)| id.clone()).collect();
                self.ledger.note_pushed(&self.push.store.address, &ids, self.push.now)?;
                self.pushed.plays += ids.len() as u64;
                self.pushed.statements += statements.len() as u64;
            }
            Err(Refusal::TooLarge | Refusal::Conflict | Refusal::Rejected(_)) if batch.len() > 1 => {
                let (first, second) = batch.split_at(batch.len() / 2);
                self.send(first)?;
                self.send(second)?;
            }
            Err(Refusal::Conflict) => self.pushed.conflicts.push(play.clone()),
            Err(Refusal::TooLarge) => self.pushed.rejected.push((play.clone(), Rejection::TooLarge)),
            Err(Refusal::Rejected(answer)) => {
                self.pushed.rejected.push((play.clone(), Rejection::Answer(answer)));
            }
            Err(Refusal::Later(reason) | Refusal::Never(reason)) => return Err(Stop::Early(reason)),
        }
        Ok(())
    }

    fn send_with_retries(&self, statements: &[Value]) -> Result<(), Refusal> {
        let mut wait = FIRST_WAIT;
        for _ in 1..MAX_TRIES {
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
