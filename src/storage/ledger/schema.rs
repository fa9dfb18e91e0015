//! The ledger's tables, and how an older file becomes a newer one.

use rusqlite::Connection;

use super::error::LedgerError;

/// Version of the tables; kept in the file's `user_version`.
pub(super) const VERSION: i64 = 1;

/// Each step makes the tables of the version before into those of the next.
const STEPS: [&str; 1] = [r"
    CREATE TABLE profile (
        id      TEXT PRIMARY KEY,
        name    TEXT NOT NULL,
        staff   TEXT,
        team    TEXT,
        created INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What was played, once per content hash: the JSON the hash is taken over.
    CREATE TABLE scenario (
        content_hash TEXT PRIMARY KEY,
        id           TEXT NOT NULL,
        play_hash    TEXT NOT NULL,
        json         TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- How each play stands now. It follows from the events; it is kept so that lists are quick.
    CREATE TABLE play (
        id           TEXT PRIMARY KEY,
        profile      TEXT NOT NULL REFERENCES profile (id),
        person       TEXT NOT NULL,
        scenario     TEXT NOT NULL,
        content_hash TEXT NOT NULL REFERENCES scenario (content_hash),
        rules        INTEGER NOT NULL,
        seed         INTEGER NOT NULL,
        memory       TEXT NOT NULL,
        source       TEXT NOT NULL,
        attempt      INTEGER,
        practice     INTEGER NOT NULL,
        rewound      INTEGER NOT NULL,
        status       TEXT NOT NULL,
        decisions    INTEGER NOT NULL,
        started      INTEGER NOT NULL,
        latest       INTEGER NOT NULL,
        document     TEXT,
        trace        TEXT,
        card         TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX play_by_person ON play (person, scenario, started);

    -- What happened, in order; rows are only ever added.
    CREATE TABLE event (
        seq  INTEGER PRIMARY KEY,
        play TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        at   INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX event_by_play ON event (play, seq);
"];

/// Makes a new or older file one of this version.
pub(super) fn migrate(db: &mut Connection) -> Result<(), LedgerError> {
    let found = version(db)?;
    if found > VERSION {
        return Err(LedgerError::Newer { found, known: VERSION });
    }
    if found == VERSION {
        return Ok(());
    }
    // Another program may be at it: the version is read again once the file is locked.
    let step = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found = version(&step)?;
    for sql in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        step.execute_batch(sql)?;
    }
    step.pragma_update(None, "user_version", VERSION)?;
    step.commit()?;
    Ok(())
}

fn version(db: &Connection) -> Result<i64, LedgerError> {
    Ok(db.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}
