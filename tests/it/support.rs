//! What the tests share: the program as a command, scripts to play, sizes, and a count of memory in use.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use rapport::files::DataPaths;
use rapport::library::Library;
use rapport::scenario::script::Script;

/// How much of the long tests to run; set by `scripts/test` in the variable `RAPPORT_TESTS`.
pub(crate) struct Sizes {
    pub(crate) replays: u64,
    pub(crate) mutations: u64,
    pub(crate) kills: u64,
    pub(crate) export_kills: u64,
    pub(crate) encounters: u64,
    pub(crate) proofs: u64,
}

/// `long` is the full figures, `short` what CI runs, and nothing is what a developer waits for.
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
        Err(_) => Sizes { replays: 100, mutations: 1_000, kills: 3, export_kills: 4, encounters: 1_000, proofs: 400 },
    }
}

/// The root of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program with some arguments, its records in a folder of the test's own.
pub(crate) fn rapport(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
    command.current_dir(root()).env_remove("DISPLAY").env("XDG_DATA_HOME", data);
    command
}

/// Runs the program to its end, with `--data` set to `data`.
pub(crate) fn run(data: &Path, args: &[&str]) -> Output {
    rapport(data).args(args).arg("--data").arg(data).output().expect("run the program")
}

/// What a run printed.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the program prints UTF-8")
}

/// What a run complained about.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the program prints UTF-8")
}

/// A folder that goes away with the test.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("create a temp dir")
}

/// DataPaths of a test's own.
pub(crate) fn places(data: &Path) -> DataPaths {
    DataPaths::new(Some(data.to_path_buf()), None)
}

/// The shipped scenarios, by id.
pub(crate) fn shipped() -> Vec<Arc<Script>> {
    let library = Library::load(&DataPaths::default());
    library.entries.values().map(|entry| Arc::clone(&entry.script)).collect()
}

/// One shipped scenario.
pub(crate) fn script(id: &str) -> Arc<Script> {
    Library::load(&DataPaths::default())
        .get(id)
        .map(|entry| Arc::clone(&entry.script))
        .expect("the scenario is shipped")
}

/// The files of a folder, in order, with an ending.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("list the folder").filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no `{ending}` in {folder}");
    found
}

/// Compares with a file, or writes it if `UPDATE` is set.
pub(crate) fn matches_file(path: &Path, actual: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, actual).expect("write the file");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        expected == actual,
        "{} differs; run again with UPDATE=1 and read the change\n--- expected\n{expected}\n--- actual\n{actual}",
        path.display()
    );
}

/// Counts what the present thread holds, so that a test can tell how much a reader took.
struct Counting;

thread_local! {
    static HELD: Cell<i64> = const { Cell::new(0) };
    static MOST: Cell<i64> = const { Cell::new(0) };
}

fn count(change: i64) {
    // A thread that is ending has no counters any more.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + change);
        let _ = MOST.try_with(|most| most.set(most.get().max(held.get())));
    });
}

#[expect(unsafe_code, reason = "an allocator cannot be written without; it only counts and passes on")]
// SAFETY: every call goes to the system's allocator with the arguments as they came.
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

/// The most bytes this thread held during `work`, beyond what it held before.
pub(crate) fn most_held<T>(work: impl FnOnce() -> T) -> (T, i64) {
    let before = HELD.get();
    MOST.set(before);
    let done = work();
    (done, MOST.get() - before)
}
