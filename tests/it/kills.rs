//! Killed processes: whenever it happens, an acknowledged decision is in the ledger, the play can be resumed, and an
//! export is complete or absent.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rapport::encounter::Status;
use rapport::ledger::Ledger;
use rapport::record::{Millis, Record};

use super::support::{data_paths, rapport_command, run_rapport, sizes, stderr, stdout, temp_dir};

const ASKED: &[u8] = b"Your turn,";

/// Reads to the end of the next question; `None` at the end of the output.
fn next_question(out: &mut impl Read) -> Option<()> {
    let mut seen = Vec::new();
    let mut byte = [0];
    while out.read(&mut byte).ok()? == 1 {
        seen.push(byte[0]);
        if seen.ends_with(ASKED) || seen.ends_with(b"or leave (q)?") {
            return Some(());
        }
    }
    None
}

/// Starts or resumes a play in the terminal, answers `turns` questions, and kills the program in the middle of the next
/// answer, `delay` steps after it was sent. Returns how many answers the program acknowledged.
fn play_and_kill(data: &Path, trainee: &str, resumes: bool, turns: u64, delay: u64) -> u32 {
    let mut child = rapport_command(data)
        .args(["play", "the-sofa", "--trainee", trainee, "--data"])
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("start the program");
    let mut input = child.stdin.take().expect("the program's standard input is a pipe");
    let mut output = child.stdout.take().expect("the program's standard output is a pipe");
    if resumes {
        next_question(&mut output).expect("the program asks whether to resume");
        input.write_all(b"g\n").expect("write to the program's standard input");
    }
    let mut acknowledged = 0;
    let mut alive = next_question(&mut output).is_some();
    for _ in 0..turns {
        if !alive || input.write_all(b"1\n").is_err() {
            break;
        }
        // The next question says that the answer is stored.
        alive = next_question(&mut output).is_some();
        acknowledged += u32::from(alive);
    }
    if alive {
        let _ = input.write_all(b"1\n");
        for _ in 0..delay {
            std::hint::spin_loop();
        }
    }
    child.kill().expect("kill the program");
    child.wait().expect("wait for the program to end");
    acknowledged
}

/// The plays of a trainee, the oldest first.
fn plays_of(data: &Path, trainee: &str, now: Millis) -> Vec<Record> {
    let mut ledger = Ledger::open(&data_paths(data), now).expect("open the ledger");
    let profile = ledger.add_profile(trainee, &[], now).expect("create the profile");
    let mut plays = ledger.records(&profile).expect("list the records");
    plays.sort_by(|a, b| a.id.cmp(&b.id));
    for play in &plays {
        let decisions = ledger.decisions(&play.id.0).expect("read the decisions");
        assert_eq!(decisions.len(), play.decisions as usize, "the summary of {} differs from its events", play.id.0);
    }
    plays
}

fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is after 1970");
    Millis(i64::try_from(since.as_millis()).expect("the time fits in 64 bits"))
}

#[test]
fn a_killed_play_loses_no_acknowledged_decision() {
    let data = temp_dir();
    let (mut acknowledged, mut resumed, mut lost) = (0, 0, 0);
    let kills = sizes().kills;
    // Several plays by each trainee, so that some are resumed and some completed.
    let trainees = (kills / 3).clamp(1, 8);
    for n in 0..kills {
        let trainee = format!("T{}", n % trainees);
        let open = plays_of(data.path(), &trainee, now()).into_iter().find(|play| play.status == Status::Open);
        let answered = play_and_kill(data.path(), &trainee, open.is_some(), n % 7, (n % 11) * 20_000);
        let after = plays_of(data.path(), &trainee, now());
        let (play, before) = match &open {
            Some(open) => (after.iter().find(|play| play.id == open.id), open.decisions),
            None => (after.last(), 0),
        };
        if open.is_some() || answered > 0 {
            lost += (before + answered).saturating_sub(play.map_or(0, |play| play.decisions));
        }
        acknowledged += answered;
        resumed += u32::from(open.is_some());
    }
    println!("{kills} kills: {acknowledged} decisions acknowledged, {lost} lost, {resumed} plays resumed");
    assert_eq!(lost, 0);
    assert!(acknowledged > 0 && resumed > 0, "{acknowledged} decisions were acknowledged, {resumed} plays resumed");
}

/// One process plays while another exports, and both are killed at once: the export is complete or absent, and the
/// ledger is intact.
#[test]
fn a_killed_export_is_complete_or_absent() {
    let (data, to) = (temp_dir(), temp_dir());
    super::load_test::synthesize::synthesize(data.path(), 300, 1).expect("write the plays");
    let begun = Instant::now();
    let once = to.path().join("once.jsonl").display().to_string();
    assert!(run_rapport(data.path(), &["export", "--format", "jsonl", "--out", &once]).status.success());
    // It takes longer while another process plays.
    let longest = begun.elapsed() * 2;
    let (mut whole, mut none, mut ended) = (0, 0, 0);
    for n in 0..sizes().export_kills {
        let format = ["csv", "jsonl", "parquet"][usize::try_from(n % 3).unwrap_or(0)];
        let out = to.path().join(if format == "jsonl" { "out.jsonl" } else { format });
        let mut player = rapport_command(data.path())
            .args(["play", "the-sofa", "--trainee", &format!("T{n}"), "--data"])
            .arg(data.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("start the program");
        // The process may be killed before it has read all of its input.
        let _ =
            player.stdin.take().expect("the program's standard input is a pipe").write_all("1\n".repeat(40).as_bytes());
        let mut exporter = rapport_command(data.path())
            .args(["export", "--format", format, "--data"])
            .arg(data.path())
            .arg("--out")
            .arg(&out)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("start the program");
        // Another moment each time, from the start to after the end.
        std::thread::sleep(longest * u32::try_from(n * 619 % 1000).unwrap_or(0) / 1000);
        exporter.kill().expect("kill the program");
        player.kill().expect("kill the program");
        exporter.wait().expect("wait for the program to end");
        ended += u32::from(player.wait().expect("wait for the program to end").success());
        if !out.exists() {
            none += 1;
            continue;
        }
        whole += 1;
        let redone = run_rapport(data.path(), &["rescore", &out.display().to_string()]);
        assert!(redone.status.success(), "kill {n}: {}{}", stdout(&redone), stderr(&redone));
    }
    let verified = run_rapport(data.path(), &["records", "verify"]);
    assert!(verified.status.success(), "{}", stdout(&verified));
    assert!(sizes().export_kills < 12 || whole > 0, "no export was complete before it was killed");
    println!("{} exports killed: {whole} complete, {none} absent; {ended} plays ended meanwhile", whole + none);
}
