//! Trying one beat, and programs that follow a file while it is edited.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rapport::authoring::template;
use rapport::scenario::model::Kind;

use crate::support::{rapport_command, root, run_rapport, run_rapport_for_json, stderr, stdout, temp_dir};

#[test]
fn a_beat_is_tried_by_itself_with_what_it_needs() {
    let data = temp_dir();
    let sofa = root().join("scenarios/angry-callers/the-sofa.ron");
    let sofa = sofa.to_str().expect("the path is UTF-8");
    let offered = |args: &[&str]| {
        stdout(&run_rapport(data.path(), &[&["play", sofa, "--from", "when-then", "--choices", ""], args].concat()))
    };
    assert!(!offered(&[]).contains("after-you-sleep"));
    assert!(offered(&["--with", "Found(\"sleep\")"]).contains("after-you-sleep"));
    assert!(!offered(&["--with", "Not(Found(\"sleep\"))"]).contains("after-you-sleep"));
    let ended = run_rapport_for_json(
        data.path(),
        &["play", sofa, "--from", "ending", "--with", "Open(\"ring-by-six\")", "--choices", "", "--json"],
    );
    assert_eq!(ended["ending"], "end-agreed");
    let low = run_rapport_for_json(
        data.path(),
        &["play", sofa, "--from", "ending", "--with", "Not(RapportAtLeast(20))", "--choices", "", "--json"],
    );
    assert_eq!(low["ending"], "end-lost");
    for (args, said) in [
        (["--from", "when-thn"], "did you mean `when-then`?"),
        (["--with", "Knows(\"shft\")"], "did you mean `shift`?"),
        (["--with", "Knws(\"shift\")"], "did you mean `Knows`?"),
        (["--with", "All([RapportAtLeast(60), Not(RapportAtLeast(60))])"], "these cannot hold together"),
    ] {
        let refused = run_rapport(data.path(), &[&["play", sofa, "--choices", ""], &args[..]].concat());
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(said), "{}", stderr(&refused));
    }
    // A try-out is not recorded.
    assert!(!data.path().join("ledger.sqlite").exists(), "a try-out begins no ledger");
    let listed = run_rapport(data.path(), &["records", "list"]);
    assert!(stderr(&listed).contains("there are no records in"), "{}", stderr(&listed));
}

/// A running program with its standard input and output, and its output since the last match.
struct InteractiveProgram {
    child: Child,
    lines: std::sync::mpsc::Receiver<String>,
    output: String,
}

impl InteractiveProgram {
    fn new(data: &Path, args: &[&str]) -> Self {
        let mut child = rapport_command(data)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("start the program");
        let out = child.stdout.take().expect("the program's standard output is a pipe");
        let (send, lines) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines, output: String::new() }
    }

    fn enter(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().expect("the program's standard input is a pipe"), "{line}")
            .expect("write to the program's standard input");
    }

    /// Waits until the output contains `words`, at most 20 seconds, and then clears the output.
    fn wait_for(&mut self, words: &str) {
        let begun = Instant::now();
        while !self.output.contains(words) {
            let left = Duration::from_secs(20).saturating_sub(begun.elapsed());
            let line = self
                .lines
                .recv_timeout(left)
                .unwrap_or_else(|_| panic!("`{words}` never came after:\n{}", self.output));
            self.output.push_str(&line);
            self.output.push('\n');
        }
        self.output.clear();
    }
}

impl Drop for InteractiveProgram {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_try_out_follows_its_file() {
    let data = temp_dir();
    let file = data.path().join("lamp.ron");
    let text = template(&"lamp".into(), Kind::WalkIn);
    std::fs::write(&file, &text).expect("write the file");
    let mut program =
        InteractiveProgram::new(data.path(), &["play", file.to_str().expect("the path is UTF-8"), "--seed", "1"]);
    program.wait_for("1. ");
    program.enter("1");
    program.wait_for("So what is it? Is it broken?");
    std::fs::write(&file, text.replace("So what is it? Is it broken?", "Well? What is it?")).expect("write the file");
    program.wait_for("you are at the same place in the new version.");
    program.wait_for("Well? What is it?");
    std::fs::write(&file, text.replace("\"the-cause\": Beat(", "\"the-cause\": Beet(")).expect("write the file");
    program.wait_for("You go on with the last good version.");
    program.wait_for("Well? What is it?");
    // An editor that puts a new file in the place of the old one.
    let beside = data.path().join("lamp.new");
    let renamed = ["what-kind-of-hum", "receipt", "they-all-do"]
        .iter()
        .fold(text.clone(), |text, id| text.replace(&format!("\"{id}\""), &format!("\"{id}-now\"")));
    std::fs::write(
        &beside,
        renamed.split("    tests: {").next().map(|head| format!("{head})")).expect("the scenario has a content hash").replace(
            "    // Plays that `rapport check` tries: so a later change cannot break the way without being noticed.\n",
            "",
        ),
    )
    .expect("write the file");
    std::fs::rename(&beside, &file).expect("rename the file");
    program.wait_for("of your 1 turn the first 0 can be made");
    program.enter("q");
    assert!(program.child.wait().expect("wait for the program to end").success());
}

#[test]
fn checking_goes_on_while_files_are_saved() {
    let data = temp_dir();
    let file = data.path().join("lamp.ron");
    let text = template(&"lamp".into(), Kind::WalkIn);
    std::fs::write(&file, &text).expect("write the file");
    let mut program =
        InteractiveProgram::new(data.path(), &["check", data.path().to_str().expect("the path is UTF-8"), "--watch"]);
    program.wait_for("0 errors, 0 warnings");
    program.wait_for("watching");
    std::fs::write(&file, text.replace("to: \"by-when\"", "to: \"by-then\"")).expect("write the file");
    program.wait_for("did you mean `by-when`?");
    program.wait_for("watching");
    std::fs::write(&file, &text).expect("write the file");
    program.wait_for("0 errors, 0 warnings");
}

#[test]
fn checking_goes_on_when_the_folder_is_replaced() {
    let data = temp_dir();
    let (folder, away) = (data.path().join("mine"), data.path().join("away"));
    let file = folder.join("lamp.ron");
    let text = template(&"lamp".into(), Kind::WalkIn);
    std::fs::create_dir(&folder).expect("make the folder");
    std::fs::write(&file, &text).expect("write the file");
    let named = folder.display().to_string();
    let mut program = InteractiveProgram::new(data.path(), &["check", &named, "--watch"]);
    program.wait_for("watching");
    std::fs::rename(&folder, &away).expect("move the folder away");
    program.wait_for(&format!("there is no file or folder `{named}`"));
    std::fs::create_dir(&folder).expect("make the folder anew");
    std::fs::write(&file, text.replace("to: \"by-when\"", "to: \"by-then\"")).expect("write the file");
    program.wait_for("did you mean `by-when`?");
    std::fs::write(&file, &text).expect("write the file");
    program.wait_for("0 errors, 0 warnings");
}

#[test]
fn a_try_out_follows_its_file_into_a_folder_that_is_made_anew() {
    let data = temp_dir();
    let folder = data.path().join("mine");
    let file = folder.join("lamp.ron");
    let text = template(&"lamp".into(), Kind::WalkIn);
    std::fs::create_dir(&folder).expect("make the folder");
    std::fs::write(&file, &text).expect("write the file");
    let named = file.display().to_string();
    let mut program = InteractiveProgram::new(data.path(), &["play", &named, "--seed", "1"]);
    program.wait_for("1. ");
    std::fs::rename(&folder, data.path().join("away")).expect("move the folder away");
    program.wait_for("You go on with the last good version.");
    std::fs::create_dir(&folder).expect("make the folder anew");
    std::fs::write(&file, text.replace("So what is it? Is it broken?", "Well? What is it?")).expect("write the file");
    program.wait_for("The file was saved");
    program.enter("1");
    program.wait_for("Well? What is it?");
    std::fs::write(&file, text.replace("So what is it? Is it broken?", "And now? What is it?"))
        .expect("write the file");
    program.wait_for("And now? What is it?");
}
