//! The tools of the example `load_test`, for tests that need many plays.

use std::path::Path;
use std::process::Command;

#[path = "../../examples/load_test/sums.rs"]
pub(crate) mod sums;
#[path = "../../examples/load_test/synthesize.rs"]
pub(crate) mod synthesize;

/// Names the data folder for [`synthesizes_in_a_process_of_its_own`].
const DATA: &str = "RAPPORT_SYNTHESIZE_DATA";
/// The number of plays for it.
const PLAYS: &str = "RAPPORT_SYNTHESIZE_PLAYS";

/// Runs `synthesize` in a process of its own, so that its time and memory can be measured.
pub(crate) fn synthesize_command(data: &Path, plays: u64) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("find the test program"));
    command.args(["--exact", "load_test::synthesizes_in_a_process_of_its_own"]);
    command.env(DATA, data).env(PLAYS, plays.to_string());
    command
}

/// Fills the data folder that another test names; without one it fills a small folder of its own.
#[test]
fn synthesizes_in_a_process_of_its_own() {
    let own = super::support::temp_dir();
    let data = std::env::var_os(DATA).map_or_else(|| own.path().to_path_buf(), Into::into);
    let plays = std::env::var(PLAYS).map_or(50, |plays| plays.parse().expect("read the number of plays"));
    let done = synthesize::synthesize(&data, plays, 1).expect("write the plays");
    assert!(done.players > 0 && done.decisions >= plays && done.head.events > 0, "{plays} plays were written");
}
