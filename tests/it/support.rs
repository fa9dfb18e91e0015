//! Shared by all tests: running the program, scenarios to play, sizes of long tests, recorded outputs, memory in use.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use rapport::files::DataPaths;
use rapport::library::Library;
use rapport::scenario::script::Script;
use snapbox::Data;
use snapbox::report::{Palette, write_diff};

/// How much of the long tests to run, from the environment variable `RAPPORT_TESTS`, which `scripts/test` sets.
pub(crate) struct Sizes {
    pub(crate) replays: u64,
    pub(crate) mutations: u64,
    pub(crate) kills: u64,
    pub(crate) export_kills: u64,
    pub(crate) encounters: u64,
    pub(crate) proofs: u64,
}

/// `long` for the full figures, `short` for CI; without the variable as little as a developer will wait for.
pub(crate) fn sizes() -> Sizes {
    match std::env::var("RAPPORT_TESTS").as_deref() {
        Ok("long") => Sizes {
            replays: 10_000,
            mutations: 200_000,
            kills: 1_000,
            export_kills: 200,
            encounters: 1_000_000,
            proofs: 20_000,
        },
        Ok("short") => {
            Sizes { replays: 1_000, mutations: 20_000, kills: 20, export_kills: 12, encounters: 5_000, proofs: 1_000 }
        }
        Ok(other) => panic!("RAPPORT_TESTS is `{other}`; it may be `long` or `short`"),
        Err(_) => Sizes { replays: 100, mutations: 1_000, kills: 6, export_kills: 4, encounters: 1_000, proofs: 400 },
    }
}

/// The folder of `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program as a command, with `data` as its data folder and no display.
pub(crate) fn rapport_command(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
    command.current_dir(root()).env_remove("DISPLAY").env("XDG_DATA_HOME", data);
    command
}

/// Runs the program to its end with `--data` set to `data`.
pub(crate) fn run_rapport(data: &Path, args: &[&str]) -> Output {
    rapport_command(data).args(args).arg("--data").arg(data).output().expect("run the program")
}

/// Runs the program with `--data` set to `data`, types `input`, and waits for the end.
pub(crate) fn run_and_type(data: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = rapport_command(data)
        .args(args)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("start the program");
    let mut standard_input = child.stdin.take().expect("the program's standard input is a pipe");
    // The program may end before it has read everything.
    let _ = standard_input.write_all(input);
    drop(standard_input);
    child.wait_with_output().expect("wait for the program to end")
}

/// Runs the program, which must succeed, and reads its standard output as one JSON document.
pub(crate) fn run_rapport_for_json(data: &Path, args: &[&str]) -> serde_json::Value {
    let output = run_rapport(data, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
    serde_json::from_slice(&output.stdout).expect("standard output is one JSON document")
}

/// What a run printed on standard output.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the program prints UTF-8")
}

/// What a run printed on standard error.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the program prints UTF-8")
}

/// A folder that is removed when it is dropped.
pub(crate) fn temp_dir() -> tempfile::TempDir {
    tempfile::tempdir().expect("create a temp dir")
}

/// The paths of a run with `data` as its data folder and no named scenario folder.
pub(crate) fn data_paths(data: &Path) -> DataPaths {
    DataPaths::new(Some(data.to_path_buf()), None)
}

/// The shipped scenarios, by id.
pub(crate) fn shipped_scripts() -> Vec<Arc<Script>> {
    let library = Library::load(&DataPaths::default());
    library.entries.values().map(|entry| Arc::clone(&entry.script)).collect()
}

/// The shipped scenario with this id.
pub(crate) fn shipped_script(id: &str) -> Arc<Script> {
    Library::load(&DataPaths::default())
        .get(id)
        .map(|entry| Arc::clone(&entry.script))
        .expect("the scenario is shipped")
}

/// The files below `folder` whose names end in `ending`, sorted; fails if there are none.
pub(crate) fn files_with_ending(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    let files = entries.into_iter().map(|entry| entry.expect("list the folder")).filter(|entry| entry.path().is_file());
    let mut found: Vec<PathBuf> =
        files.map(walkdir::DirEntry::into_path).filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    assert!(!found.is_empty(), "no `{ending}` in {folder}");
    found
}

/// Compares `actual` with a recorded output to the byte; with the environment variable `UPDATE` set, records it anew.
///
/// Only the difference is shown by `snapbox`. Its own comparison takes CR LF for LF, and an exported CSV has CR LF.
pub(crate) fn assert_matches_file(path: &Path, actual: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, actual).expect("write the recorded output");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected != actual {
        let mut difference = String::new();
        let (expected, actual) = (Data::text(expected), Data::text(actual));
        write_diff(&mut difference, &expected, &actual, Some(&path.display()), None, Palette::plain())
            .expect("writing to a string does not fail");
        panic!("a recorded output differs; run again with UPDATE=1 and read the change\n{difference}");
    }
}

/// Counts the bytes that each thread has allocated, so that a test can measure how much memory a reader takes.
struct Counting;

thread_local! {
    static HELD: Cell<i64> = const { Cell::new(0) };
    static PEAK: Cell<i64> = const { Cell::new(0) };
}

fn count(change: i64) {
    // The counters of a thread that is ending are gone already.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + change);
        let _ = PEAK.try_with(|peak| peak.set(peak.get().max(held.get())));
    });
}

#[expect(unsafe_code, reason = "an allocator needs it; this one only counts and calls the system's")]
// SAFETY: every call goes to the system's allocator with unchanged arguments.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(i64::try_from(layout.size()).unwrap_or(i64::MAX));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(-i64::try_from(layout.size()).unwrap_or(i64::MAX));
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The result of `work`, and the most bytes that this thread held during it beyond what it held before.
pub(crate) fn peak_memory<T>(work: impl FnOnce() -> T) -> (T, i64) {
    let before = HELD.get();
    PEAK.set(before);
    let result = work();
    (result, PEAK.get() - before)
}
