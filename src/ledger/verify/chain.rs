//! Verifying the hash chain.

use super::finding::Finding;
use super::profiles::KnownProfile;
use super::verifier::Verifier;
use crate::ledger::LedgerError;
use crate::ledger::chain::{Row, Salt, digest, link, root};
use crate::ledger::event::Event;
use crate::scenario::hash::Hash;

/// How many events are verified between two calls of the progress function.
const EVENTS_PER_STEP: i64 = 10_000;

/// An event as it is in the table, with what the chain protects of it.
struct ChainedEvent {
    seq: i64,
    play: String,
    kind: String,
    body: String,
    at: i64,
    hash: Hash,
    is_erased: bool,
    salt: Salt,
}

impl ChainedEvent {
    fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            play: row.get(1)?,
            kind: row.get(2)?,
            body: row.get(3)?,
            at: row.get(4)?,
            hash: Hash(row.get::<_, Option<[u8; 32]>>(5)?.unwrap_or_default()),
            is_erased: row.get(6)?,
            salt: row.get::<_, Option<_>>(7)?.unwrap_or_default(),
        })
    }

    /// The digest that is in the chain; it is all that is left of an erased event.
    fn digest(&self) -> Hash {
        if self.is_erased {
            self.body.parse().unwrap_or(Hash([0; 32]))
        } else {
            digest(&self.salt, self.at, &self.body)
        }
    }
}

impl Verifier<'_> {
    /// Compares every event with the one before, and the end of the chain with what the ledger says.
    pub(super) fn verify_chain(&mut self, on_progress: &mut dyn FnMut(u64, u64)) -> Result<(), LedgerError> {
        let ledger = self.ledger;
        let mut query =
            ledger.db.prepare("SELECT seq, play, kind, body, at, hash, erased, salt FROM event ORDER BY seq")?;
        let mut rows = query.query([])?;
        let mut last = (0, root(&self.head.ledger));
        let mut emptied = Vec::new();
        let all = self.head.events.unsigned_abs();
        while let Some(row) = rows.next()? {
            let event = ChainedEvent::from_row(row)?;
            self.verify_event(&event, last);
            // The next event is compared with what is written here, so that one change is found once.
            last = (event.seq, event.hash);
            if event.seq % EVENTS_PER_STEP == 0 {
                on_progress(event.seq.unsigned_abs(), all);
            }
            if event.is_erased {
                emptied.push((event.seq, event.play));
            } else {
                self.note(event);
            }
        }
        if last.0 != self.head.events {
            self.add(Finding::End { found: last.0, counted: self.head.events });
        } else if last.1 != self.head.head {
            self.add(Finding::Head);
        }
        for (seq, play) in emptied {
            if !self.erased.contains(&play) {
                self.add(Finding::Emptied { seq, play });
            }
        }
        Ok(())
    }

    /// Compares an event with the number and hash of the one before.
    fn verify_event(&mut self, event: &ChainedEvent, (last, hash): (i64, Hash)) {
        let ChainedEvent { seq, play, kind, .. } = event;
        if *seq != last + 1 {
            return self.add(Finding::Missing { first: last + 1, last: seq - 1 });
        }
        if link(hash, &Row { seq: *seq, play, kind }, event.digest()) != event.hash {
            self.add(Finding::Changed { seq: *seq, kind: kind.clone(), play: play.clone() });
        }
    }

    /// Notes what an event says of plays and profiles, to compare it with the lists of them.
    fn note(&mut self, event: ChainedEvent) {
        let ChainedEvent { play, kind, body, at, .. } = event;
        match kind.as_str() {
            "erased" => {
                self.started.remove(&play);
                self.known.remove(&play);
                self.erased.insert(play);
            }
            "started" => {
                self.started.insert(play);
            }
            "known" => {
                if let Ok(Event::Known { name, staff, team }) = serde_json::from_str(&body) {
                    let since = self.known.get(&play).map_or(at, |known| known.since);
                    self.known.insert(play, KnownProfile { name, staff, team, since });
                }
            }
            _ => {}
        }
    }
}
