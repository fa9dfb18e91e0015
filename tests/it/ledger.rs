//! The ledger: attempts and practice, resuming, memory, and the faults it can have.

use std::path::Path;
use std::sync::Arc;

use rapport::encounter::{Encounter, Memory, Status};
use rapport::ledger::{Ledger, LedgerError, LedgerSet};
use rapport::record::{AttemptInfo, Document, Millis, PlayCriteria, PlaySource, Profile, Record, summaries};
use rapport::town::Town;

use super::support::{data_paths, shipped_script, temp_dir};

const DAY: i64 = 24 * 60 * 60 * 1000;
const NOW: Millis = Millis(1_800_000_000_000);

struct LedgerWithSam {
    data: tempfile::TempDir,
    ledger: Ledger,
    sam: Profile,
}

fn ledger_with_sam() -> LedgerWithSam {
    let data = temp_dir();
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let sam = ledger.add_profile("Sam", &[], NOW).expect("create the profile");
    LedgerWithSam { data, ledger, sam }
}

fn encounter(seed: u64) -> Encounter {
    Encounter::start(shipped_script("the-sofa"), seed, Memory::default())
}

impl LedgerWithSam {
    /// Plays `turns` turns, the first choice each time; to the end if there are fewer.
    fn play(&mut self, source: PlaySource, turns: usize, now: Millis) -> AttemptInfo {
        let mut encounter = encounter(5);
        let mut play = self.ledger.begin(&self.sam, source, now);
        for _ in 0..turns {
            if encounter.status() == Status::Open {
                encounter.choose_at(0, 900);
                self.ledger.record(&mut play, &encounter, now).expect("store the events");
            }
        }
        play.attempt_info
    }

    /// The document of the last play, as the ledger hands it on.
    fn document(&self) -> String {
        let ledgers = LedgerSet::open(&[self.data.path().to_path_buf()], NOW).expect("open the ledgers");
        let plan = ledgers.select(&PlayCriteria::default()).expect("select the plays");
        let mut document = String::new();
        let each = ledgers.for_each::<LedgerError>(&plan, |kept| {
            document = Document::new(&kept.transcript, kept.attempt_info).json();
            Ok(())
        });
        each.expect("read every play");
        document
    }

    fn statuses(&self) -> Vec<(Option<u32>, bool, Status)> {
        let records = self.ledger.records(&self.sam).expect("list the records");
        let mut rows: Vec<_> =
            records.iter().map(|r| (r.attempt_info.attempt, r.attempt_info.practice, r.status)).collect();
        rows.sort_by_key(|row| row.0);
        rows
    }
}

#[test]
fn the_first_play_is_attempt_one_and_later_ones_are_practice() {
    let mut test = ledger_with_sam();
    assert_eq!(
        test.play(PlaySource::Play, 99, NOW),
        AttemptInfo { attempt: Some(1), ..AttemptInfo::new(PlaySource::Play) }
    );
    let second = test.play(PlaySource::Play, 99, Millis(NOW.0 + 1));
    assert_eq!((second.attempt, second.practice), (Some(2), true));
}

#[test]
fn a_start_without_a_decision_leaves_nothing_behind() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 0, NOW);
    assert!(test.statuses().is_empty());
}

#[test]
fn starting_anew_leaves_the_open_play_behind_and_there_is_no_other_attempt_one() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 2, NOW);
    test.play(PlaySource::Play, 99, Millis(NOW.0 + 1));
    assert_eq!(test.statuses(), [(Some(1), false, Status::Abandoned), (Some(2), true, Status::Completed)]);
}

#[test]
fn tryouts_and_scripts_are_no_attempts_and_leave_nothing_behind() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 2, NOW);
    test.play(PlaySource::Script, 99, NOW);
    test.play(PlaySource::Tryout, 3, NOW);
    let open = test.statuses().iter().filter(|row| row.0 == Some(1) && row.2 == Status::Open).count();
    assert_eq!(open, 1, "the open play stays open");
    assert_eq!(test.statuses().iter().filter(|row| row.0.is_none()).count(), 2);
    let summaries = summaries(&test.ledger.records(&test.sam).expect("list the records"));
    assert_eq!(summaries.values().map(|summary| summary.completed).sum::<u32>(), 0);
}

/// Somebody else uses the ledger on each day from the first to the last.
fn use_on_days(data: &Path, days: std::ops::RangeInclusive<i64>) {
    for day in days {
        let now = Millis(NOW.0 + day * DAY);
        let mut ledger = Ledger::open(&data_paths(data), now).expect("open the ledger");
        let mut visitor = ledger.add_profile("Visitor", &[], now).expect("create the profile");
        visitor.team = Some(format!("day {day}"));
        ledger.change_profile(&visitor, now).expect("change the profile");
    }
}

#[test]
fn a_staff_number_is_nobody_elses_name() {
    let mut test = ledger_with_sam();
    let mut ann = test.ledger.add_profile("Ann Lee", &[], NOW).expect("create the profile");
    for taken in ["SAM", "sam ", test.sam.id.0.as_str()] {
        ann.staff = Some(taken.to_owned());
        let refused = test.ledger.change_profile(&ann, NOW).expect_err("somebody else is called so");
        assert!(refused.to_string().contains("is the name or profile id of Sam on this machine"), "{refused}");
    }
    for free in ["Ann Lee", "4711"] {
        ann.staff = Some(free.to_owned());
        test.ledger.change_profile(&ann, NOW).expect("it is nobody else's");
    }
}

#[test]
fn a_play_without_a_decision_is_ended_after_fourteen_days_of_use() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 2, NOW);
    use_on_days(test.data.path(), 1..=14);
    assert_eq!(test.statuses()[0].2, Status::Open);
    use_on_days(test.data.path(), 15..=15);
    drop(Ledger::open(&data_paths(test.data.path()), Millis(NOW.0 + 15 * DAY)).expect("open the ledger"));
    assert_eq!(test.statuses()[0].2, Status::Abandoned);
    let summaries = summaries(&test.ledger.records(&test.sam).expect("list the records"));
    assert!(summaries.values().all(|summary| summary.ended_unfinished && !summary.open), "{summaries:?}");
}

#[test]
fn a_wrong_clock_ends_no_open_play() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 2, NOW);
    let data = test.data.path().to_path_buf();
    // A year ahead for a while, years back, and right again; each time something is written.
    let flips = (0..20).flat_map(|_| [-9000, 2]).chain([400, -900, 1, 4000, 2]);
    for days in flips {
        use_on_days(&data, days..=days);
        let later = LedgerSet::open(std::slice::from_ref(&data), Millis(NOW.0 + 8000 * DAY)).expect("open the ledger");
        let selected = later.select(&PlayCriteria::default()).expect("select the plays");
        later
            .for_each::<LedgerError>(&selected, |play| {
                assert_eq!(play.transcript.status, Status::Open, "a clock {days} days off");
                Ok(())
            })
            .expect("read the plays");
    }
    assert_eq!(test.statuses()[0].2, Status::Open);
}

#[test]
fn an_open_play_is_gone_on_with_on_the_text_it_began_with() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 3, NOW);
    let id = shipped_script("the-sofa").id.clone();
    let resumed = test.ledger.resume(&test.sam, &id).expect("look for an open play").expect("a play is open");
    let mut expected = encounter(5);
    for _ in 0..3 {
        expected.choose_at(0, 900);
    }
    assert_eq!(resumed.encounter.transcript(), expected.transcript());
    let (mut play, mut encounter) = (resumed.play, resumed.encounter);
    while encounter.status() == Status::Open {
        encounter.choose_at(0, 900);
        test.ledger.record(&mut play, &encounter, NOW).expect("store the events");
    }
    assert_eq!(test.statuses(), [(Some(1), false, Status::Completed)]);
    assert!(test.ledger.resume(&test.sam, &id).expect("look for an open play").is_none());
    let document = test.document();
    assert!(document.contains("\"status\": \"completed\""));
}

#[test]
fn rewinding_makes_practice_for_good_and_is_not_remembered() {
    let mut test = ledger_with_sam();
    let mut encounter = encounter(5);
    let mut play = test.ledger.begin(&test.sam, PlaySource::Play, NOW);
    encounter.choose_at(0, 0);
    test.ledger.record(&mut play, &encounter, NOW).expect("store the events");
    encounter.rewind(0);
    test.ledger.rewind(&mut play, &encounter, NOW).expect("undo the decision");
    while encounter.status() == Status::Open {
        encounter.choose_at(1, 0);
        test.ledger.record(&mut play, &encounter, NOW).expect("store the events");
    }
    assert_eq!(test.statuses(), [(Some(1), true, Status::Completed)]);
    assert_eq!(test.ledger.decisions(&play.id.0).expect("read the decisions"), encounter.transcript().decisions);
    assert_eq!(test.ledger.town(&test.sam, true).expect("read the town"), Town::default());
}

#[test]
fn trying_a_turn_again_is_a_new_play_with_the_turns_before_copied_in() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 99, NOW);
    let mut encounter = encounter(5);
    encounter.choose_at(0, 0);
    let mut play = test.ledger.begin_retry(&test.sam, PlaySource::Play, NOW);
    test.ledger
        .record(&mut play, &Encounter::start(Arc::clone(encounter.script()), 5, Memory::default()), NOW)
        .expect("store no events");
    assert_eq!(test.statuses().len(), 1, "nothing is written before a decision");
    encounter.choose_at(1, 0);
    test.ledger.record(&mut play, &encounter, NOW).expect("store the events");
    assert!(play.attempt_info.practice && play.attempt_info.rewound && play.attempt_info.attempt == Some(2));
    assert_eq!(test.ledger.decisions(&play.id.0).expect("read the decisions").len(), 2);
}

#[test]
fn no_hurry_is_kept_for_replay_and_stands_in_no_document() {
    let mut test = ledger_with_sam();
    let mut encounter = encounter(5);
    let mut play = test.ledger.begin(&test.sam, PlaySource::Play, NOW);
    play.no_hurry = false;
    while encounter.status() == Status::Open {
        encounter.choose_at(0, 0);
        test.ledger.record(&mut play, &encounter, NOW).expect("store the events");
    }
    let document = test.document();
    assert!(!document.contains("hurry") && !document.contains("milliseconds"), "{document}");
    let db = rusqlite::Connection::open(test.data.path().join("ledger.sqlite")).expect("open the ledger with SQLite");
    let started: String =
        db.query_row("SELECT body FROM event WHERE kind = 'started'", [], |row| row.get(0)).expect("query the ledger");
    assert!(started.contains("\"no_hurry\":false"), "{started}");
}

#[test]
fn one_staff_number_is_one_person() {
    let mut test = ledger_with_sam();
    test.sam.staff = Some("4711".into());
    test.play(PlaySource::Play, 99, NOW);
    test.sam.id = test.ledger.add_profile("Sam again", &[], NOW).expect("create the profile").id;
    test.sam.name = "Sam again".into();
    assert_eq!(test.play(PlaySource::Play, 99, NOW).attempt, Some(2));
}

#[test]
fn memory_is_folded_over_completed_plays() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Script, 99, NOW);
    assert_eq!(test.ledger.town(&test.sam, false).expect("read the town"), Town::default());
    let with_scripts = test.ledger.town(&test.sam, true).expect("read the town");
    assert_eq!((with_scripts.outcomes.len(), with_scripts.day), (1, 2));
    test.play(PlaySource::Play, 3, NOW);
    let town = test.ledger.town(&test.sam, false).expect("read the town");
    assert_eq!(town, Town::default(), "open plays leave no memory");
}

#[test]
fn what_came_first_is_what_was_recorded_first_even_if_the_clock_was_set_back() {
    let mut test = ledger_with_sam();
    let play = |test: &mut LedgerWithSam, is_best: bool, now: Millis| {
        let mut encounter = encounter(5);
        let mut play = test.ledger.begin(&test.sam, PlaySource::Play, now);
        while encounter.status() == Status::Open {
            let totals: Vec<i32> = encounter.offers().map(|choice| choice.evidence.total()).collect();
            let by_total = |n: &usize| if is_best { totals[*n] } else { -totals[*n] };
            encounter.choose_at((0..totals.len()).max_by_key(by_total).unwrap_or(0), 900);
            test.ledger.record(&mut play, &encounter, now).expect("store the events");
        }
        (play.id.clone(), encounter.transcript().outcome)
    };
    let (_, first) = play(&mut test, false, NOW);
    let (_, second) = play(&mut test, true, Millis(NOW.0 - DAY));
    assert_ne!(first, second, "the plays end differently");
    let town = test.ledger.town(&test.sam, false).expect("read the town");
    assert_eq!(town.outcomes.values().copied().collect::<Vec<_>>(), [first.expect("the play is completed")]);
    let numbers = |records: Vec<Record>| records.iter().map(|it| it.attempt_info.attempt).collect::<Vec<_>>();
    assert_eq!(numbers(test.ledger.records(&test.sam).expect("list the records")), [Some(1), Some(2)]);
    // The same over several ledgers as over the one.
    for other in [None, Some(temp_dir())] {
        let mut folders = vec![test.data.path().to_path_buf()];
        if let Some(other) = &other {
            drop(Ledger::open(&data_paths(other.path()), NOW).expect("open the ledger"));
            folders.push(other.path().to_path_buf());
        }
        let ledgers = LedgerSet::open(&folders, NOW).expect("open the ledgers");
        let selected = ledgers.select(&PlayCriteria::default()).expect("select the plays");
        let mut attempts = Vec::new();
        let each = ledgers.for_each::<LedgerError>(&selected, |kept| {
            attempts.push((kept.attempt_info.attempt, kept.transcript.outcome));
            Ok(())
        });
        each.expect("read every play");
        assert_eq!(attempts, [(Some(1), first), (Some(2), second)]);
    }
}

#[test]
fn a_newer_a_damaged_and_an_unwritable_ledger_are_said() {
    let data = temp_dir();
    let file = data.path().join("ledger.sqlite");
    std::fs::write(&file, "this is not a ledger at all, it is a letter to a friend".repeat(40))
        .expect("write the file");
    assert!(matches!(Ledger::open(&data_paths(data.path()), NOW), Err(LedgerError::Damaged(_))));
    std::fs::remove_file(&file).expect("remove the file");
    drop(Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger"));
    let db = rusqlite::Connection::open(&file).expect("open the ledger with SQLite");
    db.pragma_update(None, "user_version", 99).expect("set the pragma");
    drop(db);
    let newer = Ledger::open(&data_paths(data.path()), NOW).expect_err("it is newer");
    assert!(matches!(newer, LedgerError::NewerVersion { found: 99, .. }));
    assert!(newer.to_string().contains("nothing was changed"));
    let blocked = data.path().join("a file");
    std::fs::write(&blocked, "").expect("write the file");
    assert!(matches!(Ledger::open(&data_paths(&blocked), NOW), Err(LedgerError::CannotOpen { .. })));
}

#[test]
fn two_at_once_do_not_harm_each_other() {
    let data = temp_dir();
    drop(Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger"));
    std::thread::scope(|scope| {
        for n in 0..2 {
            let data = data.path();
            scope.spawn(move || {
                let mut ledger = Ledger::open(&data_paths(data), NOW).expect("open the ledger");
                let profile = ledger.add_profile(&format!("T{n}"), &[], NOW).expect("create the profile");
                for seed in 0..5 {
                    let mut encounter = encounter(seed);
                    let mut play =
                        ledger.begin(&profile, PlaySource::Play, Millis(NOW.0 + i64::try_from(seed).unwrap_or(0)));
                    while encounter.status() == Status::Open {
                        encounter.choose_at(0, 0);
                        ledger.record(&mut play, &encounter, NOW).expect("store the events");
                    }
                }
            });
        }
    });
    let ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    for profile in ledger.profiles().expect("list the profiles") {
        let attempts: Vec<_> =
            ledger.records(&profile).expect("list the records").iter().map(|r| r.attempt_info.attempt).collect();
        assert_eq!(attempts.len(), 5);
        assert_eq!(attempts.iter().filter(|attempt| **attempt == Some(1)).count(), 1);
    }
}

#[test]
fn a_play_that_was_gone_on_with_elsewhere_is_left_alone() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 1, NOW);
    let id = shipped_script("the-sofa").id.clone();
    let mut here = test.ledger.resume(&test.sam, &id).expect("look for an open play").expect("a play is open");
    let mut other = Ledger::open(&data_paths(test.data.path()), NOW).expect("open the ledger");
    let mut there = other.resume(&test.sam, &id).expect("look for an open play").expect("a play is open");
    here.encounter.choose_at(0, 0);
    test.ledger.record(&mut here.play, &here.encounter, NOW).expect("store the events");
    there.encounter.choose_at(1, 0);
    let refused = other.record(&mut there.play, &there.encounter, NOW);
    assert!(matches!(refused, Err(LedgerError::ChangedElsewhere)), "{refused:?}");
    there.encounter.rewind(0);
    assert!(matches!(other.rewind(&mut there.play, &there.encounter, NOW), Err(LedgerError::ChangedElsewhere)));
    let again = other.resume(&test.sam, &id).expect("look for an open play").expect("the play is still open");
    assert_eq!(again.encounter.transcript(), here.encounter.transcript());
}

#[test]
fn a_play_that_was_left_stays_left() {
    let mut test = ledger_with_sam();
    test.play(PlaySource::Play, 1, NOW);
    let id = shipped_script("the-sofa").id.clone();
    let mut old = test.ledger.resume(&test.sam, &id).expect("look for an open play").expect("a play is open");
    test.play(PlaySource::Play, 1, Millis(NOW.0 + 1));
    old.encounter.choose_at(0, 0);
    assert!(matches!(test.ledger.record(&mut old.play, &old.encounter, NOW), Err(LedgerError::ChangedElsewhere)));
    assert_eq!(test.statuses(), [(Some(1), false, Status::Abandoned), (Some(2), true, Status::Open)]);
}

#[test]
fn two_programs_that_meet_the_same_newcomer_keep_one_profile() {
    let mut test = ledger_with_sam();
    let mut other = Ledger::open(&data_paths(test.data.path()), NOW).expect("open the ledger");
    // Neither program knew of an Ann when the name was typed.
    let here = test.ledger.add_profile("Ann", &[], NOW).expect("create the profile");
    let there = other.add_profile("Ann", &[], NOW).expect("create the profile");
    assert_eq!(here, there);
    // Another Ann, who has been asked whether she is the first one.
    let second = other.add_profile("Ann", std::slice::from_ref(&here.id), NOW).expect("create the profile");
    assert_ne!(second.id, here.id);
    assert_eq!(test.ledger.profiles().expect("list the profiles").len(), 3);
}
