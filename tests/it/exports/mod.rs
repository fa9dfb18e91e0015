//! Exports: what is in them, what is never in them, and that every score in them can be recomputed.

mod csv_tables;
mod destination;
mod formats;
mod grades;
mod ledger_proof;
mod privacy;
mod records;
mod rescore;
mod selection;
mod xapi;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rapport::encounter::{Encounter, Memory, Status};
use rapport::export::{EncounterRow, Names, Title};
use rapport::ledger::Ledger;
use rapport::record::{
    AttemptInfo, FromCourse, Millis, PlayId, PlaySource, Profile, ProfileId, Reflection, StoredPlay,
};
use rapport::scenario::id::CourseId;
use rapport::scoring::Scorecard;
use rapport::util::num::{saturating_i64, saturating_u32};
use tempfile::TempDir;

use super::support::{data_paths, run_rapport, shipped_script, stderr, stdout, temp_dir};

const NOW: Millis = Millis(1_790_000_000_000);

/// Names that look like formulas, markup, paths or SQL.
pub(crate) const HOSTILE: [&str; 12] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\u{ff1d}1+1",
    "'=1+1",
    "  =HYPERLINK(\"http://evil.example\")",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "\u{202e}gnitirw esrever",
    "../../etc/passwd",
    "Robert'); DROP TABLE play;--, \"quoted\", and; more",
];

/// Plays a scenario and records it. `how` is the position of the reply taken at every decision, or the last one if
/// there are fewer, and the maximum number of turns.
pub(super) fn record_play(
    ledger: &mut Ledger,
    who: &Profile,
    id: &str,
    seed: u64,
    at: i64,
    how: (usize, usize),
    source: PlaySource,
) {
    let mut encounter = Encounter::start(shipped_script(id), seed, Memory::default());
    let mut play = ledger.begin(who, source, Millis(at));
    play.no_hurry = seed.is_multiple_of(2);
    let (position, turns) = how;
    for turn in 0..turns {
        if encounter.status() != Status::Open {
            break;
        }
        let last = encounter.offers().len() - 1;
        encounter.choose_at(position.min(last), 7_654_321 + saturating_u32(turn));
        play.add_reflection(Reflection::Framed { turn, words: "my own secret words".into() });
        let now = Millis(at + 20_000 * saturating_i64(turn));
        ledger.record(&mut play, &encounter, now).expect("store the events");
    }
}

/// A data folder in which Ada and Ben of two teams, and people with hostile names, have played.
pub(crate) fn export_company() -> TempDir {
    let data = temp_dir();
    let mut ledger = Ledger::open(&data_paths(data.path()), NOW).expect("open the ledger");
    let mut at = NOW.0;
    let known = |ledger: &mut Ledger, name: &str, staff: Option<&str>, team: Option<&str>| {
        let mut profile = ledger.add_profile(name, &[], NOW).expect("create the profile");
        (profile.staff, profile.team) = (staff.map(str::to_owned), team.map(str::to_owned));
        ledger.change_profile(&profile, NOW).expect("change the profile");
        profile
    };
    let ada = known(&mut ledger, "Ada Lund", Some("S4711X"), Some("Harbour"));
    let ben = known(&mut ledger, "Ben", None, Some("=Quay"));
    let mut plays = vec![
        (&ada, "the-sofa", 7, (0, 99), PlaySource::Play),
        (&ada, "the-sofa", 8, (1, 99), PlaySource::Play),
        (&ada, "the-last-bus", 9, (0, 2), PlaySource::Play),
        (&ada, "ten-to-six", 10, (2, 99), PlaySource::Play),
        (&ben, "the-oven-part", 11, (1, 99), PlaySource::Play),
        (&ben, "the-last-bus", 13, (0, 2), PlaySource::Play),
        (&ben, "the-last-bus", 12, (1, 99), PlaySource::Play),
        (&ben, "the-sofa", 5, (0, 99), PlaySource::Tryout),
    ];
    let hostile: Vec<Profile> = HOSTILE.iter().map(|name| known(&mut ledger, name, None, Some(name))).collect();
    let long = known(&mut ledger, &"x".repeat(10_000), Some(&"9".repeat(300)), None);
    plays.extend(hostile.iter().chain([&long]).map(|who| (who, "the-wrong-pallet", 3, (0, 99), PlaySource::Play)));
    for (who, id, seed, how, source) in plays {
        // Nine days apart, so that months differ.
        at += 9 * 24 * 60 * 60 * 1000;
        record_play(&mut ledger, who, id, seed, at, how, source);
    }
    drop(ledger);
    data
}

/// Exports through the command line; returns what it printed.
pub(super) fn export(data: &Path, format: &str, out: &Path, more: &[&str]) -> String {
    let out = out.display().to_string();
    let mut args = vec!["export", "--format", format, "--out", &out];
    args.extend(more);
    let done = run_rapport(data, &args);
    assert!(done.status.success(), "{}", stderr(&done));
    stdout(&done)
}

/// The rows of a CSV table by column name.
pub(super) fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).expect("read the file");
    let text = text.strip_prefix('\u{feff}').expect("the file begins with a byte order mark");
    assert!(!text.replace("\r\n", "").contains('\r') && text.ends_with("\r\n"), "lines end as RFC 4180 says");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("parse the row")).collect()
}

/// A play that is the same every time, as in `tests/exports`.
pub(super) fn one_play(pass: Option<u32>) -> (StoredPlay, EncounterRow) {
    let mut encounter = Encounter::start(shipped_script("ten-to-six"), 6, Memory::default());
    while encounter.status() == Status::Open {
        let last = encounter.offers().len() - 1;
        encounter.choose_at(1.min(last), 5000);
    }
    let transcript = encounter.transcript();
    let profile = Profile {
        id: ProfileId("01990000-0000-7000-8000-000000000001".into()),
        name: "Ada Lund".into(),
        staff: Some("S4711X".into()),
        team: Some("Harbour".into()),
    };
    let attempt_info = AttemptInfo { attempt: Some(1), ..AttemptInfo::new(PlaySource::Play) };
    let play = StoredPlay {
        id: PlayId("01990000-0000-7000-8000-00000000000a".into()),
        profile_then: profile.clone(),
        profile,
        attempt_info,
        own_attempt_info: attempt_info,
        started: Millis(1_795_341_600_123),
        latest: Millis(1_795_341_850_000),
        course: pass.map(|pass| FromCourse { id: CourseId::from("first-week"), pass: Some(pass), fresh: false }),
        missed: 0,
        card: Some(Scorecard::from_decisions(&transcript.decisions)),
        transcript,
    };
    let row = EncounterRow::new(
        &play,
        &Names::default().name_of(&play.profile),
        &Title::from_scenario(&encounter.script().scenario),
    );
    (play, row)
}

/// The xAPI statements of a play by its real name.
pub(super) fn statements(play: &StoredPlay, row: &EncounterRow, home_page: &str) -> Vec<serde_json::Value> {
    rapport::export::xapi::statements(play, row, &Names::default().name_of(&play.profile_then), home_page)
}
