//! The hash chain: each event's hash is taken over the one before it, so that no event can be changed, removed or moved
//! without being found.

use rand::TryRng;
use rand::rngs::SysRng;
use rusqlite::{Connection, Transaction, params};
use sha2::{Digest, Sha256};

use super::LedgerError;
use super::event::Event;
use crate::record::{Head, Millis};
use crate::scenario::hash::Hash;

/// The hash before the first event.
pub(super) fn root(ledger: &str) -> Hash {
    Hash(Sha256::new().chain_update("rapport ledger ").chain_update(ledger).finalize().into())
}

/// Random bytes that are hashed with the content of an event, so that nobody can find out the content of an erased event
/// by trying.
pub(super) type Salt = [u8; 16];

/// A new salt.
///
/// # Panics
/// If the operating system has no source of random bytes.
pub(super) fn salt() -> Salt {
    let mut salt = [0; 16];
    SysRng.try_fill_bytes(&mut salt).expect("the operating system provides random bytes");
    salt
}

/// The digest of an event's time and content, which takes their place once the event is erased.
pub(super) fn digest(salt: &Salt, at: i64, body: &str) -> Hash {
    Hash(Sha256::new().chain_update(salt).chain_update(at.to_le_bytes()).chain_update(body).finalize().into())
}

/// An event as it is in the table.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) seq: i64,
    pub(super) play: &'a str,
    pub(super) kind: &'a str,
}

/// The hash of an event with this digest.
pub(super) fn link(before: Hash, row: &Row<'_>, digest: Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update(before.0);
    hash.update(row.seq.to_le_bytes());
    // With its length, so that no character can move from one text to the next.
    for text in [row.play, row.kind] {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hash.update(digest.0);
    Hash(hash.finalize().into())
}

/// How far the chain reaches, according to the ledger.
pub(super) fn head(db: &Connection) -> Result<Head, LedgerError> {
    let (ledger, events, head): (String, i64, [u8; 32]) =
        db.query_row("SELECT ledger, events, head FROM chain", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(Head { ledger, events, head: Hash(head) })
}

/// Adds events at the end of the chain, within one transaction.
#[derive(Debug)]
pub(super) struct ChainWriter<'t> {
    pub(super) transaction: &'t Transaction<'t>,
    head: Head,
    added: bool,
}

impl<'t> ChainWriter<'t> {
    pub(super) fn new(transaction: &'t Transaction<'t>) -> Result<Self, LedgerError> {
        Ok(Self { transaction, head: head(transaction)?, added: false })
    }

    /// Adds an event of a play, or of a profile.
    pub(super) fn add(&mut self, play: &str, event: &Event, now: Millis) -> Result<(), LedgerError> {
        let body = serde_json::to_string(event)?;
        let row = Row { seq: self.head.events + 1, play, kind: event.kind() };
        let salt = salt();
        let hash = link(self.head.head, &row, digest(&salt, now.0, &body));
        self.transaction
            .prepare_cached(
                "INSERT INTO event (seq, play, kind, body, at, hash, salt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![row.seq, row.play, row.kind, body, now.0, hash.0, salt])?;
        self.head.events = row.seq;
        self.head.head = hash;
        self.added = true;
        Ok(())
    }

    /// Writes how far the chain reaches now.
    pub(super) fn close(self) -> Result<(), LedgerError> {
        if self.added {
            self.transaction
                .prepare_cached("UPDATE chain SET events = ?1, head = ?2")?
                .execute(params![self.head.events, self.head.head.0])?;
        }
        Ok(())
    }
}
