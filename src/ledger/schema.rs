//! The ledger's tables, and how an older file becomes a newer one.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use uuid::Uuid;

use super::chain::{self, Row};
use super::{Damage, LedgerError};

/// Version of the tables; kept in the file's `user_version`.
pub(super) const VERSION: i64 = 3;

/// Changes the tables of a version into those of the next. `id` is the id of a new ledger.
type Step = fn(&Transaction<'_>, id: &str) -> Result<(), LedgerError>;

/// The step to each version, in order.
const STEPS: [Step; 3] = [|step, _| Ok(step.execute_batch(FIRST)?), add_chain, add_town];

/// Version 1: profiles, what was played, how plays stand, and what happened.
const FIRST: &str = r"
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
";

/// Version 2: events are chained. First, events take over what the chain is to protect: whose play it is, and its
/// result, which was in a document in the list of plays.
const SECOND: &str = r"
    UPDATE event SET body = json_set(body, '$.profile', play.profile)
    FROM play WHERE event.kind = 'started' AND play.id = event.play;

    UPDATE play SET card = json_object('overall', json(card ->> '$[0]'), 'principles', json(card ->> '$[1]'))
    WHERE card IS NOT NULL;

    UPDATE event SET body = json_set(body, '$.result', json_object(
        'ending', json(document -> '$.ending'), 'outcome', json(document -> '$.outcome'),
        'people', json(document -> '$.people'), 'needs', json(document -> '$.needs'),
        'promises', json(document -> '$.promises'), 'claims', json(document -> '$.claims'),
        'card', json(card)))
    FROM play WHERE event.kind = 'ended' AND play.id = event.play AND document IS NOT NULL;

    ALTER TABLE play DROP COLUMN document;
    CREATE INDEX play_by_start ON play (started, id);

    INSERT INTO event (play, kind, body, at)
    SELECT id, 'known', json_object('kind', 'known', 'name', name, 'staff', staff, 'team', team), created
    FROM profile ORDER BY created, id;

    ALTER TABLE event ADD COLUMN hash BLOB;
    ALTER TABLE event ADD COLUMN salt BLOB;
    -- 1 where what it said was erased, with when and with its salt: the body is then what stands for them in the chain.
    ALTER TABLE event ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;

    -- How far the chain reaches.
    CREATE TABLE chain (
        ledger TEXT NOT NULL,
        events INTEGER NOT NULL,
        head   BLOB NOT NULL
    ) STRICT;

    -- What was sent to which learning record store.
    CREATE TABLE pushed (
        store TEXT NOT NULL,
        play  TEXT NOT NULL,
        at    INTEGER NOT NULL,
        PRIMARY KEY (store, play)
    ) STRICT, WITHOUT ROWID;
";

/// Version 3: the end of a play says what it means to the town, and a profile can begin a season. The tables stay as they
/// are; programs of before cannot read these events, and must not try.
#[expect(clippy::unnecessary_wraps, reason = "a step of the list")]
const fn add_town(_: &Transaction<'_>, _: &str) -> Result<(), LedgerError> {
    Ok(())
}

fn add_chain(step: &Transaction<'_>, id: &str) -> Result<(), LedgerError> {
    step.execute_batch(SECOND)?;
    // A ledger gets the same id wherever it is migrated, even in a copy in memory.
    let first = "SELECT play || ' ' || at || ' ' || body FROM event ORDER BY seq LIMIT 1";
    let first: Option<String> = step.query_row(first, [], |row| row.get(0)).optional()?;
    let id =
        first.map_or_else(|| id.to_owned(), |first| Uuid::new_v5(&Uuid::NAMESPACE_OID, first.as_bytes()).to_string());
    let mut head = chain::root(&id);
    let mut seq = 0;
    {
        let mut query = step.prepare("SELECT seq, play, kind, body, at FROM event ORDER BY seq")?;
        let mut chain = step.prepare("UPDATE event SET seq = ?2, hash = ?3, salt = ?4 WHERE seq = ?1")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (was, play, kind): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (salt, body) = (chain::salt(), row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?);
            let digest = chain::digest(&salt, row.get(4)?, body);
            seq += 1;
            head = chain::link(head, &Row { seq, play: &play, kind: &kind }, digest);
            chain.execute(params![was, seq, head.0, salt])?;
        }
    }
    step.execute("INSERT INTO chain (ledger, events, head) VALUES (?1, ?2, ?3)", params![id, seq, head.0])?;
    Ok(())
}

/// Changes a new or older file into one of this version.
pub(super) fn migrate(db: &mut Connection, id: &str) -> Result<(), LedgerError> {
    let found = version(db)?;
    if found > VERSION {
        return Err(LedgerError::NewerVersion { found, known: VERSION });
    }
    if found == VERSION {
        return Ok(());
    }
    // Another program may be migrating it: the version is read again once the file is locked.
    let step = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found = version(&step)?;
    let tables: i64 = step.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if found == 0 && tables > 0 {
        return Err(LedgerError::Damaged(Damage::NoVersion));
    }
    for next in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        next(&step, id)?;
    }
    step.pragma_update(None, "user_version", VERSION)?;
    step.commit()?;
    Ok(())
}

/// The version of a file that is only read.
///
/// # Errors
/// If it is newer than this program.
pub(super) fn known_version(db: &Connection) -> Result<i64, LedgerError> {
    let found = version(db)?;
    if found > VERSION { Err(LedgerError::NewerVersion { found, known: VERSION }) } else { Ok(found) }
}

fn version(db: &Connection) -> Result<i64, LedgerError> {
    Ok(db.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}
