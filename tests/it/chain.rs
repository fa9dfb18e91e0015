//! The hash chain: every change to a ledger is found and named; an older ledger is brought up to date; a person can be
//! erased; a backup is complete.

use std::path::Path;

use rapport::encounter::{Encounter, Memory, Status};
use rapport::files::FileError;
use rapport::ledger::{Finding, Ledger, LedgerError, LedgerSet, Verified};
use rapport::record::{Document, Head, Millis, PlayCriteria, PlaySource, StoredPlay};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::exports::record_play;
use super::support::{data_paths, root, run_rapport, shipped_script, stderr, stdout, temp_dir};

const NOW: Millis = Millis(1_800_000_000_000);

/// A ledger in which Ada completed one play, left one open and tried a turn again, and Ben completed one.
fn ledger() -> TempDir {
    let data = temp_dir();
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    for (name, id, turns) in [("Ada", "the-sofa", 99), ("Ada", "the-last-bus", 2), ("Ben", "the-sofa", 99)] {
        let profile = ledger.add_profile(name, &[], NOW).expect("create the profile");
        let mut encounter = Encounter::start(shipped_script(id), 11, Memory::default());
        let mut play = ledger.begin(&profile, PlaySource::Play, NOW);
        for _ in 0..turns {
            if encounter.status() == Status::Open {
                encounter.choose_at(0, 1200);
                ledger.record(&mut play, &encounter, NOW).expect("store the events");
            }
        }
        if encounter.status() == Status::Open {
            encounter.rewind(1);
            ledger.rewind(&mut play, &encounter, NOW).expect("undo the decision");
        }
    }
    data
}

fn verify(data: &Path, against: &[Head]) -> Verified {
    Ledger::verify(data, against, &mut |_, _| {}).expect("verify the ledger")
}

fn tamper(data: &Path, sql: &str) -> Verified {
    let db = Connection::open(data.join("ledger.sqlite")).expect("open the ledger with SQLite");
    db.pragma_update(None, "foreign_keys", false).expect("set the pragma");
    db.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    drop(db);
    verify(data, &[])
}

fn all(data: &Path) -> Vec<StoredPlay> {
    let ledgers = LedgerSet::open(&[data.to_path_buf()], NOW).expect("open the ledgers");
    let plan = ledgers.select(&PlayCriteria::default()).expect("select the plays");
    let mut all = Vec::new();
    ledgers
        .for_each::<LedgerError>(&plan, |kept| {
            all.push(kept);
            Ok(())
        })
        .expect("read every play");
    all
}

#[test]
fn one_play_is_counted_in_the_singular() {
    let data = temp_dir();
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let ada = ledger.add_profile("Ada", &[], NOW).expect("create the profile");
    record_play(&mut ledger, &ada, "the-sofa", 1, NOW.0, (0, 99), PlaySource::Play);
    drop(ledger);
    let verified = stdout(&run_rapport(data.path(), &["records", "verify"]));
    assert!(verified.contains(": 1 play, 1 played again, 0 scored again"), "{verified}");
    let several = stdout(&run_rapport(self::ledger().path(), &["records", "verify"]));
    assert!(several.contains(": 3 plays, 3 played again, 0 scored again"), "{several}");
}

#[test]
fn a_ledger_as_it_was_written_has_no_findings() {
    let data = ledger();
    let verified = verify(data.path(), &[]);
    assert_eq!(verified.findings, []);
    assert_eq!((verified.plays, verified.replayed, verified.rescored, verified.erased), (3, 3, 0, 0));
    assert_eq!(verify(data.path(), std::slice::from_ref(&verified.head)).findings, []);
}

/// Each is done to a fresh ledger, and something is to be found that says the word.
const CHANGES: &[(&str, &str)] = &[
    ("UPDATE event SET body = replace(body, '\"milliseconds\":1200', '\"milliseconds\":9') WHERE seq = 4", "event 4"),
    ("UPDATE event SET body = replace(body, '\"Listening\":2', '\"Listening\":1') WHERE seq = 3", "event 3"),
    ("UPDATE event SET at = at + 1 WHERE seq = 5", "event 5"),
    ("UPDATE event SET kind = 'remarked' WHERE seq = 6", "event 6"),
    ("UPDATE event SET play = (SELECT play FROM event ORDER BY seq DESC LIMIT 1) WHERE seq = 3", "event 3"),
    ("UPDATE event SET hash = zeroblob(32) WHERE seq = 3", "event 3"),
    ("DELETE FROM event WHERE seq = 4", "events 4 to 4 are missing"),
    ("DELETE FROM event WHERE seq >= (SELECT max(seq) - 2 FROM event)", "its end was cut off"),
    (
        "DELETE FROM event WHERE seq >= (SELECT max(seq) - 2 FROM event);
         UPDATE chain SET events = (SELECT max(seq) FROM event)",
        "not the one that the ledger names",
    ),
    (
        "UPDATE event SET seq = -1 WHERE seq = 4; UPDATE event SET seq = 4 WHERE seq = 5;
         UPDATE event SET seq = 5 WHERE seq = -1",
        "event 4",
    ),
    (
        "UPDATE event SET seq = -seq WHERE seq > 5; DELETE FROM event WHERE seq = 5;
         UPDATE event SET seq = -seq - 1 WHERE seq < 0",
        "event 5",
    ),
    ("UPDATE event SET body = '00', erased = 1 WHERE seq = 4", "event 4"),
    ("UPDATE chain SET ledger = 'another'", "event 1"),
    ("UPDATE scenario SET json = replace(json, 'sofa', 'chair') WHERE id = 'the-sofa'", "`the-sofa` was changed"),
    ("UPDATE scenario SET json = '{}' WHERE id = 'the-sofa'", "`the-sofa` was changed"),
    ("DELETE FROM scenario WHERE id = 'the-sofa'", "its scenario is missing"),
    ("UPDATE scenario SET play_hash = content_hash WHERE id = 'the-sofa'", "`the-sofa` was changed"),
    ("UPDATE play SET card = replace(card, '\"gained\":', '\"gained\":1') WHERE card IS NOT NULL", "the score"),
    ("UPDATE play SET card = NULL WHERE card IS NOT NULL", "the score"),
    ("UPDATE play SET status = 'abandoned' WHERE status = 'completed'", "the status"),
    ("UPDATE play SET attempt = 2 WHERE attempt = 1", "the attempt"),
    ("UPDATE play SET practice = 0, rewound = 0", "practice"),
    ("UPDATE play SET decisions = decisions + 1", "the number of decisions"),
    ("UPDATE play SET seed = 12", "the seed"),
    ("UPDATE play SET source = 'tryout'", "the source"),
    ("UPDATE play SET source = 'Play'", "the source"),
    ("UPDATE play SET status = 'Completed' WHERE status = 'completed'", "the status"),
    ("UPDATE event SET salt = zeroblob(16) WHERE seq = 4", "event 4"),
    ("UPDATE profile SET created = created + 1 WHERE name = 'Ada'", "not what the chain says"),
    ("UPDATE play SET trace = NULL", "what is remembered of it"),
    ("UPDATE play SET memory = '{}'", "what was remembered"),
    ("UPDATE play SET latest = latest + 1", "the time of the last decision"),
    ("UPDATE play SET started = started - 1", "the time of the first decision"),
    ("UPDATE play SET profile = (SELECT id FROM profile WHERE name = 'Ben')", "whose it is"),
    ("UPDATE play SET person = 'staff:1'", "the person"),
    ("DELETE FROM play WHERE status = 'completed'", "removed from the list"),
    ("UPDATE profile SET name = 'Eve' WHERE name = 'Ada'", "not what the chain says"),
    ("UPDATE profile SET staff = '1' WHERE name = 'Ada'", "not what the chain says"),
];

#[test]
fn whatever_is_changed_is_found_and_named() {
    for (sql, word) in CHANGES {
        let data = ledger();
        let findings = tamper(data.path(), sql).findings;
        assert!(findings.iter().any(|finding| finding.to_string().contains(word)), "{sql}\n{findings:#?}");
        assert!(findings.len() < 60, "one change is not told a thousand times: {sql}\n{}", findings.len());
    }
}

/// A chain that was made anew from end to end is whole in itself; only what was noted elsewhere tells.
#[test]
fn a_ledger_written_anew_is_found_by_an_export() {
    let data = ledger();
    let before = verify(data.path(), &[]).head;
    let other = ledger();
    let findings = verify(other.path(), std::slice::from_ref(&before)).findings;
    assert!(matches!(findings[..], [Finding::Other { .. }]), "{findings:?}");
    let events = before.events;
    let rewritten = Head { ledger: verify(other.path(), &[]).head.ledger, ..before.clone() };
    assert_eq!(verify(other.path(), &[rewritten]).findings, [Finding::Rewritten { events }]);
    let longer = Head { events: events + 5, ..before };
    assert_eq!(verify(data.path(), &[longer]).findings, [Finding::Shorter { then: events + 5, now: events }]);
}

#[test]
fn a_ledger_of_version_1_becomes_one_of_today() {
    let data = temp_dir();
    let db = Connection::open(data.path().join("ledger.sqlite")).expect("open the ledger with SQLite");
    db.execute_batch(include_str!("../ledgers/v1.sql")).expect("run the SQL");
    let mut query = db
        .prepare("SELECT document FROM play WHERE document IS NOT NULL ORDER BY started, id")
        .expect("prepare the SQL");
    let rows = query.query_map([], |row| row.get(0)).expect("run the SQL");
    let documents: Vec<String> = rows.collect::<Result<_, _>>().expect("read the rows");
    drop(query);
    drop(db);
    let now = Millis(1_795_400_000_000);
    // Reading leaves it as it is.
    let read = LedgerSet::open(&[data.path().to_path_buf()], now).expect("open the ledgers");
    assert_eq!(read.select(&PlayCriteria::default()).expect("select the plays").len(), 4);
    let ledger = read.heads().expect("read the heads of the chains")[0].ledger.clone();
    drop(read);
    assert_eq!(Ledger::verify(data.path(), &[], &mut |_, _| {}).expect("verify the ledger").findings, []);
    let version =
        |db: &Connection| db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).expect("run the SQL");
    assert_eq!(version(&Connection::open(data.path().join("ledger.sqlite")).expect("open the ledger with SQLite")), 1);
    // Opening it for playing brings it up to date.
    drop(Ledger::open(&data_paths(data.path()), now).expect("open the ledger"));
    let verified = Ledger::verify(data.path(), &[], &mut |_, _| {}).expect("verify the ledger");
    assert_eq!((verified.findings, verified.plays, verified.replayed), (vec![], 4, 4));
    assert_eq!(verified.head.ledger, ledger, "an export that was made before is still of this ledger");
    let kept = all(data.path());
    let again = kept.iter().filter(|kept| kept.card.is_some());
    let again: Vec<String> = again.map(|kept| Document::new(&kept.transcript, kept.attempt_info).json()).collect();
    assert_eq!(again, documents);
    assert_eq!(documents.len(), 2);
}

/// A table without its last column, which was added since: how many promises were missed, of which there were none then.
fn without_last_column(table: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(table).expect("it is text");
    let mut lines = text.split_inclusive('\n');
    let head = lines.next().and_then(|head| head.strip_suffix(",promises_missed\r\n")).expect("the new column is last");
    let rows = lines.map(|line| {
        let rest = line.trim_end().strip_suffix(",0").or_else(|| line.trim_end().strip_suffix(','));
        rest.unwrap_or_else(|| panic!("`{line}` has missed something"))
    });
    let lines: Vec<&str> = std::iter::once(head).chain(rows).collect();
    (lines.join("\r\n") + "\r\n").into_bytes()
}

/// The exports in `tests/ledgers/v2` were made of this ledger by the program that wrote it.
#[test]
fn a_ledger_of_version_2_becomes_one_of_today_and_its_documents_stay_the_same() {
    let data = temp_dir();
    let file = data.path().join("ledger.sqlite");
    let db = Connection::open(&file).expect("open the ledger with SQLite");
    db.execute_batch(include_str!("../ledgers/v2.sql")).expect("run the SQL");
    drop(db);
    let version = || {
        let db = Connection::open(&file).expect("open the ledger with SQLite");
        db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).expect("run the SQL")
    };
    let documents_are_the_same = || {
        let out = temp_dir();
        for (format, made) in [("jsonl", "plays.jsonl"), ("xapi", "statements.json"), ("csv", "tables")] {
            let place = out.path().join(made).display().to_string();
            let done = run_rapport(data.path(), &["export", "--format", format, "--out", &place]);
            assert!(done.status.success(), "{format}: {}", stderr(&done));
        }
        for (made, name) in [
            ("plays.jsonl", "plays.jsonl"),
            ("statements.json", "statements.json"),
            ("tables/encounters.csv", "encounters.csv"),
            ("tables/decisions.csv", "decisions.csv"),
        ] {
            let expected = std::fs::read(root().join("tests/ledgers/v2").join(name)).expect("read the file");
            let mut made = std::fs::read(out.path().join(made)).expect("read the export");
            if name == "encounters.csv" {
                made = without_last_column(&made);
            }
            assert!(made == expected, "{made:.60?} differs from what the program of then wrote");
        }
    };
    // Reading leaves it as it is.
    documents_are_the_same();
    assert_eq!(Ledger::verify(data.path(), &[], &mut |_, _| {}).expect("verify the ledger").findings, []);
    let town = run_rapport(data.path(), &["town", "--trainee", "Ben", "--json"]);
    assert!(town.status.success(), "{}", stderr(&town));
    assert_eq!(version(), 2);
    // Opening it for playing brings it up to date.
    drop(Ledger::open(&data_paths(data.path()), Millis(1_796_050_000_000)).expect("open the ledger"));
    assert!(version() >= 2);
    documents_are_the_same();
    let verified = Ledger::verify(data.path(), &[], &mut |_, _| {}).expect("verify the ledger");
    assert_eq!((verified.findings, verified.plays, verified.erased), (vec![], 13, 2));
}

/// Records of older rules are not played again; their scores follow from the offers that were kept.
#[test]
fn records_of_other_rules_are_scored_from_their_offers() {
    let data = ledger();
    let sql = "UPDATE event SET body = replace(body, '\"rules\":1', '\"rules\":0') WHERE kind = 'started';
               UPDATE play SET rules = 0";
    let verified = tamper(data.path(), sql);
    assert_eq!((verified.replayed, verified.rescored), (0, 3));
    assert!(verified.findings.iter().all(|finding| matches!(finding, Finding::Changed { .. })), "{verified:?}");
    let sql = "UPDATE event SET body = replace(body, '\"gained\":', '\"gained\":1') WHERE kind = 'ended'";
    let findings = tamper(data.path(), sql).findings;
    assert!(findings.iter().any(|finding| matches!(finding, Finding::Score { .. })), "{findings:?}");
}

#[test]
fn a_file_that_was_emptied_is_no_sound_ledger() {
    let data = ledger();
    std::fs::write(data.path().join("ledger.sqlite"), "").expect("write the file");
    let _ = std::fs::remove_file(data.path().join("ledger.sqlite-wal"));
    let verified = Ledger::verify(data.path(), &[], &mut |_, _| {});
    assert!(matches!(verified, Err(LedgerError::Damaged(_))), "{verified:?}");
    let data = ledger();
    let db = Connection::open(data.path().join("ledger.sqlite")).expect("open the ledger with SQLite");
    db.pragma_update(None, "user_version", 0).expect("set the pragma");
    drop(db);
    let opened = Ledger::open(&data_paths(data.path()), NOW);
    assert!(matches!(opened, Err(LedgerError::Damaged(_))), "{opened:?}");
}

/// Somebody plays while it is verified and read: each sees the records as they stood at one moment.
#[test]
fn reading_is_not_disturbed_by_playing() {
    let data = ledger();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
            for n in 0..30 {
                let who = ledger.add_profile(&format!("N{n}"), &[], NOW).expect("create the profile");
                let mut encounter = Encounter::start(shipped_script("the-sofa"), n, Memory::default());
                let mut play = ledger.begin(&who, PlaySource::Play, NOW);
                while encounter.status() == Status::Open {
                    encounter.choose_at(0, 0);
                    ledger.record(&mut play, &encounter, NOW).expect("store the events");
                }
            }
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        let mut rounds = 0;
        while !done.load(std::sync::atomic::Ordering::Relaxed) || rounds == 0 {
            assert_eq!(verify(data.path(), &[]).findings, []);
            for kept in all(data.path()) {
                assert_eq!(kept.transcript.status == Status::Completed, kept.card.is_some(), "{:?}", kept.id);
            }
            rounds += 1;
        }
    });
}

#[test]
fn a_person_is_erased_and_the_chain_stays_whole() {
    let data = ledger();
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let before = ledger.head().expect("read the head of the chain");
    let ada = ledger.add_profile("Ada", &[], NOW).expect("create the profile");
    let erased = ledger.erase(&ada, NOW).expect("erase the profile");
    assert_eq!(erased.plays, 2);
    drop(ledger);
    assert_eq!(all(data.path()).len(), 1);
    let verified = verify(data.path(), &[before]);
    assert_eq!(verified.findings, []);
    assert_eq!((verified.plays, verified.erased), (1, 3), "two plays and a profile");
    for file in std::fs::read_dir(data.path()).expect("list the folder") {
        let file = file.expect("the ledger is a file").path();
        let bytes = std::fs::read(&file).unwrap_or_default();
        let there = bytes.windows(5).any(|window| window == b"\"Ada\"") || bytes.windows(4).any(|w| w == b"Ada ");
        assert!(!there, "the name stands in {} still", file.display());
        // What it said cannot be found by trying either.
        let guess = Sha256::digest("{\"kind\":\"known\",\"name\":\"Ada\",\"staff\":null,\"team\":null}");
        let guess: String = guess.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        assert!(!bytes.windows(64).any(|window| window == guess.as_bytes()), "a digest without chance in it");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&ada.id.0) || text.contains("erased"), "a tombstone names an id and no more");
    }
}

#[test]
fn a_backup_is_a_whole_ledger() {
    let data = ledger();
    let ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let to = temp_dir();
    let file = to.path().join("ledger.sqlite");
    let head = ledger.backup(&file, &mut |_, _| {}).expect("back up the ledger");
    assert_eq!(head, ledger.head().expect("read the head of the chain"));
    assert_eq!(all(to.path()), all(data.path()));
    assert_eq!(verify(to.path(), &[head]).findings, []);
    assert!(matches!(ledger.backup(&file, &mut |_, _| {}), Err(LedgerError::File(FileError::Exists { .. }))));
    let names: Vec<_> = std::fs::read_dir(to.path()).expect("list the folder").filter_map(Result::ok).collect();
    assert_eq!(names.len(), 1, "nothing is left beside it: {names:?}");
}

#[test]
fn several_ledgers_are_one() {
    let (here, there) = (ledger(), temp_dir());
    // A copy of the same ledger, in which one play more was made; and the same person on another machine.
    std::fs::create_dir(there.path().join("copy")).expect("create the folder");
    let copy = there.path().join("copy");
    Ledger::open(&data_paths(here.path()), NOW)
        .and_then(|ledger| ledger.backup(&copy.join("ledger.sqlite"), &mut |_, _| {}))
        .expect("run the SQL");
    let mut more = Ledger::open(&data_paths(&copy), NOW).expect("open the ledger");
    let ben = more.add_profile("Ben", &[], NOW).expect("create the profile");
    let mut encounter = Encounter::start(shipped_script("the-sofa"), 3, Memory::default());
    // The clock there is late, but the ledger there knows that this play came after the one that was copied.
    let mut play = more.begin(&ben, PlaySource::Play, Millis(NOW.0 - 5000));
    while encounter.status() == Status::Open {
        encounter.choose_at(0, 0);
        more.record(&mut play, &encounter, Millis(NOW.0 - 5000)).expect("store the events");
    }
    drop(more);
    let ledgers = LedgerSet::open(&[here.path().to_path_buf(), copy], NOW).expect("open the ledgers");
    let of_ben = ledgers
        .select(&PlayCriteria { trainee: Some("Ben".into()), ..PlayCriteria::default() })
        .expect("select the plays");
    let mut attempts = Vec::new();
    ledgers
        .for_each::<LedgerError>(&of_ben, |kept| {
            attempts.push((kept.transcript.seed, kept.attempt_info.attempt, kept.attempt_info.practice));
            Ok(())
        })
        .expect("read every play");
    assert_eq!(attempts, [(11, Some(1), false), (3, Some(2), true)]);
    assert_eq!(ledgers.select(&PlayCriteria::default()).expect("select the plays").duplicates, 3);
    let nobody = ledgers.select(&PlayCriteria { trainee: Some("Zoe".into()), ..PlayCriteria::default() });
    assert!(matches!(nobody, Err(LedgerError::UnknownTrainee { .. })));
}

/// Plays as Zoe until a decision is refused: how many decisions were recorded, and why the next was not.
fn play_until_refused(data: &Path) -> (usize, LedgerError) {
    let mut ledger = Ledger::open(&data_paths(data), NOW).expect("open the ledger");
    let zoe = ledger.add_profile("Zoe", &[], NOW).expect("create the profile");
    let mut encounter = Encounter::start(shipped_script("ten-to-six"), 3, Memory::default());
    let mut play = ledger.begin(&zoe, PlaySource::Play, NOW);
    let mut recorded = 0;
    while encounter.status() == Status::Open {
        encounter.choose_at(0, 0);
        if let Err(error) = ledger.record(&mut play, &encounter, NOW) {
            return (recorded, error);
        }
        recorded += 1;
    }
    panic!("everything was recorded");
}

#[test]
fn a_full_disk_and_a_ledger_that_may_not_be_written_are_said_and_nothing_is_lost() {
    let data = ledger();
    let before = all(data.path());
    // SQLite gives the error of a full disk for a table whose row numbers are used up as well.
    tamper(
        data.path(),
        "CREATE TABLE used_up (n INTEGER PRIMARY KEY AUTOINCREMENT);
         INSERT INTO used_up VALUES (9223372036854775807);
         CREATE TRIGGER full BEFORE INSERT ON event WHEN (SELECT decisions FROM play WHERE id = new.play) = 2
         BEGIN INSERT INTO used_up VALUES (NULL); END",
    );
    let (recorded, full) = play_until_refused(data.path());
    assert!(matches!(full, LedgerError::DiskFull) && recorded == 2, "{full:?} after {recorded} decisions");
    assert_eq!(tamper(data.path(), "DROP TRIGGER full; DROP TABLE used_up").findings, []);
    // A file whose header names a later version for writing than SQLite knows is opened for reading only, even for
    // somebody who may write any file.
    let write_version = |version: u8| {
        let file = data.path().join("ledger.sqlite");
        let mut bytes = std::fs::read(&file).expect("read the ledger");
        bytes[18] = version;
        std::fs::write(&file, bytes).expect("write the ledger");
    };
    write_version(3);
    let (recorded, forbidden) = play_until_refused(data.path());
    assert!(matches!(forbidden, LedgerError::ReadOnly) && recorded == 0, "{forbidden:?} after {recorded} decisions");
    write_version(2);
    let (of_zoe, of_others): (Vec<_>, Vec<_>) =
        all(data.path()).into_iter().partition(|kept| kept.profile.name == "Zoe");
    assert_eq!(of_others, before);
    assert_eq!(of_zoe.iter().map(|kept| kept.transcript.decisions.len()).collect::<Vec<_>>(), [2]);
    assert_eq!(verify(data.path(), &[]).findings, []);
}
