//! Kills: whatever the moment, a decision that was acknowledged is in the ledger, the play can be gone on with, and
//! under an export's name lies a whole one or none.

use std::io::{Read, Write};
use std::process::Stdio;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rapport::encounter::Status;
use rapport::ledger::Ledger;
use rapport::record::Millis;

use super::support::{data_paths, rapport_command, run_rapport, sizes, stderr, stdout, temp_dir};

const ASKED: &[u8] = b"Your turn,";

/// Reads up to and with the next question; `None` at the end of the output.
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

#[test]
fn a_killed_play_loses_nothing_that_was_acknowledged() {
    let data = temp_dir();
    let (mut acknowledged, mut resumed, mut missing) = (0, 0, 0);
    let kills = sizes().kills;
    for n in 0..kills {
        // Eight trainees take turns, so that plays are left open, gone on with and completed.
        let name = format!("T{}", n % 8);
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is after 1970");
        let now = Millis(i64::try_from(since.as_millis()).expect("the time fits in 64 bits"));
        let before = Ledger::open(&data_paths(data.path()), now).expect("open the ledger");
        let profile = before.profile(&name, now).expect("create the profile");
        let open =
            before.records(&profile).expect("list the records").into_iter().find(|play| play.status == Status::Open);
        drop(before);
        let mut child = rapport_command(data.path())
            .args(["play", "the-sofa", "--trainee", &name, "--data"])
            .arg(data.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("start the program");
        let mut input = child.stdin.take().expect("the program's standard input is a pipe");
        let mut output = child.stdout.take().expect("the program's standard output is a pipe");
        let mut decided = 0;
        if open.is_some() {
            next_question(&mut output).expect("the program asks whether to resume");
            input.write_all(b"g\n").expect("write to the program's standard input");
            resumed += 1;
        }
        let turns = n % 7;
        let mut alive = next_question(&mut output).is_some();
        for _ in 0..turns {
            if !alive || input.write_all(b"1\n").is_err() {
                break;
            }
            alive = next_question(&mut output).is_some();
            // A question after an answer says that the answer was kept.
            decided += u32::from(alive);
        }
        if alive {
            // One more answer, and the kill somewhere in the middle of it.
            let _ = input.write_all(b"1\n");
            for _ in 0..(n % 11) * 20_000 {
                std::hint::spin_loop();
            }
        }
        child.kill().expect("kill the program");
        child.wait().expect("wait for the program to end");
        let after = Ledger::open(&data_paths(data.path()), now).expect("open the ledger");
        let profile = after.profile(&name, now).expect("create the profile");
        let records = after.records(&profile).expect("list the records");
        let least = open.as_ref().map_or(0, |play| play.decisions) + decided;
        let newest = match &open {
            Some(open) => records.iter().find(|play| play.id == open.id),
            None => records.iter().max_by_key(|play| play.id.clone()).filter(|_| decided > 0 || !records.is_empty()),
        };
        acknowledged += decided;
        let kept = newest.map_or(0, |play| play.decisions);
        if open.is_some() || decided > 0 {
            missing += least.saturating_sub(kept);
        }
        if let Some(play) = newest {
            let decisions = after.decisions(&play.id.0).expect("read the decisions");
            assert_eq!(decisions.len(), play.decisions as usize, "the summary is what the events say");
        }
    }
    assert_eq!(missing, 0);
    assert!(kills < 20 || resumed > 0, "some plays were gone on with");
    println!("{kills} kills: {acknowledged} decisions acknowledged, {missing} lost, {resumed} plays gone on with");
}

/// Somebody plays while somebody exports, and both are killed at once: what lies under the export's name is whole,
/// and so is the ledger.
#[test]
fn a_killed_export_leaves_a_whole_one_or_none() {
    let (data, to) = (temp_dir(), temp_dir());
    let filled = run_rapport(data.path(), &["synthesize", "--plays", "300"]);
    assert!(filled.status.success(), "{}", stderr(&filled));
    let begun = Instant::now();
    let once = to.path().join("once.jsonl").display().to_string();
    assert!(run_rapport(data.path(), &["export", "--format", "jsonl", "--out", &once]).status.success());
    // With somebody who plays beside it, it takes longer.
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
        // It may be killed before it has read all of it.
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
        // Another moment each time, from the very beginning to after the end.
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
    assert!(sizes().export_kills < 12 || whole > 0, "some came to their end before");
    println!("{} exports killed: {whole} whole, {none} none; {ended} plays ended meanwhile", whole + none);
}
